package dev.cordon.engine.redact;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.text.Hex;
import java.nio.charset.StandardCharsets;

/** Covers values for good. Stateless. */
final class Masks {
  private static final byte[] FULL = "********".getBytes(StandardCharsets.US_ASCII);
  private static final int LAST_DIGITS = 4;

  private Masks() {}

  /** Covers a card but for its last four digits; anything else wholly, its length included. */
  static byte[] mask(DataType type, byte[] text, int from, int to) {
    if (!type.id().endsWith("card") && !type.id().endsWith("card_number")) {
      return FULL;
    }
    int digits = 0;
    for (int i = from; i < to; i++) {
      digits += Text.isDigit(text[i]) ? 1 : 0;
    }
    if (digits < 12) {
      return FULL;
    }
    byte[] masked = new byte[to - from];
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (Text.isDigit(b)) {
        masked[i - from] = digits-- > LAST_DIGITS ? (byte) '*' : b;
      } else {
        masked[i - from] = b == ' ' || b == '-' || b == '.' ? b : (byte) '*';
      }
    }
    return masked;
  }

  /** Returns the type's word and 16 hexadecimal digits of a keyed hash: {@code EMAIL-5fe2…}. */
  static byte[] hash(DataType type, byte[] hash) {
    return (type.token() + '-' + Hex.of(hash, 8)).getBytes(StandardCharsets.US_ASCII);
  }
}
