package dev.cordon.agent.boot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The built agent with the sample instrumentations in the place of the real ones: another list, and
 * one more nested archive.
 */
final class SampleAgentJar {
  private static final String PACKAGE = "dev.cordon.instrumentation.sample.";
  private static final String HOLDER = "dev/cordon/agent/boot/Instrumentations.class";

  /** Hundreds of targets that no program has, as an agent with many modules would. */
  private static final int OTHERS = 600;

  private static final String LIST =
      line("sample", "SampleInstrumentation", "sample/Client")
          + line("broken", "BrokenInstrumentation", "sample/Unlucky")
          + line("jdk", "JdkInstrumentation", "jdk/internal/net/http/HttpClientImpl")
          + line("others", "OtherInstrumentation", others());

  private static final String[] CLASSES = {
    "SampleInstrumentation",
    "SampleAdvice",
    "BrokenInstrumentation",
    "JdkInstrumentation",
    "JdkAdvice"
  };

  private SampleAgentJar() {}

  static void write(Path target) throws IOException {
    try (ZipFile agent = new ZipFile(Path.of("target/cordon-agent.jar").toFile());
        OutputStream out = Files.newOutputStream(target);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Enumeration<? extends ZipEntry> e = agent.entries(); e.hasMoreElements(); ) {
        ZipEntry entry = e.nextElement();
        byte[] bytes = agent.getInputStream(entry).readAllBytes();
        store(zip, entry.getName(), entry.getName().equals(HOLDER) ? withSamples(bytes) : bytes);
      }
      store(zip, "inst/9-sample.jar", sampleArchive());
    }
  }

  private static String line(String name, String description, String targets) {
    return name + ' ' + PACKAGE + description + " 0 99 " + targets + '\n';
  }

  private static String others() {
    return IntStream.range(0, OTHERS)
        .mapToObj(i -> "com/example/client" + i + "/internal/RealCall" + i)
        .collect(Collectors.joining(" "));
  }

  private static byte[] sampleArchive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : CLASSES) {
        String path = (PACKAGE + name).replace('.', '/') + ".class";
        try (InputStream in = ClassLoader.getSystemResourceAsStream(path)) {
          store(zip, path, in.readAllBytes());
        }
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] withSamples(byte[] holder) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(holder)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
                return new MethodVisitor(Opcodes.ASM9, next) {
                  @Override
                  public void visitLdcInsn(Object value) {
                    super.visitLdcInsn(Targets.LIST.equals(value) ? LIST : value);
                  }
                };
              }
            },
            0);
    return writer.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
