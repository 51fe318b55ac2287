package dev.cordon.agent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes a trail. When {@link #append} returns true, a record is in the chain's journal and so
 * survives the death of the process; only a record whose append had not returned can be lost. From
 * there {@link #drain} writes it to the file, on an {@link AuditWriter}'s thread, or on the
 * caller's when there is none or it doesn't keep up.
 *
 * <p>Several processes may be given the same file: each takes the first chain that no other one
 * holds. Thread-safe.
 */
public final class AuditFile implements Closeable {
  /** How long after a failure nobody tries again; opening reads the end of the file. */
  private static final long RETRY_NANOS = 100_000_000L;

  private static final long PURGE_MILLIS = 60_000;

  private final AuditSettings settings;
  private final String origin;
  private final IdleChains idle;
  private volatile @Nullable ChainWriter writer;
  private volatile @Nullable Thread drainer;
  private long failedAt;
  private boolean failing;
  private long purgedAt;
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
    this.idle = new IdleChains(settings, this.origin);
  }

  /**
   * Opens the file and continues its chain.
   *
   * @throws IOException when it can't be written
   */
  public synchronized void open() throws IOException {
    if (writer != null || closed) {
      return;
    }
    Path file = settings.file().toAbsolutePath();
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    for (int number = 1; writer == null; number++) {
      if (number > AuditFiles.MAX_CHAINS) {
        throw new IOException(file + ": too many processes write here");
      }
      writer = ChainWriter.open(settings, AuditFiles.chain(file, number), origin);
    }
  }

  /** Opens the file unless that failed a moment ago. */
  private synchronized @Nullable ChainWriter writer() throws IOException {
    if (writer == null && (!failing || System.nanoTime() - failedAt > RETRY_NANOS)) {
      open();
    }
    return writer;
  }

  /**
   * Keeps a record.
   *
   * @param line a JSON object without its closing brace; the sequence number and the hash are added
   *     when it is written
   * @return true when the record outlives the process; false when it is lost, and counted as lost
   *     in a later record
   */
  boolean append(JsonLine line) {
    ChainWriter to = writer;
    try {
      if (to != null && to.journal().put(line.buffer(), line.length())) {
        Thread wake = drainer;
        if (wake == null) {
          drain();
        } else if (to.journal().isFilling()) {
          wake();
        }
        return true;
      }
      return appendWithRoom(line);
    } catch (IOException | RuntimeException | InternalError e) {
      // InternalError: a mapped page whose file was cut under us
      fail(1);
      return false;
    }
  }

  /** Opens the trail first, or makes room. */
  private synchronized boolean appendWithRoom(JsonLine line) throws IOException {
    boolean interrupted = Thread.interrupted(); // which would close the file
    try {
      ChainWriter to = writer();
      if (to == null || line.length() > AuditJournal.MAX_RECORD) {
        lost++;
        return false;
      }
      do {
        drain(to); // other threads may be faster
      } while (!to.journal().put(line.buffer(), line.length()));
      if (drainer == null) {
        drain();
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Writes to the file what was appended.
   *
   * @return false when it can't be written
   */
  public boolean drain() {
    synchronized (this) {
      ChainWriter to = writer;
      if (to == null) {
        return false;
      }
      try {
        drain(to);
        return true;
      } catch (IOException | RuntimeException | InternalError e) {
        fail(0);
        return false;
      }
    }
  }

  private void drain(ChainWriter to) throws IOException {
    to.drain(lost);
    lost = 0;
    failing = false;
  }

  /** Has a thread woken when much waits to be drained; null when nobody drains but the callers. */
  void drainer(@Nullable Thread thread) {
    drainer = thread;
  }

  /** Wakes who drains. */
  void wake() {
    LockSupport.unpark(drainer);
  }

  /** Tells whether the file is open and its last write went well. */
  public boolean isHealthy() {
    if (writer != null) {
      return true;
    }
    try {
      return writer() != null;
    } catch (IOException | RuntimeException | InternalError e) {
      fail(0);
      return false;
    }
  }

  private synchronized void fail(int records) {
    lost += records;
    abandon();
  }

  /** Returns how many records could not be written since the last one that could. */
  public synchronized long lost() {
    return lost;
  }

  /**
   * Returns the secret that fingerprints are made with: the trail's key, else the salt beside it.
   *
   * @return null when there is no key and the trail can't be written
   */
  public synchronized byte @Nullable [] secret() {
    byte[] key = settings.key();
    if (key != null) {
      return key;
    }
    ChainWriter opened = isHealthy() ? writer : null;
    return opened == null ? null : opened.salt();
  }

  /**
   * Writes what waits, rotates by age, deletes what is older than the retention, and forces what
   * was written to the disk.
   */
  public void maintain() {
    RecordFile current = null;
    RecordFile full = null;
    drain();
    try {
      synchronized (this) {
        ChainWriter to = writer;
        if (to == null) {
          return;
        }
        to.rotateIfDue();
        long now = Clock.millis();
        if (now - purgedAt >= PURGE_MILLIS || now < purgedAt) {
          purgedAt = now;
          to.purge();
          idle.lookAfter(to.file());
        }
        current = to.current();
        full = to.takeFull();
      }
      // outside: the disk takes its time, and calls must not wait for it
      if (full != null) {
        full.force();
        full.close();
      }
      current.force();
    } catch (ClosedChannelException e) {
      return; // a call began a new file meanwhile, or closed this one
    } catch (IOException | RuntimeException | InternalError e) {
      fail(0);
    }
  }

  @Override
  public synchronized void close() {
    drain();
    closed = true;
    abandon();
  }

  private void abandon() {
    failing = true;
    failedAt = System.nanoTime();
    ChainWriter failed = writer;
    if (failed != null) {
      writer = null;
      failed.close();
    }
  }
}
