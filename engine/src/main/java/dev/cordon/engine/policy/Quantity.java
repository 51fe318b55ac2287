package dev.cordon.engine.policy;

/** A number with a unit as a policy file writes it. */
enum Quantity {
  /** A plain number. */
  COUNT("a whole number", new String[] {""}, new long[] {1}),
  /** A number of bytes. */
  BYTES(
      "a size such as 32MiB",
      new String[] {"", "B", "KiB", "MiB", "GiB", "kB", "KB", "MB", "GB"},
      new long[] {1, 1, 1L << 10, 1L << 20, 1L << 30, 1000, 1000, 1000_000, 1000_000_000}),
  /** A time in milliseconds. */
  MILLIS("a time such as 50ms or 2s", new String[] {"ms", "s"}, new long[] {1, 1000}),
  /** A time in seconds. */
  SECONDS(
      "a time such as 90s, 15m, 24h or 7d",
      new String[] {"s", "m", "h", "d"},
      new long[] {1, 60, 3600, 86400});

  private final String form;
  private final String[] units;
  private final long[] factors;

  Quantity(String form, String[] units, long[] factors) {
    this.form = form;
    this.units = units;
    this.factors = factors;
  }

  String form() {
    return form;
  }

  /** Returns the number in the basic unit, or -1 when the text is none. */
  long parse(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    if (digits == 0 || digits > 12) {
      return -1;
    }
    String unit = text.substring(digits).trim();
    for (int i = 0; i < units.length; i++) {
      if (units[i].equals(unit)) {
        return Long.parseLong(text.substring(0, digits)) * factors[i];
      }
    }
    return -1;
  }

  String print(long value) {
    for (int i = units.length - 1; i > 0; i--) {
      if (value > 0 && value % factors[i] == 0 && factors[i] > 1 && factors[i] % 1000 != 0) {
        return value / factors[i] + units[i];
      }
    }
    return value + units[0];
  }
}
