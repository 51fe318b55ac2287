package dev.cordon.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Hook;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** How hooks are described. */
class HookTest {
  @Test
  void aHookSaysWhatItIs() {
    Hook hook =
        Hook.on("a.Old", "a.New")
            .methods("execute", "call")
            .entry("advice.Of", "onCall")
            .optional();

    assertEquals(List.of("a.Old", "a.New"), hook.classNames());
    assertEquals("a.Old|a.New.execute|call ENTRY -> advice.Of.onCall?", hook.toString());
    assertTrue(hook.matches(false, "call", "()V"));
    assertFalse(hook.matches(true, "call", "()V"));
    assertFalse(hook.matches(false, "other", "()V"));
  }

  @Test
  void aDescriptorOrAStaticMethodIsMeantAlone() {
    Hook hook = Hook.on("a.A").staticMethod("run", "(I)V").exit("b.B", "b");

    assertTrue(hook.matches(true, "run", "(I)V"));
    assertFalse(hook.matches(true, "run", "(J)V"));
    assertFalse(hook.matches(false, "run", "(I)V"));
  }

  @Test
  void inACopyTypesHaveItsNamesOrTheirOwn() {
    Hook hook =
        Hook.on("org.lib.A")
            .method("run", "(I[Lorg/lib/B;Lokio/Sink;)Ljava/util/List;")
            .entry("b.B", "b");
    Hook copied = hook.inCopy("x/internal/");

    for (String descriptor :
        List.of(
            "(I[Lorg/lib/B;Lokio/Sink;)Ljava/util/List;",
            "(I[Lx/internal/org/lib/B;Lx/internal/okio/Sink;)Ljava/util/List;",
            "(I[Lx/internal/lib/B;Lokio/Sink;)Ljava/util/List;")) {
      assertTrue(copied.matches(false, "run", descriptor), descriptor);
    }
    for (String descriptor :
        List.of(
            "(I[Lorg/lib/B;Lokio/Sink;)V",
            "(I[Lx/internal/lib/C;Lokio/Sink;)Ljava/util/List;",
            "(I[Ly/internal/lib/B;Lokio/Sink;)Ljava/util/List;",
            "(I[Lx/internal/lib/B;)Ljava/util/List;",
            "(I[Lx/internal/lib/B;Lokio/Sink;I)Ljava/util/List;",
            "(J[Lx/internal/lib/B;Lokio/Sink;)Ljava/util/List;")) {
      assertFalse(copied.matches(false, "run", descriptor), descriptor);
      assertFalse(hook.matches(false, "run", descriptor), descriptor);
    }
    assertFalse(hook.matches(false, "run", "(I[Lx/internal/lib/B;Lokio/Sink;)Ljava/util/List;"));
  }

  @Test
  void whatCannotWorkIsAnErrorThatSaysWhy() {
    assertTrue(
        error(() -> Hook.on("a.A").method("run", "(I)V").onReturn("b.B", "b"))
            .contains("use exit"));
    assertTrue(error(() -> Hook.on("a.A").method("run", "I")).contains("'I'"));
    assertTrue(error(() -> Hook.on("a.A").constructor("()I")).contains(")V"));
    assertTrue(error(() -> Hook.on("a/A")).contains("a/A"));
    assertTrue(error(() -> Hook.on()).contains("at least one"));
    assertTrue(error(() -> Hook.on("a.A").methods()).contains("at least one"));
    assertTrue(error(() -> Hook.on("a.A").method("<init>")).contains("<init>"));
    assertTrue(error(() -> Hook.on("a.A").method("run").entry("b/B", "b")).contains("b/B"));
    assertTrue(error(() -> Hook.on("a.A").method("run").entry("b.B", "b()")).contains("b()"));
  }

  private static String error(Executable description) {
    return assertThrows(IllegalArgumentException.class, description).getMessage();
  }
}
