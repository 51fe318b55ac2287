package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;

/**
 * A code of digits on the line behind a word for one, some words between: {@code the PIN of her
 * laptop was 771934}, {@code the code for the first-aid cabinet is now 3-8-5}. What is only called
 * a code needs a word for what it opens near. Thread-safe.
 */
final class NearbyCode implements LiteralDetector {
  /** How far behind the word a code may begin, bytes. */
  private static final int FAR = 72;

  /** How far around the word is looked for what is opened, bytes. */
  private static final int NEAR = 64;

  /** So many codes may follow a word: {@code from 2580 to 9174}. */
  private static final int CODES = 3;

  private static final int LEAST = 4;
  private static final int MOST = 8;
  private static final int TEXT = 14;
  private static final int CONFIDENCE = 62;

  /** What counts things, behind a number that is no code. */
  private static final WordSet UNITS = new WordSet(SecretWords.of("nearby_code.units"));

  /** Words before a number that is none. */
  private static final WordSet OTHERS = new WordSet(SecretWords.of("nearby_code.others"));

  private final DataType type;
  private final Context opened;

  /** Whether the word names what opens, not any code. */
  private final boolean sure;

  private NearbyCode(DataType type, Context opened, boolean sure) {
    this.type = type;
    this.opened = opened;
    this.sure = sure;
  }

  static void register(Registry registry, DataType type) {
    Context opened = registry.context(SecretWords.words("nearby_code.opened"));
    registry.wholeLiterals(
        new NearbyCode(type, opened, true), SecretWords.words("nearby_code.sure", "(?i)"));
    registry.wholeLiterals(
        new NearbyCode(type, opened, true), SecretWords.words("nearby_code.names"));
    registry.wholeLiterals(
        new NearbyCode(type, opened, false), SecretWords.words("nearby_code.codes", "(?i)"));
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int codes = 0;
    if (text.at(end) == ':' || text.at(end) == '=') {
      return; // a label, which others read
    }
    int i = end;
    while (i - end < FAR && codes < CODES && text.at(i) >= ' ') {
      int b = text.at(i);
      boolean begins = Ascii.isAlnum(b) || b == '*' || b == '#';
      int before = text.at(i - 1);
      if (!begins || Ascii.isWord(before) || isJoint(before)) {
        i++;
        continue;
      }
      int to = end(text, i);
      if (to > i && isCode(text, i, to, i - end)) {
        if (codes == 0 && !sure && !text.near(opened, start, to, NEAR, NEAR)) {
          return;
        }
        text.report(type, i, to, CONFIDENCE);
        codes++;
      }
      i = Math.max(to, i + 1);
    }
  }

  private static boolean isJoint(int b) {
    return b == '-' || b == '.' || b == ':' || b == '/' || b == ',' || b == '$' || b == '@';
  }

  /** Returns the end of what may be a code: letters and digits, groups of digits. */
  private static int end(ScanText text, int from) {
    int i = from;
    while (i - from <= TEXT) {
      int b = text.at(i);
      boolean mark = b == '*' || b == '#';
      boolean group = (b == '-' || b == ' ') && i > from && isGroup(text, i);
      if (!Ascii.isAlnum(b) && !mark && !group) {
        break;
      }
      i++;
    }
    return i;
  }

  /** Tells what joins groups of as many digits on both sides: {@code 28-06-34}, {@code 7 7 1 5}. */
  private static boolean isGroup(ScanText text, int gap) {
    int before = 0;
    while (before < LEAST && Ascii.isDigit(text.at(gap - 1 - before))) {
      before++;
    }
    int behind = 0;
    while (behind < LEAST && Ascii.isDigit(text.at(gap + 1 + behind))) {
      behind++;
    }
    boolean letter = before == 0 && text.at(gap) == '-' && Ascii.isUpper(text.at(gap - 1));
    boolean even = before == behind || (text.at(gap) == '-' && Math.abs(before - behind) == 1);
    return behind > 0 && behind < LEAST && ((even && before > 0) || letter);
  }

  private boolean isCode(ScanText text, int from, int to, int distance) {
    int digits = 0;
    int letters = 0;
    int small = 0;
    int joints = 0;
    for (int i = from; i < to; i++) {
      digits += Ascii.isDigit(text.at(i)) ? 1 : 0;
      letters += Ascii.isLetter(text.at(i)) ? 1 : 0;
      small += Ascii.isLower(text.at(i)) ? 1 : 0;
      joints += text.at(i) == '-' || text.at(i) == ' ' ? 1 : 0;
    }
    boolean plain = digits >= LEAST && digits <= MOST && letters <= 2 && small == 0;
    boolean groups = joints >= 2 && digits >= joints && digits <= MOST && letters <= 1;
    boolean mixed = distance <= 6 && small > 0 && letters > small && digits > 0 && to - from >= 5;
    return (plain || groups || (mixed && sure))
        && !isOther(text, from, to)
        && !(isYear(text, from, to) && distance > 4);
  }

  private static boolean isYear(ScanText text, int from, int to) {
    boolean century = text.at(from) == '2' && text.at(from + 1) == '0';
    century |= text.at(from) == '1' && text.at(from + 1) == '9';
    return to - from == LEAST && century && Ascii.isDigit(text.at(to - 1));
  }

  /** Tells an amount, a share, a part of something longer, what is counted. */
  private static boolean isOther(ScanText text, int from, int to) {
    int b = text.at(to);
    boolean more = isJoint(b) && Ascii.isAlnum(text.at(to + 1));
    if (more || Ascii.isWord(b) || b == '%' || b == 0xc2 || b == 0xe2 || text.at(from - 2) == '$') {
      return true;
    }
    int unit = b == ' ' ? to + 1 : to;
    int stop = UNITS.end(text, unit);
    if (stop > 0 && !Ascii.isWord(text.at(stop))) {
      return true;
    }
    int word = text.at(from - 1) == ' ' ? OTHERS.start(text, from - 1) : -1;
    return word >= 0 && text.beginsWord(word);
  }
}
