package dev.cordon.agent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a trail over all its chains and files, each chain's oldest first. Not thread-safe.
 */
public final class AuditLines implements Closeable {
  private final Iterator<Path> files;
  private @Nullable InputStream in;
  private @Nullable LineReader lines;

  private AuditLines(List<Path> files) {
    this.files = files.iterator();
  }

  /**
   * Opens a trail.
   *
   * @param file the file being written; older files are found beside it
   * @return the lines
   * @throws IOException when the folder can't be read
   */
  public static AuditLines open(Path file) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path chain : AuditFiles.chains(file)) {
      files.addAll(AuditFiles.all(chain));
    }
    return new AuditLines(files);
  }

  /**
   * Reads the next line.
   *
   * @return false at the end
   * @throws IOException when a file can't be read
   */
  public boolean next() throws IOException {
    while (lines == null || !lines.next()) {
      close();
      if (!files.hasNext()) {
        return false;
      }
      in = Files.newInputStream(files.next());
      lines = new LineReader(in);
    }
    return true;
  }

  /** Returns the buffer that holds the line; valid until the next call of {@link #next}. */
  public byte[] line() {
    return lines == null ? new byte[0] : lines.line();
  }

  /** Returns the line's length in bytes, without the line feed. */
  public int length() {
    return lines == null ? 0 : lines.length();
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
      in = null;
      lines = null;
    }
  }
}
