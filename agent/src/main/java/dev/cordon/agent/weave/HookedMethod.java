package dev.cordon.agent.weave;

import dev.cordon.instrumentation.Hook;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the instructions of one hook into one method. */
final class HookedMethod {
  static final String ENTER = "onEnter";
  static final String RETURN = "onReturn";

  /** The class file version of Java 6, the first with frames. */
  private static final int JAVA_6 = 50;

  private static final Handle BOOTSTRAP =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "dev/cordon/bootstrap/HookBootstrap",
          "link",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
              + "Ljava/lang/invoke/MethodType;Ljava/lang/String;)Ljava/lang/invoke/CallSite;",
          false);

  private final MethodVisitor code;
  private final String hook;
  private final String className;
  private final int version;

  /** The instance and the parameters. */
  private final Type[] operands;

  private final Type result;
  private final CallShape shape;

  HookedMethod(
      MethodVisitor code,
      String hook,
      String className,
      int version,
      String descriptor,
      CallShape shape) {
    this.code = code;
    this.hook = hook;
    this.className = className;
    this.version = version;
    Type[] parameters = Type.getArgumentTypes(descriptor);
    this.operands = new Type[parameters.length + 1];
    operands[0] = Type.getObjectType(className);
    System.arraycopy(parameters, 0, operands, 1, parameters.length);
    this.result = Type.getReturnType(descriptor);
    this.shape = shape;
    if (result.getSort() < Type.ARRAY && result.getSort() != Type.VOID) {
      throw new IllegalArgumentException(hook + " is on a method that returns a primitive");
    }
  }

  MethodVisitor visitor(Hook.Kind kind) {
    return kind == Hook.Kind.ENTRY ? new Entry() : new Return();
  }

  /** Prepends {@code r = onEnter(this, …); if (r != null) return (R) r;}. */
  private final class Entry extends MethodVisitor {
    Entry() {
      super(Opcodes.ASM9, code);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      Label body = new Label();
      if (shape == CallShape.INVOKEDYNAMIC) {
        loadOperands();
        code.visitInvokeDynamicInsn(
            ENTER, Type.getMethodDescriptor(Type.getType(Object.class), operands), BOOTSTRAP, hook);
      } else {
        new JdkTypesCall(code, hook, className, version).onEnter(operands);
      }
      code.visitInsn(Opcodes.DUP);
      code.visitJumpInsn(Opcodes.IFNULL, body);
      if (result.getSort() == Type.VOID) {
        code.visitInsn(Opcodes.RETURN);
      } else {
        code.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
        code.visitInsn(Opcodes.ARETURN);
      }
      code.visitLabel(body);
      frame();
      code.visitInsn(Opcodes.POP);
    }
  }

  /** Replaces {@code return x} by {@code return onReturn(this, x)}. */
  private final class Return extends MethodVisitor {
    Return() {
      super(Opcodes.ASM9, code);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.ARETURN && shape == CallShape.INVOKEDYNAMIC) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.SWAP);
        code.visitInvokeDynamicInsn(
            RETURN, Type.getMethodDescriptor(result, operands[0], result), BOOTSTRAP, hook);
      } else if (opcode == Opcodes.ARETURN) {
        new JdkTypesCall(code, hook, className, version).onReturn();
        code.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
      }
      super.visitInsn(opcode);
    }
  }

  private void loadOperands() {
    int local = 0;
    for (Type operand : operands) {
      code.visitVarInsn(operand.getOpcode(Opcodes.ILOAD), local);
      local += operand.getSize();
    }
  }

  /** The frame where the body begins: the method's own locals, and the null that was asked for. */
  private void frame() {
    if (version < JAVA_6) {
      return;
    }
    Object[] locals = new Object[operands.length];
    for (int i = 0; i < operands.length; i++) {
      locals[i] = frameType(operands[i]);
    }
    code.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Object"});
  }

  private static Object frameType(Type type) {
    switch (type.getSort()) {
      case Type.LONG:
        return Opcodes.LONG;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.ARRAY:
      case Type.OBJECT:
        return type.getInternalName();
      default:
        return Opcodes.INTEGER;
    }
  }
}
