package dev.cordon.engine.policy;

import org.jspecify.annotations.Nullable;

/**
 * Where the audit trail is written, how long it is kept, and what happens when it can't be.
 * Immutable.
 */
public final class AuditRules {
  static final long DEFAULT_BYTES = 64L << 20;
  static final long DEFAULT_AGE_SECONDS = 86_400;

  private final String file;
  private final long maxBytes;
  private final long maxAgeSeconds;
  private final long retentionSeconds;
  private final @Nullable TokenKey key;
  private final Fallback onFailure;
  private final boolean otlp;
  private final @Nullable UserRules user;
  private final boolean subjects;

  AuditRules(
      String file,
      long maxBytes,
      long maxAgeSeconds,
      long retentionSeconds,
      @Nullable TokenKey key,
      Fallback onFailure,
      boolean otlp,
      @Nullable UserRules user,
      boolean subjects) {
    this.file = file;
    this.maxBytes = maxBytes;
    this.maxAgeSeconds = maxAgeSeconds;
    this.retentionSeconds = retentionSeconds;
    this.key = key;
    this.onFailure = onFailure;
    this.otlp = otlp;
    this.user = user;
    this.subjects = subjects;
  }

  /** Reads the section; null when there is none, or no file in it. */
  static @Nullable AuditRules read(Section top, PolicyContext context) {
    Section audit = top.section("audit", PolicyKeys.AUDIT);
    if (audit == null) {
      return null;
    }
    String file = audit.text("file");
    if (file == null) {
      top.wrong("audit", "audit.file is missing: name the file to write");
      return null;
    }
    Fallback onFailure = audit.choice("on_failure", Fallback.values());
    TokenKey key = KeyReference.read(audit, "key", context.secrets());
    boolean subjects = audit.flag("subjects", false);
    if (subjects && audit.text("key") == null) {
      audit.wrong("subjects", "needs audit.key: without a secret anybody could try values");
    }
    return new AuditRules(
        file,
        audit.number("max_bytes", Quantity.BYTES, 4096, 1L << 40, DEFAULT_BYTES),
        audit.number("max_age", Quantity.SECONDS, 60, 366 * 86_400, DEFAULT_AGE_SECONDS),
        audit.number("retention", Quantity.SECONDS, 0, 36_600L * 86_400, 0),
        key,
        onFailure == null ? Fallback.ALLOW : onFailure,
        audit.flag("otlp", false),
        UserRules.read(audit),
        subjects);
  }

  /** Returns the file's path as the policy gives it. */
  public String file() {
    return file;
  }

  /** Returns the size in bytes above which a new file is begun. */
  public long maxBytes() {
    return maxBytes;
  }

  /** Returns the age in seconds above which a new file is begun. */
  public long maxAgeSeconds() {
    return maxAgeSeconds;
  }

  /** Returns the age in seconds above which an older file is deleted, 0 to keep all. */
  public long retentionSeconds() {
    return retentionSeconds;
  }

  /** Returns the key of the chain, or null for plain hashes. */
  public @Nullable TokenKey key() {
    return key;
  }

  /** Returns what becomes of AI calls while the trail can't be written. */
  public Fallback onFailure() {
    return onFailure;
  }

  /** Tells whether a copy of each record is sent as an OpenTelemetry log record. */
  public boolean otlp() {
    return otlp;
  }

  /**
   * Returns the key under which records name the persons whose data a request holds; null where
   * they don't.
   */
  public @Nullable TokenKey subjectKey() {
    return subjects ? key : null;
  }

  /** Tells whether records name persons, whether the key is here or not. */
  public boolean namesSubjects() {
    return subjects;
  }

  /** Returns how the trail learns who makes a call, or null when it doesn't. */
  public @Nullable UserRules user() {
    return user;
  }
}
