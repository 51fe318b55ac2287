package dev.cordon.engine.limit;

import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.RedisSettings;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.redis.VaultCipher;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What counters are called in Redis, which learns neither names nor values. Immutable. */
final class CounterNames {
  /** Whose a probe's key is said to be. */
  static final byte[] PROBE = "probe".getBytes(StandardCharsets.UTF_8);

  private final VaultCipher cipher;

  CounterNames(RedisSettings redis) {
    this.cipher = cipher(redis);
  }

  /**
   * Under the oldest key: while one is replaced, instances that know the new one already and those
   * that don't count together.
   */
  private static VaultCipher cipher(RedisSettings redis) {
    List<TokenKey> keys = redis.encryptionKeys();
    return new VaultCipher(keys.get(keys.size() - 1), prefix(redis));
  }

  /** What a cluster must keep in one place has one hash tag. */
  static String prefix(RedisSettings redis) {
    return redis.prefix() + "{limits}";
  }

  /** Returns the key of a counter in Redis, which tells nothing. */
  byte[] key(LimitRule rule, String value) {
    return cipher.name("", rule.identity() + '\n' + value);
  }

  /** Returns whose counter it is, so that only those with the key can read it. */
  byte[] sealed(byte[] key, LimitRule rule, String who) {
    byte[] text = (rule.identity() + '\n' + who).getBytes(StandardCharsets.UTF_8);
    return cipher.seal(key, cipher.tag(key, key), text);
  }

  /** Reads whose a counter is; null when it is none of ours. */
  @Nullable String opened(byte[] key, byte[] sealed) {
    byte[] text = cipher.open(key, cipher.tag(key, key), sealed);
    return text == null ? null : new String(text, StandardCharsets.UTF_8);
  }

  /** Returns the key that a probe writes. */
  byte[] probe() {
    return cipher.name("", "probe");
  }

  /** Returns a script's arguments. */
  static List<byte[]> words(Object... words) {
    byte[][] bytes = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      Object word = words[i];
      bytes[i] =
          word instanceof byte[]
              ? (byte[]) word
              : String.valueOf(word).getBytes(StandardCharsets.UTF_8);
    }
    return Arrays.asList(bytes);
  }
}
