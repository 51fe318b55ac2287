package dev.cordon.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * An application program from {@code src/apps}, compiled against the libraries that it runs with.
 *
 * @param classes the directory of its classes
 * @param libraries its libraries
 * @param mainClass its main class
 */
public record Program(Path classes, Libraries libraries, String mainClass) {
  private static final int COMPILE_SECONDS = 120;
  private static final Map<String, Program> COMPILED = new ConcurrentHashMap<>();

  /**
   * Compiles a program of this name for Java 8.
   *
   * @param name the directory below {@code src/apps}; several that make one program joined by
   *     {@code +}
   * @param libraries its libraries
   */
  public static Program of(String name, Libraries libraries) {
    return of(name, libraries, 8);
  }

  /**
   * Compiles a program of this name, once.
   *
   * @param name the directory below {@code src/apps}; several that make one program joined by
   *     {@code +}
   * @param libraries its libraries
   * @param release the Java release that it is compiled for
   */
  public static Program of(String name, Libraries libraries, int release) {
    return of(name, libraries, release, "com.example.app.Main");
  }

  /**
   * Compiles a program of this name, once.
   *
   * @param name the directory below {@code src/apps}; several that make one program joined by
   *     {@code +}
   * @param libraries its libraries
   * @param release the Java release that it is compiled for
   * @param mainClass its main class
   */
  public static Program of(String name, Libraries libraries, int release, String mainClass) {
    return COMPILED.computeIfAbsent(
        name + " " + libraries.name() + " " + release,
        key -> new Program(compile(name, libraries, release), libraries, mainClass));
  }

  /** Returns the program's class path: its own classes, then its libraries. */
  public List<Path> classPath() {
    List<Path> path = new ArrayList<>();
    path.add(classes);
    path.addAll(libraries.classPath());
    return path;
  }

  private static Path compile(String name, Libraries libraries, int release) {
    Path apps = Places.directory().resolve("src/apps");
    List<Path> sources = new ArrayList<>(sources(apps.resolve("runner")));
    boolean modular = false;
    for (String part : name.split("\\+")) {
      sources.addAll(sources(apps.resolve(part)));
      modular |= Files.exists(apps.resolve(part).resolve("module-info.java"));
    }
    Path classes = Places.scratch("program-" + name);
    List<String> options =
        List.of(
            "--release",
            String.valueOf(release),
            "-Xlint:-options",
            "-nowarn",
            "-proc:none",
            "-d",
            classes.toString(),
            modular ? "-p" : "-cp",
            classPath(libraries.classPath()));
    String errors =
        release > Jdk.current().version()
            ? compiledElsewhere(release, options, sources)
            : compiled(options, sources);
    if (errors != null) {
      throw new IllegalStateException(name + " with " + libraries + ":\n" + errors);
    }
    return classes;
  }

  private static @Nullable String compiled(List<String> options, List<Path> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      return compiled ? null : messages.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the compiler of a newer JDK. */
  private static @Nullable String compiledElsewhere(
      int release, List<String> options, List<Path> sources) {
    Jdk jdk = Jdk.all().stream().filter(one -> one.version() >= release).findFirst().orElseThrow();
    List<String> command = new ArrayList<>();
    command.add(jdk.home().resolve("bin").resolve("javac").toString());
    command.addAll(options);
    sources.forEach(source -> command.add(source.toString()));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String messages = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "the compiler doesn't end: " + messages;
      }
      return process.exitValue() == 0 ? null : messages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> sources(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String classPath(List<Path> entries) {
    return entries.stream()
        .map(Path::toString)
        .collect(Collectors.joining(java.io.File.pathSeparator));
  }

  @Override
  public String toString() {
    return Arrays.toString(new Object[] {classes, libraries});
  }
}
