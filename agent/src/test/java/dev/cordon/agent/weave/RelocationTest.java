package dev.cordon.agent.weave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.agent.boot.Instrumentations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class RelocationTest {
  /** An application that has some classes. */
  private static final class Application extends ClassLoader {
    private final Predicate<String> has;

    Application(Predicate<String> has) {
      super(null);
      this.has = has;
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      if (has.test(name)) {
        return Object.class;
      }
      throw new ClassNotFoundException(name);
    }
  }

  private static Relocation to(String prefix, Predicate<String> has) {
    return new Relocation(prefix, new Application(has));
  }

  /** The names of classes in a constant pool. */
  private static Set<String> classes(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    char[] buffer = new char[reader.getMaxStringLength()];
    Set<String> names = new TreeSet<>();
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at > 0 && reader.readByte(at - 1) == 7) {
        names.add(reader.readUTF8(at, buffer));
      }
    }
    return names;
  }

  @Test
  void aNameIsTheCopysWhereTheCopyHasTheClass() {
    Relocation whole = to("x/", name -> name.startsWith("x.okhttp3."));
    assertEquals("x/okhttp3/Call", whole.name("okhttp3/Call"));
    assertEquals("okio/Sink", whole.name("okio/Sink"));
    assertEquals("java/util/List", whole.name("java/util/List"));

    Relocation part = to("x/y/", name -> name.startsWith("x.y.apache."));
    assertEquals("x/y/apache/http/HttpHost", part.name("org/apache/http/HttpHost"));
  }

  @Test
  void namesAreMappedWhereverTheyStand() throws IOException {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V1_8,
        Opcodes.ACC_PUBLIC,
        "dev/cordon/A",
        "Llib/Base<Llib/B;Ljava/util/List<[Llib/C$D;>;>;",
        "lib/Base",
        new String[] {"lib/I"});
    writer.visitField(0, "f", "[[Llib/B;", "TT;", null).visitEnd();
    MethodVisitor code = writer.visitMethod(0, "m", "(JLlib/B;I)Lother/X;", null, null);
    code.visitCode();
    for (Object constant : List.of("lib.in.Name", "lib.in.", "Lib", "a lib/B", 7L, 2.5)) {
      code.visitLdcInsn(constant);
    }
    code.visitTypeInsn(Opcodes.CHECKCAST, "[Llib/B;");
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "lib/B", "of", "()Llib/B;", true);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(20, 5);
    code.visitEnd();
    writer.visitEnd();
    byte[] mapped = to("x/", name -> name.startsWith("x.lib.")).map(writer.toByteArray());

    List<String> seen = new ArrayList<>();
    new ClassReader(mapped)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public void visit(
                  int version,
                  int access,
                  String name,
                  String signature,
                  String above,
                  String[] is) {
                seen.addAll(List.of(name, signature, above, is[0]));
              }

              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                seen.add(descriptor);
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitLdcInsn(Object value) {
                    seen.add(String.valueOf(value));
                  }

                  @Override
                  public void visitTypeInsn(int opcode, String type) {
                    seen.add(type);
                  }

                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String method, String of, boolean isInterface) {
                    seen.add(owner + of);
                  }
                };
              }
            },
            0);
    assertEquals(
        List.of(
            "dev/cordon/A",
            "Lx/lib/Base<Lx/lib/B;Ljava/util/List<[Lx/lib/C$D;>;>;",
            "x/lib/Base",
            "x/lib/I",
            "(JLx/lib/B;I)Lother/X;",
            "x.lib.in.Name",
            "lib.in.",
            "Lib",
            "a lib/B",
            "7",
            "2.5",
            "[Lx/lib/B;",
            "x/lib/B()Lx/lib/B;"),
        seen);
  }

  @Test
  void everyAdviceIsMappedWhole() throws Exception {
    Relocation all = to("x/", name -> true);
    int mapped = 0;
    for (int i = 0; i < Instrumentations.size(); i++) {
      for (byte[] classFile : beside(Class.forName(Instrumentations.description(i)))) {
        byte[] moved = all.map(classFile);
        for (String name : classes(moved)) {
          String element = name.replaceFirst("^\\[+L?", "");
          assertTrue(
              element.matches("(?s)(java|dev/cordon|x)/.*|[BCDFIJSZ]"),
              () -> name + " in " + new ClassReader(moved).getClassName());
        }
        assertEquals(classes(classFile).size(), classes(moved).size());
        mapped++;
      }
    }
    assertTrue(mapped > 100, mapped + " classes");
  }

  @Test
  void whereTheCopyHasNothingTheBytesAreTheSame() throws Exception {
    Relocation none = to("x/", name -> false);
    for (byte[] classFile : beside(Class.forName(Instrumentations.description(0)))) {
      assertArrayEquals(classFile, none.map(classFile));
    }
  }

  @Test
  void whatIsNoClassFileIsAnError() {
    Relocation relocation = to("x/", name -> true);
    assertThrows(IOException.class, () -> relocation.map(new byte[5]));
    byte[] bad = {0, 0, 0, 0, 0, 0, 0, 52, 0, 3, 77, 0, 0};
    assertThrows(IOException.class, () -> relocation.map(bad));
  }

  /** The class files in the package of an instrumentation. */
  private static List<byte[]> beside(Class<?> description) throws Exception {
    String folder = description.getPackageName().replace('.', '/');
    URI place = description.getResource(description.getSimpleName() + ".class").toURI();
    if (place.getScheme().equals("jar")) {
      try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
        return read(jar.getPath("/" + folder));
      }
    }
    return read(Path.of(place).getParent());
  }

  private static List<byte[]> read(Path folder) throws IOException {
    List<byte[]> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        all.add(Files.readAllBytes(file));
      }
    }
    return all;
  }
}
