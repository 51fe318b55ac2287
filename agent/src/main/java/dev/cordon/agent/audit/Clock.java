package dev.cordon.agent.audit;

import java.time.DateTimeException;
import java.time.Instant;

/** Times as the trail writes them: RFC 3339 in UTC. */
public final class Clock {
  private Clock() {}

  static long millis() {
    return System.currentTimeMillis();
  }

  /** Returns now as RFC 3339 in UTC with milliseconds. */
  static String now() {
    return format(millis());
  }

  /** Formats without the JDK's formatters, whose first use costs tens of milliseconds. */
  public static String format(long epochMillis) {
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
    char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
    put(text, 4, (int) Math.min(year, 9999));
    put(text, 7, month);
    put(text, 10, day);
    put(text, 13, rest / 3_600_000);
    put(text, 16, rest / 60_000 % 60);
    put(text, 19, rest / 1_000 % 60);
    put(text, 23, rest % 1_000);
    return new String(text);
  }

  /** Writes a number that ends before an index, over zeros. */
  private static void put(char[] text, int end, int value) {
    int at = end;
    for (int rest = value; rest > 0; rest /= 10) {
      text[--at] = (char) ('0' + rest % 10);
    }
  }

  /** Returns milliseconds since the epoch, or -1 when the text is no time. */
  public static long parse(String text) {
    if (text.length() != 24 || text.charAt(23) != 'Z') {
      return slow(text);
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int rest =
        ((digits(text, 11, 13) * 60 + digits(text, 14, 16)) * 60 + digits(text, 17, 19)) * 1000
            + digits(text, 20, 23);
    if (year < 0 || month < 1 || month > 12 || day < 1 || rest < 0) {
      return slow(text);
    }
    // civil date to days: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"
    long y = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(y, 400L);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return (era * 146_097 + dayOfEra - 719_468) * 86_400_000L + rest;
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1_000_000;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static long slow(String text) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException e) {
      return -1;
    }
  }
}
