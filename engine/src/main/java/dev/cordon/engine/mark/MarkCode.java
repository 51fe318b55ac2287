package dev.cordon.engine.mark;

import dev.cordon.engine.canary.CanaryCode;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.redact.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes the codes of marks and knows them again, in the answer of another call too: 60 random bits,
 * and 40 of their hash under the key of tokens. Not thread-safe.
 */
final class MarkCode {
  /** A code's length: five groups of four digits, a hyphen between two. */
  static final int LENGTH = 24;

  /** How long the part is that the rest is the hash of. */
  private static final int RANDOM = 14;

  private static final byte[] PURPOSE = "mark\0".getBytes(StandardCharsets.US_ASCII);

  private final TokenKey key;
  private final byte[] message = Arrays.copyOf(PURPOSE, PURPOSE.length + RANDOM);
  private @Nullable KeyedHash hash;

  MarkCode(TokenKey key) {
    this.key = key;
  }

  /** Returns a new code. */
  String make() {
    String random = CanaryCode.make().substring(0, RANDOM);
    return random + seal(random.getBytes(StandardCharsets.US_ASCII), 0);
  }

  /**
   * Tells whether a code was made under this key.
   *
   * @param at where it begins; the text has at least {@value #LENGTH} bytes from there on
   */
  boolean isOurs(byte[] text, int at) {
    String seal = seal(text, at);
    for (int i = 0; i < seal.length(); i++) {
      if (text[at + RANDOM + i] != seal.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String seal(byte[] text, int at) {
    System.arraycopy(text, at, message, PURPOSE.length, RANDOM);
    KeyedHash made = hash;
    if (made == null) {
      made = hash = new KeyedHash(key);
    }
    return CanaryCode.of(made.hash(message, message.length)).substring(RANDOM);
  }
}
