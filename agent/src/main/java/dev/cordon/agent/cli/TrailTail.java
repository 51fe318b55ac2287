package dev.cordon.agent.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines that are added to a file, also where it is moved away and begun anew, as a trail is
 * that rotates. Not thread-safe.
 */
final class TrailTail implements Closeable {
  private final Path file;
  private final byte[] chunk = new byte[64 * 1024];
  private byte[] line = new byte[4096];
  private int length;
  private int at;
  private int filled;
  private boolean complete;
  private @Nullable RandomAccessFile open;
  private @Nullable Object identity;

  /**
   * Begins.
   *
   * @param fromStart whether what is there already counts
   * @throws IOException when the file can't be read
   */
  TrailTail(Path file, boolean fromStart) throws IOException {
    this.file = file;
    open();
    RandomAccessFile opened = open;
    if (opened == null) {
      throw new NoSuchFileException(file.toString());
    }
    if (!fromStart) {
      opened.seek(opened.length());
    }
  }

  /** Goes on to the next line; false when there is none so far. */
  boolean next() throws IOException {
    if (complete) {
      length = 0;
      complete = false;
    }
    while (true) {
      while (at < filled) {
        byte b = chunk[at++];
        if (b == '\n') {
          complete = true;
          return true;
        }
        if (length == line.length) {
          line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = b;
      }
      if (!fill()) {
        return false;
      }
    }
  }

  /** Returns the buffer that holds the line; valid until the next call of {@link #next}. */
  byte[] line() {
    return line;
  }

  /** Returns the line's length without the line feed. */
  int length() {
    return length;
  }

  private boolean fill() throws IOException {
    RandomAccessFile opened = open;
    at = 0;
    filled = opened == null ? 0 : Math.max(0, opened.read(chunk));
    if (filled == 0 && wasReplaced()) {
      close();
      open();
      length = 0; // what was incomplete in the old file stays so
      opened = open;
      filled = opened == null ? 0 : Math.max(0, opened.read(chunk));
    }
    return filled > 0;
  }

  private boolean wasReplaced() throws IOException {
    try {
      Object now = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      RandomAccessFile opened = open;
      boolean shorter = opened != null && Files.size(file) < opened.getFilePointer();
      return opened == null || shorter || (now != null && !now.equals(identity));
    } catch (NoSuchFileException e) {
      return false; // between the two files
    }
  }

  private void open() throws IOException {
    try {
      identity = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      open = new RandomAccessFile(file.toFile(), "r");
    } catch (NoSuchFileException e) {
      open = null;
    }
  }

  @Override
  public void close() throws IOException {
    RandomAccessFile opened = open;
    open = null;
    if (opened != null) {
      opened.close();
    }
  }
}
