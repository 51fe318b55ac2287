package dev.cordon.agent.audit;

import dev.cordon.engine.text.Hex;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One chain that this process writes: takes records from its journal, seals them, begins new files,
 * deletes old ones. After an {@link IOException} it must be closed; what it didn't write is in the
 * journal then. Not thread-safe, but for the journal's {@code put}.
 */
final class ChainWriter implements Closeable {
  /** At most what number and hash add to a record. */
  private static final int SEAL_BYTES = 110;

  private final AuditSettings settings;
  private final Path file;
  private final String origin;
  private final HashChain chain;
  private final FileChannel lock;
  private final ChainHead head;
  private final AuditJournal journal;
  private final JsonLine own = new JsonLine();
  private final JsonLine waiting = new JsonLine();

  private RecordFile records;
  private @Nullable RecordFile full;
  private long firstSequence;
  private long openedAt;
  private long sequence;
  private long acknowledged;
  private long sealedTo;
  private byte[] hash;

  private ChainWriter(AuditSettings settings, Path file, String origin, FileChannel lock)
      throws IOException {
    this.settings = settings;
    this.file = file;
    this.origin = origin;
    this.lock = lock;
    this.chain = new HashChain(settings.key());
    this.head = ChainHead.open(AuditFiles.head(file), chain);
    this.records = RecordFile.open(file);
    try {
      AuditTail tail = AuditTail.read(file, chain, before(file));
      this.sequence = tail.sequence;
      this.hash = tail.hash;
      this.firstSequence = tail.firstSequence == 0 ? sequence + 1 : tail.firstSequence;
      this.openedAt = tail.openedAt;
      this.journal = AuditJournal.open(AuditFiles.journal(file), tail.head);
      journal.skip(tail.behindHead);
      this.sealedTo = journal.position();
      if (tail.tornBytes > 0) {
        records.add(new byte[] {'\n'}, 1);
      }
      if (!rotateIfDue(0, tail.tornBytes)) {
        writeOpened(tail.tornBytes);
      }
      drain(0);
    } catch (IOException | RuntimeException | InternalError e) {
      records.close();
      throw e;
    }
  }

  /**
   * Opens a chain and continues it.
   *
   * @param settings where and how long
   * @param file the chain's file
   * @param origin JSON fields that every file begins with
   * @return null when another process writes it
   * @throws IOException when it can't be written
   */
  static @Nullable ChainWriter open(AuditSettings settings, Path file, String origin)
      throws IOException {
    // A file of its own: closing any channel to a file ends this process' locks on it (POSIX).
    FileChannel lock = Permissions.openPrivate(AuditFiles.lock(file));
    try {
      ChainWriter made = isFree(lock) ? new ChainWriter(settings, file, origin, lock) : null;
      if (made == null) {
        lock.close();
      }
      return made;
    } catch (IOException | RuntimeException | InternalError e) {
      lock.close();
      throw e;
    }
  }

  private static boolean isFree(FileChannel lock) throws IOException {
    try {
      FileLock taken = lock.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very process
    }
  }

  /** Returns the chain's file. */
  Path file() {
    return file;
  }

  /** Returns the salt beside the chain. */
  byte[] salt() {
    return head.salt();
  }

  /** Returns where records are put; any thread may. */
  AuditJournal journal() {
    return journal;
  }

  /** Begins a new file if the one being written is too old. */
  void rotateIfDue() throws IOException {
    rotateIfDue(0, 0);
  }

  private boolean rotateIfDue(int more, long tornBytes) throws IOException {
    boolean large = more > 0 && records.size() + more + SEAL_BYTES > settings.maxBytes();
    boolean old = Clock.millis() - openedAt > settings.maxAgeMillis();
    if ((!large && !old) || sequence < firstSequence) {
      return false;
    }
    flush();
    RecordFile before = full;
    full = records; // forced to the disk later: nobody must wait for that
    if (before != null) {
      before.close();
    }
    Files.move(file, AuditFiles.rotated(file, firstSequence));
    records = RecordFile.open(file);
    firstSequence = sequence + 1;
    openedAt = Clock.millis();
    writeOpened(tornBytes);
    flush();
    return true;
  }

  /**
   * Writes what waits in the journal.
   *
   * @param lost how many records could not be kept, said before the others when there are any
   */
  void drain(long lost) throws IOException {
    if (lost > 0) {
      own.begin().field("event", "lost").field("time", Clock.now()).field("records", lost);
      seal(own);
    }
    long until = journal.end();
    while (journal.next(until, waiting)) {
      rotateIfDue(waiting.length(), 0);
      sealedTo = journal.position(); // not before: beginning a file moves the head
      seal(waiting);
    }
    flush();
  }

  /** Adds number and hash, and has the record written with the next ones. */
  private void seal(JsonLine line) throws IOException {
    long next = sequence + 1;
    line.field("seq", next);
    byte[] newHash = chain.next(hash, line.buffer(), line.length());
    line.raw(",\"hash\":\"").hex(newHash).raw("\"}\n");
    records.add(line.buffer(), line.length());
    sequence = next;
    hash = newHash;
    if (!records.hasRoom(line.length())) {
      flush();
    }
  }

  /** Writes what was sealed, moves the head behind it, and only then frees it. */
  private void flush() throws IOException {
    records.flush();
    if (acknowledged != sequence) {
      head.update(sequence, hash, sealedTo);
      journal.release(sealedTo);
      acknowledged = sequence;
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
  void purge() throws IOException {
    if (settings.retentionMillis() <= 0) {
      return;
    }
    long limit = Clock.millis() - settings.retentionMillis();
    List<Path> older = AuditFiles.older(file);
    for (int i = 0; i < older.size(); i++) {
      FileTime written = Files.getLastModifiedTime(older.get(i));
      if (written.toMillis() >= limit) {
        return;
      }
      Path next = i + 1 < older.size() ? older.get(i + 1) : file;
      AuditTail.Opening opening = AuditTail.opening(next);
      own.begin().field("event", "purged").field("time", Clock.now());
      own.field("through_seq", opening.sequence - 1).field("through_hash", opening.previous);
      seal(own);
      flush();
      Files.delete(older.get(i));
    }
  }

  /** Returns the file being written, to be forced to the disk. */
  RecordFile current() {
    return records;
  }

  /** Hands over the file before it, to be forced and closed; null when there is none. */
  @Nullable RecordFile takeFull() {
    RecordFile before = full;
    full = null;
    return before;
  }

  /** Returns what the first record of a file has before it, when older files are there. */
  private AuditTail.@Nullable Opening before(Path path) throws IOException {
    List<Path> older = AuditFiles.older(path);
    if (older.isEmpty()) {
      return null;
    }
    AuditTail last = AuditTail.read(older.get(older.size() - 1), chain, null);
    return new AuditTail.Opening(last.sequence + 1, Hex.of(last.hash), 0);
  }

  @Override
  public void close() {
    try {
      if (full != null) {
        full.close();
      }
      records.close();
    } catch (IOException ignored) {
      // nothing is lost: what was not written is in the journal
    }
    journal.close();
    head.close();
    try {
      lock.close();
    } catch (IOException ignored) {
      return;
    }
  }
}
