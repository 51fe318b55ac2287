package dev.cordon.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.bootstrap.HookBootstrap;
import dev.cordon.bootstrap.HookLinker;
import dev.cordon.instrumentation.Hook;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.CheckClassAdapter;

/** {@code library.Client} as a class file of some version, woven, alone in a loader. */
final class WovenClient {
  /** What was reported: faults of advice, and hooks that could not be linked. */
  static final List<Object> faults = new ArrayList<>();

  /** Whether policy wants calls refused that advice failed to judge. */
  static boolean refuses;

  private static final List<Hook> LINKED = new ArrayList<>();

  /** Keeps what advice throws, and fails itself for some of it. */
  private static final class Faults implements LinkedAdvice.Faults {
    @Override
    public void fault(String where, Throwable fault) {
      faults.add(where + " " + fault.getClass().getSimpleName());
      if (fault instanceof LinkageError) {
        throw new IllegalStateException("the report fails too");
      }
    }

    @Override
    public boolean refuses() {
      return refuses;
    }
  }

  static {
    HookBootstrap.install(
        new HookLinker() {
          @Override
          public MethodHandle link(
              MethodHandles.Lookup caller, String site, MethodType type, Class<?> result, String id)
              throws ReflectiveOperationException {
            Hook hook = LINKED.get(Integer.parseInt(id));
            return LinkedAdvice.link(
                hook, Class.forName(hook.adviceClass()), caller, site, type, result, new Faults());
          }

          @Override
          public void failed(Class<?> caller, String id, Throwable fault) {
            faults.add(id + " " + fault);
          }
        });
  }

  private final Object object;

  WovenClient(int version, CallShape shape, Hook... hooks) throws Exception {
    List<WovenHook> woven = new ArrayList<>();
    for (Hook hook : hooks) {
      woven.add(new WovenHook(String.valueOf(LINKED.size()), hook));
      LINKED.add(hook);
    }
    Woven client = HookWeaver.weave(original(version), woven, shape);
    assertEquals(List.of(), client.missing());
    if ((version & 0xffff) >= Opcodes.V1_6) {
      verify(client.classFile());
    }
    object = define(client.classFile()).getConstructor().newInstance();
  }

  private WovenClient(Object object) {
    this.object = object;
  }

  /** Another object of the same class. */
  WovenClient with(String name, long size) throws Exception {
    try {
      return new WovenClient(
          object.getClass().getConstructor(String.class, long.class).newInstance(name, size));
    } catch (InvocationTargetException e) {
      throw cause(e);
    }
  }

  Object object() {
    return object;
  }

  Object invoke(String name, Object... arguments) throws Exception {
    for (var method : object.getClass().getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        try {
          return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
          throw cause(e);
        }
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static Exception cause(InvocationTargetException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return (Exception) e.getCause();
  }

  static byte[] original(int version) throws IOException {
    ClassReader reader;
    try (InputStream in = ClassLoader.getSystemResourceAsStream("library/Client.class")) {
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

  static void verify(byte[] woven) {
    StringWriter problems = new StringWriter();
    CheckClassAdapter.verify(new ClassReader(woven), false, new PrintWriter(problems));
    assertEquals("", problems.toString());
  }

  private static Class<?> define(byte[] classFile) {
    return new ClassLoader(WovenClient.class.getClassLoader()) {
      Class<?> define() {
        return defineClass(null, classFile, 0, classFile.length);
      }
    }.define();
  }
}
