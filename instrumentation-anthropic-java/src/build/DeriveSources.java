import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the sources that govern anthropic-java from those that govern openai-java: their cores
 * have the same classes under another package. Run by Maven as a single source file: {@code java
 * DeriveSources.java <from> <to>}. What is specific to one of them is not derived.
 */
final class DeriveSources {
  private static final Set<String> SPECIFIC =
      Set.of("OpenAiJavaInstrumentation.java", "package-info.java");

  private DeriveSources() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (Path file : files(Path.of(arguments[0]))) {
      String name = file.getFileName().toString();
      if (!SPECIFIC.contains(name)) {
        sources.put(name, derived(Files.readString(file)));
      }
    }
    Path target = Files.createDirectories(Path.of(arguments[1]));
    for (Path stale : files(target)) {
      if (!sources.containsKey(stale.getFileName().toString())) {
        Files.delete(stale);
      }
    }
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = target.resolve(source.getKey());
      // Unchanged, it is left alone: what is compiled already stays.
      if (!Files.exists(file) || !Files.readString(file).equals(source.getValue())) {
        Files.writeString(file, source.getValue());
      }
    }
  }

  private static String derived(String source) {
    return source
        .replace("dev.cordon.instrumentation.openai", "dev.cordon.instrumentation.anthropic")
        .replace("com.openai.", "com.anthropic.")
        .replace("openai-java", "anthropic-java");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).collect(Collectors.toList());
    }
  }
}
