package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/** Tells what is written where a password stands, but only says where it is or how it is made. */
final class PasswordReference {
  /** How values begin that name what is done to passwords. */
  private static final String[] TERMS = SecretWords.of("password_reference");

  private PasswordReference() {}

  /** Tells whether the value says where the password is: a variable, a path, a type, a tag. */
  static boolean isReference(ScanText text, int from, boolean quoted) {
    int first = text.at(from);
    int second = text.at(from + 1);
    if (first == '%' && Ascii.isLetter(second)) {
      return true;
    }
    if ("$<{%*[(&".indexOf(first) >= 0
        && !(quoted && first != '<' && first != '{' && first != '$')) {
      return true;
    }
    boolean flag = first == '-' && second == '-';
    boolean tag = (first == '!' || first == '@') && !quoted && Ascii.isLetter(second);
    boolean path =
        first == '/'
            || ((first == '.' || first == '~') && second == '/')
            || (Ascii.isLetter(first) && second == ':' && text.at(from + 2) == '\\');
    boolean escape = first == '\\' && (second == 'u' || second == 'x');
    return flag || tag || path || escape || isAddress(text, from);
  }

  /** Tells where a store keeps it: {@code op://…}, {@code ref+vault://…}. */
  private static boolean isAddress(ScanText text, int from) {
    int i = from;
    while (i - from < 24 && (Ascii.isAlnum(text.at(i)) || text.at(i) == '+')) {
      i++;
    }
    return i > from && text.at(i) == ':' && text.at(i + 1) == '/' && text.at(i + 2) == '/';
  }

  static boolean isCode(ScanText text, SecretSpan span, int made) {
    int i = span.start;
    while (Ascii.isLetter(text.at(i)) && i - span.start < 40) {
      i++;
    }
    boolean member =
        i - span.start >= 3
            && text.at(i) == '.'
            && Ascii.isLetter(text.at(i + 1))
            && !PasswordText.isMarked(made);
    boolean small = Ascii.isLower(text.at(span.start)) && Ascii.isLower(text.at(i - 1));
    return PasswordText.isCall(made)
        || (member && (small || !PasswordText.hasDigit(made)))
        || (PasswordText.isCode(made) && !PasswordText.isMarked(made) && span.isWords(text));
  }

  static boolean isTerm(ScanText text, int at) {
    for (String term : TERMS) {
      if (LabelSyntax.stands(text, at, term)) {
        return true;
      }
    }
    return false;
  }
}
