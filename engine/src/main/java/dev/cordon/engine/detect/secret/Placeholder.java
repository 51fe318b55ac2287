package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/** What documents show in place of a secret. */
final class Placeholder {
  private static final int SAMPLE = 96;

  private static final String[] PLACEHOLDERS = {
    "example",
    "placeholder",
    "changeme",
    "changeit",
    "change_me",
    "change-me",
    "redacted",
    "xxxxxx",
    "your_",
    "your-",
    "yourapi",
    "yourtoken",
    "yoursecret",
    "yourkey",
    "_here",
    "-here",
    "dummy",
    "******",
    "......",
    "insert_",
    "insert-",
    "replace_",
    "replace-",
    "sample",
    "abcdefgh",
    "123456789abc",
    "0123456789",
    "process.env",
    "getenv",
    "environ"
  };

  private static final String[] SAMPLES = {
    "password", "passwd", "passwort", "pass", "pwd", "secret", "token", "pw"
  };

  private Placeholder() {}

  /** Tells whether the secret is one that documents show in place of a real one. */
  static boolean isOne(ScanText text, int start, int end) {
    int to = Math.min(end, start + SAMPLE);
    boolean cut = text.at(end) == '.' && text.at(end + 1) == '.';
    if (cut || isSample(text, start, to)) {
      return true;
    }
    for (int i = start; i < to; i++) {
      int b = Ascii.lower(text.at(i));
      for (String word : PLACEHOLDERS) {
        if (b == word.charAt(0) && stands(text, i, end, word)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Tells {@code user:password} and {@code $USER:$PASSWORD}: the words where a password stands. */
  private static boolean isSample(ScanText text, int start, int to) {
    int from = to;
    while (from > start && text.at(from - 1) != ':') {
      from--;
    }
    int first = text.at(from);
    if (first == '$' || first == '<' || first == '{') {
      return text.at(from + 1) == '{' || Ascii.isLetter(text.at(from + 1));
    }
    for (String word : SAMPLES) {
      if (to - from == word.length()
          && Ascii.lower(first) == word.charAt(0)
          && stands(text, from, to, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean stands(ScanText text, int at, int end, String word) {
    if (at + word.length() > end) {
      return false;
    }
    for (int i = 1; i < word.length(); i++) {
      if (Ascii.lower(text.at(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
