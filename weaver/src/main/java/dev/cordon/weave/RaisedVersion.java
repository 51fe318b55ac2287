package dev.cordon.weave;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Tells whether a class file of Java 6 is one of Java 7 in all but its number, so that it can have
 * {@code invokedynamic}: Netty 4.1 and Apache's HttpClient 4 are such. From Java 7 on a class must
 * have the frames that Java 6 let a compiler leave out, and neither {@code jsr} nor {@code ret}
 * (JVMS 4.10, 4.9.1); a class initialiser must be static (2.9.2).
 */
final class RaisedVersion {
  private RaisedVersion() {}

  /** Tells whether a class file of version 50 may become one of version 51. */
  static boolean isPossible(byte[] classFile) {
    Look look = new Look();
    new ClassReader(classFile).accept(look, ClassReader.SKIP_DEBUG);
    return look.possible;
  }

  private static final class Look extends ClassVisitor {
    boolean possible = true;

    Look() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      possible &= !name.equals("<clinit>") || (access & Opcodes.ACC_STATIC) != 0;
      return new Frames(this);
    }
  }

  /** Looks for a place that control jumps to, or falls behind, and that has no frame. */
  private static final class Frames extends MethodVisitor {
    private final Look look;
    private final Set<Label> targets = new HashSet<Label>();
    private final Set<Label> framed = new HashSet<Label>();

    /** The labels of the instruction that comes next, and whether it has a frame. */
    private final Set<Label> here = new HashSet<Label>();

    private boolean hasFrame;

    /** Whether the instruction before goes on elsewhere. */
    private boolean left;

    Frames(Look look) {
      super(Opcodes.ASM9);
      this.look = look;
    }

    private void instruction(boolean leaves) {
      if (hasFrame) {
        framed.addAll(here);
      } else if (left) {
        look.possible = false;
      }
      here.clear();
      hasFrame = false;
      left = leaves;
    }

    @Override
    public void visitLabel(Label label) {
      here.add(label);
    }

    @Override
    public void visitFrame(int type, int locals, Object[] local, int stacked, Object[] stack) {
      hasFrame = true;
    }

    @Override
    public void visitTryCatchBlock(
        Label start, Label end, Label handler, @Nullable String exception) {
      targets.add(handler);
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
      look.possible &= opcode != Opcodes.JSR;
      targets.add(target);
      instruction(opcode == Opcodes.GOTO);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label fallback, Label... labels) {
      choice(fallback, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label fallback, int[] keys, Label[] labels) {
      choice(fallback, labels);
    }

    private void choice(Label fallback, Label[] labels) {
      targets.add(fallback);
      for (Label label : labels) {
        targets.add(label);
      }
      instruction(true);
    }

    @Override
    public void visitInsn(int opcode) {
      instruction(
          (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) || opcode == Opcodes.ATHROW);
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
      look.possible &= opcode != Opcodes.RET;
      instruction(false);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      instruction(false);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      instruction(false);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      instruction(false);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      instruction(false);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      instruction(false);
    }

    @Override
    public void visitLdcInsn(Object value) {
      instruction(false);
    }

    @Override
    public void visitIincInsn(int local, int by) {
      instruction(false);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
      instruction(false);
    }

    @Override
    public void visitEnd() {
      look.possible &= framed.containsAll(targets);
    }
  }
}
