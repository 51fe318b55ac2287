package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/**
 * Private keys in PEM (RFC 7468), OpenPGP armour (RFC 9580), the form of RFC 4716 with four dashes,
 * and PuTTY's own. One that is cut off ends with its base64.
 */
final class PrivateKeyBlock implements LiteralDetector {
  /** A block from its first line to its last. */
  private static final int WHOLE = 99;

  /** Private lines under PuTTY's own head. */
  private static final int PUTTY = 97;

  private static final int LONGEST = 32768;

  /** How far behind the first line the base64 begins at the latest: headers stand between. */
  private static final int HEADERS = 512;

  private final DataType type;

  private PrivateKeyBlock(DataType type) {
    this.type = type;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "secret.private_key",
            DataClass.CREDENTIAL,
            Severity.CRITICAL,
            "PRIVATEKEY",
            "Private key");
    registry.literals(
        new PrivateKeyBlock(type), "-----BEGIN", "---- BEGIN SSH2", "Private-Lines: ");
    JsonWebKey.register(registry, type);
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (text.at(start) == 'P') {
      putty(text, end);
      return;
    }
    int label = end;
    while (label - end < 48 && text.at(label) >= ' ' && text.at(label) != '-') {
      label++;
    }
    if (!stands(text, label, "----") || !holds(text, end, label, "PRIVATE KEY")) {
      return;
    }
    int body = label + (text.at(label + 4) == '-' ? 5 : 4);
    int first = firstRun(text, body);
    if (first < 0) {
      return; // a text that speaks of keys, or a placeholder
    }
    int limit = Math.min(text.to(), body + LONGEST);
    for (int i = first; i < limit; i++) {
      if (text.at(i) == '-' && stands(text, i, "----")) {
        report(text, start, first, i, limit);
        return;
      }
    }
    text.report(type, start, bodyEnd(text, first, limit), Confidence.STRONG);
  }

  private void report(ScanText text, int start, int first, int line, int limit) {
    int close = line;
    while (close < limit && (text.at(close) == '-' || text.at(close) == ' ')) {
      close++;
    }
    if (!stands(text, close, "END")) {
      text.report(type, start, bodyEnd(text, first, line), Confidence.STRONG);
      return;
    }
    while (close < limit && close - line < 64 && text.at(close) >= ' ' && text.at(close) != '-') {
      close++;
    }
    while (close < limit && text.at(close) == '-') {
      close++;
    }
    text.report(type, start, close, WHOLE);
  }

  /** Reports the lines that {@code Private-Lines: 8} announces. */
  private void putty(ScanText text, int count) {
    int line = count;
    while (Ascii.isDigit(text.at(line)) && line - count < 4) {
      line++;
    }
    int first = firstRun(text, line);
    if (line > count && first >= 0) {
      text.report(type, first, bodyEnd(text, first, Math.min(text.to(), first + LONGEST)), PUTTY);
    }
  }

  /** Returns where the base64 begins, or -1 if there is none: headers alone may stand before it. */
  private static int firstRun(ScanText text, int from) {
    int i = from;
    while (i - from < HEADERS && text.at(i) >= 0) {
      int b = text.at(i);
      if (b == '\\') {
        i += 2; // an escape such as \n
      } else if (isQuoted(text, i)) {
        i++;
      } else if (Ascii.isAlnum(b) || ((b == '/' || b == '+') && Ascii.isAlnum(text.at(i + 1)))) {
        int end = i;
        while (end - i < 64 && isBase64(text.at(end))) {
          end++;
        }
        if (isBody(text, i, end)) {
          return i;
        }
        i = header(text, end);
        if (i < 0) {
          return -1;
        }
      } else if (Ascii.isBlank(b) || b == '"' || b == '\'' || b == '+' || b == ',') {
        i++;
      } else {
        return -1;
      }
    }
    return -1;
  }

  /** Returns the end of a line such as {@code Proc-Type: 4,ENCRYPTED}, or -1 if it is none. */
  private static int header(ScanText text, int from) {
    int name = from;
    while ((Ascii.isAlnum(text.at(name)) || text.at(name) == '-') && name - from < 64) {
      name++;
    }
    boolean colon = text.at(name) == ':';
    int i = from;
    while (i - from < 120 && text.at(i) >= ' ' && text.at(i) != '\\' && text.at(i) != '"') {
      i++;
    }
    return colon ? i : -1;
  }

  private static boolean isBody(ScanText text, int from, int end) {
    boolean capital = false;
    boolean other = false;
    for (int i = from; i < end; i++) {
      capital |= Ascii.isUpper(text.at(i));
      other |= i > from + 1 && (Ascii.isLower(text.at(i)) || Ascii.isDigit(text.at(i)));
    }
    int b = text.at(end);
    boolean line =
        b < 0 || b == '\n' || b == '\r' || b == '\\' || b == '"' || b == '\'' || b == '-';
    return end - from >= 6
        && capital
        && other
        && (line || b == ' ' || b == '.' || isBase64(b))
        && !isMonotonous(text, from, end);
  }

  private static boolean isMonotonous(ScanText text, int from, int to) {
    long seen = 0;
    for (int i = from; i < to; i++) {
      seen |= 1L << (text.at(i) & 63);
    }
    return Long.bitCount(seen) < 4;
  }

  /** Returns where the last line ends that is base64 alone. */
  private static int bodyEnd(ScanText text, int from, int limit) {
    int end = from;
    int i = from;
    while (i < limit) {
      int run = i;
      while (run < limit && isBase64(text.at(run))) {
        run++;
      }
      int b = text.at(run);
      if (run == i && isQuoted(text, i)) {
        i++;
        continue;
      }
      boolean over = b < 0 || b == '\n' || b == '\r' || b == '\\' || b == '"' || b == '\'';
      boolean goesOn = b == ' ' ? run == i || run - i >= 16 : run == i && (b == ',' || b == '+');
      if (!over && !goesOn) {
        break; // such as a header of what follows
      }
      end = run - i >= 2 ? run : end;
      i = run + (b == '\\' ? 2 : 1);
    }
    return end;
  }

  /** Tells the mark that begins each line of a quotation in mail or Markdown. */
  private static boolean isQuoted(ScanText text, int i) {
    return text.at(i) == '>' && text.at(i - 1) == '\n';
  }

  private static boolean isBase64(int b) {
    return Ascii.isAlnum(b) || b == '+' || b == '/' || b == '=';
  }

  private static boolean holds(ScanText text, int from, int to, String word) {
    for (int i = from; i + word.length() <= to; i++) {
      if (stands(text, i, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean stands(ScanText text, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (text.at(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
