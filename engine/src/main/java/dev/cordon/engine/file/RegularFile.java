package dev.cordon.engine.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/**
 * Reads files that an operator names: regular ones (or links to them), up to a size. A pipe would
 * let the JVM wait for a writer who may never come, a device such as {@code /dev/zero} has no end,
 * and a file may grow while it is read. Stateless.
 */
public final class RegularFile {
  private static final int MEBI = 1 << 20;

  private RegularFile() {}

  /**
   * Returns a file's content.
   *
   * @param file the file
   * @param limit how many bytes it may have at most, whatever its size is said to be
   * @throws UnusableFileException when it is no regular file, or larger
   * @throws IOException when it can't be read
   */
  public static byte[] read(Path file, int limit) throws IOException {
    try (InputStream in = open(file, limit)) {
      byte[] bytes = new byte[(int) Math.min(Files.size(file), limit) + 1];
      int length = 0;
      for (int count = 0; count >= 0; length += Math.max(count, 0)) {
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.max(4096, bytes.length * 2));
        }
        count = in.read(bytes, length, bytes.length - length);
      }
      byte[] whole = Arrays.copyOf(bytes, length);
      Arrays.fill(bytes, (byte) 0); // it may be a key
      return whole;
    }
  }

  /**
   * Opens a file.
   *
   * @param file the file
   * @param limit how many bytes may be read of it; the stream throws when there are more
   * @return the stream, to be closed
   * @throws UnusableFileException when it is no regular file, or larger
   * @throws IOException when it can't be read
   */
  public static InputStream open(Path file, long limit) throws IOException {
    check(file);
    if (Files.size(file) > limit) {
      throw tooLarge(limit);
    }
    return new Bounded(Files.newInputStream(file), limit);
  }

  /**
   * Checks that a file is a regular one; to be asked before it is opened.
   *
   * @param file the file, or a link to it
   * @throws UnusableFileException when it is something else
   * @throws IOException when nothing can be learnt of it, for instance because it isn't there
   */
  public static void check(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      throw new UnusableFileException("it is a directory");
    }
    if (!attributes.isRegularFile()) {
      throw new UnusableFileException("it is a pipe, socket or device, not a regular file");
    }
  }

  private static UnusableFileException tooLarge(long limit) {
    return new UnusableFileException(
        "it is larger than "
            + (limit < MEBI ? limit / 1024 + " KiB" : limit / MEBI + " MiB")
            + ", the most that is read");
  }

  /** Throws behind the limit. */
  private static final class Bounded extends FilterInputStream {
    private final long limit;
    private long left;

    Bounded(InputStream in, long limit) {
      super(in);
      this.limit = limit;
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      return took(super.read(), 1);
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int count = super.read(target, from, length);
      return took(count, count);
    }

    private int took(int result, int count) throws IOException {
      if (result >= 0) {
        left -= count;
      }
      if (left < 0) {
        throw tooLarge(limit);
      }
      return result;
    }
  }
}
