package dev.cordon.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in the build. */
public final class Places {
  private Places() {}

  /** Returns the directory of the integration tests. */
  public static Path directory() {
    return Path.of(System.getProperty("cordon.it.directory", ".")).toAbsolutePath().normalize();
  }

  /** Returns the directory of the whole project. */
  public static Path project() {
    return directory().getParent();
  }

  /** Returns a fresh directory for a test's files, below {@code target}. */
  public static Path scratch(String name) {
    try {
      Path parent = directory().resolve("target").resolve("scratch");
      Files.createDirectories(parent);
      return Files.createTempDirectory(parent, name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the built agent. */
  public static Path agentJar() {
    Path jar =
        Path.of(
                System.getProperty(
                    "cordon.agent.jar", project().resolve("agent/target/cordon-agent.jar") + ""))
            .toAbsolutePath()
            .normalize();
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing; the build of module agent makes it");
    }
    return jar;
  }
}
