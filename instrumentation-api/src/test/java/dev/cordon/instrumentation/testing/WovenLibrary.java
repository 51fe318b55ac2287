package dev.cordon.instrumentation.testing;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * One version of a library, alone in a class loader, its hooks woven in. The instrumentation and
 * the scenarios are loaded beside it, so they link against just this version; the engine, JUnit and
 * this package are shared with the test.
 */
public final class WovenLibrary extends URLClassLoader {
  private static final String API = "dev.cordon.instrumentation.";
  private static final String[] SHARED = {
    "java.",
    "javax.",
    "jdk.",
    "sun.",
    "org.junit.",
    "org.opentest4j.",
    "dev.cordon.engine.",
    API + "testing."
  };

  private final List<Hook> hooks = new ArrayList<>();

  /**
   * Loads a library.
   *
   * @param instrumentations describe the hooks
   * @param path the library, what it needs, the instrumentation and the scenarios
   */
  public WovenLibrary(List<Instrumentation> instrumentations, List<URL> path) {
    super(path.toArray(new URL[0]), WovenLibrary.class.getClassLoader());
    for (Instrumentation instrumentation : instrumentations) {
      hooks.addAll(instrumentation.hooks());
    }
  }

  /**
   * Makes a test of every {@link Test} method of a scenario class, as this loader sees it.
   *
   * @param name the version's name
   * @param scenarios the class, never initialised outside this loader
   */
  public DynamicContainer tests(String name, Class<?> scenarios) throws ClassNotFoundException {
    return tests(name, scenarios.getName());
  }

  /**
   * Makes a test of every {@link Test} method of a scenario class that only this loader finds.
   *
   * @param name the version's name
   * @param scenarios the class's name
   */
  public DynamicContainer tests(String name, String scenarios) throws ClassNotFoundException {
    Class<?> mine = Class.forName(scenarios, true, this);
    List<DynamicTest> tests = new ArrayList<>();
    for (Method method : annotated(mine, Test.class)) {
      tests.add(DynamicTest.dynamicTest(method.getName(), () -> run(mine, method)));
    }
    return DynamicContainer.dynamicContainer(name, tests);
  }

  private static void run(Class<?> type, Method test) throws Throwable {
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object instance = constructor.newInstance();
    try {
      for (Method before : annotated(type, BeforeEach.class)) {
        before.invoke(instance);
      }
      test.invoke(instance);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      for (Method after : annotated(type, AfterEach.class)) {
        after.invoke(instance);
      }
    }
  }

  private static List<Method> annotated(Class<?> type, Class<? extends Annotation> annotation) {
    List<Method> methods = new ArrayList<>();
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(annotation)) {
        method.setAccessible(true);
        methods.add(method);
      }
    }
    methods.sort(Comparator.comparing(Method::getName));
    return methods;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean api = name.startsWith(API) && name.indexOf('.', API.length()) < 0;
    if (api || Arrays.stream(SHARED).anyMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (hooks.stream().noneMatch(hook -> hook.className().equals(name))) {
      return super.findClass(name);
    }
    try (InputStream in = findResource(name.replace('.', '/') + ".class").openStream()) {
      byte[] woven = weave(name, in.readAllBytes());
      return defineClass(name, woven, 0, woven.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] weave(String className, byte[] original) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor method =
                super.visitMethod(access, name, descriptor, signature, exceptions);
            for (Hook hook : hooks) {
              boolean here =
                  hook.className().equals(className)
                      && hook.methodName().equals(name)
                      && (hook.descriptor() == null || hook.descriptor().equals(descriptor));
              if (here) {
                method = new Weaver(method, hook, descriptor);
              }
            }
            return method;
          }
        },
        0);
    return writer.toByteArray();
  }

  /** What the agent does with invokedynamic, done with plain static calls. */
  private static final class Weaver extends MethodVisitor {
    private final Hook hook;
    private final Type[] parameters;
    private final Type result;

    Weaver(MethodVisitor next, Hook hook, String descriptor) {
      super(Opcodes.ASM9, next);
      this.hook = hook;
      this.parameters = Type.getArgumentTypes(descriptor);
      this.result = Type.getReturnType(descriptor);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (hook.kind() != Hook.Kind.ENTRY) {
        return;
      }
      super.visitVarInsn(Opcodes.ALOAD, 0);
      int local = 1;
      for (Type parameter : parameters) {
        super.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), local);
        local += parameter.getSize();
      }
      callAdvice("Ljava/lang/Object;", parameters);
      Label goOn = new Label();
      super.visitInsn(Opcodes.DUP);
      super.visitJumpInsn(Opcodes.IFNULL, goOn);
      super.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
      super.visitInsn(Opcodes.ARETURN);
      super.visitLabel(goOn);
      super.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Object"});
      super.visitInsn(Opcodes.POP);
    }

    @Override
    public void visitInsn(int opcode) {
      if (hook.kind() == Hook.Kind.RETURN && opcode == Opcodes.ARETURN) {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitInsn(Opcodes.SWAP);
        callAdvice(result.getDescriptor(), new Type[] {result});
      }
      super.visitInsn(opcode);
    }

    private void callAdvice(String returns, Type[] after) {
      Type self = Type.getObjectType(hook.className().replace('.', '/'));
      Type[] all = new Type[after.length + 1];
      all[0] = self;
      System.arraycopy(after, 0, all, 1, after.length);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          hook.adviceClass().replace('.', '/'),
          hook.adviceMethod(),
          Type.getMethodDescriptor(Type.getType(returns), all),
          false);
    }
  }
}
