package dev.cordon.agent.telemetry.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The SDK as it is in the agent's jar. */
class PackagedSdkTest {
  private static final String OURS = Type.getInternalName(Logger.class);

  @Test
  void theSdkLogsThroughTheAgentAndNeverThroughTheApplication() throws IOException {
    TreeSet<String> called = new TreeSet<>();
    for (byte[] classFile : sdk().values()) {
      new ClassReader(classFile).accept(new Calls(called), ClassReader.SKIP_FRAMES);
    }

    TreeSet<String> offered = new TreeSet<>();
    for (Method method : Logger.class.getDeclaredMethods()) {
      offered.add(method.getName() + Type.getMethodDescriptor(method));
    }
    for (Level level : Level.values()) {
      offered.add(level.name());
    }
    called.forEach(method -> assertFalse(method.startsWith("java.util.logging"), method));
    assertTrue(offered.containsAll(called), called + " is more than " + offered);
    assertFalse(called.isEmpty());
  }

  @Test
  void thereIsOneOfEachClass() throws IOException {
    assertEquals(1, sdk().keySet().stream().filter(n -> n.endsWith("/SdkSpan.class")).count());
  }

  private static Map<String, byte[]> sdk() throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    try (ZipFile jar = new ZipFile("target/cordon-agent.jar")) {
      for (ZipEntry nested : jar.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
        byte[] bytes = jar.getInputStream(nested).readAllBytes();
        ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes));
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          if (entry.getName().matches("io/opentelemetry/.*[.]class")) {
            classes.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    return classes;
  }

  /** Collects what is used of either logging. */
  private static final class Calls extends ClassVisitor {
    private final TreeSet<String> found;

    Calls(TreeSet<String> found) {
      super(Opcodes.ASM9);
      this.found = found;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String method, String type, boolean isInterface) {
          if (owner.equals(OURS)) {
            found.add(method + type);
          } else if (owner.startsWith("java/util/logging/")) {
            found.add("java.util.logging " + method + type);
          }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String type) {
          if (owner.equals(Type.getInternalName(Level.class))) {
            found.add(field);
          } else if (owner.startsWith("java/util/logging/")) {
            found.add("java.util.logging " + field);
          }
        }
      };
    }
  }
}
