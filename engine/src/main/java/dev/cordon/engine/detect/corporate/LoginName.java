package dev.cordon.engine.detect.corporate;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.FileEnding;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.WordSet;

/**
 * Names that somebody logs in with, behind the word for it: {@code Login: dmarchetti}. Accounts of
 * programs ({@code root}) and what source code writes there ({@code username: String}) are none.
 */
public final class LoginName implements LiteralDetector {
  private static final WordSet OTHERS = CorporateWords.list("user.others");
  private static final WordSet STATES = CorporateWords.list("user.states");
  private static final WordSet PASSWORDS = CorporateWords.list("user.passwords");
  private static final WordSet OWNERS = CorporateWords.list("user.owners");
  private static final int SHORTEST = 3;
  private static final int LONGEST = 32;

  private final DataType type;

  private LoginName(DataType type) {
    this.type = type;
  }

  /** Declares the type of such names, for whoever else finds one. */
  public static DataType type(Registry registry) {
    return registry.type(
        new DataType(
            "internal.user_name",
            DataClass.INTERNAL,
            Severity.LOW,
            "LOGIN",
            "Name to log in with"));
  }

  static void register(Registry registry) {
    DataType type = type(registry);
    LoginName names = new LoginName(type);
    registry.wholeLiterals(names, CorporateWords.words("user.labels", "(?i)"));
    registry.literals(names, CorporateWords.words("user.eastern"));
    AccountName.register(registry, type);
  }

  @Override
  public void found(ScanText text, int label, int behind) {
    int start = NumberText.afterLabel(text, behind);
    boolean vague = behind - label == 4 && Ascii.lower(text.at(label)) == 'u';
    boolean keyed =
        (text.at(label - 1) == '"' && text.at(behind) == '"')
            || (text.at(label - 1) == '<' && text.at(behind) == '>');
    vague &= !keyed;
    if (vague && text.at(behind) != ' ') {
      return; // user, but for a key
    }
    if (start > 0 && !vague && isNumber(text, start)) {
      return;
    }
    if (start < 0 || !Ascii.isLetter(text.at(start)) || !text.beginsWord(label)) {
      return;
    }
    int end = start;
    int part = start;
    boolean marked = false;
    boolean domain = false;
    while (end - start <= LONGEST && isName(text, end, start)) {
      boolean joint = !Ascii.isAlnum(text.at(end));
      domain |= text.at(end) == '\\';
      marked |= (joint && text.at(end) != '-') || Ascii.isDigit(text.at(end));
      if (joint) {
        if (OTHERS.holds(text, part, end)) {
          return;
        }
        part = end + 1;
      }
      end++;
    }
    int length = end - start;
    boolean capital = Ascii.isUpper(text.at(start)) && !domain && !isCode(text, start, end);
    boolean known = OTHERS.holds(text, part, end) || capital;
    if (length < SHORTEST || length > LONGEST || known || isContinued(text, end)) {
      return;
    }
    if (vague) {
      boolean file = part > start && FileEnding.isAt(text, part - 1);
      boolean made = part > start && part - start > 1 && !capital && !file;
      if (made && text.at(start - 1) == ' ' && text.at(part - 1) != '-') {
        text.report(type, start, end, Confidence.PLAUSIBLE);
      }
      return;
    }
    boolean foreign = text.at(behind - 1) >= 0x80 && !isLatin(text, behind);
    if (marked
        || foreign
        || isBeforePassword(text, end)
        || (isOwned(text, label) && !STATES.holds(text, start, end))
        || isAlone(text, behind, start, end)) {
      text.report(type, start, end, Confidence.PLAUSIBLE);
    }
  }

  /** Tells whether a word without a digit is set off from a sentence on both sides. */
  private static boolean isAlone(ScanText text, int behind, int start, int end) {
    int after = text.at(end);
    int word = end + 1;
    while (word - end < LONGEST && Ascii.isWord(text.at(word))) {
      word++;
    }
    boolean goesOn = after == ' ' && Ascii.isLetter(text.at(end + 1)) && text.at(word) != '=';
    boolean colon = false;
    for (int i = behind; i < start; i++) {
      int b = text.at(i);
      colon |= b == ':' || b == '=' || b == '|';
      goesOn |= b == '"' && text.at(i + 1) == ' ';
    }
    return colon && !goesOn;
  }

  private static boolean isName(ScanText text, int at, int start) {
    int b = text.at(at);
    return Ascii.isAlnum(b)
        || ((b == '.' || b == '_' || b == '-') && at > start && Ascii.isAlnum(text.at(at + 1)))
        || (b == '\\' && at > start + 1 && isDomain(text, start, at));
  }

  /** Tells {@code CORP\jdoe} from a name before an escape: two letters of a word follow. */
  private static boolean isDomain(ScanText text, int start, int at) {
    boolean upper = true;
    for (int i = start; i < at; i++) {
      upper &= Ascii.isUpper(text.at(i)) || Ascii.isDigit(text.at(i)) || text.at(i) == '-';
    }
    return upper && Ascii.isAlnum(text.at(at + 1)) && Ascii.isAlnum(text.at(at + 2));
  }

  /** Reports a number of at least five digits that somebody logs in with. */
  private boolean isNumber(ScanText text, int start) {
    int end = start;
    while (end - start <= 12 && Ascii.isDigit(text.at(end))) {
      end++;
    }
    int b = text.at(end);
    boolean more =
        (b == '-' || b == '.' || b == ':' || b == '/') && Ascii.isAlnum(text.at(end + 1));
    boolean number = end - start >= 5 && end - start <= 12 && text.endsWord(end) && !more;
    if (number && b != '(' && b != '%') {
      text.report(type, start, end, Confidence.PLAUSIBLE);
    }
    return number;
  }

  private static boolean isLatin(ScanText text, int end) {
    int lead = end - 1;
    while (end - lead < 4 && text.at(lead) >= 0x80 && text.at(lead) < 0xc0) {
      lead--;
    }
    return text.at(lead) >= 0xc3 && text.at(lead) <= 0xc8;
  }

  /** Tells whether a word for a password follows: {@code login jdoe pw …}. */
  private static boolean isBeforePassword(ScanText text, int end) {
    int at = text.at(end) == ',' ? end + 1 : end;
    int stop = text.at(at) == ' ' ? PASSWORDS.end(text, at + 1) : -1;
    return stop > 0 && (text.at(stop) == ' ' || text.at(stop) == ':');
  }

  /** Tells {@code my login is …}. */
  private static boolean isOwned(ScanText text, int label) {
    int word = OWNERS.start(text, label - 1);
    return text.at(label - 1) == ' ' && word >= 0 && text.beginsWord(word);
  }

  /** Tells {@code EMP0048}, capitals and at least three digits, from a word. */
  private static boolean isCode(ScanText text, int start, int end) {
    int i = start;
    while (i < end && Ascii.isUpper(text.at(i))) {
      i++;
    }
    int digits = i;
    while (digits < end && Ascii.isDigit(text.at(digits))) {
      digits++;
    }
    return digits == end && digits - i >= 3 && i - start <= 5;
  }

  private static boolean isContinued(ScanText text, int end) {
    int b = text.at(end);
    boolean isnt = b == '\'' && text.at(end + 1) == 't' && text.at(end - 1) == 'n';
    return isnt || b == '(' || b == '@' || b == '[' || b == '/' || b == ':' || b == '_'
        || b >= 0x80;
  }
}
