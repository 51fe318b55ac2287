package dev.cordon.weave;

import dev.cordon.instrumentation.Hook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Hooks the ways out of a method: before each return {@code r = onReturn(this, …, r)}, and for a
 * hook of kind {@code EXIT} around the body:
 *
 * <pre>{@code
 * catch (Throwable t) {
 *   if (returning) throw t;                       // from onReturn itself
 *   a = onThrow(this, …, t);
 *   if (a == null) throw t; else return (R) a[0];
 * }
 * }</pre>
 *
 * <p>The operands are copied at the start, since the body may assign to its parameters. The copies
 * lie behind all local variables of the body, in each of its frames.
 */
final class ExitWeaver extends MethodVisitor {
  private static final int RESULT_SLOTS = 2;

  private final HookedMethod method;
  private final WovenHook hook;
  private final HookCall call;
  private final int firstLocal;
  private final Label start = new Label();
  private Operands saved = new Operands();

  /** The local variable that tells whether the method is returning. */
  private final int returning;

  /** The local variable of a result or a throwable. */
  private final int outcome;

  /**
   * Makes one.
   *
   * @param firstLocal the first of {@link #slots} local variables that nobody else uses
   */
  ExitWeaver(MethodVisitor next, WovenHook hook, HookedMethod method, int firstLocal) {
    super(Opcodes.ASM9, next);
    if (hook.hook().kind() == Hook.Kind.RETURN && method.result().getSort() == Type.VOID) {
      throw new HookException(hook + " is on a method that returns nothing: use exit");
    }
    this.method = method;
    this.hook = hook;
    this.call = new HookCall(next, hook.id(), method);
    this.firstLocal = firstLocal;
    this.returning = firstLocal + method.operands().slots();
    this.outcome = returning + 1;
  }

  /** Returns how many local variables this takes. */
  static int slots(HookedMethod method) {
    return method.operands().slots() + 1 + RESULT_SLOTS;
  }

  @Override
  public void visitCode() {
    mv.visitCode();
    boolean selfOnly = hook.hook().kind() == Hook.Kind.RETURN;
    saved = (selfOnly ? method.instance() : method.operands()).copy(mv, firstLocal);
    mv.visitInsn(Opcodes.ICONST_0);
    mv.visitVarInsn(Opcodes.ISTORE, returning);
    mv.visitLabel(start);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      beforeReturn();
    }
    mv.visitInsn(opcode);
  }

  private void beforeReturn() {
    Type result = method.result();
    Operands operands = new Operands();
    if (method.isConstructor()) {
      operands.add(method.self(), 0);
    }
    operands.addAll(saved);
    if (result.getSort() != Type.VOID) {
      mv.visitVarInsn(result.getOpcode(Opcodes.ISTORE), outcome);
      operands.add(result, outcome);
    }
    mv.visitInsn(Opcodes.ICONST_1);
    mv.visitVarInsn(Opcodes.ISTORE, returning);
    call.onReturn(operands, result);
  }

  @Override
  public void visitVarInsn(int opcode, int local) {
    if (method.isConstructor() && local == 0 && opcode >= Opcodes.ISTORE) {
      throw new HookException(hook + " is on a constructor that forgets its own instance");
    }
    mv.visitVarInsn(opcode, local);
  }

  @Override
  public void visitFrame(
      int type, int locals, Object @Nullable [] local, int stacked, Object @Nullable [] stack) {
    List<Object> all = new ArrayList<Object>();
    if (local != null) {
      all.addAll(Arrays.asList(local).subList(0, locals));
    }
    frame(all, stacked, stack);
  }

  /** Writes a frame of the body's locals, then ours. */
  private void frame(List<Object> locals, int stacked, Object @Nullable [] stack) {
    int used = 0;
    for (Object local : locals) {
      used += Opcodes.LONG.equals(local) || Opcodes.DOUBLE.equals(local) ? 2 : 1;
    }
    for (; used < firstLocal; used++) {
      locals.add(Opcodes.TOP);
    }
    saved.addFrameTypes(locals);
    for (used += saved.slots(); used < returning; used++) {
      locals.add(Opcodes.TOP);
    }
    locals.add(Opcodes.INTEGER);
    mv.visitFrame(Opcodes.F_NEW, locals.size(), locals.toArray(), stacked, stack);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (hook.hook().kind() == Hook.Kind.EXIT) {
      handler();
    }
    mv.visitMaxs(maxStack, maxLocals);
  }

  private void handler() {
    Label handler = new Label();
    Label rethrow = new Label();
    Label goOn = new Label();
    mv.visitTryCatchBlock(start, handler, handler, null); // behind the body's own
    mv.visitLabel(handler);
    frameOfThrowable();
    mv.visitVarInsn(Opcodes.ILOAD, returning);
    mv.visitJumpInsn(Opcodes.IFNE, rethrow);
    mv.visitInsn(Opcodes.DUP);
    mv.visitVarInsn(Opcodes.ASTORE, outcome);
    call.onThrow(new Operands().addAll(saved).add(HookCall.THROWABLE, outcome));
    mv.visitInsn(Opcodes.DUP);
    mv.visitJumpInsn(Opcodes.IFNULL, goOn);
    EntryWeaver.answer(mv, method.result());
    mv.visitLabel(goOn);
    if (method.hasFrames()) {
      Object[] stack = {HookCall.THROWABLE.getInternalName(), HookCall.ARRAY.getInternalName()};
      frame(new ArrayList<Object>(), stack.length, stack);
    }
    mv.visitInsn(Opcodes.POP);
    mv.visitLabel(rethrow);
    frameOfThrowable();
    mv.visitInsn(Opcodes.ATHROW);
  }

  private void frameOfThrowable() {
    if (method.hasFrames()) {
      frame(new ArrayList<Object>(), 1, new Object[] {HookCall.THROWABLE.getInternalName()});
    }
  }
}
