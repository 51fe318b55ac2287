package dev.cordon.agent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Records that wait to be sealed: a ring in a mapped file. A record that was put here survives the
 * death of the process, for the price of a copy in memory; whoever opens the chain next seals what
 * the dead process left.
 *
 * <p>Positions only grow; the ring's index is their remainder. A record stands behind a header: its
 * position (inverted, so that zeros are none), its length, and a checksum of its bytes, so that
 * what was not copied whole is no record. Where a record doesn't fit before the ring's end, it
 * stands at the ring's beginning. Any thread may put; one at a time may read and release.
 */
final class AuditJournal implements Closeable {
  /** The longest record. */
  static final int MAX_RECORD = 256 * 1024;

  private static final int SIZE = 1 << 20;
  private static final int HEADER = 16;
  private static final byte[] ZEROS = new byte[8 * 1024];

  private final Path file;
  private final ByteBuffer ring;
  private final ByteBuffer reading;
  private final ByteBuffer header = ByteBuffer.allocate(HEADER);
  private volatile long released;
  private long next;
  private volatile long end;
  private boolean closed;

  private AuditJournal(Path file, ByteBuffer ring, long position) {
    this.file = file;
    this.ring = ring;
    this.reading = ring.duplicate();
    this.released = position;
    this.next = position;
    this.end = position;
  }

  /**
   * Opens a journal, made if it isn't there.
   *
   * @param file the journal's file
   * @param head where the chain ends and the records begin that it doesn't hold yet; null when
   *     nobody knows, and what the journal holds is no use
   */
  static AuditJournal open(Path file, ChainHead.@Nullable Position head) throws IOException {
    try (FileChannel channel = Permissions.openPrivate(file)) {
      // Real zeros: a page that has no place on the disk would end in a fault, not an exception.
      ByteBuffer zeros = ByteBuffer.wrap(ZEROS);
      for (long at = head == null ? 0 : channel.size(); at < SIZE; zeros.clear()) {
        zeros.limit((int) Math.min(ZEROS.length, SIZE - at));
        at += channel.write(zeros, at);
      }
      MappedByteBuffer ring = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
      AuditJournal journal = new AuditJournal(file, ring, head == null ? 0 : head.released);
      journal.end = journal.endFrom(journal.next, Integer.MAX_VALUE);
      return journal;
    }
  }

  /** Counts the records of a journal that its chain doesn't hold; 0 when there is no journal. */
  static int waiting(Path file, ChainHead.Position head) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    ByteBuffer ring = ByteBuffer.allocate(SIZE);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (ring.hasRemaining() && channel.read(ring) >= 0) {}
    }
    AuditJournal journal = new AuditJournal(file, ring, head.released);
    int records = 0;
    for (long at = journal.find(head.released); at >= 0; at = journal.find(journal.behind(at))) {
      records++;
    }
    return records;
  }

  /**
   * Keeps a record.
   *
   * @return false when there is no room for it, or the journal is closed
   */
  synchronized boolean put(byte[] record, int length) {
    long at = end;
    int size = size(length);
    if (index(at) + size > SIZE) {
      at += SIZE - index(at);
    }
    if (closed || length > MAX_RECORD || at + size - released > SIZE) {
      return false;
    }
    header.putLong(0, ~at).putInt(8, length).putInt(12, sum(record, length));
    // Whole arrays: what the JVM copies at once it also guards against a file cut under it.
    ring.position(index(at) + HEADER);
    ring.put(record, 0, length);
    ring.position(index(at));
    ring.put(header.array());
    end = at + size;
    return true;
  }

  /** Tells whether somebody should read soon. */
  boolean isFilling() {
    return end - released > SIZE / 2;
  }

  /** Returns up to where there are records now. */
  long end() {
    return end;
  }

  /**
   * Reads the next record that was not read yet.
   *
   * @param until where to stop: an {@link #end}
   * @return false when there is none
   * @throws IOException when somebody wrote over it
   */
  boolean next(long until, JsonLine into) throws IOException {
    if (next >= until) {
      return false;
    }
    long at = find(next);
    if (at < 0) {
      throw new IOException(file + " was changed by somebody else");
    }
    reading.clear().position(index(at) + HEADER);
    into.copy(reading, reading.getInt(index(at) + 8));
    next = behind(at);
    return true;
  }

  /** Passes over records that the chain holds already. */
  void skip(int records) {
    next = endFrom(next, records);
  }

  /** Returns where the records begin that were not read. */
  long position() {
    return next;
  }

  /** Gives the place of what stands before a position to new records; nothing of it stays. */
  synchronized void release(long before) {
    while (released < before) {
      int index = index(released);
      int count = (int) Math.min(Math.min(ZEROS.length, SIZE - index), before - released);
      ring.position(index);
      ring.put(ZEROS, 0, count);
      released += count;
    }
  }

  /** Ends the journal's use; its file goes when nothing waits in it. */
  @Override
  public synchronized void close() {
    closed = true;
    if (released == end) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException ignored) {
        return; // it holds zeros
      }
    }
  }

  private long endFrom(long from, int records) {
    long last = from;
    long at = find(last);
    for (int i = 0; i < records && at >= 0; i++) {
      last = behind(at);
      at = find(last);
    }
    return last;
  }

  /** Returns where the record begins that is next from a position on; -1 when there is none. */
  private long find(long from) {
    if (index(from) + HEADER <= SIZE && isRecord(from)) {
      return from;
    }
    long beginning = from + SIZE - index(from);
    return isRecord(beginning) ? beginning : -1;
  }

  private boolean isRecord(long at) {
    int index = index(at);
    int length = reading.getInt(index + 8);
    boolean fits = length > 0 && length <= MAX_RECORD && index + size(length) <= SIZE;
    if (reading.getLong(index) != ~at || !fits) {
      return false;
    }
    byte[] record = new byte[length];
    reading.clear().position(index + HEADER);
    reading.get(record);
    return reading.getInt(index + 12) == sum(record, length);
  }

  private long behind(long at) {
    return at + size(reading.getInt(index(at) + 8));
  }

  private static int sum(byte[] record, int length) {
    CRC32 sum = new CRC32();
    sum.update(record, 0, length);
    return (int) sum.getValue();
  }

  /** Eight bytes at a time, so that a header is never split by the ring's end. */
  private static int size(int length) {
    return (HEADER + length + 7) & ~7;
  }

  private static int index(long position) {
    return (int) (position & (SIZE - 1));
  }
}
