package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.FileEnding;
import dev.cordon.engine.detect.ScanText;

/** Reads host names with at least two labels, also internationalised ones. */
final class HostName {
  private static final int LONGEST = 253;

  /** Last labels that are file name endings and no top-level domains. */
  private static final String FILES = GeneralWords.spaced("host_name.files");

  private HostName() {}

  /**
   * Returns the end of the host name that begins at a place.
   *
   * @return the byte after it, or -1 if there is none with a plausible top-level domain
   */
  static int end(ScanText text, int start) {
    int i = start;
    int label = start;
    int end = -1;
    int labels = 0;
    int cut = -1;
    while (i - start <= LONGEST) {
      int b = text.at(i);
      if (Ascii.isAlnum(b) || (b >= 0x80 && !isMark(text, i)) || (b == '-' && i > label)) {
        if (b == '-' && labels > 0 && cut < label && isTop(text, label, i)) {
          cut = i;
        }
        i++;
        continue;
      }
      if (i == label || text.at(i - 1) == '-') {
        end = i > label && cut == i - 1 ? cut : end;
        break;
      }
      labels++;
      if (end > 0 && end == label - 1 && FileEnding.isAt(text, end)) {
        return end; // a host's name stays one before the ending of a file's
      }
      if (labels > 1 && isTop(text, label, i)) {
        end = i;
      } else if (labels > 1) {
        end = cut > 0 && (b != '.' || FileEnding.isAt(text, i)) ? cut : -1;
        if (end > 0) {
          return end;
        }
      }
      if (b != '.') {
        break;
      }
      label = ++i;
    }
    return end;
  }

  /** Tells the ellipsis, dashes and quotation marks from letters. */
  private static boolean isMark(ScanText text, int i) {
    return text.at(i) == 0xe2 && text.at(i + 1) == 0x80;
  }

  private static boolean isTop(ScanText text, int start, int end) {
    int length = end - start;
    if (length < 2 || length > 63) {
      return false;
    }
    if (length > 4 && (text.at(start) | 0x20) == 'x' && text.at(start + 2) == '-') {
      return true;
    }
    for (int i = start; i < end; i++) {
      if (!Ascii.isLetter(text.at(i)) && text.at(i) < 0x80) {
        return false;
      }
    }
    return length <= 24 && !isFile(text, start, end);
  }

  private static boolean isFile(ScanText text, int start, int end) {
    int length = end - start;
    if (length > 5) {
      return false;
    }
    int found = FILES.indexOf(' ');
    while (found >= 0) {
      int stop = FILES.indexOf(' ', found + 1);
      if (stop - found - 1 == length && matches(text, start, found + 1, length)) {
        return true;
      }
      found = stop;
    }
    return false;
  }

  private static boolean matches(ScanText text, int start, int place, int length) {
    for (int i = 0; i < length; i++) {
      if (Ascii.lower(text.at(start + i)) != FILES.charAt(place + i)) {
        return false;
      }
    }
    return true;
  }
}
