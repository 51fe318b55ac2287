package dev.cordon.engine.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cordon.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegularFileTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 100_000})
  void aRegularFileIsReadWhole(int size) throws Exception {
    byte[] content = new byte[size];
    java.util.Arrays.fill(content, (byte) 7);
    Path file = Files.write(folder.resolve("file"), content);
    assertArrayEquals(content, RegularFile.read(file, 100_000));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertArrayEquals(content, RegularFile.read(link, 100_000), "as Kubernetes mounts secrets");
  }

  @Test
  void aLargerFileIsNotRead() throws Exception {
    Path file = Files.write(folder.resolve("file"), new byte[2049]);
    assertEquals("it is larger than 2 KiB, the most that is read", refusal(file, 2048));
  }

  @Test
  void aFileThatIsLargerThanItSaysIsNotRead() {
    Path file = Path.of("/proc/self/maps"); // says that it has no bytes
    Assumptions.assumeTrue(Files.isRegularFile(file));
    assertEquals("it is larger than 1 KiB, the most that is read", refusal(file, 1024));
  }

  @Test
  void aDirectoryIsNotRead() {
    assertEquals("it is a directory", refusal(folder, 1024));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/null", "/dev/random", "/dev/tty"})
  void aDeviceIsNotRead(String device) {
    Assumptions.assumeTrue(Files.exists(Path.of(device)));
    assertEquals(
        "it is a pipe, socket or device, not a regular file", refusal(Path.of(device), 1024));
  }

  @Test
  void aPipeIsNotWaitedFor() throws Exception {
    Path pipe = folder.resolve("pipe");
    try {
      Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
      Assumptions.assumeTrue(Await.end(mkfifo) == 0);
    } catch (IOException e) {
      Assumptions.abort("no mkfifo here");
    }
    assertEquals("it is a pipe, socket or device, not a regular file", refusal(pipe, 1024));
  }

  @Test
  void whatIsNotThereIsSaidAsTheSystemSaysIt() {
    NoSuchFileException failure =
        assertThrows(
            NoSuchFileException.class, () -> RegularFile.read(folder.resolve("none"), 1024));
    assertEquals("NoSuchFileException", UnusableFileException.reason(failure));
  }

  private static String refusal(Path file, int limit) {
    return assertTimeoutPreemptively(
        DEADLINE,
        () ->
            UnusableFileException.reason(
                assertThrows(UnusableFileException.class, () -> RegularFile.read(file, limit))));
  }
}
