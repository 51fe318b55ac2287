package dev.cordon.weave;

import dev.cordon.bootstrap.HookBootstrap;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the call sites of one hook in one method, in either {@link CallShape}. */
final class HookCall {
  static final Type ARRAY = Type.getType(Object[].class);
  static final Type THROWABLE = Type.getType(Throwable.class);

  private static final Handle BOOTSTRAP =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "dev/cordon/bootstrap/HookBootstrap",
          "link",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
              + "Ljava/lang/invoke/MethodType;Ljava/lang/String;Ljava/lang/invoke/MethodType;)"
              + "Ljava/lang/invoke/CallSite;",
          false);

  private final MethodVisitor code;
  private final String hook;
  private final Type method;
  private final CallShape shape;

  HookCall(MethodVisitor code, String hook, HookedMethod method) {
    this.code = code;
    this.hook = hook;
    this.method = Type.getMethodType(method.result());
    this.shape = method.shape();
  }

  /** Asks before the body; leaves an array or null on the stack. */
  void onEnter(Operands operands) {
    write(HookBootstrap.ENTER, operands, ARRAY);
  }

  /** Asks before a return; leaves the result on the stack. */
  void onReturn(Operands operands, Type result) {
    write(HookBootstrap.RETURN, operands, result);
  }

  /** Asks before a throw; leaves an array or null on the stack. */
  void onThrow(Operands operands) {
    write(HookBootstrap.THROW, operands, ARRAY);
  }

  private void write(String site, Operands operands, Type returned) {
    String descriptor = operands.descriptor(returned);
    if (shape == CallShape.JDK_TYPES_ONLY) {
      String words = hook + ' ' + site + ' ' + descriptor + ' ' + method;
      JdkTypesCall.write(code, words, operands);
      Boxing.unbox(code, returned);
      return;
    }
    for (int i = 0; i < operands.size(); i++) {
      operands.load(code, i);
    }
    code.visitInvokeDynamicInsn(site, descriptor, BOOTSTRAP, hook, method);
  }
}
