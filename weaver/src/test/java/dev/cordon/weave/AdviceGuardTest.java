package dev.cordon.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.MethodHooks;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application sees of advice that throws, and of advice that returns nonsense. */
class AdviceGuardTest {
  private static final String CLIENT = "library.Client";
  private static final String ADVICE = Advice.class.getName();
  private static Throwable toThrow;
  private static Object taken;

  /** Throws whatever the test says, from each kind of advice. */
  static final class Advice {
    private Advice() {}

    static Object count(Object self, int from) throws Throwable {
      throw toThrow;
    }

    static Object[] arguments(Object self, int from) throws Throwable {
      throw toThrow;
    }

    static int returned(Object self, int result) throws Throwable {
      throw toThrow;
    }

    static Object exit(Object self, int from, int result, Throwable thrown) throws Throwable {
      throw toThrow;
    }

    static void constructed(Object self) throws Throwable {
      throw toThrow;
    }

    static Object[] constructorArguments() throws Throwable {
      throw toThrow;
    }

    static Object refuseCount(Object self, int from) {
      return -1;
    }

    static Object[] refuseArguments(Object self, int from) {
      return new Object[] {from + 40};
    }

    static int refuseResult(Object self, int result) {
      return -2;
    }

    static void refuseObject(Object self) {
      throw new DeliberateException(new IOException("refused"));
    }

    static Object takesOver(Object self, int from) {
      return (TakeOver)
          () -> {
            throw toThrow;
          };
    }

    static Object takesOverForNull(Object self, boolean first) {
      return (TakeOver) () -> null;
    }

    static Object takesOverCounting(Object self, int from) {
      return (TakeOver) () -> taken;
    }

    static Object takesOverTheExit(Object self, int from, int result, Throwable thrown) {
      return (TakeOver) () -> taken;
    }

    static Object takesOverForAnother(Object self, boolean first) {
      return (TakeOver) () -> "no list";
    }

    static Object takesOverNothing(Object self, int from) throws Throwable {
      throw toThrow;
    }

    static Object wrongType(Object self, int from) {
      return "not a number";
    }

    static Object nothingForANumber(Object self, int from) {
      return Hook.NOTHING;
    }

    static Object[] tooMany(Object self, int from) {
      return new Object[] {from, from};
    }

    static Object[] nullForANumber(Object self, int from) {
      return new Object[] {null};
    }

    static Object[] wrongArgument(Object self, int from) {
      return new Object[] {1L};
    }
  }

  static Stream<Arguments> shapes() {
    return HookWeaverTest.versionsAndShapes()
        .filter(one -> List.of(49, 52).contains((int) one.get()[0]));
  }

  @BeforeEach
  void forget() {
    WovenClient.faults.clear();
    WovenClient.refuses = false;
  }

  private static MethodHooks count() {
    return Hook.on(CLIENT).method("count");
  }

