import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Copies class files and marks them as of Java 17, so that its compiler reads their signatures. Run
 * by Maven as a single source file: {@code java LowerClassFiles.java <from> <to>}.
 */
final class LowerClassFiles {
  private static final int MAJOR_VERSION = 6; // JVMS 4.1: magic, minor_version, major_version
  private static final short JAVA_17 = 61;

  private LowerClassFiles() {}

  public static void main(String[] arguments) throws IOException {
    Path from = Path.of(arguments[0]);
    Path to = Path.of(arguments[1]);
    for (Path file : classFiles(from)) {
      byte[] bytes = Files.readAllBytes(file);
      ByteBuffer.wrap(bytes).putShort(MAJOR_VERSION, JAVA_17);
      Path copy = to.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.write(copy, bytes);
    }
  }

  private static List<Path> classFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).collect(Collectors.toList());
    }
  }
}
