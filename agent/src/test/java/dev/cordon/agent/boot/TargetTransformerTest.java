package dev.cordon.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.File;
import org.junit.jupiter.api.Test;

/** Here the weaver can't start: a class that reaches it is counted as a fault. */
class TargetTransformerTest {
  private static final String TARGET = "com/openai/core/http/RetryingHttpClient";

  private final TargetTransformer transformer = new TargetTransformer(null);

  private int faultsAfter(ClassLoader loader, String name) {
    assertNull(transformer.transform(loader, name, null, null, new byte[0]));
    return transformer.unnamed();
  }

  @Test
  void aTargetOfTheApplicationReachesTheWeaver() {
    assertEquals(1, faultsAfter(ClassLoader.getSystemClassLoader(), TARGET));
    assertEquals(2, faultsAfter(null, TARGET));
  }

  @Test
  void anotherClassDoesNot() {
    assertEquals(0, faultsAfter(null, "com/openai/core/http/RetryingHttpClients"));
    assertEquals(0, faultsAfter(null, null));
  }

  @Test
  void noClassOfOurOwnLoadersDoes() throws Exception {
    AgentClassLoader agent = AgentClassLoader.open(new File("target/cordon-agent.jar"));
    ClassLoader advice =
        (ClassLoader) construct(agent, "dev.cordon.agent.weave.InstrumentationClassLoader", "a.");

    assertEquals(0, faultsAfter(agent, TARGET));
    assertEquals(0, faultsAfter(advice, TARGET));
  }

  private static Object construct(AgentClassLoader agent, String name, String own)
      throws Exception {
    var constructor = agent.loadClass(name).getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(own, agent, null, null);
  }
}
