package dev.cordon.weave;

import dev.cordon.instrumentation.Hook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * application's class loading order. Methods without a hook are copied byte for byte. A class of
 * Java 6 becomes one of Java 7 where {@link CallShape} says so.
 */
public final class HookWeaver {
  /** A bridge only calls the method that is hooked anyway. */
  private static final int NOT_WOVEN =
      Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE;

  private HookWeaver() {}

  /**
   * Weaves.
   *
   * @param classFile the class
   * @param hooks the hooks of this class
   * @param shape how its methods reach the agent
   * @return the woven class and the hooks that found no method
   * @throws HookException when a hook can't work in a method that it found
   */
  public static Woven weave(byte[] classFile, List<WovenHook> hooks, CallShape shape) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    Weaving weaving = new Weaving(writer, hooks, shape, locals(reader, hooks));
    reader.accept(weaving, ClassReader.EXPAND_FRAMES);
    Set<WovenHook> found = weaving.found;
    List<WovenHook> missing = new ArrayList<WovenHook>();
    for (WovenHook hook : hooks) {
      if (!found.contains(hook) && (found.isEmpty() || !hook.hook().isOptional())) {
        missing.add(hook);
      }
    }
    return new Woven(found.isEmpty() ? null : writer.toByteArray(), missing);
  }

  private static boolean matches(WovenHook hook, int access, String name, String descriptor) {
    return (access & NOT_WOVEN) == 0
        && hook.hook().matches((access & Opcodes.ACC_STATIC) != 0, name, descriptor);
  }

  /** Returns how many local variables each hooked method has. */
  private static Map<String, Integer> locals(ClassReader reader, final List<WovenHook> hooks) {
    final Map<String, Integer> locals = new HashMap<String, Integer>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              final String name,
              final String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            boolean hooked = false;
            for (WovenHook hook : hooks) {
              hooked |= matches(hook, access, name, descriptor);
            }
            return !hooked
                ? null
                : new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitMaxs(int maxStack, int maxLocals) {
                    locals.put(name + descriptor, maxLocals);
                  }
                };
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return locals;
  }

  private static final class Weaving extends ClassVisitor {
    private final List<WovenHook> hooks;
    private final CallShape shape;
    private final Map<String, Integer> locals;
    private String className = "";
    private int version;
    final Set<WovenHook> found = new HashSet<WovenHook>();

    Weaving(
        ClassVisitor next, List<WovenHook> hooks, CallShape shape, Map<String, Integer> locals) {
      super(Opcodes.ASM9, next);
      this.hooks = hooks;
      this.shape = shape;
      this.locals = locals;
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
      boolean isRaised = shape == CallShape.INVOKEDYNAMIC && version < CallShape.JAVA_7;
      int written = isRaised ? CallShape.JAVA_7 : classVersion;
      super.visit(written, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
      Integer firstLocal = locals.get(name + descriptor);
      if (firstLocal == null) {
        return code;
      }
      boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
      HookedMethod method = new HookedMethod(className, version, isStatic, name, descriptor, shape);
      List<WovenHook> here = new ArrayList<WovenHook>();
      for (WovenHook hook : hooks) {
        if (matches(hook, access, name, descriptor)) {
          here.add(hook);
        }
      }
      found.addAll(here);
      // The first is the outermost: it sees the instructions of the others as part of the body, so
      // its local variables lie behind theirs.
      for (int i = 0; i < here.size(); i++) {
        int inner = here.size() - 1 - i;
        code = weaver(code, here.get(i), method, firstLocal + inner * ExitWeaver.slots(method));
      }
      return code;
    }

    private static MethodVisitor weaver(
        MethodVisitor code, WovenHook hook, HookedMethod method, int firstLocal) {
      Hook.Kind kind = hook.hook().kind();
      switch (kind) {
        case ENTRY:
        case ARGUMENTS:
          return new EntryWeaver(code, hook, method);
        case RETURN:
        case EXIT:
        case CONSTRUCTED:
          return new ExitWeaver(code, hook, method, firstLocal);
        default:
          throw new HookException(hook + " is of an unknown kind");
      }
    }
  }
}
