package dev.cordon.engine.facts;

import org.jspecify.annotations.Nullable;

/** One thing that is known of a vendor, and who says so. Immutable. */
public final class Fact {
  /** What stands for a fact that nobody has a source for. */
  public static final Fact UNKNOWN = new Fact(FactKind.UNKNOWN, null, null, null, false);

  private final String value;
  private final @Nullable String date;
  private final @Nullable String source;
  private final @Nullable String note;
  private final boolean users;

  /**
   * Makes a fact.
   *
   * @param value what is so, in the form of its {@link FactKind}
   * @param date when the source said so, as ISO date
   * @param source where it says so
   * @param note what the value leaves out, in one line
   * @param users whether the user's policy says it, and not the catalogue
   */
  public Fact(
      String value,
      @Nullable String date,
      @Nullable String source,
      @Nullable String note,
      boolean users) {
    this.value = value;
    this.date = date;
    this.source = source;
    this.note = note;
    this.users = users;
  }

  /** Returns what is so. */
  public String value() {
    return value;
  }

  /** Tells whether nobody knows. */
  public boolean isUnknown() {
    return value.equals(FactKind.UNKNOWN);
  }

  /** Returns the day of the source, such as {@code 2026-10-18}; null when none is given. */
  public @Nullable String date() {
    return date;
  }

  /** Returns where it is said: an address, or the user's own words; null when nowhere. */
  public @Nullable String source() {
    return source;
  }

  /** Returns what the value leaves out; null when that is nothing. */
  public @Nullable String note() {
    return note;
  }

  /** Tells whether the user's policy says it, and not the catalogue. */
  public boolean isUsers() {
    return users;
  }

  /** Returns value and day, for refusals and records: {@code yes as of 2026-10-18}. */
  @Override
  public String toString() {
    return value + (date == null ? "" : " as of " + date) + (users ? ", as the policy says" : "");
  }
}
