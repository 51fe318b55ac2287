package dev.cordon.agent.weave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cordon.bootstrap.HookBootstrap;
import dev.cordon.instrumentation.Hook;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.CheckClassAdapter;

/** Runs woven classes of every class file version, in both shapes of call. */
class HookWeaverTest {
  private static final List<WovenHook> HOOKS =
      List.of(
          hook("sample:call", Hook.onEntry("sample.Client", "call", null, "", "")),
          hook("sample:run", Hook.onEntry("sample.Client", "run", null, "", "")),
          hook("sample:names", Hook.onReturn("sample.Client", "names", null, "", "")));

  @BeforeAll
  static void linkToTheAdviceBelow() {
    HookBootstrap.install(
        (caller, type, hook) -> {
          String name = hook.substring(hook.indexOf(':') + 1);
          for (var method : HookWeaverTest.class.getDeclaredMethods()) {
            if (method.getName().equals(name + "Advice")) {
              return MethodHandles.lookup().unreflect(method).asType(type);
            }
          }
          throw new NoSuchMethodException(name);
        });
  }

  static Object callAdvice(
      Object self, String text, long number, double ratio, int[] ints, boolean flag)
      throws IOException {
    if (text.equals("throw")) {
      throw new IOException("as the library would");
    }
    return text.equals("take") ? text + number + ratio + ints.length + flag : null;
  }

  static Object runAdvice(Object self, StringBuilder log) {
    return log.length() > 0 ? "done" : null;
  }

  static List<String> namesAdvice(Object self, List<String> names) {
    List<String> advised = new ArrayList<>(names);
    advised.add("advised");
    return advised;
  }