  private static List<Hook> everyKind() {
    return List.of(
        count().entry(ADVICE, "count"),
        count().arguments(ADVICE, "arguments"),
        count().onReturn(ADVICE, "returned"),
        count().exit(ADVICE, "exit"),
        Hook.on(CLIENT).constructor("()V").constructed(ADVICE, "constructed"),
        Hook.on(CLIENT).constructor("()V").arguments(ADVICE, "constructorArguments"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aFaultOfAdviceIsReportedAndTheMethodGoesOn(int version, CallShape shape) throws Exception {
    for (Throwable fault :
        List.of(
            new IllegalStateException(),
            new IOException(),
            new NoSuchMethodError(),
            new StackOverflowError())) {
      for (Hook hook : everyKind()) {
        WovenClient.faults.clear();
        toThrow = fault;
        assertEquals(2, new WovenClient(version, shape, hook).invoke("count", 1));
        assertEquals(
            List.of("Advice." + hook.adviceMethod() + " " + fault.getClass().getSimpleName()),
            WovenClient.faults);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aCallThatAdviceFailedToJudgeIsRefusedWherePolicyWantsThat(int version, CallShape shape)
      throws Exception {
    for (Throwable fault : List.of(new IllegalStateException(), new NoSuchMethodError())) {
      toThrow = fault;
      for (boolean refuses : new boolean[] {true, false}) {
        WovenClient.refuses = refuses;
        Hook entry = count().entry(ADVICE, "count").refusing("refuseCount");
        assertEquals(refuses ? -1 : 2, new WovenClient(version, shape, entry).invoke("count", 1));
        Hook arguments = count().arguments(ADVICE, "arguments").refusing("refuseArguments");
        assertEquals(
            refuses ? 42 : 2, new WovenClient(version, shape, arguments).invoke("count", 1));
        Hook result = count().onReturn(ADVICE, "returned").refusing("refuseResult");
        assertEquals(refuses ? -2 : 2, new WovenClient(version, shape, result).invoke("count", 1));
        Hook object =
            Hook.on(CLIENT)
                .constructor("()V")
                .constructed(ADVICE, "constructed")
                .refusing("refuseObject");
        if (refuses) {
          InvocationTargetException thrown =
              assertThrows(
                  InvocationTargetException.class, () -> new WovenClient(version, shape, object));
          assertEquals("java.io.IOException: refused", thrown.getCause().toString());
        } else {
          assertEquals(2, new WovenClient(version, shape, object).invoke("count", 1));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aRefusalThatFailsItselfOrDoesNotFitIsReportedAndTheMethodGoesOn(int version, CallShape shape)
      throws Exception {
    WovenClient.refuses = true;
    toThrow = new IllegalStateException();
    Hook failing = count().entry(ADVICE, "count").refusing("takesOverNothing");
    Hook wrong = count().entry(ADVICE, "count").refusing("wrongType");
    assertEquals(2, new WovenClient(version, shape, failing).invoke("count", 1));
    assertEquals(2, new WovenClient(version, shape, wrong).invoke("count", 1));
    assertEquals(
        List.of(
            "Advice.count IllegalStateException",
            "Advice.count IllegalStateException",
            "Advice.count IllegalStateException",
            "Advice.count ClassCastException"),
        WovenClient.faults);
  }

  @Test
  void anExitComesTooLateToRefuse() {
    Hook exit = count().exit(ADVICE, "exit");
    assertThrows(IllegalStateException.class, () -> exit.refusing("refuseCount"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void adviceThatIsInterruptedLeavesTheInterruptToTheApplication(int version, CallShape shape)
      throws Exception {
    toThrow = new InterruptedException();
    WovenClient client = new WovenClient(version, shape, count().entry(ADVICE, "count"));

    assertEquals(2, client.invoke("count", 1));
    assertTrue(Thread.interrupted());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void whatAdviceThrowsDeliberatelyReachesTheApplication(int version, CallShape shape)
      throws Exception {
    IOException refusal = new IOException("refused");
    for (Hook hook : everyKind().subList(0, 4)) {
      toThrow = new DeliberateException(refusal);
      WovenClient client = new WovenClient(version, shape, hook);
      assertSame(refusal, assertThrows(IOException.class, () -> client.invoke("count", 1)));
    }
    assertEquals(List.of(), WovenClient.faults);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void whatACallThrowsThatWasTakenOverIsTheVeryObject(int version, CallShape shape)
      throws Exception {
    WovenClient client = new WovenClient(version, shape, count().entry(ADVICE, "takesOver"));
    for (Throwable thrown : List.of(new IOException(), new InterruptedException(), new Error())) {
      toThrow = thrown;
      assertSame(thrown, assertThrows(Throwable.class, () -> client.invoke("count", 1)));
    }
    assertEquals(List.of(), WovenClient.faults);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aCallThatWasTakenOverMayReturnNull(int version, CallShape shape) throws Exception {
    WovenClient client =
        new WovenClient(
            version, shape, Hook.on(CLIENT).method("names").entry(ADVICE, "takesOverForNull"));

    assertNull(client.invoke("names", true));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aCallThatWasTakenOverAndReturnsWhatTheMethodCannotIsAFaultAndReturnsZero(
      int version, CallShape shape) throws Exception {
    for (Hook hook :
        List.of(
            count().entry(ADVICE, "takesOverCounting"), count().exit(ADVICE, "takesOverTheExit"))) {
      for (Object nonsense : new Object[] {null, Hook.NOTHING, "a", 1L}) {
        WovenClient.faults.clear();
        taken = nonsense;
        assertEquals(0, new WovenClient(version, shape, hook).invoke("count", 1));
        assertEquals(
            List.of("Advice." + hook.adviceMethod() + " ClassCastException"), WovenClient.faults);
      }
      WovenClient.faults.clear();
      taken = 5;
      assertEquals(5, new WovenClient(version, shape, hook).invoke("count", 1));
      assertEquals(List.of(), WovenClient.faults);
    }
    Hook names = Hook.on(CLIENT).method("names").entry(ADVICE, "takesOverForAnother");
    assertNull(new WovenClient(version, shape, names).invoke("names", true));
    assertEquals(List.of("Advice.takesOverForAnother ClassCastException"), WovenClient.faults);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aResultThatDoesNotFitIsAFault(int version, CallShape shape) throws Exception {
    for (Hook hook :
        List.of(
            count().entry(ADVICE, "wrongType"),
            count().entry(ADVICE, "nothingForANumber"),
            count().arguments(ADVICE, "tooMany"),
            count().arguments(ADVICE, "nullForANumber"),
            count().arguments(ADVICE, "wrongArgument"))) {
      WovenClient.faults.clear();
      assertEquals(2, new WovenClient(version, shape, hook).invoke("count", 1));
      assertEquals(1, WovenClient.faults.size(), hook.toString());
    }
  }
}
