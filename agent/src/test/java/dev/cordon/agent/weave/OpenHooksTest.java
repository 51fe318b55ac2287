package dev.cordon.agent.weave;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.agent.host.OpenHooks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** A library of another shape: what stays open is known to who asks for it. */
class OpenHooksTest {
  private static final HookRegistry REGISTRY = new HookRegistry();

  /** A class of a hooked name that has only one method. */
  private static byte[] library(String name, String method, String descriptor) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V1_8,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT,
        name,
        null,
        "java/lang/Object",
        null);
    writer
        .visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, method, descriptor, null, null)
        .visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Test
  void aCopyOfAnotherShapeIsOpen() {
    String name = "com/example/shaded/openai/shaded/com/openai/core/http/RetryingHttpClient";
    byte[] other = library(name, "interceptorList", "()Ljava/util/List;");

    assertNull(new WeavingTransformer(REGISTRY).transform(null, name, null, null, other));

    String missing = " in " + name.replace('/', '.') + ": it has no method ";
    List<String> places = OpenHooks.places();
    assertTrue(places.stream().anyMatch(place -> place.contains(missing)), places::toString);
  }

  @Test
  void aVersionWithoutTheHookedMethodIsOpen() {
    String name = "com/openai/core/http/RetryingHttpClient";
    byte[] other = library(name, "interceptorList", "()Ljava/util/List;");

    assertNull(new WeavingTransformer(REGISTRY).transform(null, name, null, null, other));

    String missing = " in com.openai.core.http.RetryingHttpClient: it has no method ";
    for (String place :
        List.of(
            "openai-java:0" + missing + "execute that fits",
            "openai-java:1" + missing + "executeAsync that fits")) {
      assertTrue(OpenHooks.places().contains(place), OpenHooks.places().toString());
    }
  }

  @Test
  void aHookWhoseAdviceDoesNotFitIsOpen() {
    new AdviceLinker(REGISTRY)
        .failed(String.class, "okhttp:0", new NoSuchMethodError("jane@example.com"));

    assertTrue(
        OpenHooks.places()
            .contains(
                "okhttp:0 in java.lang.String: its advice does not fit"
                    + " (java.lang.NoSuchMethodError)"),
        OpenHooks.places().toString());
  }
}
