package dev.cordon.engine.redact.redis;

import dev.cordon.engine.redact.Vault;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one answer may ask of Redis: each token once, so many at most, and nothing more after Redis
 * was too slow once. An answer full of words that look like tokens is not held up. Not thread-safe.
 */
final class AnswerLookups implements Vault {
  /** More than any conversation has people in it. */
  private static final int MAX_ASKED = 1024;

  private static final int MAX_MISSED = 64;
  private static final int MAX_KNOWN = 4096;

  private final RedisVault vault;
  private final Map<String, byte @Nullable []> known = new HashMap<>();
  private int asked;
  private int missed;
  private boolean stopped;

  AnswerLookups(RedisVault vault) {
    this.vault = vault;
  }

  @Override
  public void put(String token, byte[] value) {
    vault.put(token, value);
  }

  @Override
  public byte @Nullable [] get(String token) {
    byte[] value = known.get(token);
    if (value != null || known.containsKey(token)) {
      return value;
    }
    boolean may = !stopped && asked < MAX_ASKED && missed < MAX_MISSED;
    value = may ? ask(token) : vault.remembered(token);
    if (known.size() < MAX_KNOWN) {
      known.put(token, value);
    }
    return value;
  }

  private byte @Nullable [] ask(String token) {
    asked++;
    try {
      byte[] value = vault.ask(token);
      if (value == null) {
        missed++;
      }
      return value;
    } catch (IOException unreachable) {
      stopped = true;
      return vault.remembered(token);
    }
  }
}
