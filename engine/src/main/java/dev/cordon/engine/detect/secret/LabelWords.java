package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import java.util.Locale;

/** The words of a label that say whether its value is a secret or only about one. */
final class LabelWords {
  /** Last words of labels of something that is about a secret, and none. */
  private static final String ABOUT = SecretWords.spaced("label_words.about");

  /** Words before the last that say so: what the key or token is for is to find, page or name. */
  private static final String HARMLESS = SecretWords.spaced("label_words.harmless");

  /** Words before {@code key} with which it opens something even in prose. */
  private static final String OPENS = SecretWords.spaced("label_words.opens");

  private LabelWords() {}

  /** Tells whether a key has such a name that it opens something even in prose. */
  static boolean opens(ScanText text, int label) {
    return isWordBefore(text, label, OPENS);
  }

  /** Tells whether a key or token serves to find, to page or to name. */
  static boolean isHarmless(ScanText text, int label) {
    return isWordBefore(text, label, HARMLESS);
  }

  /** Tells whether the label's last word says that the value is no secret. */
  static boolean isAbout(ScanText text, int word, int end) {
    int from = end;
    while (from > word && Ascii.isAlnum(text.at(from - 1))) {
      from--;
      if (Ascii.isUpper(text.at(from)) && Ascii.isLower(text.at(from + 1))) {
        break;
      }
    }
    boolean session = end - from == 2 && (isSession(text, from) || isSession(text, from - 1));
    if (!session && holds(text, ABOUT, from, end)) {
      return true;
    }
    return isPublic(text, word);
  }

  private static boolean isSession(ScanText text, int end) {
    return Ascii.lower(text.at(end - 1)) == 'n' && Ascii.lower(text.at(end - 5)) == 's';
  }

  private static boolean holds(ScanText text, String words, int from, int end) {
    int length = end - from;
    for (int i = 0; i >= 0 && i + length < words.length() - 1; i = words.indexOf(' ', i + 1)) {
      if (words.charAt(i + length + 1) == ' ') {
        int k = 0;
        while (k < length && Ascii.lower(text.at(from + k)) == words.charAt(i + 1 + k)) {
          k++;
        }
        if (k == length) {
          return length > 0;
        }
      }
    }
    return false;
  }

  /** Tells whether the label speaks of a public key. */
  private static boolean isPublic(ScanText text, int word) {
    for (int i = word - 8; i <= word; i++) {
      if (Ascii.lower(text.at(i)) == 'p'
          && Ascii.lower(text.at(i + 1)) == 'u'
          && Ascii.lower(text.at(i + 2)) == 'b') {
        return true;
      }
    }
    return false;
  }

  /** Tells whether one of some words stands before a place, joined to it or one blank before. */
  static boolean isWordBefore(ScanText text, int start, String words) {
    int end = start;
    int joint = text.at(start - 1);
    if (joint == '_' || joint == '-' || joint == ' ' || joint == '.') {
      end--;
    }
    int from = end;
    while (end - from < 16 && Ascii.isAlnum(text.at(from - 1))) {
      from--;
      if (Ascii.isUpper(text.at(from)) && Ascii.isLower(text.at(from + 1))) {
        break;
      }
    }
    return from < end && holds(text, words, from, end);
  }

  /** Tells whether a JSON key says that its value is no secret. */
  static boolean isAbout(String key) {
    int end = key.length();
    int last = wordStart(key, end);
    int gap = last > 0 && !Character.isLetterOrDigit(key.charAt(last - 1)) ? last - 1 : last;
    String before = word(key, wordStart(key, gap), gap);
    String word = word(key, last, end);
    boolean session = before.equals(" session ") && word.equals(" id ");
    return (!session && isOneOf(ABOUT, word))
        || isOneOf(HARMLESS, before)
        || before.startsWith(" pub");
  }

  private static int wordStart(String key, int end) {
    int from = end;
    while (from > 0 && Character.isLetterOrDigit(key.charAt(from - 1))) {
      from--;
      boolean capital = from > 0 && Character.isUpperCase(key.charAt(from));
      if (capital && Character.isLowerCase(key.charAt(from - 1))) {
        break;
      }
    }
    return from;
  }

  private static String word(String key, int from, int end) {
    return " " + key.substring(from, end).toLowerCase(Locale.ROOT) + " ";
  }

  private static boolean isOneOf(String words, String word) {
    return word.length() > 2 && words.contains(word);
  }
}
