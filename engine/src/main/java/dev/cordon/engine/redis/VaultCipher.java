package dev.cordon.engine.redis;

import dev.cordon.engine.policy.TokenKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What Redis gets to see instead of tokens and values. Every key is derived from one with
 * HMAC-SHA-256 and a label each, after HKDF (RFC 5869), so that the token key itself may serve.
 * Immutable and thread-safe.
 *
 * <pre>
 * name    prefix {hex(HMAC(name key, token))} hex(HMAC(name key, token, scope))   the key in Redis
 * tag     HMAC(tag key, name + value, normalized)     which value; the field in Redis' hash
 * sealed  version, nonce, AES-256-GCM(value, padded)  under a key for this name, bound to both
 * </pre>
 *
 * One AES key a token keeps random nonces safe however much a fleet writes in however long a time.
 */
public final class VaultCipher {
  private static final String HASH = "HmacSHA256";
  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int AUTHENTICATION = 16;
  private static final int SHORT = 16;
  private static final int TAG = 8;

  /** Values are padded to a multiple, so that lengths tell little. */
  private static final int BLOCK = 32;

  private static final byte[] SALT = ascii("cordon vault 1");

  private final SecureRandom random = new SecureRandom();
  private final String prefix;
  private final byte[] nameKey;
  private final byte[] tagKey;
  private final byte[] sealKey;

  /**
   * Makes a cipher.
   *
   * @param key what its keys are derived from
   * @param prefix what names begin with
   */
  public VaultCipher(TokenKey key, String prefix) {
    byte[] extracted = hmac(SALT, key.bytes());
    this.prefix = prefix;
    this.nameKey = hmac(extracted, ascii("name"));
    this.tagKey = hmac(extracted, ascii("tag"));
    this.sealKey = hmac(extracted, ascii("seal"));
  }

  /**
   * Returns a token's key in Redis. What belongs to one token has one hash tag, so that a cluster
   * keeps it on one node.
   */
  public byte[] name(String token, String scope) {
    byte[] first = token.getBytes(StandardCharsets.UTF_8);
    byte[] second = (token + '\n' + scope).getBytes(StandardCharsets.UTF_8);
    StringBuilder name = new StringBuilder(prefix);
    if (first.length > 0) {
      hex(hmac(nameKey, first), TAG, name.append('{')).append('}');
    }
    return hex(hmac(nameKey, second), SHORT, name).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static StringBuilder hex(byte[] bytes, int count, StringBuilder into) {
    for (int i = 0; i < count; i++) {
      into.append(Character.forDigit(bytes[i] >> 4 & 15, 16));
      into.append(Character.forDigit(bytes[i] & 15, 16));
    }
    return into;
  }

  /** Tells whether two values differ in spelling only. */
  public boolean isOneValue(byte[] one, byte[] other) {
    return Arrays.equals(tag(SALT, one), tag(SALT, other));
  }

  /** Returns what two values under a name share only when they are one in two spellings. */
  public byte[] tag(byte[] name, byte[] value) {
    byte[] plain = new byte[value.length];
    int length = 0;
    for (byte b : value) {
      boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
      if (b < 0 || letter || (b >= '0' && b <= '9')) {
        plain[length++] = letter ? (byte) (b | 0x20) : b;
      }
    }
    return Arrays.copyOf(hmac(tagKey, name, Arrays.copyOf(plain, length)), SHORT);
  }

  /** Encrypts a value; no two results are alike. */
  public byte[] seal(byte[] name, byte[] tag, byte[] value) {
    byte[] padded = Arrays.copyOf(value, (value.length / BLOCK + 1) * BLOCK);
    padded[value.length] = (byte) 0x80;
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = new byte[1 + NONCE + padded.length + AUTHENTICATION];
    sealed[0] = VERSION;
    System.arraycopy(nonce, 0, sealed, 1, NONCE);
    try {
      cipher(Cipher.ENCRYPT_MODE, name, tag, sealed)
          .doFinal(padded, 0, padded.length, sealed, 1 + NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e.getClass().getName());
    }
    return sealed;
  }

  /** Decrypts a value; null when this is none, or none of this name and tag. */
  public byte @Nullable [] open(byte[] name, byte[] tag, byte[] sealed) {
    if (sealed.length < 1 + NONCE + BLOCK + AUTHENTICATION || sealed[0] != VERSION) {
      return null;
    }
    try {
      byte[] padded =
          cipher(Cipher.DECRYPT_MODE, name, tag, sealed)
              .doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
      int end = padded.length - 1;
      while (end >= 0 && padded[end] == 0) {
        end--;
      }
      return end < 0 || padded[end] != (byte) 0x80 ? null : Arrays.copyOf(padded, end);
    } catch (GeneralSecurityException e) {
      return null; // another key, or tampered with
    }
  }

  private Cipher cipher(int mode, byte[] name, byte[] tag, byte[] sealed)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec key = new SecretKeySpec(hmac(sealKey, name), "AES");
    cipher.init(mode, key, new GCMParameterSpec(AUTHENTICATION * 8, sealed, 1, NONCE));
    cipher.updateAAD(sealed, 0, 1);
    cipher.updateAAD(name);
    cipher.updateAAD(tag);
    return cipher;
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HASH);
      mac.init(new SecretKeySpec(key, HASH));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e.getClass().getName()); // every Java platform has it
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
