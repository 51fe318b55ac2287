package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;
import dev.cordon.engine.detect.person.TechnicalWord;

/** How much a word is made as people make passwords. */
final class PasswordForm {
  /** Nothing speaks for it. */
  static final int NONE = 0;

  /** Words that are joined: {@code calvin-and-hops}. */
  static final int JOINED = 1;

  /** Joined words and a number, as many names of machines are, too: {@code mole-lawn-33}. */
  static final int SLUG = 2;

  /** A word and a number, or joined words with capitals and a number: {@code Heron1988}. */
  static final int NUMBERED = 3;

  /** A mark or a digit within words, or a mark behind a number: {@code Tr0ub4dor&3}. */
  static final int MIXED = 4;

  private static final int LEAST = 6;
  private static final int MOST = 40;
  private static final int LEAST_LETTERS = 4;
  private static final int MOST_DIGITS = 4;

  /** Names of products and formats, which have numbers. */
  private static final WordSet PRODUCTS = new WordSet(SecretWords.of("nearby_password.products"));

  private static final WordSet SAMPLES = new WordSet(SecretWords.of("placeholder.samples"));

  private PasswordForm() {}

  /** Returns the form of a span. */
  static int of(ScanText text, int from, int to) {
    if (to - from < LEAST || to - from > MOST || !isPlain(text, from, to)) {
      return NONE;
    }
    int made = PasswordText.of(text, from, to);
    boolean digit = PasswordText.hasDigit(made);
    if (digit && (isMarked(text, from, to) || isWoven(text, from, to))) {
      return MIXED;
    }
    if (isNumbered(text, from, to)) {
      return NUMBERED;
    }
    if (!PasswordText.isJoined(made)) {
      return NONE;
    }
    int words = words(text, from, to);
    if (words == 0 || isConstant(text, from, to)) {
      return NONE;
    }
    boolean capital = PasswordText.isMadeUp(made) && Ascii.isUpper(text.at(from));
    return !digit ? JOINED : capital ? NUMBERED : SLUG;
  }

  /** Tells {@code MAX_HEAP2} and a token of ours, {@code EMAIL_7GK2QX}. */
  private static boolean isConstant(ScanText text, int from, int to) {
    boolean joined = false;
    for (int i = from; i < to; i++) {
      int b = text.at(i);
      if (!Ascii.isUpper(b) && !Ascii.isDigit(b) && b != '_') {
        return false;
      }
      joined |= b == '_';
    }
    return joined;
  }

  /** Tells what holds no mark of a path, an address or code. */
  static boolean isPlain(ScanText text, int from, int to) {
    int letters = 0;
    for (int i = from; i < to; i++) {
      int b = text.at(i);
      letters += Ascii.isLetter(b) || b >= 0xc0 ? 1 : 0;
      boolean dot = b == '.' && !isInner(text, from, i);
      if (dot || "/\\:<>=@[]{}|,;".indexOf(b) >= 0) {
        return false;
      }
    }
    return letters >= 3 && (Ascii.isAlnum(text.at(from)) || text.at(from) >= 0xc0);
  }

  /** Tells the dot of {@code Grey.Heron8}, which members of code hardly have. */
  private static boolean isInner(ScanText text, int from, int dot) {
    for (int i = from; i < dot; i++) {
      if (!Ascii.isLetter(text.at(i)) && text.at(i) != '.') {
        return false;
      }
    }
    int next = text.at(dot + 1);
    boolean name = Ascii.isUpper(next) && Ascii.isLower(text.at(dot + 2));
    return Ascii.isUpper(text.at(from)) && (name || Ascii.isDigit(next));
  }

  /** Tells {@code Heron1988} and {@code heron88!}, a word and two to four digits. */
  static boolean isNumbered(ScanText text, int from, int to) {
    int letters = from;
    boolean small = false;
    while (letters < to && (Ascii.isLetter(text.at(letters)) || text.at(letters) >= 0x80)) {
      small |= !Ascii.isUpper(text.at(letters));
      letters++;
    }
    int digits = letters;
    while (digits < to && Ascii.isDigit(text.at(digits))) {
      digits++;
    }
    int end = digits;
    while (end < to && "!?*#$%&+.".indexOf(text.at(end)) >= 0) {
      end++;
    }
    return small
        && end == to
        && letters - from >= LEAST_LETTERS
        && digits - letters >= 2
        && digits - letters <= MOST_DIGITS
        && !TechnicalWord.is(text, from, letters)
        && !PRODUCTS.holds(text, from, letters)
        && !SAMPLES.holds(text, from, letters);
  }

  /** Tells whether a mark that names and code lack stands between letters or before a digit. */
  private static boolean isMarked(ScanText text, int from, int to) {
    for (int i = from + 1; i < to - 1; i++) {
      if ("!#$%&+*~^?".indexOf(text.at(i)) >= 0) {
        return Ascii.isLetter(text.at(i - 1)) || Ascii.isDigit(text.at(i - 1));
      }
    }
    boolean mark = "!?*#$%&+".indexOf(text.at(to - 1)) >= 0;
    return mark && Ascii.isDigit(text.at(to - 2)) && Ascii.isUpper(text.at(from));
  }

  /** Tells digits in the place of letters, {@code Tr4nv1a}: small letters on both sides. */
  private static boolean isWoven(ScanText text, int from, int to) {
    int woven = 0;
    int small = 0;
    boolean capital = false;
    for (int i = from; i < to; i++) {
      small += Ascii.isLower(text.at(i)) ? 1 : 0;
      capital |= Ascii.isUpper(text.at(i));
      boolean digit = Ascii.isDigit(text.at(i)) && !Ascii.isDigit(text.at(i + 1));
      woven += digit && Ascii.isLower(text.at(i - 1)) && Ascii.isLower(text.at(i + 1)) ? 1 : 0;
    }
    return woven > 0 && capital && small >= 5;
  }

  /** Counts the words of four and more letters between joints, 0 if a part is none of a name. */
  private static int words(ScanText text, int from, int to) {
    int words = 0;
    int part = from;
    for (int i = from; i <= to; i++) {
      int b = i < to ? text.at(i) : '-';
      if (b == '-' || b == '_' || b == '.') {
        words += i - part >= LEAST_LETTERS && isLetters(text, part, i) ? 1 : 0;
        part = i + 1;
      }
    }
    return words;
  }

  private static boolean isLetters(ScanText text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Ascii.isLetter(text.at(i)) && text.at(i) < 0x80) {
        return false;
      }
    }
    return !TechnicalWord.is(text, from, to);
  }
}
