package dev.cordon.weave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.MethodHooks;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Opcodes;

/** Runs woven classes of every class file version, in both shapes of call. */
class HookWeaverTest {
  private static final String CLIENT = "library.Client";
  private static final String ADVICE = SomeAdvice.class.getName();

  static Stream<Arguments> versionsAndShapes() {
    int newest = Runtime.version().feature() + 44;
    return Stream.of(Opcodes.V1_1, 46, 47, 48, 49, 50, 51, 52, 53, 55, 61, newest)
        .flatMap(
            version ->
                Stream.of(CallShape.values())
                    .filter(
                        shape ->
                            shape == CallShape.JDK_TYPES_ONLY || (version & 0xffff) >= Opcodes.V1_6)
                    .map(shape -> arguments(version, shape)));
  }

  @AfterEach
  void forget() {
    SomeAdvice.seen.clear();
    WovenClient.faults.clear();
  }

  private static MethodHooks method(String name) {
    return Hook.on(CLIENT).method(name);
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void theBodyRunsWhenEntryAdviceSaysGoOn(int version, CallShape shape) throws Exception {
    WovenClient client = new WovenClient(version, shape, method("call").entry(ADVICE, "call"));

    assertEquals("go/5.5", call(client, "go", false));
    assertEquals("no ints", client.invoke("call", "go", 2L, 1.5, new int[0], false));
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> call(client, "go", true));
    assertEquals("go", thrown.getMessage());
    assertEquals(List.of(), WovenClient.faults);
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void entryAdviceMayAnswerInTheMethodsPlace(int version, CallShape shape) throws Exception {
    WovenClient client =
        new WovenClient(
            version,
            shape,
            method("call").entry(ADVICE, "call"),
            method("run").entry(ADVICE, "run"),
            method("count").entry(ADVICE, "count"),
            method("total").entry(ADVICE, "total"),
            method("isOpen").entry(ADVICE, "isOpen"),
            Hook.on(CLIENT).staticMethod("joined").entry(ADVICE, "joined"));

    assertEquals("take21.51true", call(client, "take", true));
    assertNull(call(client, "null", true));
    StringBuilder log = new StringBuilder();
    client.invoke("run", log);
    client.invoke("run", log);
    assertEquals("ran", log.toString());
    assertEquals(42, client.invoke("count", 0));
    assertEquals(2, client.invoke("count", 1));
    assertEquals(1L << 40, client.invoke("total", 0L));
    assertEquals(2L, client.invoke("total", 1L));
    assertEquals(true, client.invoke("isOpen", (byte) 1, 'c', (short) 2, 0.5f));
    assertEquals(true, client.invoke("isOpen", (byte) 9, 'c', (short) 2, 0.5f));
    assertEquals(false, client.invoke("isOpen", (byte) 1, 'd', (short) 2, 0.5f));
    assertEquals("taken0.5", client.invoke("joined", "take", 0.5));
    assertEquals("x0.5", client.invoke("joined", "x", 0.5));
    assertEquals(List.of(), WovenClient.faults);
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void argumentsAreReplacedInMethods(int version, CallShape shape) throws Exception {
    WovenClient client =
        new WovenClient(
            version,
            shape,
            method("call").arguments(ADVICE, "callArguments"),
            Hook.on(CLIENT).staticMethod("joined").arguments(ADVICE, "joinedArguments"));

    assertEquals("replaced/6.25", call(client, "replace", true));
    assertEquals("go/5.5", call(client, "go", false));
    assertEquals("<x>1.0", client.invoke("joined", "x", 0.5));
    assertEquals(List.of(), WovenClient.faults);
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void argumentsAreReplacedBeforeTheObjectExists(int version, CallShape shape) throws Exception {
    WovenClient client =
        new WovenClient(
            version,
            shape,
            Hook.on(CLIENT)
                .constructor("(Ljava/lang/String;J)V")
                .arguments(ADVICE, "constructorArguments"));

    assertEquals("DEFAULT/8", client.invoke("described"));
    assertEquals("keep/3", client.with("keep", 3L).invoke("described"));
    assertEquals(List.of(), WovenClient.faults);
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void everyReturnIsAdvised(int version, CallShape shape) throws Exception {
    WovenClient client =
        new WovenClient(
            version,
            shape,
            method("names").onReturn(ADVICE, "names"),
            method("count").onReturn(ADVICE, "counted"),
            method("exit").onReturn(ADVICE, "doubled"),
            Hook.on(CLIENT).staticMethod("joined").onReturn(ADVICE, "joinedResult"));

    assertEquals(List.of("first", "finally", "advised"), client.invoke("names", true));
    assertEquals(List.of("second", "finally", "advised"), client.invoke("names", false));
    assertEquals(-2, client.invoke("count", 1));
    assertEquals(15.0, client.invoke("exit", "x", 3L, false));
    assertEquals("[x0.5]", client.invoke("joined", "x", 0.5));
    assertEquals(List.of(), WovenClient.faults);
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void exitAdviceSeesArgumentsAndOutcome(int version, CallShape shape) throws Exception {
    WovenClient client =
        new WovenClient(
            version,
            shape,
            method("exit").exit(ADVICE, "exit"),
            method("run").exit(ADVICE, "ran"),
            method("nothing").exit(ADVICE, "nothing"),
            Hook.on(CLIENT).staticMethod("joined").exit(ADVICE, "joinedExit"));

    assertEquals(4.5, client.invoke("exit", "keep", 3L, false));
    Throwable thrown =
        assertThrows(IllegalStateException.class, () -> client.invoke("exit", "keep", 3L, true));
    client.invoke("run", new StringBuilder());
    client.invoke("nothing");
    assertEquals("x0.5", client.invoke("joined", "x", 0.5));

    assertEquals(
        List.of(
            "keep 3 false -> 4.5 null",
            "keep 3 true -> 0.0 " + thrown,
            "run ran null",
            "nothing null",
            "x 0.5 -> x0.5 null"),
        SomeAdvice.seen);
    assertEquals(List.of(), WovenClient.faults);
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void exitAdviceMayReplaceTheOutcome(int version, CallShape shape) throws Exception {
    WovenClient client =
        new WovenClient(
            version,
            shape,
            method("exit").exit(ADVICE, "exit"),
            method("run").exit(ADVICE, "ran"),
            method("call").exit(ADVICE, "callExit"));

    assertEquals(99.0, client.invoke("exit", "replace", 3L, false));
    assertEquals(99.0, client.invoke("exit", "replace", 3L, true));
    assertEquals("other", otherOf(client, false));
    assertEquals("other", otherOf(client, true));
    client.invoke("run", (Object) null); // its NullPointerException is swallowed
    assertEquals("IllegalStateException", call(client, "swallow", true));
    assertNull(call(client, "null", true));
    assertEquals(List.of(), WovenClient.faults);
  }

  private static String otherOf(WovenClient client, boolean fail) {
    return assertThrows(IOException.class, () -> client.invoke("exit", "throw", 3L, fail))
        .getMessage();
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void exitAdviceRunsOnceEvenWhenItThrowsDeliberately(int version, CallShape shape)
      throws Exception {
    WovenClient client = new WovenClient(version, shape, method("exit").exit(ADVICE, "exit"));

    otherOf(client, false);

    assertEquals(List.of("throw 3 false -> 4.5 null"), SomeAdvice.seen);
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void aConstructedObjectIsSeenWhole(int version, CallShape shape) throws Exception {
    WovenClient client =
        new WovenClient(
            version,
            shape,
            Hook.on(CLIENT).constructor("()V").constructed(ADVICE, "constructed"),
            Hook.on(CLIENT)
                .constructor("(Ljava/lang/String;J)V")
                .constructed(ADVICE, "constructedWith"));
    assertThrows(IllegalArgumentException.class, () -> client.with("", 3L));
    WovenClient other = client.with("other", 3L);

    assertEquals(3, SomeAdvice.seen.size());
    assertEquals("Client default 7", SomeAdvice.seen.get(0));
    assertSame(client.object(), SomeAdvice.seen.get(1));
    assertEquals("Client other 3", SomeAdvice.seen.get(2));
    assertEquals("other/3", other.invoke("described"));
    assertEquals(List.of(), WovenClient.faults);
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void adviceReadsPrivateFieldsThroughTheHookedClassesLookup(int version, CallShape shape)
      throws Exception {
    WovenClient client =
        new WovenClient(
            version,
            shape,
            method("count").entry(ADVICE, "withLookup"),
            Hook.on(CLIENT).staticMethod("joined").entry(ADVICE, "staticWithLookup"));

    assertEquals(7, client.invoke("count", 1));
    assertEquals("Client", client.invoke("joined", "x", 0.5));
    assertEquals(List.of(), WovenClient.faults);
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void hooksOnOneMethodNestTheFirstOutermost(int version, CallShape shape) throws Exception {
    WovenClient client =
        new WovenClient(
            version,
            shape,
            method("exit").exit(ADVICE, "exit"),
            method("exit").arguments(ADVICE, "exitArguments"),
            method("exit").onReturn(ADVICE, "doubled"),
            method("exit").exit(ADVICE, "innerExit"));

    assertEquals(15.0, client.invoke("exit", "keep", 3L, false));
    assertThrows(IllegalStateException.class, () -> client.invoke("exit", "keep", 3L, true));

    assertEquals(
        List.of(
            "inner null",
            "keep 3 false -> 15.0 null",
            "inner java.lang.IllegalStateException: changed",
            "keep 3 true -> 0.0 java.lang.IllegalStateException: changed"),
        SomeAdvice.seen);
    assertEquals(List.of(), WovenClient.faults);
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void aHookThatCannotBeLinkedDoesNothingAndIsReported(int version, CallShape shape)
      throws Exception {
    WovenClient client =
        new WovenClient(
            version,
            shape,
            method("call").entry(ADVICE, "missing"),
            method("names").onReturn(ADVICE, "overloaded"),
            method("count").onReturn(ADVICE, "run"),
            method("exit").exit("no.such.Advice", "exit"),
            method("run").exit(ADVICE, "exit"),
            Hook.on(CLIENT).constructor().constructed(ADVICE, "exit"));

    assertEquals("take/5.5", call(client, "take", false));
    assertEquals(List.of("first", "finally"), client.invoke("names", true));
    assertEquals(2, client.invoke("count", 1));
    assertEquals(4.5, client.invoke("exit", "x", 3L, false));
    StringBuilder log = new StringBuilder();
    client.invoke("run", log);
    assertEquals("ran", log.toString());
    assertEquals(7, WovenClient.faults.size(), WovenClient.faults.toString()); // two constructors
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void nothingIsAddedToTheClassSoThatItCanBeRetransformed(int version, CallShape shape)
      throws Exception {
    Class<?> woven =
        new WovenClient(version, shape, method("exit").exit(ADVICE, "exit")).object().getClass();

    assertArrayEquals(
        signatures(library.Client.class.getDeclaredMethods()),
        signatures(woven.getDeclaredMethods()));
    assertEquals(library.Client.class.getDeclaredFields().length, woven.getDeclaredFields().length);
  }

  @Test
  void theJdksHttpClientIsWovenValid() throws IOException {
    String name = "jdk.internal.net.http.HttpClientImpl";
    byte[] original;
    try (InputStream in =
        ClassLoader.getSystemResourceAsStream(name.replace('.', '/') + ".class")) {
      original = in.readAllBytes();
    }
    Woven woven =
        weave(
            original,
            Hook.on(name).method("send").entry(ADVICE, "send"),
            Hook.on(name).method("send").exit(ADVICE, "send"),
            Hook.on(name).method("sendAsync").exit(ADVICE, "send"),
            Hook.on(name).method("sendAsync").arguments(ADVICE, "send"),
            Hook.on(name).constructor().constructed(ADVICE, "send"),
            Hook.on(name).constructor().arguments(ADVICE, "send"));

    WovenClient.verify(woven.classFile());
  }

  @Test
  void aClassWithoutAMatchingMethodStaysAsItIs() throws IOException {
    Hook other = method("other").entry(ADVICE, "call").optional();
    Hook otherDescriptor = Hook.on(CLIENT).method("call", "(I)V").entry(ADVICE, "call");
    Hook notStatic = Hook.on(CLIENT).method("joined").entry(ADVICE, "joined");

    Woven woven = weave(WovenClient.original(Opcodes.V1_8), other, otherDescriptor, notStatic);

    assertNull(woven.classFile());
    assertEquals(3, woven.missing().size());
  }

  @Test
  void aHookThatFindsNoMethodIsNamedUnlessItIsOptional() throws IOException {
    Hook found = Hook.on(CLIENT).methods("other", "call").entry(ADVICE, "call");
    Hook missing = method("other").entry(ADVICE, "call");

    Woven woven = weave(WovenClient.original(Opcodes.V1_8), found, missing, missing.optional());

    assertEquals(missing, woven.missing().get(0).hook());
    assertEquals(1, woven.missing().size());
    assertTrue(woven.classFile().length > 0);
  }

  @Test
  void aReturnHookOnAVoidMethodIsAMistakeOfTheInstrumentation() throws IOException {
    byte[] client = WovenClient.original(Opcodes.V1_8);
    Hook hook = method("run").onReturn(ADVICE, "run");

    HookException thrown = assertThrows(HookException.class, () -> weave(client, hook));
    assertTrue(thrown.getMessage().contains("library.Client.run"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("use exit"), thrown.getMessage());
  }

  private static Woven weave(byte[] classFile, Hook... hooks) {
    return HookWeaver.weave(
        classFile,
        Arrays.stream(hooks).map(hook -> new WovenHook("x:0", hook)).toList(),
        CallShape.INVOKEDYNAMIC);
  }

  private static Object call(WovenClient client, String text, boolean flag) throws Exception {
    return client.invoke("call", text, 2L, 1.5, new int[] {4}, flag);
  }

  private static Object[] signatures(java.lang.reflect.Method[] methods) {
    return Arrays.stream(methods).map(m -> m.getName() + m.getParameterCount()).sorted().toArray();
  }
}
