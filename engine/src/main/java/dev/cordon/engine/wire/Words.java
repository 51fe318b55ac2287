package dev.cordon.engine.wire;

import java.util.ArrayList;
import java.util.List;

/** Splits at separators without regular expressions, which cost too much in a JVM that starts. */
final class Words {
  private Words() {}

  /** Returns the parts between separators that are not empty. */
  static List<String> split(String text, char separator) {
    List<String> words = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf(separator, from);
      end = end < 0 ? text.length() : end;
      if (end > from) {
        words.add(text.substring(from, end));
      }
      from = end + 1;
    }
    return words;
  }
}
