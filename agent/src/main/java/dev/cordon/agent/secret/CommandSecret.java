package dev.cordon.agent.secret;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * What a program writes to its standard output, without the line's end. Run without a shell; words
 * are separated by blanks. Its standard error is nobody's, since it may hold anything. Thread-safe.
 */
final class CommandSecret implements SecretStore {
  private static final int SECONDS = 10;
  private static final int MOST_BYTES = 64 << 10;

  @Override
  public byte[] read(String name) throws SecretException {
    String[] words = name.trim().split("\\s+");
    Process process;
    try {
      File nowhere = new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
      process =
          new ProcessBuilder(Arrays.asList(words))
              .redirectInput(nowhere)
              .redirectError(nowhere)
              .start();
    } catch (IOException e) {
      throw SecretException.lasting(
          "the program can't be started: name one that is there and may be run");
    }
    Output output = new Output(process.getInputStream());
    Thread reader = new Thread(output, "cordon-secret-command");
    reader.setDaemon(true);
    reader.setContextClassLoader(null);
    reader.start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw SecretException.lasting("the program didn't end within " + SECONDS + " s");
      }
      reader.join(TimeUnit.SECONDS.toMillis(SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SecretException.passing("the reading was interrupted");
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw SecretException.passing(
          "the program ended with exit code "
              + process.exitValue()
              + "; run it by hand to see why");
    }
    return output.bytes();
  }

  /** Reads what the program writes, no more than a secret may have. */
  private static final class Output implements Runnable {
    private final InputStream in;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Output(InputStream in) {
      this.in = in;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[4096];
      try {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          synchronized (bytes) {
            bytes.write(
                buffer, 0, Math.min(n, MOST_BYTES + 1 - Math.min(MOST_BYTES + 1, bytes.size())));
          }
        }
      } catch (IOException e) {
        // It ended, or was ended.
      }
    }

    byte[] bytes() throws SecretException {
      byte[] all;
      synchronized (bytes) {
        all = bytes.toByteArray();
      }
      int end = all.length;
      while (end > 0 && (all[end - 1] == '\n' || all[end - 1] == '\r')) {
        end--;
      }
      if (end == 0 || end > MOST_BYTES) {
        throw SecretException.lasting("the program writes nothing, or more than a secret has");
      }
      return Arrays.copyOf(all, end);
    }
  }
}
