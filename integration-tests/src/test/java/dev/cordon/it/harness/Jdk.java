package dev.cordon.it.harness;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JDK or JRE on this machine.
 *
 * @param home its directory
 * @param version its feature version, such as 17
 */
public record Jdk(Path home, int version) {
  private static final List<Jdk> FOUND = discover();

  /** Returns one installation of each feature version found, oldest first. */
  public static List<Jdk> all() {
    return FOUND;
  }

  /** Returns the one that runs the tests. */
  public static Jdk current() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /** Returns the path of {@code java}. */
  public Path java() {
    return home.resolve("bin").resolve("java");
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }

  private static List<Jdk> discover() {
    Map<Integer, Jdk> byVersion = new TreeMap<>();
    for (Path home : candidates()) {
      int version = versionOf(home);
      if (version >= 8 && Files.isExecutable(home.resolve("bin").resolve("java"))) {
        byVersion.putIfAbsent(version, new Jdk(home, version));
      }
    }
    Jdk current = current();
    byVersion.put(current.version(), current);
    return List.copyOf(byVersion.values());
  }

  /** JAVA_HOME_* first, because somebody named those on purpose. */
  private static List<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith("JAVA_HOME") && !value.isEmpty()) {
                homes.add(Path.of(value));
              }
            });
    for (Path parent :
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"))) {
      if (Files.isDirectory(parent)) {
        try (Stream<Path> children = Files.list(parent)) {
          children
              .sorted()
              .forEach(
                  child -> {
                    homes.add(child);
                    homes.add(child.resolve("Contents/Home"));
                  });
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return homes;
  }

  private static int versionOf(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release)) {
      return -1;
    }
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(release)));
    } catch (IOException e) {
      return -1;
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    if (version.startsWith("1.")) {
      version = version.substring(2);
    }
    String feature = version.split("[^0-9]", 2)[0];
    return feature.isEmpty() ? -1 : Integer.parseInt(feature);
  }
}
