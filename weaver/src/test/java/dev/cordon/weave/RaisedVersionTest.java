package dev.cordon.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Hook;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files of Java 6, with and without what Java 7 asks for. */
class RaisedVersionTest {
  @Test
  void aClassWithFramesIsRaised() throws Exception {
    byte[] original = WovenClient.original(Opcodes.V1_6);

    assertTrue(RaisedVersion.isPossible(original));
    assertEquals(CallShape.INVOKEDYNAMIC, CallShape.of(original, null));
    assertEquals(Opcodes.V1_7, woven(original, CallShape.INVOKEDYNAMIC));
    assertEquals(Opcodes.V1_6, woven(original, CallShape.JDK_TYPES_ONLY));
  }

  @Test
  void aClassWithoutFramesStaysWhatItIs() throws Exception {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(WovenClient.original(Opcodes.V1_6)).accept(writer, ClassReader.SKIP_FRAMES);

    assertFalse(RaisedVersion.isPossible(writer.toByteArray()));
    assertEquals(CallShape.JDK_TYPES_ONLY, CallShape.of(writer.toByteArray(), null));
  }

  @Test
  void aClassOlderThanJava6StaysWhatItIs() throws Exception {
    byte[] original = WovenClient.original(Opcodes.V1_5);

    assertEquals(CallShape.JDK_TYPES_ONLY, CallShape.of(original, null));
  }

  @Test
  void codeThatNothingReachesNeedsAFrame() {
    assertTrue(RaisedVersion.isPossible(withCode(code -> code.visitInsn(Opcodes.RETURN))));
    assertFalse(
        RaisedVersion.isPossible(
            withCode(
                code -> {
                  code.visitInsn(Opcodes.RETURN);
                  code.visitInsn(Opcodes.RETURN);
                })));
  }

  @Test
  void aSubroutineIsNotRaised() {
    assertFalse(
        RaisedVersion.isPossible(
            withCode(
                code -> {
                  Label subroutine = new Label();
                  code.visitJumpInsn(Opcodes.JSR, subroutine);
                  code.visitInsn(Opcodes.RETURN);
                  code.visitLabel(subroutine);
                  code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                  code.visitVarInsn(Opcodes.ASTORE, 1);
                  code.visitVarInsn(Opcodes.RET, 1);
                })));
  }

  private static int woven(byte[] original, CallShape shape) {
    Hook hook = Hook.on("library.Client").method("call").entry(SomeAdvice.class.getName(), "call");
    byte[] woven = HookWeaver.weave(original, List.of(new WovenHook("0", hook)), shape).classFile();
    return woven[7];
  }

  private interface Body {
    void write(MethodVisitor code);
  }

  private static byte[] withCode(Body body) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_6, Opcodes.ACC_PUBLIC, "Some", null, "java/lang/Object", null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
    code.visitCode();
    body.write(code);
    code.visitMaxs(2, 2);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
