package dev.cordon.engine.policy;

import dev.cordon.engine.policy.RedisSettings.Topology;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code vault} of a policy file. */
final class VaultReader {
  private static final int MAX_PREFIX = 64;
  private static final String KEY_FORM =
      "must be token_key, env:NAME or file:PATH, or a list of keys, the current one first";
  private static final List<String> TOKEN_KEY = Collections.singletonList("token_key");
  private static final String PASSWORD_FORM = "must be env:NAME or file:PATH";
  private static final String URL_FORM =
      "must be redis://host:port/database or rediss://…, or env:NAME or file:PATH that holds it";

  private final Secrets secrets;

  VaultReader(Secrets secrets) {
    this.secrets = secrets;
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
    if (!top.has("token_key") || top.texts("token_key").contains("random")) {
      vault.wrong("redis", "needs a token_key that all JVMs share, so that their tokens agree");
    }
    policy.redis = redis(vault, redis, policy.tokenKeys);
  }

  private @Nullable RedisSettings redis(Section vault, Section redis, List<TokenKey> tokenKeys) {
    RedisUrl url = url(vault, redis);
    Secret password = redis.has("password") ? changing(redis, "password") : null;
    if (password != null && url != null && url.password != null) {
      redis.wrong("password", "is in the url already");
    }
    List<TokenKey> keys = keys(vault, redis, tokenKeys);
    String prefix = redis.has("prefix") ? redis.text("prefix") : "cordon:";
    if (prefix != null && prefix.length() > MAX_PREFIX) {
      redis.wrong("prefix", "is longer than " + MAX_PREFIX + " characters");
    }
    int connect = (int) redis.number("connect_timeout", Quantity.MILLIS, 1, 60_000, 50);
    int read = (int) redis.number("read_timeout", Quantity.MILLIS, 1, 60_000, 100);
    int connections = (int) redis.number("connections", Quantity.COUNT, 1, 4, 2);
    if (url == null || keys.isEmpty() || prefix == null) {
      return null;
    }
    RedisOptions options = new RedisOptions(keys, prefix);
    options.password = password;
    options.connectMillis = connect;
    options.readMillis = read;
    options.connections = connections;
    nodes(redis, url, options);
    tls(redis, url, options);
    return new RedisSettings(url, options);
  }

  private void nodes(Section redis, RedisUrl url, RedisOptions options) {
    Topology topology = redis.choice("topology", Topology.values());
    options.topology = topology == null ? Topology.SINGLE : topology;
    boolean sentinel = options.topology == Topology.SENTINEL;
    if (redis.has("nodes") && options.topology == Topology.SINGLE) {
      redis.wrong("nodes", "is for topology: cluster or sentinel");
    }
    options.nodes = redis.texts("nodes");
    for (String node : options.nodes) {
      if (RedisUrl.parse("redis://" + node) == null || node.contains("@") || node.contains("/")) {
        redis.wrong("nodes", "must be a list of HOST:PORT");
      }
    }
    if (options.topology == Topology.CLUSTER && url.database != 0) {
      redis.wrong("url", "a cluster has database 0 only");
    }
    String master = redis.has("master") ? redis.text("master") : null;
    if (sentinel && master == null) {
      redis.wrong("topology", "sentinel needs a master: the name that the sentinels know");
    } else if (!sentinel && redis.has("master")) {
      redis.wrong("master", "is for topology: sentinel");
    }
    options.master = master == null ? "" : master;
    if (redis.has("sentinel_password")) {
      if (!sentinel) {
        redis.wrong("sentinel_password", "is for topology: sentinel");
      }
      options.sentinelPassword = changing(redis, "sentinel_password");
    }
  }

  private static void tls(Section redis, RedisUrl url, RedisOptions options) {
    options.authorities = file(redis, url, "ca_file");
    options.certificates = file(redis, url, "cert_file");
    options.key = file(redis, url, "key_file");
    if ((options.certificates == null) != (options.key == null)) {
      String there = options.key == null ? "cert_file" : "key_file";
      redis.wrong(there, "cert_file and key_file belong together");
    }
  }

  private static @Nullable Path file(Section redis, RedisUrl url, String key) {
    String name = redis.has(key) ? redis.text(key) : null;
    if (name == null) {
      return null;
    }
    if (!url.tls) {
      redis.wrong(key, "is for TLS: the url must begin with rediss://");
    }
    try {
      Path file = Paths.get(name);
      if (Files.isReadable(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // said below
    }
    redis.wrong(key, "the file can't be read");
    return null;
  }

  private @Nullable Secret changing(Section redis, String key) {
    String value = secret(redis, key, PASSWORD_FORM);
    String reference = redis.text(key);
    if (value == null || reference == null) {
      return null;
    }
    boolean file = reference.startsWith("file:");
    return new Secret(value, file ? Paths.get(reference.substring(5)) : null);
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
    boolean reference =
        text.startsWith("env:") || text.startsWith("file:") || SecretStores.isReference(text);
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

  private List<TokenKey> keys(Section vault, Section redis, List<TokenKey> tokenKeys) {
    if (!redis.has("encryption_key")) {
      vault.wrong("redis", "needs an encryption_key");
      return Collections.emptyList();
    }
    if (redis.texts("encryption_key").equals(TOKEN_KEY)) {
      return tokenKeys; // the vault derives its own keys from them
    }
    return KeyReference.ring(redis, "encryption_key", secrets, KEY_FORM);
  }

  private @Nullable String secret(Section section, String key, String form) {
    byte[] bytes = KeyReference.bytes(section, key, secrets, form);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
