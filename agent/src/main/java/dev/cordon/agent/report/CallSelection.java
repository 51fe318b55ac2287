package dev.cordon.agent.report;

import dev.cordon.agent.audit.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which calls of a trail are meant: those to whom, of whom, with what, when. Not thread-safe. */
public final class CallSelection {
  private final Map<String, String> names = new LinkedHashMap<>();
  private long from = Long.MIN_VALUE;
  private long to = Long.MAX_VALUE;

  /** Begins with all calls. */
  public CallSelection() {}

  /**
   * Leaves only calls of which a field has a value.
   *
   * @param field {@code vendor}, {@code host}, {@code key}, {@code user} or {@code caller}
   * @param value the value, or null for any
   * @return this
   */
  public CallSelection only(String field, @Nullable String value) {
    if (value != null) {
      names.put(field, value);
    }
    return this;
  }

  /**
   * Leaves only calls of a time.
   *
   * @param first its first moment, milliseconds since the epoch
   * @param end the first moment after it, milliseconds since the epoch
   * @return this
   */
  public CallSelection between(long first, long end) {
    from = first;
    to = end;
    return this;
  }

  /** Tells whether all calls are meant. */
  public boolean isAll() {
    return names.isEmpty() && from == Long.MIN_VALUE && to == Long.MAX_VALUE;
  }

  boolean holds(TrailRecord record, long time) {
    if (time < from || time >= to) {
      return false;
    }
    for (Map.Entry<String, String> name : names.entrySet()) {
      if (!is(record, name.getKey(), name.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean is(TrailRecord record, String field, String value) {
    String known = record.textOrNull(field);
    switch (field) {
      case "vendor":
        return value.equals(known) || value.equals(record.textOrNull(TrailRecord.VENDOR));
      case "host":
        return value.equalsIgnoreCase(known);
      case "caller":
        return value.equals(record.textOrNull("caller_rule"))
            || (known != null && isIn(known, value));
      default:
        return value.equals(known);
    }
  }

  /** A method is in its class, and a class in its package. */
  private static boolean isIn(String method, String place) {
    String prefix = place.endsWith(".**") ? place.substring(0, place.length() - 3) : place;
    return method.equals(prefix) || method.startsWith(prefix + '.');
  }

  /** Returns what is asked for, by field. */
  Map<String, String> names() {
    return names;
  }

  /** Returns the first moment, or null for the trail's begin. */
  @Nullable String first() {
    return from == Long.MIN_VALUE ? null : Clock.format(from);
  }

  /** Returns the first moment that is not in it, or null for the trail's end. */
  @Nullable String end() {
    return to == Long.MAX_VALUE ? null : Clock.format(to);
  }
}
