package dev.cordon.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes conversions between a type and {@link Object}. */
final class Boxing {
  private Boxing() {}

  /** Turns the value on the stack into an object. */
  static void box(MethodVisitor code, Type type) {
    String wrapper = wrapper(type);
    if (wrapper != null) {
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC, wrapper, "valueOf", "(" + type + ")L" + wrapper + ";", false);
    }
  }

  /** Turns the object on the stack into a value; into nothing when the type is void. */
  static void unbox(MethodVisitor code, Type type) {
    if (type.getSort() == Type.VOID) {
      code.visitInsn(Opcodes.POP);
      return;
    }
    String wrapper = wrapper(type);
    code.visitTypeInsn(Opcodes.CHECKCAST, wrapper == null ? type.getInternalName() : wrapper);
    if (wrapper != null) {
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, wrapper, type.getClassName() + "Value", "()" + type, false);
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
