package dev.cordon.engine.limit;

import dev.cordon.engine.policy.LimitRule;

/** How much of one limit one of those that are counted apart has used. Immutable. */
public final class LimitUse {
  private final LimitRule rule;
  private final String who;
  private final long used;
  private final long refillSeconds;

  LimitUse(LimitRule rule, String who, long used, long refillSeconds) {
    this.rule = rule;
    this.who = who;
    this.used = used;
    this.refillSeconds = refillSeconds;
  }

  /** Returns the limit. */
  public LimitRule rule() {
    return rule;
  }

  /** Returns who, as {@code vendor=openai user=3f…}: names, and fingerprints of users and keys. */
  public String who() {
    return who;
  }

  /** Returns what is used, in the limit's unit; of money millionths of a US dollar. */
  public long used() {
    return used;
  }

  /** Returns after how many seconds there is more; 0 when that is not by time. */
  public long refillSeconds() {
    return refillSeconds;
  }
}
