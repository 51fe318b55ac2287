package dev.cordon.engine.redact;

import dev.cordon.engine.detect.DataType;
import java.nio.charset.StandardCharsets;

/**
 * Makes values that look real and belong to nobody: addresses of domains that RFC 2606 reserves,
 * documentation networks, cards and accounts whose check digits are wrong, names from a list.
 * Stateless.
 */
final class Surrogates {
  private static final String[] FIRST = {
    "Ada", "Bruno", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Irene", "Jonas", "Karin",
    "Leon", "Marta", "Nils", "Olga", "Paul", "Rosa", "Simon", "Tessa", "Viktor", "Wanda", "Yann",
    "Zoe", "Anton", "Berta", "Carlo", "Doris", "Erik", "Flora", "Georg", "Hanna", "Ivan"
  };
  private static final String[] LAST = {
    "Ahlberg",
    "Brandt",
    "Castell",
    "Dorn",
    "Eklund",
    "Falk",
    "Grieve",
    "Hallam",
    "Ibsen",
    "Jessen",
    "Kessler",
    "Lindqvist",
    "Morland",
    "Norling",
    "Ostrow",
    "Pellner",
    "Quist",
    "Rademaker",
    "Sandvik",
    "Thorsen",
    "Ullman",
    "Varga",
    "Westin",
    "Yarrow",
    "Zeller",
    "Alvsten",
    "Borland",
    "Corvin",
    "Dalgaard",
    "Enqvist",
    "Forsell",
    "Garland"
  };

  private Surrogates() {}

  /**
   * Makes a surrogate.
   *
   * @param hash decides which one
   * @return ASCII text; null when the value has no shape to keep
   */
  static byte @org.jspecify.annotations.Nullable [] of(
      DataType type, byte[] text, int from, int to, byte[] hash) {
    String id = type.id();
    if (id.startsWith("email")) {
      return ascii(
          pick(FIRST, hash, 0) + "." + pick(LAST, hash, 1) + number(hash, 2) + "@example.com",
          true);
    }
    if (id.equals("person_name") || id.equals("name") || id.endsWith("_name")) {
      return ascii(pick(FIRST, hash, 0) + " " + pick(LAST, hash, 1), false);
    }
    if (id.startsWith("ipv4") || (id.startsWith("ip") && contains(text, from, to, '.'))) {
      String[] networks = {"192.0.2.", "198.51.100.", "203.0.113."};
      return ascii(pick(networks, hash, 0) + (1 + (hash[1] & 0xFF) % 254), false);
    }
    if (id.startsWith("ipv6") || id.startsWith("ip_")) {
      StringBuilder address = new StringBuilder("2001:db8");
      for (int i = 0; i < 4; i++) {
        int group = 0x1000 | ((hash[2 * i] & 0x0F) << 8) | (hash[2 * i + 1] & 0xFF);
        address.append(i == 0 ? "::" : ":").append(Integer.toHexString(group));
      }
      return ascii(address.toString(), false);
    }
    return shape(id, text, from, to, hash);
  }

  /** Keeps punctuation; every digit and letter becomes another one of its kind. */
  private static byte @org.jspecify.annotations.Nullable [] shape(
      String id, byte[] text, int from, int to, byte[] hash) {
    byte[] shaped = new byte[to - from];
    int digits = 0;
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (b < ' ') {
        return null;
      }
      int random = hash[(i - from) % hash.length] & 0xFF;
      boolean keep = keeps(id, text, from, i, digits);
      if (Text.isDigit(b)) {
        shaped[i - from] = keep ? b : (byte) ('0' + random % 10);
        digits++;
      } else if (Text.isLetter(b)) {
        byte letter = (byte) ('a' + random % 26);
        shaped[i - from] = keep ? b : Text.lower(b) == b ? letter : Text.upper(letter);
      } else {
        shaped[i - from] = b;
      }
    }
    if (digits < 4) {
      return null; // too little to be recognised again
    }
    invalidate(id, shaped);
    return shaped;
  }

  /** Tells what of a value stays: a card's first digit, an account's and a number's country. */
  private static boolean keeps(String id, byte[] text, int from, int at, int digits) {
    if (id.contains("card")) {
      return digits == 0;
    }
    if (id.contains("iban")) {
      return at - from < 2;
    }
    return id.startsWith("phone") && text[from] == '+' && digits < 2;
  }

  /** Makes sure that a surrogate passes no check of the real thing. */
  private static void invalidate(String id, byte[] shaped) {
    if (id.contains("card")) {
      if (luhn(shaped) == 0) {
        int end = shaped.length - 1;
        while (!Text.isDigit(shaped[end])) {
          end--;
        }
        shaped[end] = (byte) ('0' + (shaped[end] - '0' + 1) % 10);
      }
    } else if (id.contains("iban")) {
      shaped[2] = shaped[3] = '0'; // check digits are 02 to 98
    } else if (id.contains("ssn")) {
      shaped[0] = shaped[1] = shaped[2] = '0'; // no such area number
    }
  }

  private static int luhn(byte[] text) {
    int sum = 0;
    boolean second = false;
    for (int i = text.length - 1; i >= 0; i--) {
      if (Text.isDigit(text[i])) {
        int digit = (text[i] - '0') * (second ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
        second = !second;
      }
    }
    return sum % 10;
  }

  private static boolean contains(byte[] text, int from, int to, char c) {
    for (int i = from; i < to; i++) {
      if (text[i] == c) {
        return true;
      }
    }
    return false;
  }

  private static String pick(String[] list, byte[] hash, int at) {
    return list[(hash[at] & 0xFF) % list.length];
  }

  private static int number(byte[] hash, int at) {
    return 10 + (((hash[at] & 0xFF) << 8) | (hash[at + 1] & 0xFF)) % 990;
  }

  private static byte[] ascii(String text, boolean lower) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; lower && i < bytes.length; i++) {
      bytes[i] = Text.lower(bytes[i]);
    }
    return bytes;
  }
}
