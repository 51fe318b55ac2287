import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes the source of the list of instrumentations and hooked classes from the hooks. Run by Maven
 * as a single source file: {@code java -cp <class path> TargetList.java <output> <class path>}.
 *
 * <p>An instrumentation is a class {@code dev.cordon.instrumentation.<package>.<Name>Instrumentation}
 * on the class path. They are sorted by name: the same hooks give the same source, wherever and in
 * whatever order they are found. The list is a constant, which the compiler copies to where it is
 * used: the class that holds it is never loaded.
 */
final class TargetList {
  private static final String ROOT = "dev/cordon/instrumentation/";
  private static final String SUFFIX = "Instrumentation.class";

  private final Map<String, String> lines = new TreeMap<>();
  private final Map<String, List<Instrumentation>> owners = new TreeMap<>();

  private TargetList() {}

  public static void main(String[] arguments) throws Exception {
    TargetList list = new TargetList();
    for (String description : descriptions(arguments[1])) {
      list.add(description);
    }
    Path output = Path.of(arguments[0]);
    String source = list.source();
    // Unchanged, it is left alone: what is compiled already stays.
    if (!Files.exists(output) || !Files.readString(output).equals(source)) {
      Files.createDirectories(output.getParent());
      Files.writeString(output, source);
    }
  }

  private static Set<String> descriptions(String classPath) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String element : classPath.split(File.pathSeparator)) {
      Path path = Path.of(element);
      if (Files.isDirectory(path)) {
        names.addAll(below(path));
      } else if (Files.exists(path)) { // the agent's own classes aren't there before the first build
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
          names.addAll(below(jar.getPath("/")));
        }
      }
    }
    return names;
  }

  private static List<String> below(Path root) throws IOException {
    Path folder = root.resolve(ROOT);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(SUFFIX) && name.indexOf('/', ROOT.length()) > 0)
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }

  private void add(String description) throws ReflectiveOperationException {
    Instrumentation instrumentation =
        (Instrumentation) Class.forName(description).getConstructor().newInstance();
    String name = instrumentation.name();
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalStateException(
          description + ": the name '" + name + "' has other signs than a-z, 0-9 and '-'");
    }
    Set<String> targets = new TreeSet<>();
    for (Hook hook : instrumentation.hooks()) {
      targets.addAll(hook.classNames());
    }
    if (targets.isEmpty()) {
      throw new IllegalStateException(description + " has no hook");
    }
    for (String target : targets) {
      own(target, instrumentation);
    }
    String line =
        String.join(
            " ",
            name,
            description,
            String.valueOf(instrumentation.firstRelease()),
            String.valueOf(instrumentation.lastRelease()),
            String.join(" ", targets).replace('.', '/'));
    if (lines.putIfAbsent(name, line) != null) {
      throw new IllegalStateException("two instrumentations are called " + name);
    }
  }

  private void own(String target, Instrumentation instrumentation) {
    List<Instrumentation> others = owners.computeIfAbsent(target, none -> new ArrayList<>());
    for (Instrumentation other : others) {
      if (other.firstRelease() <= instrumentation.lastRelease()
          && instrumentation.firstRelease() <= other.lastRelease()) {
        throw new IllegalStateException(
            target
                + " is hooked by "
                + other.name()
                + " and "
                + instrumentation.name()
                + ": a class belongs to one of them");
      }
    }
    others.add(instrumentation);
  }

  private String source() {
    List<String> source = new ArrayList<>();
    source.add("package dev.cordon.agent.boot;");
    source.add("");
    source.add("/** The instrumentations and the classes that they hook. Generated from the hooks. */");
    source.add("final class Targets {");
    source.add("  static final String LIST =");
    int left = lines.size();
    for (String line : lines.values()) {
      source.add("      \"" + line.replace("\\", "\\\\") + "\\n\"" + (--left == 0 ? ";" : " +"));
    }
    source.add("");
    source.add("  private Targets() {}");
    source.add("}");
    return String.join("\n", source) + "\n";
  }
}
