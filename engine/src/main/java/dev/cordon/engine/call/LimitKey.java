package dev.cordon.engine.call;

import dev.cordon.engine.limit.CounterRow;
import dev.cordon.engine.limit.Limits;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** For whom a call is counted under one limit. Used by one thread at a time. */
final class LimitKey implements Supplier<String> {
  private final String value;
  private final Supplier<String> who;
  private @Nullable CounterRow row;

  LimitKey(String value, Supplier<String> who) {
    this.value = value;
    this.who = who;
  }

  /** Returns what tells it from others. */
  String value() {
    return value;
  }

  /** Returns what counts for it under limits of a shape: always the same one's. */
  CounterRow row(Limits limits, int shape) {
    CounterRow known = row;
    return known == null ? row = limits.row(shape, value) : known;
  }

  /** Returns it for people: names, and fingerprints of users and keys. */
  @Override
  public String get() {
    return who.get();
  }
}
