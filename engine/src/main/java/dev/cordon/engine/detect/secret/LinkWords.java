package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import java.nio.charset.StandardCharsets;

/** What links a label to its value in sentences of other languages than English. */
final class LinkWords {
  /** Words that stand alone, of German to Turkish: is, was, reads, as. */
  private static final byte[][] WORDS =
      bytes(
          "ist jetzt",
          "ist jetz",
          "ist nun",
          "ist",
          "lautet jetzt",
          "lautet",
          "lautete",
          "war",
          "heißt",
          "is jetz",
          "is nu",
          "is now",
          "est désormais",
          "est",
          "c'est",
          "était",
          "sera",
          "es ahora",
          "ahora es",
          "sigue siendo",
          "es",
          "era",
          "è",
          "é",
          "e'",
          "fica",
          "ficou",
          "são",
          "er nå",
          "er nu",
          "er",
          "var",
          "är nu",
          "är",
          "lyder",
          "bliver",
          "blir",
          "on nyt",
          "on",
          "oli",
          "to",
          "jest",
          "było",
          "brzmi",
          "olarak",
          "este",
          "sunt",
          "je",
          "byla",
          "bylo",
          "bude",
          "yra",
          "ir",
          "e",
          "я",
          "это",
          "е",
          "є",
          "була",
          "был",
          "είναι",
          "هي",
          "هو",
          "هى",
          "است",
          "הוא",
          "היא",
          "है",
          "हैं",
          "là",
          "คือ",
          "adalah");

  /** What is written right behind a label where words have no blanks between. */
  private static final byte[][] PARTICLES =
      bytes("是", "为", "為", "：", "は", "が", "从", "從", "는", "은", "가", "이", "คือ");

  private LinkWords() {}

  private static byte[][] bytes(String... words) {
    byte[][] all = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      all[i] = words[i].getBytes(StandardCharsets.UTF_8);
    }
    return all;
  }

  /** Returns the end of a linking word and the blank behind it, or the place where none stands. */
  static int end(ScanText text, int at) {
    for (byte[] word : WORDS) {
      int end = at + word.length;
      if (stands(text, at, word) && (text.at(end) == ' ' || text.at(end) == ':')) {
        return end;
      }
    }
    return at;
  }

  /** Tells whether a linking word ends at a place. */
  static boolean endsAt(ScanText text, int end) {
    for (byte[] word : WORDS) {
      int start = end - word.length;
      if (text.at(start - 1) == ' ' && stands(text, start, word)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the end of a particle behind a label, or the place where none stands. */
  static int particle(ScanText text, int at) {
    if (text.at(at) < 0xe0) {
      return at;
    }
    for (byte[] word : PARTICLES) {
      if (stands(text, at, word)) {
        return at + word.length;
      }
    }
    return at;
  }

  private static boolean stands(ScanText text, int at, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if (Ascii.lower(text.at(at + i)) != (word[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }
}
