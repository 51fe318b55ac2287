package dev.cordon.agent.report;

import org.jspecify.annotations.Nullable;

/** What a report looks at closely. Immutable. */
public final class ReportOptions {
  private final long periodMillis;
  private final @Nullable String vendor;
  private final long from;
  private final long to;

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
}
