package dev.cordon.agent.report;

import dev.cordon.engine.policy.Policy;
import org.jspecify.annotations.Nullable;

/** What a report looks at closely. Not thread-safe. */
public final class ReportOptions {
  private final long periodMillis;
  private final @Nullable String vendor;
  private final long from;
  private final long to;
  private @Nullable Policy policy;

  /**
   * Chooses.
   *
   * @param periodMillis how long before the trail's end "new" begins, in milliseconds
   * @param vendor a vendor's identifier or a host that had an incident, or null
   * @param from when the incident began, milliseconds since the epoch
   * @param to when it was over, milliseconds since the epoch
   */
  public ReportOptions(long periodMillis, @Nullable String vendor, long from, long to) {
    this.periodMillis = periodMillis;
    this.vendor = vendor;
    this.from = from;
    this.to = to;
  }

  long periodMillis() {
    return periodMillis;
  }

  /** Returns a new count, or null. */
  @Nullable Incident incident() {
    return vendor == null ? null : new Incident(vendor, from, to);
  }

  /**
   * Has the page tell of a policy's limits and exceptions, too.
   *
   * @return this
   */
  public ReportOptions policy(@Nullable Policy value) {
    policy = value;
    return this;
  }

  @Nullable Policy policy() {
    return policy;
  }
}
