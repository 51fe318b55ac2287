package dev.cordon.instrumentation.helidon;

import dev.cordon.instrumentation.testing.ForkedScenarios;
import dev.cordon.instrumentation.testing.WovenLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Holds every version that the build fetched to the clients' contract, on a JDK from 21 on. */
class EveryVersionTest {
  private static final int JAVA = 21;

  @TestFactory
  List<DynamicNode> everyVersion() throws Exception {
    return ForkedScenarios.of(JAVA, Versions.class);
  }

  /** Run on that JDK. */
  public static final class Versions implements ForkedScenarios.Factory {
    @Override
    public List<DynamicNode> tests() throws Exception {
      List<DynamicNode> versions = new ArrayList<>();
      for (Path folder : WovenLibrary.versions(Path.of("target/libraries"))) {
        WovenLibrary library =
            new WovenLibrary(
                List.of(new HelidonWebClientInstrumentation()), WovenLibrary.path(folder));
        String name = "helidon-webclient " + folder.getFileName();
        versions.add(library.tests(name, ContractScenarios.class));
        versions.add(library.tests(name + " redirected", RedirectScenarios.class));
      }
      return versions;
    }
  }
}
