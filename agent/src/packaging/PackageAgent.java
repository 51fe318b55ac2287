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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Packs the agent's jar. Run by Maven as a single source file: {@code java -cp <with ASM>
 * PackageAgent.java <output> <version> <class path> <list of relocated libraries> <files for META-INF>}.
 *
 * <pre>
 *   META-INF/MANIFEST.MF
 *   META-INF/LICENSE, NOTICE
 *   dev/cordon/agent/boot/…        all that an application's class path gains
 *   boot/bootstrap.jar             dev.cordon.bootstrap, for the bootstrap loader
 *   inst/1-weave.jar … 7-commands.jar   everything else, in the order in which it is asked
 * </pre>
 *
 * The JVM reads the jar's directory before every application, so it is short; and the agent reads
 * its classes straight from the nested archives. What the usual call needs is stored, not
 * compressed; libraries that few policies and commands need are compressed. The same input gives the
 * same bytes with the same JDK: entries are sorted and have one time.
 */
final class PackageAgent {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);
  private static final String ENTRY_CLASS = "dev/cordon/agent/boot/CordonAgent.class";
  private static final byte JAVA_5 = 49;

  /** Where the command attach works on a Java without an attach API; elsewhere it needs a JDK. */
  private static final List<String> JNA_PLATFORMS =
      List.of("linux-x86-64/", "linux-aarch64/", "darwin-x86-64/", "darwin-aarch64/");

  /** Redis, limits, encrypted tokens, commands: a call without them loads nothing from here. */
  private static final List<String> SELDOM_LOADED =
      List.of(
          "dev/cordon/lib/redis/",
          "dev/cordon/lib/org/",
          "dev/cordon/lib/com/google/",
          "dev/cordon/lib/io/github/",
          "dev/cordon/lib/picocli/",
          "com/sun/jna/");

  private final Map<String, byte[]> outer = new TreeMap<>();
  private final Map<String, Map<String, byte[]>> archives = new TreeMap<>();
  private final RelocatedLibraries libraries;

  private PackageAgent(RelocatedLibraries libraries) {
    this.libraries = libraries;
  }

  public static void main(String[] arguments) throws IOException {
    Path output = Path.of(arguments[0]);
    PackageAgent agent = new PackageAgent(RelocatedLibraries.read(Path.of(arguments[3])));
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
    for (int i = 4; i < arguments.length; i++) {
      Path file = Path.of(arguments[i]);
      agent.outer.put("META-INF/" + file.getFileName(), Files.readAllBytes(file));
    }
    agent.archives.put("inst/6-libraries.jar", agent.libraries.reached());
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
    if (libraries.take(name, bytes)) {
      return;
    }
    if (name.startsWith("META-INF/services/")) {
      name = libraries.relocatedName(name);
      bytes = libraries.relocatedServices(bytes);
    } else if (name.endsWith(".class") && !name.startsWith("dev/cordon/instrumentation/")) {
      bytes = libraries.relocatedUser(bytes, name.startsWith("dev/cordon/"));
    }
    if (name.endsWith(".class")) {
      bytes = withoutVariables(bytes);
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

  /** Leaves out the names of local variables, which debuggers read; the numbers of lines stay. */
  private static byte[] withoutVariables(byte[] bytes) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor filter =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(
                Opcodes.ASM9,
                super.visitMethod(access, name, descriptor, signature, exceptions)) {
              @Override
              public void visitLocalVariable(
                  String variable, String type, String generic, Label start, Label end, int index) {}
            };
          }
        };
    new ClassReader(bytes).accept(filter, 0);
    return writer.toByteArray();
  }

  /** The order is the order of search: what starts first is found first. */
  private static String archive(String name) {
    if (name.startsWith("dev/cordon/bootstrap/")) {
      return "boot/bootstrap.jar";
    }
    if (name.startsWith("dev/cordon/agent/weave/")
        || name.startsWith("dev/cordon/weave/")
        || name.startsWith("org/objectweb/asm/")) {
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
    if (name.startsWith("com/sun/jna/")) {
      return "inst/7-commands.jar"; // its native half knows it by this name
    }
    if (name.startsWith("dev/cordon/")) {
      return "inst/4-agent.jar";
    }
    return "inst/5-telemetry.jar";
  }

  /** Multi-release variants are left out: the base classes run on every Java. */
  private static boolean isWanted(String name) {
    if (name.endsWith("module-info.class") || name.endsWith("package-info.class")) {
      return false;
    }
    if (name.startsWith("com/sun/jna/") && !name.endsWith(".class")) {
      return JNA_PLATFORMS.stream().anyMatch(platform -> name.startsWith("com/sun/jna/" + platform));
    }
    if (name.equals("dev/cordon/agent/boot/Targets.class")) {
      return false; // its constant has been compiled into where it is used
    }
    if (name.startsWith("win32-")) {
      return false; // Byte Buddy's DLLs for a JDK without an attach API on Windows
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
      zip.setLevel(Deflater.BEST_COMPRESSION);
      if (manifest != null) {
        add(zip, "META-INF/MANIFEST.MF", manifest);
      }
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        add(zip, entry.getKey(), entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    if (!name.chars().allMatch(c -> c < 128)) {
      throw new IllegalStateException("not an ASCII name: " + name);
    }
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    if (SELDOM_LOADED.stream().noneMatch(name::startsWith)) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(crc.getValue());
    }
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

/**
 * Libraries that applications and other agents know by the names of their classes: they are packed
 * below {@code dev.cordon.lib}, and so are the references of all that uses them. Only what is
 * reached from there is packed.
 */
final class RelocatedLibraries {
  private static final String INTO = "dev/cordon/lib/";
  private static final String LOG = "dev/cordon/agent/librarylog/";

  /** What libraries log goes to the agent's log and not to the application's. */
  private static final Map<String, String> LOGGING =
      Map.of(
          "java/util/logging/Logger", LOG + "Logger",
          "java/util/logging/Level", LOG + "Level",
          "org/slf4j/Logger", LOG + "Slf4jLogger",
          "org/slf4j/LoggerFactory", LOG + "Slf4jLoggerFactory");

  /** Kotlin's arrays of unsigned numbers: named where arrays are compared, and used by nobody. */
  private static final String NEVER_USED = "kotlin/collections/unsigned/";

  private static final Pattern PATH = Pattern.compile("[\\w$]+(?:/[\\w$.-]+)+");

  private final List<String> packages;
  private final Pattern path;
  private final Pattern className;
  private final Map<String, byte[]> found = new TreeMap<>();
  private final Deque<ClassFile> users = new ArrayDeque<>();

  private RelocatedLibraries(List<String> packages) {
    this.packages = packages;
    String any = packages.stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")"));
    // A name stands alone, after the L of a descriptor, or after what can't be part of a name.
    path = Pattern.compile("(?<=^/?|L|[^\\w$/.])" + any + "(?=/)");
    className =
        Pattern.compile(any.replace('/', '.') + "(?:[.][a-z_][\\w$]*)*[.][A-Z][\\w$]*");
  }

  /** Reads the list: a package a line, with slashes or dots, {@code #} before remarks. */
  static RelocatedLibraries read(Path list) throws IOException {
    List<String> packages = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      String name = line.replaceFirst("#.*", "").trim();
      if (!name.isEmpty()) {
        packages.add(name.replace('.', '/'));
      }
    }
    return new RelocatedLibraries(packages);
  }

  /** Takes a file if it belongs to one of the libraries. */
  boolean take(String name, byte[] bytes) {
    boolean ours = packages.stream().anyMatch(p -> name.startsWith(p + "/"));
    byte[] kept = ours && name.endsWith(".class") ? withoutNotes(bytes) : bytes;
    if (ours && found.put(name, kept) != null) {
      throw new IllegalStateException(name + " is in two libraries");
    }
    // What only compilers read, and what our own log stands in for.
    return ours
        || name.startsWith("org/slf4j/")
        || name.startsWith("org/jetbrains/annotations/")
        || name.startsWith("org/intellij/lang/annotations/");
  }

  /** Leaves out what only debuggers and Kotlin's compiler and reflection read: a third. */
  private static byte[] withoutNotes(byte[] bytes) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor filter =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return descriptor.startsWith("Lkotlin/")
                ? null
                : super.visitAnnotation(descriptor, visible);
          }
        };
    new ClassReader(bytes).accept(filter, ClassReader.SKIP_DEBUG);
    return writer.toByteArray();
  }

  /**
   * Returns a class outside of the libraries with their new names.
   *
   * @param own whether it is ours: its strings are left alone, they name the application's classes
   */
  byte[] relocatedUser(byte[] bytes, boolean own) throws IOException {
    ClassFile classFile = ClassFile.read(bytes);
    users.add(classFile);
    return relocated(classFile, own);
  }

  /** Returns the libraries' classes and resources that somebody names, under their new names. */
  Map<String, byte[]> reached() throws IOException {
    Map<String, byte[]> result = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    while (!users.isEmpty()) {
      for (String text : users.poll().texts()) {
        String path = className.matcher(text).matches() ? text.replace('.', '/') : text;
        for (Matcher name = PATH.matcher(path); name.find(); ) {
          reach(name.group(), seen, result);
          if (name.group().startsWith("L")) {
            reach(name.group().substring(1), seen, result);
          } else if (name.group().indexOf('L') >= 0) { // primitives come before it: (ILa/B;)
            reach(name.group().replaceFirst("^[A-Z\\[]*L", ""), seen, result);
          }
        }
      }
    }
    return result;
  }

  private void reach(String name, Set<String> seen, Map<String, byte[]> result)
      throws IOException {
    if (name.startsWith(NEVER_USED)) {
      return;
    }
    for (String file : List.of(name + ".class", name)) {
      byte[] bytes = found.get(file);
      if (bytes != null && seen.add(file)) {
        if (file.endsWith(".class")) {
          ClassFile classFile = ClassFile.read(bytes);
          users.add(classFile);
          bytes = relocated(classFile, false);
        }
        result.put(INTO + file, bytes);
      }
    }
  }

  private byte[] relocated(ClassFile classFile, boolean own) throws IOException {
    return classFile.renamed(
        own ? this::relocatedName : text -> relocatedString(logged(text)), own);
  }

  private static String logged(String text) {
    for (Map.Entry<String, String> logger : LOGGING.entrySet()) {
      text = text.replaceAll("(?<=^|L)" + logger.getKey() + "(?=;|$)", logger.getValue());
    }
    return text;
  }

  /** Renames within a path, a descriptor or a signature. */
  String relocatedName(String text) {
    return path.matcher(text).replaceAll(INTO + "$1");
  }

  private String relocatedString(String text) {
    return className.matcher(text).matches()
        ? INTO.replace('/', '.') + text
        : relocatedName(text);
  }

  byte[] relocatedServices(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .map(this::relocatedString)
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }
}

