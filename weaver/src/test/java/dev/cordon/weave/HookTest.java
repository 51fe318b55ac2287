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
