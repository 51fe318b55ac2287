package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;

/** Mail addresses written to be read by people: {@code name (at) example (dot) com}. */
final class SpokenEmail implements LiteralDetector {
  private static final int LONGEST = 64;

  private final DataType type;

  private SpokenEmail(DataType type) {
    this.type = type;
  }

  static void register(Registry registry, DataType type) {
    registry.wholeLiterals(new SpokenEmail(type), "(?i)at");
  }

  @Override
  public void found(ScanText text, int word, int wordEnd) {
    int start = word - 1;
    int end = wordEnd + 1;
    int open = text.at(start);
    int close = text.at(wordEnd);
    if (open == ' ' && (text.at(start - 1) == '(' || text.at(start - 1) == '[')) {
      open = text.at(--start);
      close = text.at(end++);
    }
    boolean bracketed = close == closing(open);
    if (!bracketed && (open != ' ' || close != ' ')) {
      return;
    }
    int local = localStart(text, text.at(start - 1) == ' ' ? start - 1 : start);
    if (local < 0) {
      return;
    }
    int at = text.at(end) == ' ' ? end + 1 : end;
    int labels = 0;
    boolean spoken = false;
    int last = -1;
    while (labels < 6) {
      int stop = labelEnd(text, at);
      if (stop == at) {
        break;
      }
      labels++;
      last = stop;
      int next = dotEnd(text, stop);
      if (next < 0) {
        break;
      }
      spoken |= next > stop + 1;
      at = next;
    }
    if (labels < 2 || !isTop(text, at, last) || !(spoken || bracketed)) {
      return;
    }
    text.report(
        type,
        spokenStart(text, local),
        last,
        bracketed ? spoken ? Confidence.SUPPORTED : Confidence.LABELLED : Confidence.PLAUSIBLE);
  }

  private static int closing(int open) {
    switch (open) {
      case '(':
        return ')';
      case '[':
        return ']';
      case '{':
        return '}';
      case '<':
        return '>';
      default:
        return open == '_' ? '_' : -2;
    }
  }

  private static int localStart(ScanText text, int end) {
    int i = end;
    while (end - i < LONGEST && (Ascii.isWord(text.at(i - 1)) || isInner(text.at(i - 1)))) {
      i--;
    }
    while (i < end && !Ascii.isWord(text.at(i))) {
      i++;
    }
    return i == end || !Ascii.isAlnum(text.at(end - 1)) ? -1 : i;
  }

  /** Passes the words before a local part that {@code [dot]} or {@code dot} joins to it. */
  private static int spokenStart(ScanText text, int local) {
    int start = local;
    for (int words = 0; words < 3; words++) {
      int i = text.at(start - 1) == ' ' ? start - 1 : start;
      boolean bracket = text.at(i - 1) == ']' || text.at(i - 1) == ')';
      i -= bracket ? 1 : 0;
      if (!isDot(text, i - 3) || (!bracket && i == start)) {
        break;
      }
      i -= 3;
      int open = text.at(i - 1);
      if (bracket ? open != '[' && open != '(' : open != ' ') {
        break;
      }
      i--;
      int word = localStart(text, bracket && text.at(i - 1) == ' ' ? i - 1 : i);
      if (word < 0) {
        break;
      }
      start = word;
    }
    return start;
  }

  private static boolean isInner(int b) {
    return b == '.' || b == '-' || b == '+';
  }

  private static int labelEnd(ScanText text, int start) {
    int i = start;
    while (i - start < LONGEST && (Ascii.isAlnum(text.at(i)) || (i > start && text.at(i) == '-'))) {
      i++;
    }
    return i;
  }

  /** Returns what follows a dot or a word for it, or -1. */
  private static int dotEnd(ScanText text, int start) {
    if (text.at(start) == '.') {
      return start + 1;
    }
    int i = text.at(start) == ' ' ? start + 1 : start;
    int open = text.at(i);
    boolean bracket = open == '(' || open == '[' || open == '{' || open == '<';
    if (!bracket && i == start) {
      return -1;
    }
    i += bracket ? 1 : 0;
    i += bracket && text.at(i) == ' ' ? 1 : 0;
    if (bracket && text.at(i) == '.') {
      i++;
    } else if (isDot(text, i)) {
      i += 3;
    } else {
      return -1;
    }
    i += bracket && text.at(i) == ' ' ? 1 : 0;
    if (bracket) {
      i++;
    }
    return text.at(i) == ' ' ? i + 1 : bracket ? i : -1;
  }

  private static boolean isDot(ScanText text, int i) {
    return (text.at(i) | 0x20) == 'd'
        && (text.at(i + 1) | 0x20) == 'o'
        && (text.at(i + 2) | 0x20) == 't';
  }

  private static boolean isTop(ScanText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Ascii.isLetter(text.at(i))) {
        return false;
      }
    }
    return end - start >= 2 && end - start <= 10;
  }
}
