package dev.cordon.engine.redact;

import dev.cordon.engine.policy.TokenKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.cryptomator.siv.SivEngine;
import org.jspecify.annotations.Nullable;

/**
 * Makes the code of a token that carries its value, and reads it again: AES-SIV (RFC 5297) with
 * 256-bit keys, deterministic and authenticated, written in Crockford's base 32. The token's word
 * is authenticated with it. Not thread-safe.
 *
 * <pre>
 * value, 0x80, zeros   up to 4, 9, 14 … 64 bytes: the length tells no more than that
 * SIV(word, padded)    16 bytes more: 20, 25, 30 … 80
 * digits               32, 40, 48 … 128
 * </pre>
 *
 * Both of SIV's keys are derived from the token key with HMAC-SHA-256, after HKDF (RFC 5869).
 */
final class TokenCipher {
  /** The longest value that is encrypted, in bytes. */
  static final int LONGEST_VALUE = 63;

  /** A code has a multiple of this many digits. */
  static final int STEP = 8;

  /** The fewest digits of a code, and the most. */
  static final int SHORTEST = 32;

  static final int LONGEST = 128;

  private static final int BLOCK = 5;
  private static final TokenKey SALT = new TokenKey(ascii("cordon encrypted tokens 1"));

  private final List<TokenKey> ring;
  private final @Nullable SivEngine[] engines;

  /**
   * Makes a cipher.
   *
   * @param ring the keys, the current one first; at least one
   */
  TokenCipher(List<TokenKey> ring) {
    this.ring = ring;
    this.engines = new SivEngine[ring.size()];
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A JVM starts its ciphers in tens of milliseconds: not before there is something to do. */
  private SivEngine engine(int i) {
    SivEngine engine = engines[i];
    if (engine == null) {
      engine = engines[i] = new SivEngine(keys(ring.get(i)));
    }
    return engine;
  }

  private static byte[] keys(TokenKey key) {
    byte[] secret = key.bytes();
    TokenKey extracted = new TokenKey(new KeyedHash(SALT).hash(secret, secret.length));
    Arrays.fill(secret, (byte) 0);
    KeyedHash hash = new KeyedHash(extracted);
    byte[] keys = new byte[2 * KeyedHash.BYTES];
    for (byte i = 0; i < 2; i++) {
      System.arraycopy(hash.hash(new byte[] {i}, 1), 0, keys, i * KeyedHash.BYTES, KeyedHash.BYTES);
    }
    return keys;
  }

  /** Tells whether a value of so many bytes is encrypted; a longer one would grow too long. */
  static boolean fits(int length) {
    return length <= LONGEST_VALUE;
  }

  /**
   * Encrypts a value that {@link #fits} under the current key.
   *
   * @param word the token's word
   * @return the code's digits; the same for the same value and word
   */
  byte[] code(byte[] word, byte[] text, int from, int to) {
    int length = (to - from) / BLOCK * BLOCK + BLOCK - 1; // one byte at least is padding
    byte[] padded = new byte[length > to - from ? length : length + BLOCK];
    System.arraycopy(text, from, padded, 0, to - from);
    padded[to - from] = (byte) 0x80;
    byte[] sealed = engine(0).encrypt(padded, word);
    byte[] code = new byte[sealed.length / BLOCK * STEP];
    for (int i = 0; i < sealed.length / BLOCK; i++) {
      Base32.write(bits(sealed, i * BLOCK), STEP, code, i * STEP);
    }
    return code;
  }

  private static long bits(byte[] bytes, int at) {
    long bits = 0;
    for (int i = 0; i < BLOCK; i++) {
      bits = bits << 8 | (bytes[at + i] & 0xFF);
    }
    return bits;
  }

  /**
   * Decrypts a code with any key of the ring.
   *
   * @param word the token's word in capital letters
   * @param digits the values of the code's digits, 0 to 31
   * @param count how many there are, a multiple of {@link #STEP}
   * @return the value; null when no key made this code for this word
   */
  byte @Nullable [] value(byte[] word, byte[] digits, int count) {
    byte[] sealed = new byte[count / STEP * BLOCK];
    for (int i = 0; i < count / STEP; i++) {
      long bits = 0;
      for (int d = 0; d < STEP; d++) {
        bits = bits << 5 | digits[i * STEP + d];
      }
      for (int b = 0; b < BLOCK; b++) {
        sealed[i * BLOCK + b] = (byte) (bits >>> (8 * (BLOCK - 1 - b)));
      }
    }
    for (int i = 0; i < engines.length; i++) {
      byte[] value = unpadded(word, sealed, engine(i));
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Tells whether a span of a text is a token of these keys, as it was issued. */
  boolean isToken(byte[] text, int from, int to) {
    int code = to;
    while (code > from && to - code < LONGEST && Base32.value(text[code - 1]) >= 0) {
      code--;
    }
    int count = to - code;
    if (count < SHORTEST || count % STEP != 0 || code - 1 <= from || text[code - 1] != '_') {
      return false;
    }
    byte[] digits = new byte[count];
    for (int i = 0; i < count; i++) {
      digits[i] = (byte) Base32.value(text[code + i]);
    }
    return value(Arrays.copyOfRange(text, from, code - 1), digits, count) != null;
  }

  private static byte @Nullable [] unpadded(byte[] word, byte[] sealed, SivEngine engine) {
    try {
      byte[] padded = engine.decrypt(sealed, word);
      int end = padded.length - 1;
      while (end > 0 && padded[end] == 0) {
        end--;
      }
      return Arrays.copyOf(padded, end);
    } catch (GeneralSecurityException e) {
      return null; // no token, or another key's
    }
  }
}
