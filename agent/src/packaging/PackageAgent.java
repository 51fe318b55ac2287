import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the agent's jar. Run by Maven as a single source file: {@code java PackageAgent.java
 * <output> <version> <class path> <files for META-INF>}.
 *
 * <pre>
 *   META-INF/MANIFEST.MF
 *   META-INF/LICENSE, NOTICE
 *   dev/cordon/agent/boot/…        all that an application's class path gains
 *   boot/bootstrap.jar             dev.cordon.bootstrap, for the bootstrap loader
 *   inst/1-weave.jar … 5-telemetry.jar   everything else, in the order in which it is asked
 * </pre>
 *
 * All is stored, not compressed: the JVM reads the jar's directory before every application, so it
 * is short; and the agent reads its classes straight from the nested archives. The same input gives
 * the same bytes: entries are sorted and have one time.
 */
final class PackageAgent {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);
  private static final String ENTRY_CLASS = "dev/cordon/agent/boot/CordonAgent.class";
  private static final byte JAVA_5 = 49;

  private final Map<String, byte[]> outer = new TreeMap<>();
  private final Map<String, Map<String, byte[]>> archives = new TreeMap<>();

  public static void main(String[] arguments) throws IOException {
    Path output = Path.of(arguments[0]);
    PackageAgent agent = new PackageAgent();
    for (String element : arguments[2].split(System.getProperty("path.separator"))) {
      Path path = Path.of(element);
      if (Files.isDirectory(path)) {
        agent.add(path);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
          agent.add(jar.getPath("/"));
        }
      }
    }
    for (int i = 3; i < arguments.length; i++) {
      Path file = Path.of(arguments[i]);
      agent.outer.put("META-INF/" + file.getFileName(), Files.readAllBytes(file));
    }
    agent.write(output, arguments[1]);
  }

  private void add(Path root) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = root.relativize(file).toString().replace('\\', '/');
      byte[] bytes = Files.readAllBytes(file);
      if (isWanted(name)) {
        place(name, bytes);
      }
    }
  }

  private void place(String name, byte[] bytes) throws IOException {
    if (name.startsWith("dev/cordon/agent/boot/")) {
      if (name.equals(ENTRY_CLASS)) {
        bytes[6] = 0;
        bytes[7] = JAVA_5;
      }
      outer.put(name, bytes);
      return;
    }
    if (name.startsWith("io/opentelemetry/") && name.endsWith(".class")) {
      bytes = renamed(bytes, "java/util/logging/Logger", "dev/cordon/agent/telemetry/sdk/Logger");
      bytes = renamed(bytes, "java/util/logging/Level", "dev/cordon/agent/telemetry/sdk/Level");
    }
    Map<String, byte[]> archive =
        archives.computeIfAbsent(archive(name), key -> new TreeMap<>());
    byte[] other = archive.put(name, bytes);
    if (other != null && name.startsWith("META-INF/services/")) {
      archive.put(name, joined(other, bytes));
    } else if (other != null) {
      throw new IllegalStateException(name + " is in two libraries");
    }
  }

  /** The order is the order of search: what starts first is found first. */
  private static String archive(String name) {
    if (name.startsWith("dev/cordon/bootstrap/")) {
      return "boot/bootstrap.jar";
    }
    if (name.startsWith("dev/cordon/agent/weave/") || name.startsWith("org/objectweb/asm/")) {
      return "inst/1-weave.jar";
    }
    if (name.startsWith("dev/cordon/instrumentation/")) {
      return "inst/2-instrumentation.jar";
    }
    if (name.startsWith("dev/cordon/engine/")
        || name.startsWith("com/google/re2j/")
        || name.startsWith("org/snakeyaml/")) {
      return "inst/3-engine.jar";
    }
    if (name.startsWith("dev/cordon/")) {
      return "inst/4-agent.jar";
    }
    return "inst/5-telemetry.jar";
  }

  /**
   * Renames a class in a class file's references: what the SDK logs goes to the agent's log and not
   * to the application's. All names and descriptors are text constants (Java Virtual Machine
   * Specification, section 4.4).
   */
  private static byte[] renamed(byte[] classFile, String from, String to) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    ByteArrayOutputStream result = new ByteArrayOutputStream(classFile.length + 256);
    DataOutputStream out = new DataOutputStream(result);
    out.writeLong(in.readLong()); // magic and version
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      switch (tag) {
        case 1 -> out.writeUTF(in.readUTF().replace(from, to));
        case 5, 6 -> { // Long and Double take two places
          out.writeLong(in.readLong());
          i++;
        }
        case 7, 8, 16, 19, 20 -> out.writeShort(in.readShort());
        case 15 -> out.write(in.readNBytes(3));
        default -> out.writeInt(in.readInt());
      }
    }
    in.transferTo(out);
    return result.toByteArray();
  }

  /** Multi-release variants are left out: the base classes run on every Java. */
  private static boolean isWanted(String name) {
    if (name.endsWith("module-info.class") || name.endsWith("package-info.class")) {
      return false;
    }
    return !name.startsWith("META-INF/") || name.startsWith("META-INF/services/");
  }

  private void write(Path output, String version) throws IOException {
    for (Map.Entry<String, Map<String, byte[]>> archive : archives.entrySet()) {
      outer.put(archive.getKey(), zip(null, archive.getValue()));
    }
    Files.createDirectories(output.getParent());
    Files.write(output, zip(manifest(version), outer));
  }

  private static byte[] manifest(String version) {
    String[] lines = {
      "Manifest-Version: 1.0",
      "Premain-Class: dev.cordon.agent.boot.CordonAgent",
      "Agent-Class: dev.cordon.agent.boot.CordonAgent",
      "Main-Class: dev.cordon.agent.boot.Main",
      "Can-Retransform-Classes: true",
      "Implementation-Title: Cordon",
      "Implementation-Version: " + version,
    };
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(byte[] manifest, Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      if (manifest != null) {
        store(zip, "META-INF/MANIFEST.MF", manifest);
      }
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        store(zip, entry.getKey(), entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    if (!name.chars().allMatch(c -> c < 128)) {
      throw new IllegalStateException("not an ASCII name: " + name);
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    ((OutputStream) zip).write(bytes);
    zip.closeEntry();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    String text =
        new String(first, StandardCharsets.UTF_8).stripTrailing()
            + "\n"
            + new String(second, StandardCharsets.UTF_8);
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
