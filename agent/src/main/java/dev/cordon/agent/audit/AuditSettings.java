package dev.cordon.agent.audit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the audit trail is written and how long it is kept. Immutable. */
public final class AuditSettings {
  private final Path file;
  private final long maxBytes;
  private final long maxAgeMillis;
  private final long retentionMillis;
  private final byte @Nullable [] key;

  /**
   * Describes an audit trail.
   *
   * @param file the file being written; older files stand beside it with a number in their name
   * @param maxBytes the size in bytes above which a new file is begun
   * @param maxAgeMillis the age in milliseconds above which a new file is begun
   * @param retentionMillis the age in milliseconds above which an older file is deleted, 0 to keep
   *     all
   * @param key the key of the chain's HMAC, or null for plain hashes
   */
  public AuditSettings(
      Path file, long maxBytes, long maxAgeMillis, long retentionMillis, byte @Nullable [] key) {
    this.file = file;
    this.maxBytes = maxBytes;
    this.maxAgeMillis = maxAgeMillis;
    this.retentionMillis = retentionMillis;
    this.key = key == null ? null : key.clone();
  }

  /** Returns the file being written. */
  public Path file() {
    return file;
  }

  long maxBytes() {
    return maxBytes;
  }

  /** A file that is kept for an hour can't collect records for a day. */
  long maxAgeMillis() {
    return retentionMillis > 0 ? Math.min(maxAgeMillis, retentionMillis) : maxAgeMillis;
  }

  long retentionMillis() {
    return retentionMillis;
  }

  byte @Nullable [] key() {
    return key;
  }
}
