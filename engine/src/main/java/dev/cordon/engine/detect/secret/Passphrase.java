package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.FileEnding;
import dev.cordon.engine.detect.ScanText;
import org.jspecify.annotations.Nullable;

/**
 * Values of a password's own label that no other rule takes for one: several words in quotes, and
 * what holds marks that code has, alone to the end of its line. Thread-safe.
 */
final class Passphrase {
  private static final int LEAST = 8;
  private static final int MOST_WORDS = 8;

  /** Words of sentences about passwords; no passphrase is made with them. */
  private static final String SENTENCE = SecretWords.spaced("passphrase.sentence");

  /** Where paths begin that name a file with a secret in it. */
  private static final String[] PLACES = SecretWords.of("passphrase.places");

  private Passphrase() {}

  /** Tells whether an operator stands between label and value as in data, not as in code. */
  static boolean isLabelled(LabelledValue value) {
    boolean argument = value.operator == 0 && value.quote != 0; // --password "…"
    return (value.operator == ':' || value.operator == '=' || argument) && !value.apart;
  }

  /** Tells whether a whole text is several words that a password may be made of. */
  static boolean isWhole(ScanText text, int from, int to) {
    return text.at(from) != '"'
        && to - from <= PasswordJudge.LONGEST
        && words(text, from, null) == to;
  }

  /** Returns the end of the value, or its start if it is none. */
  static int end(ScanText text, LabelledValue value) {
    return value.quote != 0 ? words(text, value.start, value) : line(text, value);
  }

  /**
   * Returns the end of the words in a value's quotes, or up to the text's end if there is none, or
   * the start if they are no passphrase.
   */
  private static int words(ScanText text, int start, @Nullable LabelledValue value) {
    int end = start;
    int words = 1;
    int word = start;
    boolean mixed = false;
    while (end - start <= PasswordJudge.LONGEST && !ends(text, end, value)) {
      int b = text.at(end);
      int next = text.at(end + 1);
      mixed |= Ascii.isDigit(b);
      mixed |= "!#$%^*~".indexOf(b) >= 0 && Ascii.isAlnum(text.at(end - 1)) && Ascii.isAlnum(next);
      boolean escape = b == '\\' && value != null && next != value.quote;
      boolean variable = b == '$' && (value == null || value.quote != '\'');
      if (b == ' ') {
        if (end == word || isOfSentence(text, word, end)) {
          return start;
        }
        words++;
        word = end + 1;
      } else if (b < ' ' || escape || variable || b == '<' || b == '{') {
        return start;
      }
      end++;
    }
    boolean small = words >= 4 && Ascii.isLower(text.at(start));
    return words > 1
            && words <= MOST_WORDS
            && end - start >= LEAST
            && ends(text, end, value)
            && !isOfSentence(text, word, end)
            && (mixed || small)
        ? end
        : start;
  }

  private static boolean ends(ScanText text, int at, @Nullable LabelledValue value) {
    return value == null ? text.at(at) < 0 : value.closes(text, at);
  }

  private static boolean isOfSentence(ScanText text, int from, int to) {
    int length = to - from;
    for (int i = 0; i + length < SENTENCE.length() - 1; i = SENTENCE.indexOf(' ', i + 1)) {
      if (SENTENCE.charAt(i + length + 1) == ' ' && isSame(text, from, i + 1, length)) {
        return true;
      }
    }
    return to > from && text.at(to - 1) == '.';
  }

  private static boolean isSame(ScanText text, int from, int place, int length) {
    for (int i = 0; i < length; i++) {
      if (Ascii.lower(text.at(from + i)) != SENTENCE.charAt(place + i)) {
        return false;
      }
    }
    return true;
  }

  /** Takes what goes on to the end of a line and is no code, path or variable. */
  private static int line(ScanText text, LabelledValue value) {
    int start = value.start;
    int end = start;
    int letters = 0;
    int digits = 0;
    int marks = 0;
    int open = 0;
    while (end - start <= PasswordJudge.LONGEST && text.at(end) > ' ') {
      int b = text.at(end);
      letters += Ascii.isLetter(b) ? 1 : 0;
      digits += Ascii.isDigit(b) ? 1 : 0;
      marks += "/\\;<([{'\"`$".indexOf(b) >= 0 ? 1 : 0;
      open += "([{<".indexOf(b) >= 0 ? 1 : ")]}>".indexOf(b) >= 0 ? -1 : 0;
      end++;
    }
    boolean alone = text.at(end) < ' ';
    boolean syntax = ",;\"')}]>".indexOf(text.at(end - 1)) >= 0 || open < 0;
    boolean call = open == 0 && holds(text, start, end, "()[]{}<>");
    boolean first = "\"'`<{[(%&*".indexOf(text.at(start)) >= 0;
    return alone
            && !syntax
            && !call
            && !first
            && marks > 0
            && end - start >= LEAST
            && letters > 1
            && (digits > 0 || marks > 2)
            && !isReference(text, start, end)
        ? end
        : start;
  }

  private static boolean isReference(ScanText text, int start, int end) {
    if (text.at(start) == '$' && (text.at(start + 1) == '{' || text.at(start + 1) == '(')) {
      return true;
    }
    if (text.at(start) == '$' && Ascii.isUpper(text.at(start + 1))) {
      return true; // a variable, perhaps with a path behind
    }
    if (PasswordReference.isTerm(text, start)) {
      return true;
    }
    for (String place : PLACES) {
      if (LabelSyntax.stands(text, start, place)) {
        return true;
      }
    }
    for (int i = start; i < end; i++) {
      boolean scheme = text.at(i) == ':' && text.at(i + 1) == '/' && text.at(i + 2) == '/';
      boolean drive = i == start + 1 && text.at(i) == ':' && text.at(i + 1) == '\\';
      if (scheme
          || drive
          || isSetting(text, i)
          || FileEnding.isAt(text, i)
          || (text.at(i) == '$' && i > start && text.at(i + 1) == '{')) {
        return true;
      }
    }
    boolean address = text.at(start) == '/' && text.at(start + 1) == '/';
    return address || text.at(start) == '.' || text.at(start) == '~' || text.at(start) == '-';
  }

  /** Tells what ends a value in a line of several: {@code ;Encrypt=}, {@code &user=}. */
  private static boolean isSetting(ScanText text, int at) {
    if (text.at(at) != ';' && text.at(at) != '&') {
      return false;
    }
    int i = at + 1;
    while (i - at < 32 && Ascii.isWord(text.at(i))) {
      i++;
    }
    return i > at + 1 && text.at(i) == '=';
  }

  private static boolean holds(ScanText text, int from, int to, String marks) {
    for (int i = from; i < to; i++) {
      if (marks.indexOf(text.at(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
