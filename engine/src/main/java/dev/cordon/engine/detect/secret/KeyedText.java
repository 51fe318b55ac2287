package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/** Tells where a text that is a value under a key has its secret. */
final class KeyedText {
  /** Longer texts are no secrets. */
  static final int LONGEST = 2048;

  private static final int SHORTEST = 4;

  private KeyedText() {}

  /** Tells whether a text stands under a key and is as long as secrets are. */
  static boolean isKeyed(ScanText text) {
    int length = text.to() - text.from();
    return !text.key().isEmpty() && length >= SHORTEST && length <= LONGEST;
  }

  /** Returns where a keyed text is one word, or one behind the name of a scheme; -1 for others. */
  static int secret(ScanText text) {
    int from = text.from();
    int to = text.to();
    int blank = blank(text, from, to);
    if (blank == to) {
      return from;
    }
    int scheme = blank - from;
    boolean named = scheme >= 5 && scheme <= 6 && text.at(blank) == ' ';
    return named && blank(text, blank + 1, to) == to ? blank + 1 : -1;
  }

  /** Returns the first blank of a span, or its end. */
  static int blank(ScanText text, int from, int to) {
    int i = from;
    while (i < to && !Ascii.isBlank(text.at(i))) {
      i++;
    }
    return i;
  }
}
