package dev.cordon.agent.librarylog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The libraries as they are in the agent's jar: relocated, complete, and quiet. */
class PackagedLibrariesTest {
  private static final String LIBRARIES = "dev/cordon/lib/";
  private static final String NEVER_USED = LIBRARIES + "kotlin/collections/unsigned/";
  private static final Map<String, Class<?>> LOGGING =
      Map.of(
          Type.getInternalName(Logger.class), Logger.class,
          Type.getInternalName(Level.class), Level.class,
          Type.getInternalName(Slf4jLogger.class), Slf4jLogger.class,
          Type.getInternalName(Slf4jLoggerFactory.class), Slf4jLoggerFactory.class);

  private static final Map<String, byte[]> CLASSES = new TreeMap<>();
  private static final Map<String, References> REFERENCES = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    try (ZipFile jar = new ZipFile("target/cordon-agent.jar")) {
      for (ZipEntry nested : jar.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
        byte[] bytes = jar.getInputStream(nested).readAllBytes();
        ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes));
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          if (entry.getName().endsWith(".class")) {
            String name = entry.getName().replace(".class", "");
            assertEquals(null, CLASSES.put(name, in.readAllBytes()), "two of " + name);
          }
        }
      }
    }
    for (Map.Entry<String, byte[]> each : CLASSES.entrySet()) {
      if (!each.getKey().startsWith("dev/cordon/instrumentation/")) { // see the application's
        References references = new References();
        new ClassReader(each.getValue()).accept(references, ClassReader.SKIP_FRAMES);
        REFERENCES.put(each.getKey(), references);
      }
    }
  }

  @Test
  void theyLogThroughTheAgentAndNeverThroughTheApplication() {
    TreeSet<String> offered = new TreeSet<>();
    LOGGING.forEach(
        (owner, type) -> {
          for (Method method : type.getDeclaredMethods()) {
            offered.add(owner + ' ' + method.getName() + Type.getMethodDescriptor(method));
          }
        });
    for (Level level : Level.values()) {
      offered.add(Type.getInternalName(Level.class) + ' ' + level.name());
    }
    TreeSet<String> called = new TreeSet<>();
    REFERENCES.forEach(
        (name, references) -> {
          if (name.startsWith("io/opentelemetry/") || name.startsWith(LIBRARIES)) {
            called.addAll(references.members);
            assertFalse(
                references.classes.stream()
                    .anyMatch(c -> c.startsWith("java/util/logging/") || c.startsWith("org/slf4j")),
                name + " logs through the application");
          }
        });
    assertTrue(offered.containsAll(called), called + " is more than " + offered);
    assertFalse(called.isEmpty());
  }

  @Test
  void nobodyNamesARelocatedLibraryByItsOldName() throws IOException {
    List<String> packages =
        Files.readAllLines(Path.of("src/packaging/relocated-libraries.txt")).stream()
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(line -> line.replace('.', '/') + "/")
            .toList();
    TreeSet<String> old = new TreeSet<>();
    REFERENCES.forEach(
        (name, references) ->
            references.classes.stream()
                .filter(c -> packages.stream().anyMatch(c::startsWith))
                .forEach(c -> old.add(name + " names " + c)));
    assertEquals(new TreeSet<>(), old);
    assertTrue(packages.contains("okhttp3/"));
  }

  @Test
  void nothingThatIsNamedIsMissing() {
    TreeSet<String> missing = new TreeSet<>();
    REFERENCES.forEach(
        (name, references) ->
            references.classes.stream()
                .filter(c -> c.startsWith(LIBRARIES) && !c.startsWith(NEVER_USED))
                .filter(c -> !CLASSES.containsKey(c))
                .forEach(c -> missing.add(name + " names " + c)));
    assertEquals(new TreeSet<>(), missing);
  }

  /** Collects the classes that a class names, and what it uses of logging. */
  private static final class References extends ClassVisitor {
    final TreeSet<String> classes = new TreeSet<>();
    final TreeSet<String> members = new TreeSet<>();

    References() {
      super(Opcodes.ASM9);
    }

    private void type(Type type) {
      switch (type.getSort()) {
        case Type.ARRAY -> type(type.getElementType());
        case Type.OBJECT -> classes.add(type.getInternalName());
        case Type.METHOD -> {
          type(type.getReturnType());
          List.of(type.getArgumentTypes()).forEach(this::type);
        }
        default -> {}
      }
    }

    private void member(String owner, String name, String descriptor) {
      type(Type.getObjectType(owner));
      type(Type.getType(descriptor));
      if (LOGGING.containsKey(owner)) {
        members.add(owner + ' ' + name + (descriptor.startsWith("(") ? descriptor : ""));
      }
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String parent, String[] types) {
      if (parent != null) { // all but Object, and modules
        classes.add(parent);
      }
      classes.addAll(List.of(types));
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      type(Type.getType(descriptor));
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      type(Type.getType(descriptor));
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitTypeInsn(int opcode, String name) {
          type(Type.getObjectType(name));
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String method, String descriptor, boolean isInterface) {
          member(owner, method, descriptor);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
          member(owner, field, descriptor);
        }

        @Override
        public void visitLdcInsn(Object value) {
          if (value instanceof Type constant) {
            type(constant);
          }
        }
      };
    }
  }
}
