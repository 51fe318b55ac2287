import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts the agent and its bill of materials beside what was made of them, under their versioned names, and writes
 * SHA256SUMS of all, as sha256sum -c reads it. Arguments: the folder, the name, the agent's jar, the bill of materials.
 */
public final class Release {
  private Release() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Files.copy(Path.of(args[2]), folder.resolve(args[1] + ".jar"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(Path.of(args[3]), folder.resolve(args[1] + ".cdx.json"), StandardCopyOption.REPLACE_EXISTING);
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> !file.getFileName().toString().startsWith("SHA256SUMS")).sorted().toList();
    }
    StringBuilder lines = new StringBuilder();
    for (Path file : files) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      lines.append(HexFormat.of().formatHex(digest)).append("  ").append(file.getFileName()).append('\n');
    }
    Files.writeString(folder.resolve("SHA256SUMS"), lines);
  }
}
