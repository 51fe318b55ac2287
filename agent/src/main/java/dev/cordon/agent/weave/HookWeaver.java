package dev.cordon.agent.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves hooks into a class file.
 *
 * <p>Frames are written by hand at the few places where weaving branches. Computing them would need
 * the common superclass of types that are not loaded yet; loading them here would break the
 * application's class loading order. Methods without a hook are copied byte for byte.
 */
final class HookWeaver {
  private static final int NOT_WOVEN =
      Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;

  private HookWeaver() {}

  /**
   * Weaves.
   *
   * @param classFile the class
   * @param hooks the hooks of this class
   * @param shape how its methods reach the agent
   * @return the woven class, or null when no method matched
   */
  static byte @Nullable [] weave(byte[] classFile, List<WovenHook> hooks, CallShape shape) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    Weaving weaving = new Weaving(writer, hooks, shape);
    reader.accept(weaving, ClassReader.EXPAND_FRAMES);
    return weaving.count == 0 ? null : writer.toByteArray();
  }

  private static final class Weaving extends ClassVisitor {
    private final List<WovenHook> hooks;
    private final CallShape shape;
    private String className = "";
    private int version;
    int count;

    Weaving(ClassVisitor next, List<WovenHook> hooks, CallShape shape) {
      super(Opcodes.ASM9, next);
      this.hooks = hooks;
      this.shape = shape;
    }

    @Override
    public void visit(
        int classVersion,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      className = name;
      version = classVersion & 0xffff;
      super.visit(classVersion, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
      if ((access & NOT_WOVEN) != 0 || name.charAt(0) == '<') {
        return method;
      }
      for (WovenHook hook : hooks) {
        // A bridge only calls the method that is hooked anyway.
        if (hook.matches(name, descriptor) && (access & Opcodes.ACC_BRIDGE) == 0) {
          HookedMethod hooked =
              new HookedMethod(method, hook.id(), className, version, descriptor, shape);
          method = hooked.visitor(hook.hook().kind());
          count++;
        }
      }
      return method;
    }
  }
}
