package dev.cordon.agent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The file that a chain's newest records go to, many at once. Not thread-safe. */
final class RecordFile implements Closeable {
  private static final int BATCH = 64 * 1024;

  private final FileChannel channel;
  private ByteBuffer batch = ByteBuffer.allocateDirect(BATCH);
  private long written;

  private RecordFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.written = channel.size();
  }

  /** Opens a file to write behind what it holds, made if it isn't there. */
  static RecordFile open(Path file) throws IOException {
    FileChannel channel = Permissions.openPrivate(file);
    try {
      return new RecordFile(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Returns how long the file will be when all is written. */
  long size() {
    return written + batch.position();
  }

  /** Tells whether there is room for so many bytes before the next {@link #flush}. */
  boolean hasRoom(int bytes) {
    return batch.remaining() >= bytes;
  }

  /** Adds a line to what {@link #flush} writes. */
  void add(byte[] line, int length) {
    if (batch.remaining() < length) {
      ByteBuffer larger = ByteBuffer.allocateDirect(batch.position() + length);
      batch.flip();
      batch = larger.put(batch);
    }
    batch.put(line, 0, length);
  }

  /** Writes what was added. */
  void flush() throws IOException {
    long at = written;
    batch.flip();
    try {
      while (batch.hasRemaining()) {
        at += channel.write(batch, at);
      }
    } catch (IOException e) {
      cut(written); // half a record must not stay
      throw e;
    }
    batch.clear();
    written = at;
  }

  private void cut(long length) {
    try {
      channel.truncate(length);
    } catch (IOException ignored) {
      // the next opening finds the torn record and says so
      return;
    }
  }

  /** Forces what was written to the disk. Any thread may. */
  void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
