package dev.cordon.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The libraries of one kind of application, resolved by the build (see {@code
 * integration-tests/libraries}).
 *
 * @param name the set's name, such as {@code okhttp-4.12.0}; several are separated by {@code +}
 */
public record Libraries(String name) {
  /** An application that uses nothing but the JDK. */
  public static final Libraries NONE = new Libraries("");

  /** Joins two sets. */
  public Libraries with(Libraries other) {
    return new Libraries(name + "+" + other.name);
  }

  /** Returns the class path. */
  public List<Path> classPath() {
    return name.isEmpty()
        ? List.of()
        : Arrays.stream(name.split("[+]")).flatMap(set -> read(set).stream()).toList();
  }

  /** Returns the jar that starts the application of a set that is a whole one, of Quarkus. */
  public Path quarkusJar() {
    return written(name, "quarkus-app/quarkus-run.jar");
  }

  private static List<Path> read(String set) {
    try {
      return Arrays.stream(
              Files.readString(written(set, "classpath")).trim().split(File.pathSeparator))
          .map(Path::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path written(String set, String what) {
    Path target = Places.directory().resolve("libraries").resolve(set).resolve("target");
    Path file = target.resolve(what);
    if (!Files.exists(file)) {
      throw new IllegalStateException(
          file
              + " is missing; the build writes it:"
              + " ./mvnw -f integration-tests/libraries generate-test-resources");
    }
    return file;
  }

  @Override
  public String toString() {
    return name.isEmpty() ? "JDK only" : name;
  }
}
