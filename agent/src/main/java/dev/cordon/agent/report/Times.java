package dev.cordon.agent.report;

import java.time.DateTimeException;
import java.time.Instant;

/** Times of a trail: RFC 3339 in UTC. */
final class Times {
  private Times() {}

  /** Returns milliseconds since the epoch, or -1 when the text is no time. */
  static long parse(String text) {
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
