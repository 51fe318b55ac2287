package dev.cordon.agent.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the call of {@link CallShape#JDK_TYPES_ONLY}: {@code ((BiFunction)
 * Class.forName("dev.cordon.bootstrap.HookFunction", true, null).newInstance()).apply(hookedClass,
 * new Object[] {hook, kind, this, …})}.
 *
 * <p>Why there: a place that holds an object for us (system properties, a logger, a security
 * provider) belongs to the application, which lists, stores and replaces what it finds in it. The
 * bootstrap loader, asked by name with a null loader, answers to every class whatever its own
 * loader hides, and holds nothing that anyone could trip over. It costs about a microsecond.
 */
final class JdkTypesCall {
  private static final String FUNCTION = "dev.cordon.bootstrap.HookFunction";
  private static final String BI_FUNCTION = "java/util/function/BiFunction";

  /** The class file version of Java 5, the first with class constants. */
  private static final int JAVA_5 = 49;

  private final MethodVisitor code;
  private final String hook;
  private final String className;
  private final int version;

  JdkTypesCall(MethodVisitor code, String hook, String className, int version) {
    this.code = code;
    this.hook = hook;
    this.className = className;
    this.version = version;
  }

  /** Leaves the advice's answer on the stack. */
  void onEnter(Type[] operands) {
    array(HookedMethod.ENTER, operands.length);
    int local = 0;
    for (int i = 0; i < operands.length; i++) {
      code.visitInsn(Opcodes.DUP);
      code.visitIntInsn(Opcodes.SIPUSH, 2 + i);
      code.visitVarInsn(operands[i].getOpcode(Opcodes.ILOAD), local);
      box(operands[i]);
      code.visitInsn(Opcodes.AASTORE);
      local += operands[i].getSize();
    }
    apply();
  }

  /** Takes the result from the stack and leaves the advice's answer there. */
  void onReturn() {
    array(HookedMethod.RETURN, 2);
    code.visitInsn(Opcodes.DUP_X1);
    code.visitInsn(Opcodes.SWAP);
    code.visitInsn(Opcodes.ICONST_3);
    code.visitInsn(Opcodes.SWAP);
    code.visitInsn(Opcodes.AASTORE);
    code.visitInsn(Opcodes.DUP);
    code.visitInsn(Opcodes.ICONST_2);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.AASTORE);
    apply();
  }

  private void array(String kind, int operands) {
    code.visitIntInsn(Opcodes.SIPUSH, 2 + operands);
    code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    store(Opcodes.ICONST_0, hook);
    store(Opcodes.ICONST_1, kind);
  }

  private void store(int index, String value) {
    code.visitInsn(Opcodes.DUP);
    code.visitInsn(index);
    code.visitLdcInsn(value);
    code.visitInsn(Opcodes.AASTORE);
  }

  /** Turns the array on the stack into the answer. */
  private void apply() {
    code.visitLdcInsn(FUNCTION);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "java/lang/Class",
        "forName",
        "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;",
        false);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, "java/lang/Class", "newInstance", "()Ljava/lang/Object;", false);
    code.visitTypeInsn(Opcodes.CHECKCAST, BI_FUNCTION);
    code.visitInsn(Opcodes.SWAP);
    hookedClass();
    code.visitInsn(Opcodes.SWAP);
    code.visitMethodInsn(
        Opcodes.INVOKEINTERFACE,
        BI_FUNCTION,
        "apply",
        "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
        true);
  }

  private void hookedClass() {
    if (version >= JAVA_5) {
      code.visitLdcInsn(Type.getObjectType(className));
    } else {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, "java/lang/Object", "getClass", "()Ljava/lang/Class;", false);
    }
  }

  private void box(Type type) {
    String wrapper = wrapper(type);
    if (wrapper != null) {
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC, wrapper, "valueOf", "(" + type + ")L" + wrapper + ";", false);
    }
  }

  private static @Nullable String wrapper(Type type) {
    switch (type.getSort()) {
      case Type.BOOLEAN:
        return "java/lang/Boolean";
      case Type.CHAR:
        return "java/lang/Character";
      case Type.BYTE:
        return "java/lang/Byte";
      case Type.SHORT:
        return "java/lang/Short";
      case Type.INT:
        return "java/lang/Integer";
      case Type.FLOAT:
        return "java/lang/Float";
      case Type.LONG:
        return "java/lang/Long";
      case Type.DOUBLE:
        return "java/lang/Double";
      default:
        return null;
    }
  }
}
