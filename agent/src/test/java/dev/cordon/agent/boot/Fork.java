package dev.cordon.agent.boot;

import dev.cordon.testing.Await;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One run of a program in a JVM of its own. */
record Fork(int exitCode, String out, String err) {
  /** The JDK that runs the tests, and those installed beside it. */
  static List<Path> jdks() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    List<Path> found = new ArrayList<>(List.of(own));
    try (Stream<Path> siblings = Files.list(own.getParent())) {
      for (Path jdk : (Iterable<Path>) siblings::iterator) {
        Path real = jdk.toRealPath();
        if (Files.isExecutable(real.resolve("bin/java"))
            && Files.exists(real.resolve("release"))
            && feature(real) >= 17
            && !found.contains(real)) {
          found.add(real);
        }
      }
    }
    return found;
  }

  private static int feature(Path jdk) throws IOException {
    for (String line : Files.readAllLines(jdk.resolve("release"))) {
      if (line.startsWith("JAVA_VERSION=")) {
        return Integer.parseInt(line.replaceAll("\\D*(\\d+).*", "$1"));
      }
    }
    return 0;
  }

  static Fork run(Path jdk, Path directory, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
    command.addAll(
        List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", "target/test-classes"));
    command.addAll(Arrays.asList(arguments));
    File out = Files.createTempFile(directory, "out", "").toFile();
    File err = Files.createTempFile(directory, "err", "").toFile();
    Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
    return new Fork(Await.end(process), read(out), read(err));
  }

  private static String read(File file) throws IOException {
    return new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8);
  }
}
