package dev.cordon.agent.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * The file through which an agent in another JVM answers: in a folder that only this user can
 * enter, where the agent makes it anew. Nothing listens, and nobody else can ask.
 */
final class RemoteReport implements AutoCloseable {
  private final Path folder;

  private RemoteReport(Path folder) {
    this.folder = folder;
  }

  /**
   * Prepares the place for an answer.
   *
   * @throws RemoteJvm.Unreachable when there is none that both processes see
   */
  static RemoteReport in(long pid) throws RemoteJvm.Unreachable {
    Path root = Paths.get("/proc/" + pid + "/root");
    try {
      Path folder = Files.createTempDirectory("cordon-"); // mode 0700
      if (Files.isDirectory(root)
          && !Files.isDirectory(root.resolve(folder.toString().substring(1)))) {
        Files.delete(folder);
        throw new RemoteJvm.Unreachable(
            "it runs in a container with a file system of its own: run the command in there");
      }
      return new RemoteReport(folder);
    } catch (IOException e) {
      throw new RemoteJvm.Unreachable("no folder for the answer can be made: " + Unreadable.why(e));
    }
  }

  /** Returns the agent argument that asks for an answer of a kind. */
  String argument(String kind) {
    return kind + "=" + folder.resolve("answer");
  }

  /** Returns the answer. */
  String read() throws RemoteJvm.Unreachable {
    try {
      return new String(Files.readAllBytes(folder.resolve("answer")), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new RemoteJvm.Unreachable(
          "it gave no answer: the Cordon in it is older than this command, or its standard error"
              + " says why");
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(folder.resolve("answer"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
