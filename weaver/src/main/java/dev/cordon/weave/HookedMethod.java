package dev.cordon.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What the weaver knows of a method that is hooked. Immutable. */
final class HookedMethod {
  /** The class file version of Java 6, the first with frames. */
  private static final int JAVA_6 = 50;

  private final String className;
  private final int version;
  private final boolean isStatic;
  private final boolean isConstructor;
  private final Type[] parameters;
  private final Type result;
  private final CallShape shape;

  HookedMethod(
      String className,
      int version,
      boolean isStatic,
      String name,
      String descriptor,
      CallShape shape) {
    this.className = className;
    this.version = version;
    this.isStatic = isStatic;
    this.isConstructor = name.equals("<init>");
    this.parameters = Type.getArgumentTypes(descriptor);
    this.result = Type.getReturnType(descriptor);
    this.shape = shape;
  }

  CallShape shape() {
    return shape;
  }

  boolean isConstructor() {
    return isConstructor;
  }

  boolean hasFrames() {
    return version >= JAVA_6;
  }

  Type self() {
    return Type.getObjectType(className);
  }

  Type[] parameters() {
    return parameters.clone();
  }

  Type result() {
    return result;
  }

  /** Returns the local variable of the first parameter: behind the instance, if there is one. */
  int firstParameter() {
    return isStatic ? 0 : 1;
  }

  /** Returns the instance where the method starts, if there is one by then. */
  Operands instance() {
    Operands operands = new Operands();
    return isStatic || isConstructor ? operands : operands.add(self(), 0);
  }

  /** Returns what can be handed on where the method starts: the instance, then the parameters. */
  Operands operands() {
    Operands operands = instance();
    int local = firstParameter();
    for (Type parameter : parameters) {
      operands.add(parameter, local);
      local += parameter.getSize();
    }
    return operands;
  }

  /** Returns the locals of the frame where the method starts. */
  Object[] initialLocals() {
    Object[] locals = new Object[firstParameter() + parameters.length];
    if (!isStatic) {
      locals[0] = isConstructor ? Opcodes.UNINITIALIZED_THIS : className;
    }
    for (int i = 0; i < parameters.length; i++) {
      locals[firstParameter() + i] = Operands.frameType(parameters[i]);
    }
    return locals;
  }
}
