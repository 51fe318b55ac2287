package dev.cordon.agent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a trail. A record is in the file system's cache, and so survives the death of the process,
 * when {@link #append} returns true; only a record whose append had not returned can be lost.
 *
 * <p>Several processes may be given the same file: each takes the first chain that no other one
 * holds. Thread-safe.
 */
public final class AuditFile implements Closeable {
  private static final int MAX_RECORD = 1 << 20;

  /** How long after a failure nobody tries again; opening reads the end of the file. */
  private static final long RETRY_NANOS = 100_000_000L;

  private static final long PURGE_MILLIS = 60_000;

  private final AuditSettings settings;
  private final String origin;
  private final JsonLine own = new JsonLine();
  private @Nullable ChainWriter writer;
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
  private @Nullable ChainWriter writer() throws IOException {
    if (writer == null && (!failing || System.nanoTime() - failedAt > RETRY_NANOS)) {
      open();
    }
    return writer;
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
        ChainWriter to = writer();
        if (to == null || line.length() > MAX_RECORD) {
          lost++;
          return false;
        }
        to.rotateIfDue(line.length());
        if (lost > 0) {
          own.begin();
          own.field("event", "lost").field("time", Clock.now()).field("records", lost);
          to.seal(own);
          lost = 0;
        }
        to.seal(line);
        failing = false;
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
    try {
      return writer() != null;
    } catch (IOException | RuntimeException | InternalError e) {
      abandon();
      return false;
    }
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
    return isHealthy() && writer != null ? writer.salt() : null;
  }

  /**
   * Rotates by age, deletes what is older than the retention, and forces what was written to the
   * disk.
   */
  public void maintain() {
    FileChannel current = null;
    FileChannel full = null;
    try {
      synchronized (this) {
        ChainWriter to = writer;
        if (to == null) {
          return;
        }
        to.rotateIfDue(0);
        long now = Clock.millis();
        if (now - purgedAt >= PURGE_MILLIS || now < purgedAt) {
          purgedAt = now;
          purge(to);
        }
        current = to.current();
        full = to.takeFull();
      }
      // outside: the disk takes its time, and calls must not wait for it
      if (full != null) {
        full.force(false);
        full.close();
      }
      current.force(false);
    } catch (ClosedChannelException e) {
      return; // a call began a new file meanwhile, or closed this one
    } catch (IOException | RuntimeException | InternalError e) {
      synchronized (this) {
        abandon();
      }
    }
  }

  /** Deletes what is too old, also of the chains that no process writes any more. */
  private void purge(ChainWriter mine) throws IOException {
    mine.purge();
    if (settings.retentionMillis() <= 0) {
      return;
    }
    long limit = Clock.millis() - settings.retentionMillis();
    for (Path chain : AuditFiles.chains(settings.file().toAbsolutePath())) {
      if (!chain.equals(mine.file()) && isOlder(chain, limit)) {
        try (ChainWriter idle = ChainWriter.open(settings, chain, origin)) {
          if (idle != null) {
            idle.purge();
          }
        }
      }
    }
  }

  private static boolean isOlder(Path chain, long limit) throws IOException {
    List<Path> files = AuditFiles.older(chain);
    Path oldest = files.isEmpty() ? chain : files.get(0);
    return Files.exists(oldest) && Files.getLastModifiedTime(oldest).toMillis() < limit;
  }

  @Override
  public synchronized void close() {
    closed = true;
    abandon();
  }

  private void abandon() {
    failing = true;
    failedAt = System.nanoTime();
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}
