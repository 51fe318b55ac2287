package dev.cordon.engine.detect.optional;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;
import dev.cordon.engine.detect.general.MonthAndDay;

/**
 * Dates in digits or with an English month, times of day, and both together (ISO 8601).
 * Thread-safe.
 */
final class DateAndTime implements ShapeDetector, LiteralDetector {
  private static final int ISO_DATE = 10;

  private final DataType type;

  private DateAndTime(DataType type) {
    this.type = type;
  }

  static void register(Registry registry, DataType type) {
    DateAndTime detector = new DateAndTime(type);
    MonthAndDay.register(registry, detector);
    registry.mark(detector, ':');
    registry.literals(
        detector,
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Oct",
        "Nov",
        "Dec");
  }

  @Override
  public void found(Shape shape) {
    if (MonthAndDay.isDate(shape)) {
      shape.report(type, OptionalPack.PLAUSIBLE);
    }
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (text.at(start) == ':') {
      time(text, start);
    } else if (text.endsWord(end)) {
      month(text, start, end);
    }
  }

  /** Reads around the first colon of a time of day, and the date that stands before it. */
  private void time(ScanText text, int colon) {
    int start = colon;
    while (colon - start < 3 && Ascii.isDigit(text.at(start - 1))) {
      start--;
    }
    int hour = start < colon ? number(text, start, colon) : 99;
    int end = colon + 3;
    if (hour > 23 || number(text, colon + 1, end) > 59 || text.at(start - 1) == ':') {
      return;
    }
    if (text.at(end) == ':' && number(text, end + 1, end + 3) <= 60) {
      end = fraction(text, end + 3);
    }
    end = zone(text, end);
    if (text.at(end) == ':' || !text.endsWord(end)) {
      return; // such as an address of IPv6
    }
    int date = start - 1 - ISO_DATE;
    boolean dated =
        (text.at(start - 1) == 'T' || text.at(start - 1) == ' ')
            && number(text, date, date + 4) < 10_000
            && text.at(date + 4) == '-'
            && number(text, date + 5, date + 7) <= 12
            && text.at(date + 7) == '-'
            && number(text, date + 8, date + 10) <= 31;
    int first = dated ? date : start;
    if (text.beginsWord(first) && text.at(first - 1) != '.' && text.at(first - 1) != '-') {
      text.report(type, first, end, OptionalPack.PLAUSIBLE);
    }
  }

  private static int fraction(ScanText text, int at) {
    int i = at;
    if (text.at(i) == '.' && Ascii.isDigit(text.at(i + 1))) {
      i++;
      while (i - at <= 9 && Ascii.isDigit(text.at(i))) {
        i++;
      }
    }
    return i;
  }

  /** Passes {@code Z}, {@code +02:00} and {@code pm}. */
  private static int zone(ScanText text, int at) {
    int b = text.at(at);
    if (b == 'Z') {
      return at + 1;
    }
    if ((b == '+' || b == '-') && number(text, at + 1, at + 3) <= 14) {
      int minutes = text.at(at + 3) == ':' ? at + 4 : at + 3;
      return number(text, minutes, minutes + 2) < 60 ? minutes + 2 : at + 3;
    }
    int half = b == ' ' ? at + 1 : at;
    int letter = Ascii.lower(text.at(half));
    boolean clock = (letter == 'a' || letter == 'p') && Ascii.lower(text.at(half + 1)) == 'm';
    return clock && text.endsWord(half + 2) ? half + 2 : at;
  }

  /** Reads the day before or behind a month and the year behind; one of them must be there. */
  private void month(ScanText text, int start, int end) {
    int first = MonthAndDay.dayBefore(text, start);
    int last = end + (text.at(end) == '.' && text.at(end + 1) == ' ' ? 1 : 0);
    boolean told = first < start;
    int day = numberEnd(text, last, 1, 2);
    if (!told && day > 0) {
      int ordinal = Ascii.isLetter(text.at(day)) ? day + 2 : day;
      told = text.endsWord(ordinal);
      last = told ? ordinal : last;
    }
    int year = numberEnd(text, text.at(last) == ',' ? last + 1 : last, 4, 4);
    if (year > 0 && text.endsWord(year)) {
      told = true;
      last = year;
    }
    if (told) {
      text.report(type, first, last, OptionalPack.PLAUSIBLE);
    }
  }

  /** Returns the end of a number behind a blank with so many digits, or -1. */
  private static int numberEnd(ScanText text, int blank, int least, int most) {
    int i = blank + 1;
    while (i - blank < 6 && Ascii.isDigit(text.at(i))) {
      i++;
    }
    int length = i - blank - 1;
    return text.at(blank) == ' ' && length >= least && length <= most ? i : -1;
  }

  /** Returns the value of some digits; one too large for anything if there is no digit. */
  private static int number(ScanText text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      if (!Ascii.isDigit(text.at(i))) {
        return 1 << 20;
      }
      value = value * 10 + text.at(i) - '0';
    }
    return value;
  }
}
