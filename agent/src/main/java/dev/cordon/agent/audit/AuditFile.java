package dev.cordon.agent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a trail. A record is in the file system's cache, and so survives the death of the process,
 * when {@link #append} returns true; only a record whose append had not returned can be lost.
 * Thread-safe.
 */
public final class AuditFile implements Closeable {
  private static final int MAX_RECORD = 1 << 20;

  /** At most what number and hash add to a record. */
  private static final int SEAL_BYTES = 110;

  private final AuditSettings settings;
  private final String origin;
  private final HashChain chain;
  private final JsonLine own = new JsonLine();
  private ByteBuffer out = ByteBuffer.allocateDirect(16 * 1024);

  private @Nullable FileChannel channel;
  private @Nullable FileLock lock;
  private @Nullable ChainHead head;
  private long position;
  private long firstSequence;
  private long openedAt;
  private long sequence;
  private byte[] hash = HashChain.genesis();
  private long lost;
  private boolean closed;

  /**
   * Prepares a trail; the file is opened at the first use.
   *
   * @param settings where and how long
   * @param origin JSON fields that every file begins with, such as {@code
   *     "service":"billing","host":"a1"}; may be empty
   */
  public AuditFile(AuditSettings settings, Origin origin) {
    this.settings = settings;
    this.origin = origin.fields();
    this.chain = new HashChain(settings.key());
  }

  /**
   * Opens the file and continues its chain.
   *
   * @throws IOException when it can't be written, or another process writes it
   */
  public synchronized void open() throws IOException {
    if (channel != null || closed) {
      return;
    }
    Path file = settings.file().toAbsolutePath();
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    FileChannel opened = Permissions.openPrivate(file);
    try {
      lock = lock(opened, file);
      head = ChainHead.open(AuditFiles.head(file), chain);
      AuditTail tail = AuditTail.read(file, chain, firstOfChain(file));
      sequence = tail.sequence;
      hash = tail.hash;
      firstSequence = tail.firstSequence == 0 ? sequence + 1 : tail.firstSequence;
      openedAt = tail.openedAt;
      position = opened.size();
      channel = opened;
      if (tail.tornBytes > 0) {
        write(ByteBuffer.wrap(new byte[] {'\n'}));
      }
      writeOpened(tail.tornBytes);
    } catch (IOException | RuntimeException e) {
      channel = null;
      opened.close();
      throw e;
    }
  }

  /**
   * Appends a record.
   *
   * @param line a JSON object without its closing brace; the sequence number and the hash are added
   * @return true when the record is in the file; false when it is lost, and counted as lost in a
   *     later record
   */
  boolean append(JsonLine line) {
    synchronized (this) {
      try {
        if (channel == null) {
          open();
        }
        if (channel == null || line.length() > MAX_RECORD) {
          lost++;
          return false;
        }
        rotateIfDue(line.length() + SEAL_BYTES);
        if (lost > 0) {
          own.begin();
          own.field("event", "lost").field("time", Clock.now()).field("records", lost);
          seal(own);
          lost = 0;
        }
        seal(line);
        return true;
      } catch (IOException | RuntimeException | InternalError e) {
        // InternalError: a mapped page whose file was cut under us
        lost++;
        abandon();
        return false;
      }
    }
  }

  /** Tells whether the file is open and its last write went well. */
  public synchronized boolean isHealthy() {
    if (channel == null && !closed) {
      try {
        open();
      } catch (IOException | RuntimeException e) {
        return false;
      }
    }
    return channel != null;
  }

  /**
   * Rotates by age, deletes what is older than the retention, and forces what was written to the
   * disk.
   */
  public synchronized void maintain() {
    try {
      if (channel != null) {
        rotateIfDue(0);
        purge();
        channel.force(false);
      }
    } catch (IOException | RuntimeException e) {
      abandon();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    abandon();
  }

  private static FileLock lock(FileChannel channel, Path file) throws IOException {
    FileLock taken = null;
    try {
      taken = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
    } catch (OverlappingFileLockException e) {
      taken = null; // this very process
    }
    if (taken == null) {
      throw new IOException(file + " is being written by another process");
    }
    return taken;
  }

  /** Adds number and hash, writes, and moves the head. */
  private void seal(JsonLine line) throws IOException {
    long next = sequence + 1;
    line.field("seq", next);
    byte[] newHash = chain.next(hash, line.buffer(), line.length());
    line.raw(",\"hash\":\"").hex(newHash).raw("\"}\n");
    if (out.capacity() < line.length()) {
      out = ByteBuffer.allocateDirect(line.length() * 2);
    }
    out.clear();
    out.put(line.buffer(), 0, line.length()).flip();
    write(out);
    sequence = next;
    hash = newHash;
    if (head != null) {
      head.update(sequence, hash);
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    FileChannel to = channel;
    if (to == null) {
      throw new IOException("the audit file is closed");
    }
    long at = position;
    try {
      while (bytes.hasRemaining()) {
        at += to.write(bytes, at);
      }
    } catch (IOException e) {
      cut(to, position); // half a record must not stay
      throw e;
    }
    position = at;
  }

  private static void cut(FileChannel channel, long length) {
    try {
      channel.truncate(length);
    } catch (IOException ignored) {
      // the next opening finds the torn record and says so
      return;
    }
  }

  private void rotateIfDue(int more) throws IOException {
    boolean large = position > 0 && position + more > settings.maxBytes();
    boolean old = Clock.millis() - openedAt > settings.maxAgeMillis();
    if ((large || old) && sequence >= firstSequence && channel != null) {
      Path file = settings.file().toAbsolutePath();
      channel.force(false);
      release();
      Files.move(file, AuditFiles.rotated(file, firstSequence));
      channel = Permissions.openPrivate(file);
      lock = lock(channel, file);
      position = 0;
      firstSequence = sequence + 1;
      openedAt = Clock.millis();
      writeOpened(0);
    }
  }

  private void writeOpened(long tornBytes) throws IOException {
    own.begin().field("event", "opened").field("time", Clock.now());
    own.field("format", "cordon-audit/1");
    own.raw(",").raw(origin);
    if (tornBytes > 0) {
      own.field("torn_bytes", tornBytes);
    }
    own.field("previous", Hex.of(hash));
    seal(own);
  }

  /**
   * Deletes the files whose last record is older than the retention; says so in the chain first.
   */
  private void purge() throws IOException {
    if (settings.retentionMillis() <= 0) {
      return;
    }
    long limit = Clock.millis() - settings.retentionMillis();
    List<Path> older = AuditFiles.older(settings.file());
    for (int i = 0; i < older.size(); i++) {
      FileTime written = Files.getLastModifiedTime(older.get(i));
      if (written.toMillis() >= limit) {
        return;
      }
      Path next = i + 1 < older.size() ? older.get(i + 1) : settings.file();
      AuditTail.Opening opening = AuditTail.opening(next);
      own.begin().field("event", "purged").field("time", Clock.now());
      own.field("through_seq", opening.sequence - 1).field("through_hash", opening.previous);
      seal(own);
      Files.delete(older.get(i));
    }
  }

  private AuditTail.@Nullable Opening firstOfChain(Path file) throws IOException {
    List<Path> older = AuditFiles.older(file);
    if (older.isEmpty()) {
      return null;
    }
    AuditTail last = AuditTail.read(older.get(older.size() - 1), chain, null);
    return new AuditTail.Opening(last.sequence + 1, Hex.of(last.hash));
  }

  private void abandon() {
    release();
    if (head != null) {
      head.close();
      head = null;
    }
  }

  private void release() {
    try {
      if (lock != null) {
        lock.release();
      }
      if (channel != null) {
        channel.close();
      }
    } catch (IOException ignored) {
      // nothing is lost: every record was written before
      lock = null;
    }
    lock = null;
    channel = null;
  }
}
