package dev.cordon.engine.wire;

import dev.cordon.engine.audit.ExchangeRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what a request asks for under the names of the GenAI conventions. Not thread-safe. */
final class Settings {
  private static final int LONGEST_NUMBER = 32;

  /** What is more is taken for that: sums of such numbers fit. */
  private static final double MOST = 1L << 50;

  private static final int LONGEST_WORD = 64;
  private static final byte[] JSON = ascii("json");
  private static final byte[] TEXT = ascii("text");
  private static final byte[] AUDIO = ascii("audio");
  private static final byte[] IMAGE = ascii("image");

  private @Nullable List<String> words;

  /** Begins another request. */
  void begin() {
    words = null;
  }

  /** Takes a number. */
  void number(ExchangeRecord record, Fact fact, byte[] bytes, int from, int to) {
    String name = fact.attribute;
    if (name == null || to - from > LONGEST_NUMBER || !isNumber(bytes[from])) {
      return;
    }
    if (fact.shape == Fact.Shape.COUNT) {
      long value = count(bytes, from, to);
      if (fact != Fact.CHOICES || value != 1) {
        record.attribute(name, value);
      }
    } else if (fact.shape == Fact.Shape.NUMBER) {
      record.attribute(name, Double.valueOf(FactReader.string(bytes, from, to)));
    }
  }

  /** Returns a whole number, be it written as {@code 1000}, {@code 1000.0} or {@code 1e3}. */
  private static long count(byte[] bytes, int from, int to) {
    for (int p = from; p < to; p++) {
      if (bytes[p] == '.' || (bytes[p] | 0x20) == 'e') {
        try {
          double number = Double.parseDouble(FactReader.string(bytes, from, to));
          return (long) Math.max(-MOST, Math.min(MOST, number));
        } catch (NumberFormatException e) {
          break; // a form's field may hold anything
        }
      }
    }
    boolean negative = bytes[from] == '-';
    long value = FactReader.number(bytes, negative ? from + 1 : from, to);
    return negative ? -value : value;
  }

  /** Takes a text. */
  void text(ExchangeRecord record, Fact fact, byte[] bytes, int from, int to) {
    String name = fact.attribute;
    if (name == null || to - from > LONGEST_WORD) {
      return;
    }
    if (fact.shape == Fact.Shape.WORD) {
      Object known = record.attribute(name);
      if (known instanceof String && FactReader.same((String) known, bytes, from, to)) {
        return; // each event of a stream says it again
      }
      String word = FactReader.string(bytes, from, to);
      if (fact != Fact.TIER || !word.equals("auto")) {
        record.attribute(name, word);
      }
    } else if (fact.shape == Fact.Shape.WORDS) {
      List<String> all = words;
      if (all == null) {
        all = words = new ArrayList<>(2);
        record.attribute(name, Collections.unmodifiableList(all));
      }
      all.add(FactReader.string(bytes, from, to));
    } else if (fact.shape == Fact.Shape.OUTPUT) {
      String type = outputType(bytes, from, to);
      if (type != null) {
        record.attribute(name, type);
      }
    }
  }

  /** Returns the convention's word for a form of answers, or null. */
  private static @Nullable String outputType(byte[] bytes, int from, int to) {
    if (contains(bytes, from, to, JSON)) {
      return "json";
    }
    if (contains(bytes, from, to, AUDIO)) {
      return "speech";
    }
    if (contains(bytes, from, to, IMAGE)) {
      return "image";
    }
    return contains(bytes, from, to, TEXT) ? "text" : null;
  }

  private static boolean contains(byte[] bytes, int from, int to, byte[] word) {
    for (int p = from; p + word.length <= to; p++) {
      int i = 0;
      while (i < word.length && (bytes[p + i] | 0x20) == word[i]) {
        i++;
      }
      if (i == word.length) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNumber(byte first) {
    return first == '-' || (first >= '0' && first <= '9');
  }

  private static byte[] ascii(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }
}
