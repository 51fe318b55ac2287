package dev.cordon.agent.report;

import dev.cordon.engine.policy.CallerFacts;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.policy.UserRules;
import org.jspecify.annotations.Nullable;

/** Who made a call, by its record. Not thread-safe. */
final class RecordedCaller implements CallerFacts {
  private final TrailRecord record;
  private boolean unsure;

  RecordedCaller(TrailRecord record) {
    this.record = record;
  }

  /** Tells whether a rule asked for what the record doesn't tell. */
  boolean isUnsure() {
    return unsure;
  }

  private @Nullable String asked(String name) {
    String value = record.textOrNull(name);
    unsure |= value == null;
    return value;
  }

  @Override
  public @Nullable String site() {
    return asked("caller");
  }

  @Override
  public String service() {
    String service = record.textOrNull(TrailRecord.SERVICE);
    return service == null ? "" : service;
  }

  /** A trail that stores hashes doesn't tell whom a rule names. */
  @Override
  public @Nullable String user(UserRules rules) {
    String user = asked("user");
    unsure |= user != null && user.matches("[0-9a-f]{16}");
    return user;
  }

  @Override
  public @Nullable String apiKey() {
    return asked("key");
  }

  @Override
  public String fingerprint(String key, TokenKey secret) {
    return key; // the record has nothing but the fingerprint
  }
}
