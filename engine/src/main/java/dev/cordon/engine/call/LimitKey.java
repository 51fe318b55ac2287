package dev.cordon.engine.call;

import java.util.function.Supplier;

/** For whom a call is counted under one limit. Used by one thread at a time. */
final class LimitKey implements Supplier<String> {
  private final String value;
  private final Supplier<String> who;

  LimitKey(String value, Supplier<String> who) {
    this.value = value;
    this.who = who;
  }

  /** Returns what tells it from others. */
  String value() {
    return value;
  }

  /** Returns it for people: names, and fingerprints of users and keys. */
  @Override
  public String get() {
    return who.get();
  }
}