  static Stream<Arguments> versionsAndShapes() {
    int newest = Runtime.version().feature() + 44;
    return Stream.of(Opcodes.V1_1, 46, 47, 48, 49, 50, 51, 52, 53, 55, newest)
        .flatMap(
            version ->
                Stream.of(CallShape.values())
                    .filter(
                        shape ->
                            shape == CallShape.JDK_TYPES_ONLY || (version & 0xffff) >= Opcodes.V1_7)
                    .map(shape -> arguments(version, shape)));
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void theBodyRunsWhenTheAdviceSaysGoOn(int version, CallShape shape) throws Exception {
    Object client = woven(version, shape);

    assertEquals("go/5.5", call(client, "go", false));
    assertEquals("no ints", invoke(client, "call", "go", 2L, 1.5, new int[0], false));
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> call(client, "go", true));
    assertEquals("go", thrown.getMessage());
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void theAdviceMayAnswerInTheMethodsPlace(int version, CallShape shape) throws Exception {
    Object client = woven(version, shape);

    assertEquals("take21.51true", call(client, "take", true));
    StringBuilder log = new StringBuilder();
    invoke(client, "run", log);
    assertEquals("ran", log.toString());
    invoke(client, "run", log);
    assertEquals("ran", log.toString());
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void whatTheAdviceThrowsReachesTheCaller(int version, CallShape shape) throws Exception {
    Object client = woven(version, shape);

    assertThrows(IOException.class, () -> call(client, "throw", false));
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void everyReturnIsAdvised(int version, CallShape shape) throws Exception {
    Object client = woven(version, shape);

    assertEquals(List.of("first", "finally", "advised"), invoke(client, "names", true));
    assertEquals(List.of("second", "finally", "advised"), invoke(client, "names", false));
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void aHookThatCannotBeLinkedDoesNothing(int version, CallShape shape) throws Exception {
    List<WovenHook> unknown =
        List.of(
            hook("x:entry", Hook.onEntry("sample.Client", "call", null, "", "")),
            hook("x:return", Hook.onReturn("sample.Client", "names", null, "", "")));
    Object client = define(HookWeaver.weave(client(version), unknown, shape));

    assertEquals("take/5.5", call(client, "take", false));
    assertEquals(List.of("first", "finally"), invoke(client, "names", true));
  }

  @ParameterizedTest
  @MethodSource("versionsAndShapes")
  void nothingIsAddedToTheClassSoThatItCanBeRetransformed(int version, CallShape shape)
      throws Exception {
    Class<?> woven = woven(version, shape).getClass();

    assertArrayEquals(
        signatures(sample.Client.class.getDeclaredMethods()),
        signatures(woven.getDeclaredMethods()));
    assertEquals(0, woven.getDeclaredFields().length);
  }

  @Test
  void theJdksHttpClientIsWovenValid() throws IOException {
    byte[] original;
    try (InputStream in =
        ClassLoader.getSystemResourceAsStream("jdk/internal/net/http/HttpClientImpl.class")) {
      original = in.readAllBytes();
    }
    String name = "jdk.internal.net.http.HttpClientImpl";
    byte[] woven =
        HookWeaver.weave(
            original,
            List.of(
                hook("jdk:0", Hook.onEntry(name, "send", null, "", "")),
                hook("jdk:1", Hook.onEntry(name, "sendAsync", null, "", ""))),
            CallShape.INVOKEDYNAMIC);

    verify(woven);
  }

  @Test
  void aClassWithoutAMatchingMethodStaysAsItIs() throws IOException {
    List<WovenHook> other =
        List.of(hook("x:0", Hook.onEntry("sample.Client", "other", null, "", "")));
    List<WovenHook> otherDescriptor =
        List.of(hook("x:0", Hook.onEntry("sample.Client", "call", "(I)V", "", "")));

    assertNull(HookWeaver.weave(client(Opcodes.V1_8), other, CallShape.INVOKEDYNAMIC));
    assertNull(HookWeaver.weave(client(Opcodes.V1_8), otherDescriptor, CallShape.INVOKEDYNAMIC));
  }

  @Test
  void aHookOnAPrimitiveResultIsAMistakeOfTheInstrumentation() throws IOException {
    byte[] client = client(Opcodes.V1_8);
    List<WovenHook> hooks =
        List.of(hook("x:0", Hook.onEntry("sample.Client", "count", null, "", "")));

    assertThrows(
        IllegalArgumentException.class,
        () -> HookWeaver.weave(client, hooks, CallShape.INVOKEDYNAMIC));
  }

  private static WovenHook hook(String id, Hook hook) {
    return new WovenHook(id, hook);
  }

  private static Object woven(int version, CallShape shape) throws Exception {
    byte[] woven = HookWeaver.weave(client(version), HOOKS, shape);
    assertNotNull(woven);
    if ((version & 0xffff) >= Opcodes.V1_6) {
      verify(woven);
    }
    return define(woven);
  }

  /** {@code sample.Client} as a class file of another version. */
  private static byte[] client(int version) throws IOException {
    ClassReader reader;
    try (InputStream in = ClassLoader.getSystemResourceAsStream("sample/Client.class")) {
      reader = new ClassReader(in);
    }
    ClassWriter writer = new ClassWriter(0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int ignored, int access, String name, String sig, String parent, String[] faces) {
            super.visit(version, access, name, sig, parent, faces);
          }
        },
        (version & 0xffff) < Opcodes.V1_6 ? ClassReader.SKIP_FRAMES : 0);
    return writer.toByteArray();
  }

  private static void verify(byte[] woven) {
    StringWriter problems = new StringWriter();
    CheckClassAdapter.verify(new ClassReader(woven), false, new PrintWriter(problems));
    assertEquals("", problems.toString());
  }

  private static Object define(byte[] classFile) throws ReflectiveOperationException {
    Class<?> type =
        new ClassLoader(HookWeaverTest.class.getClassLoader()) {
          Class<?> define() {
            return defineClass(null, classFile, 0, classFile.length);
          }
        }.define();
    return type.getConstructor().newInstance();
  }

  private static Object call(Object client, String text, boolean flag) throws Exception {
    return invoke(client, "call", text, 2L, 1.5, new int[] {4}, flag);
  }

  private static Object invoke(Object client, String name, Object... arguments) throws Exception {
    for (var method : client.getClass().getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        try {
          return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
          if (e.getCause() instanceof Exception cause) {
            throw cause;
          }
          throw e;
        }
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static Object[] signatures(java.lang.reflect.Method[] methods) {
    return Arrays.stream(methods).map(m -> m.getName() + m.getParameterCount()).sorted().toArray();
  }
}
