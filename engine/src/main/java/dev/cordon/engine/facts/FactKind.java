package dev.cordon.engine.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is asked about every vendor. {@code unknown} is a value of each. */
public enum FactKind {
  /** The country where the company has its seat, as ISO 3166-1 code. */
  HEADQUARTERS,

  /** Whether the API passes requests on to the models or servers of other companies. */
  AGGREGATOR("yes", "no"),

  /** Whether what API customers send trains models: {@code free_tier} is that of unpaid calls. */
  TRAINING("no", "free_tier", "opt_out", "yes"),

  /** How long request and answer are kept unless the customer arranges otherwise. */
  RETENTION,

  /** Whether API customers can have nothing kept, and how they come by it. */
  ZERO_RETENTION("default", "self_service", "on_request", "no"),

  /** Whether a data processing agreement is offered. */
  DPA("yes", "no"),

  /** Whether a business associate agreement (HIPAA) is offered. */
  BAA("yes", "no");

  /** The value of what no source was found for. */
  public static final String UNKNOWN = "unknown";

  /** The value of {@link #RETENTION} where there is no end. */
  public static final String INDEFINITE = "indefinite";

  private static final long DAY = 86_400;

  private final List<String> values;

  FactKind(String... values) {
    List<String> all = new ArrayList<>(Arrays.asList(values));
    if (!all.isEmpty()) {
      all.add(UNKNOWN);
    }
    this.values = Collections.unmodifiableList(all);
  }

  /** Returns the name in files, commands and policies, such as {@code zero_retention}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns a kind by its name, or null. */
  public static @Nullable FactKind of(String id) {
    for (FactKind kind : values()) {
      if (kind.id().equals(id)) {
        return kind;
      }
    }
    return null;
  }

  /** Returns the names of all kinds, in order. */
  public static List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (FactKind kind : values()) {
      ids.add(kind.id());
    }
    return Collections.unmodifiableList(ids);
  }

  /** Returns the values that there are; empty where they can't be listed. */
  public List<String> choices() {
    return values;
  }

  /** Says what a value must look like. */
  public String form() {
    switch (this) {
      case HEADQUARTERS:
        return "an ISO 3166-1 country code such as NO, or unknown";
      case RETENTION:
        return "0, a time such as 1h or 30d, indefinite or unknown";
      default:
        return "one of " + String.join(", ", values);
    }
  }

  /** Tells whether a text is a value of this kind. */
  public boolean accepts(String value) {
    if (value.equals(UNKNOWN)) {
      return true;
    }
    switch (this) {
      case HEADQUARTERS:
        return isCountry(value);
      case RETENTION:
        return value.equals(INDEFINITE) || seconds(value) >= 0;
      default:
        return values.contains(value);
    }
  }

  /**
   * Returns how long a value of {@link #RETENTION} is, in seconds: {@link Long#MAX_VALUE} where
   * there is no end, -1 where it is not known.
   */
  public static long seconds(String value) {
    if (value.equals("0")) {
      return 0;
    }
    if (value.equals(INDEFINITE)) {
      return Long.MAX_VALUE;
    }
    int last = value.length() - 1;
    long unit =
        last < 1 ? 0 : value.charAt(last) == 'd' ? DAY : value.charAt(last) == 'h' ? 3600 : 0;
    if (unit == 0 || last > 6) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < last; i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number * unit;
  }

  static boolean isCountry(String code) {
    return code.length() == 2 && isUpper(code.charAt(0)) && isUpper(code.charAt(1));
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
