package dev.cordon.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Local variables that are handed to a hook, in order. */
final class Operands {
  private final List<Type> types = new ArrayList<Type>();
  private final List<Integer> locals = new ArrayList<Integer>();

  Operands add(Type type, int local) {
    types.add(type);
    locals.add(local);
    return this;
  }

  Operands addAll(Operands others) {
    types.addAll(others.types);
    locals.addAll(others.locals);
    return this;
  }

  int size() {
    return types.size();
  }

  Type type(int index) {
    return types.get(index);
  }

  /** Returns how many local variables they take. */
  int slots() {
    int slots = 0;
    for (Type type : types) {
      slots += type.getSize();
    }
    return slots;
  }

  String descriptor(Type returned) {
    return Type.getMethodDescriptor(returned, types.toArray(new Type[0]));
  }

  void load(MethodVisitor code, int index) {
    code.visitVarInsn(types.get(index).getOpcode(Opcodes.ILOAD), locals.get(index));
  }

  /** Copies each into a local variable of its own and returns those. */
  Operands copy(MethodVisitor code, int firstLocal) {
    Operands copies = new Operands();
    int local = firstLocal;
    for (int i = 0; i < size(); i++) {
      load(code, i);
      code.visitVarInsn(type(i).getOpcode(Opcodes.ISTORE), local);
      copies.add(type(i), local);
      local += type(i).getSize();
    }
    return copies;
  }

  void addFrameTypes(List<Object> frame) {
    for (Type type : types) {
      frame.add(frameType(type));
    }
  }

  static Object frameType(Type type) {
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
