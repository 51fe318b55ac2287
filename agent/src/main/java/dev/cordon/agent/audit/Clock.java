package dev.cordon.agent.audit;

/** Times as the trail writes them. */
final class Clock {
  private Clock() {}

  static long millis() {
    return System.currentTimeMillis();
  }

  /** Returns now as RFC 3339 in UTC with milliseconds. */
  static String now() {
    return format(millis());
  }

  /** Formats without the JDK's formatters, whose first use costs tens of milliseconds. */
  static String format(long epochMillis) {
    long days = Math.floorDiv(epochMillis, 86_400_000L);
    int rest = (int) Math.floorMod(epochMillis, 86_400_000L);
    // days to civil date: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"
    long z = days + 719_468;
    long era = Math.floorDiv(z, 146_097L);
    int dayOfEra = (int) (z - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shifted = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * shifted + 2) / 5 + 1;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    StringBuilder text = new StringBuilder(24);
    pad(text, (int) year, 4).append('-');
    pad(text, month, 2).append('-');
    pad(text, day, 2).append('T');
    pad(text, rest / 3_600_000, 2).append(':');
    pad(text, rest / 60_000 % 60, 2).append(':');
    pad(text, rest / 1_000 % 60, 2).append('.');
    return pad(text, rest % 1_000, 3).append('Z').toString();
  }

  private static StringBuilder pad(StringBuilder text, int value, int width) {
    String digits = Integer.toString(value);
    for (int i = digits.length(); i < width; i++) {
      text.append('0');
    }
    return text.append(digits);
  }
}
