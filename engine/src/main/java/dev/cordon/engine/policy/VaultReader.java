package dev.cordon.engine.policy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code vault} of a policy file. */
final class VaultReader {
  private static final int MAX_PREFIX = 64;
  private static final String KEY_FORM = "must be token_key, env:NAME or file:PATH";
  private static final String PASSWORD_FORM = "must be env:NAME or file:PATH";
  private static final String URL_FORM =
      "must be redis://host:port/database or rediss://…, or env:NAME or file:PATH that holds it";

  private final Map<String, String> environment;

  VaultReader(Map<String, String> environment) {
    this.environment = environment;
  }

  void read(Section top, PolicyBuilder policy) {
    Section vault = top.section("vault", PolicyKeys.VAULT);
    if (vault == null) {
      return;
    }
    policy.vaultValues =
        (int) vault.number("max_values", Quantity.COUNT, 0, 10_000_000, policy.vaultValues);
    policy.vaultSeconds = vault.number("ttl", Quantity.SECONDS, 1, 30 * 86400, policy.vaultSeconds);
    Section redis = vault.section("redis", PolicyKeys.VAULT_REDIS);
    if (redis == null) {
      return;
    }
    if (!top.has("token_key") || "random".equals(top.text("token_key"))) {
      vault.wrong("redis", "needs a token_key that all JVMs share, so that their tokens agree");
    }
    policy.redis = redis(vault, redis, policy.tokenKey);
  }

  private @Nullable RedisSettings redis(Section vault, Section redis, @Nullable TokenKey tokenKey) {
    RedisUrl url = url(vault, redis);
    String password = null;
    if (redis.has("password")) {
      password = secret(redis, "password", PASSWORD_FORM);
      if (url != null && url.password != null) {
        redis.wrong("password", "is in the url already");
      }
    }
    TokenKey key = key(vault, redis, tokenKey);
    String prefix = redis.has("prefix") ? redis.text("prefix") : "cordon:";
    if (prefix != null && prefix.length() > MAX_PREFIX) {
      redis.wrong("prefix", "is longer than " + MAX_PREFIX + " characters");
    }
    int connect = (int) redis.number("connect_timeout", Quantity.MILLIS, 1, 60_000, 50);
    int read = (int) redis.number("read_timeout", Quantity.MILLIS, 1, 60_000, 100);
    int connections = (int) redis.number("connections", Quantity.COUNT, 1, 4, 2);
    if (url == null || key == null || prefix == null) {
      return null;
    }
    return new RedisSettings(url, password, key, prefix, connect, read, connections);
  }

  private @Nullable RedisUrl url(Section vault, Section redis) {
    if (!redis.has("url")) {
      vault.wrong("redis", "needs a url");
      return null;
    }
    String text = redis.text("url");
    if (text == null) {
      return null;
    }
    boolean reference = text.startsWith("env:") || text.startsWith("file:");
    if (reference) {
      text = secret(redis, "url", URL_FORM);
      if (text == null) {
        return null;
      }
    }
    RedisUrl url = RedisUrl.parse(text);
    if (url == null) {
      redis.wrong("url", URL_FORM);
    } else if (!reference && url.password != null) {
      redis.wrong("url", "holds a password; name it under password as env:NAME or file:PATH");
    }
    return url;
  }

  private @Nullable TokenKey key(Section vault, Section redis, @Nullable TokenKey tokenKey) {
    if (!redis.has("encryption_key")) {
      vault.wrong("redis", "needs an encryption_key");
      return null;
    }
    if ("token_key".equals(redis.text("encryption_key"))) {
      return tokenKey; // the vault derives its own keys from it
    }
    return KeyReference.key(redis, "encryption_key", environment, KEY_FORM);
  }

  private @Nullable String secret(Section section, String key, String form) {
    byte[] bytes = KeyReference.bytes(section, key, environment, form);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
