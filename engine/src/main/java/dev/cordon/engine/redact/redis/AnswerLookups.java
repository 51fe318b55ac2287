package dev.cordon.engine.redact.redis;

import dev.cordon.engine.redact.Vault;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one answer may ask of Redis: each token once, so many at most, and nothing more after Redis
 * was too slow once. An answer full of words that look like tokens is not held up. Not thread-safe.
 */
final class AnswerLookups implements Vault.Lookup {
  /** More than any conversation has people in it. */
  private static final int MAX_ASKED = 1024;

  private static final int MAX_MISSED = 64;
  private static final int MAX_KNOWN = 4096;

  private final RedisVault vault;
  private final List<String> scopes;
  private final Map<String, byte @Nullable []> known = new HashMap<>();
  private Set<String> lineage = Collections.emptySet();
  private int asked;
  private int missed;
  private boolean stopped;

  AnswerLookups(RedisVault vault, List<String> scopes) {
    this.vault = vault;
    this.scopes = scopes;
  }

  @Override
  public byte @Nullable [] get(String token) {
    byte[] value = known.get(token);
    if (value != null || known.containsKey(token)) {
      return value;
    }
    value = ask(token);
    if (known.size() < MAX_KNOWN) {
      known.put(token, value);
    }
    return value;
  }

  private byte @Nullable [] ask(String token) {
    if (!stopped && asked < MAX_ASKED && missed < MAX_MISSED) {
      asked++;
      try {
        if (lineage.isEmpty()) {
          lineage = vault.lineage(scopes);
        }
        byte[] value = vault.ask(lineage, token);
        missed += value == null ? 1 : 0;
        return value;
      } catch (IOException unreachable) {
        stopped = true;
      }
    }
    return vault.remembered(lineage.isEmpty() ? vault.rememberedLineage(scopes) : lineage, token);
  }
}
