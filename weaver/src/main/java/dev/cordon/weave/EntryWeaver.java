package dev.cordon.weave;

import dev.cordon.instrumentation.Hook;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Prepends {@code a = onEnter(this, …); if (a != null) return (R) a[0];}, or, where arguments are
 * replaced, {@code if (a != null) { p1 = (P1) a[0]; p2 = (P2) a[1]; … }}.
 */
final class EntryWeaver extends MethodVisitor {
  private final HookedMethod method;
  private final HookCall call;
  private final boolean replacesArguments;

  EntryWeaver(MethodVisitor next, WovenHook hook, HookedMethod method) {
    super(Opcodes.ASM9, next);
    this.method = method;
    this.call = new HookCall(next, hook.id(), method);
    this.replacesArguments = hook.hook().kind() == Hook.Kind.ARGUMENTS;
  }

  @Override
  public void visitCode() {
    mv.visitCode();
    Label body = new Label();
    call.onEnter(method.operands());
    mv.visitInsn(Opcodes.DUP);
    mv.visitJumpInsn(Opcodes.IFNULL, body);
    if (replacesArguments) {
      replaceArguments();
    } else {
      answer(mv, method.result());
    }
    mv.visitLabel(body);
    if (method.hasFrames()) {
      Object[] locals = method.initialLocals();
      mv.visitFrame(
          Opcodes.F_NEW, locals.length, locals, 1, new Object[] {HookCall.ARRAY.getInternalName()});
    }
    mv.visitInsn(Opcodes.POP);
  }

  private void replaceArguments() {
    int local = method.firstParameter();
    Type[] parameters = method.parameters();
    for (int i = 0; i < parameters.length; i++) {
      mv.visitInsn(Opcodes.DUP);
      mv.visitIntInsn(Opcodes.SIPUSH, i);
      mv.visitInsn(Opcodes.AALOAD);
      Boxing.unbox(mv, parameters[i]);
      mv.visitVarInsn(parameters[i].getOpcode(Opcodes.ISTORE), local);
      local += parameters[i].getSize();
    }
  }

  /** Returns the one element of the array on the stack. */
  static void answer(MethodVisitor code, Type result) {
    code.visitInsn(Opcodes.ICONST_0);
    code.visitInsn(Opcodes.AALOAD);
    Boxing.unbox(code, result);
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
  }
}
