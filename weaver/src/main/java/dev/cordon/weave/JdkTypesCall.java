package dev.cordon.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the call of {@link CallShape#JDK_TYPES_ONLY}: {@code ((BiFunction)
 * Class.forName("dev.cordon.bootstrap.HookFunction", true,
 * null).newInstance()).apply(MethodHandles.lookup(), new Object[] {site, this, …})}.
 *
 * <p>Why there: a place that holds an object for us (system properties, a logger, a security
 * provider) belongs to the application, which lists, stores and replaces what it finds in it. The
 * bootstrap loader, asked by name with a null loader, answers to every class whatever its own
 * loader hides, and holds nothing that anyone could trip over. It costs about a microsecond.
 */
final class JdkTypesCall {
  private static final String FUNCTION = "dev.cordon.bootstrap.HookFunction";
  private static final String BI_FUNCTION = "java/util/function/BiFunction";

  private JdkTypesCall() {}

  /**
   * Leaves what the hook answers on the stack, as an object.
   *
   * @param site the call site in the words that {@code HookFunction} reads
   */
  static void write(MethodVisitor code, String site, Operands operands) {
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
    // The hooked class itself is the caller that this method knows: an old class file can't name
    // it.
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "java/lang/invoke/MethodHandles",
        "lookup",
        "()Ljava/lang/invoke/MethodHandles$Lookup;",
        false);
    array(code, site, operands);
    code.visitMethodInsn(
        Opcodes.INVOKEINTERFACE,
        BI_FUNCTION,
        "apply",
        "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
        true);
  }

  private static void array(MethodVisitor code, String site, Operands operands) {
    code.visitIntInsn(Opcodes.SIPUSH, 1 + operands.size());
    code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    code.visitInsn(Opcodes.DUP);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitLdcInsn(site);
    code.visitInsn(Opcodes.AASTORE);
    for (int i = 0; i < operands.size(); i++) {
      code.visitInsn(Opcodes.DUP);
      code.visitIntInsn(Opcodes.SIPUSH, 1 + i);
      operands.load(code, i);
      Boxing.box(code, operands.type(i));
      code.visitInsn(Opcodes.AASTORE);
    }
  }
}