/**
 * A class file as its pool of constants, which holds all names and descriptors as texts, and a rest
 * (Java Virtual Machine Specification, section 4.4).
 */
record ClassFile(byte[] bytes, String[] texts, boolean[] strings, boolean[] classes) {
  static ClassFile read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    in.readLong(); // magic and version
    int count = in.readUnsignedShort();
    String[] texts = new String[count];
    boolean[] strings = new boolean[count];
    boolean[] classes = new boolean[count];
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 5, 6 -> { // Long and Double take two places
          in.readLong();
          i++;
        }
        case 7 -> classes[in.readUnsignedShort()] = true;
        case 8 -> strings[in.readUnsignedShort()] = true;
        case 16, 19, 20 -> in.readShort();
        case 15 -> in.readNBytes(3);
        default -> in.readInt();
      }
    }
    for (int i = 0; i < count; i++) {
      texts[i] = texts[i] == null ? "" : texts[i];
    }
    return new ClassFile(bytes, texts, strings, classes);
  }

  /** Returns the class file with other texts; those of string constants only if asked for. */
  byte[] renamed(java.util.function.UnaryOperator<String> rename, boolean notStrings)
      throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length + 1024);
    DataOutputStream out = new DataOutputStream(result);
    out.writeLong(in.readLong());
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      switch (tag) {
        case 1 -> {
          String text = in.readUTF();
          boolean isString = notStrings && strings[i];
          if (isString && classes[i] && !rename.apply(text).equals(text)) {
            throw new IllegalStateException("names a class and is a string: " + text);
          }
          out.writeUTF(isString ? text : rename.apply(text));
        }
        case 5, 6 -> {
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
}
