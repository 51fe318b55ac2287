package dev.cordon.engine.wire;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Keys under which an array holds the groups of one number: {@code cardNumber}, {@code phone_no}.
 * The word that names the number stands last, or before one for a number; as a part of another
 * ({@code headphones}, {@code phone_rgb}) it names something else. Stateless.
 */
final class GroupedKey {
  private static final Set<String> CARDS =
      words(
          "card kort karte karten carte tarjeta ccn pan creditcard kreditkarte kredittkort"
              + " kreditkort bankkort");

  private static final Set<String> OTHERS =
      words("ssn phone mobile mobil handy telephone cellphone telefon telefono téléphone");

  private static final Set<String> NUMBER = words("no nr num number nummer numero número");

  private static final int FEWEST_OF_CARD = 13;
  private static final int MOST_OF_CARD = 19;
  private static final int FEWEST = 9;

  private GroupedKey() {}

  private static boolean isKnown(String word) {
    return CARDS.contains(word) || OTHERS.contains(word);
  }

  private static Set<String> words(String words) {
    return new HashSet<>(Arrays.asList(words.split(" ")));
  }

  /** Tells whether a key names a number that may be written in groups. */
  static boolean is(String key) {
    return isKnown(naming(key));
  }

  /** Tells whether groups with blanks between have as many digits as the key's numbers have. */
  static boolean fits(String key, byte[] groups, int size) {
    int digits = 0;
    int sum = 0;
    for (int i = size - 1; i >= 0; i--) {
      if (groups[i] != ' ') {
        int digit = groups[i] - '0';
        int twice = digit * 2;
        sum += (digits & 1) == 0 ? digit : (twice / 10) + (twice % 10);
        digits++;
      }
    }
    return CARDS.contains(naming(key))
        ? digits >= FEWEST_OF_CARD && digits <= MOST_OF_CARD && sum % 10 == 0
        : digits >= FEWEST;
  }

  /** Returns a key's last word in lower case, without one for a number at its end. */
  private static String naming(String key) {
    int end = key.length();
    String last = word(key, end);
    for (String number : NUMBER) {
      String known =
          last.endsWith(number) ? last.substring(0, last.length() - number.length()) : "";
      if (isKnown(known)) {
        return known; // kortnr
      }
    }
    if (!NUMBER.contains(last)) {
      return last;
    }
    end -= last.length();
    while (end > 0 && !Character.isLetterOrDigit(key.charAt(end - 1))) {
      end--;
    }
    return word(key, end);
  }

  /** Returns the word that ends at a place: in camel case it begins with its capital. */
  private static String word(String key, int end) {
    int start = end;
    while (start > 0 && Character.isLetterOrDigit(key.charAt(start - 1))) {
      start--;
      boolean begins = start > 0 && Character.isLowerCase(key.charAt(start - 1));
      if (begins && Character.isUpperCase(key.charAt(start))) {
        break;
      }
    }
    return key.substring(start, end).toLowerCase(Locale.ROOT);
  }
}
