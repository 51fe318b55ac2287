package dev.cordon.engine.redis;

import dev.cordon.engine.policy.RedisSettings;
import dev.cordon.engine.tls.ClientTls;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisCredentials;

/** How Jedis reaches the nodes: who we are, whom we trust, how long we wait. */
final class JedisAccess {
  /** A handshake takes several round trips and computes; nobody waits for it. */
  private static final int HANDSHAKE = 10;

  private final RedisSettings settings;
  private final @Nullable ClientTls tls;

  JedisAccess(RedisSettings settings) throws IOException {
    this.settings = settings;
    this.tls =
        settings.tls()
            ? ClientTls.of(settings.authorities(), settings.certificates(), settings.key())
            : null;
  }

  /** Returns the nodes that are known, of a cluster or of sentinels. */
  Set<HostAndPort> nodes() {
    Set<HostAndPort> nodes = new HashSet<>();
    for (String node : settings.nodes()) {
      nodes.add(HostAndPort.from(node));
    }
    return nodes;
  }

  /**
   * Returns how a node is reached that keeps values.
   *
   * @param databases whether it has several databases, which a cluster's nodes don't
   */
  JedisClientConfig node(boolean databases) {
    return config()
        .credentialsProvider(
            new Supplier<RedisCredentials>() {
              @Override
              public RedisCredentials get() {
                return credentials(settings.user(), settings.password());
              }
            })
        .database(databases ? settings.database() : 0)
        .build();
  }

  /** Returns how a sentinel is reached. */
  JedisClientConfig sentinel() {
    return config()
        .credentialsProvider(
            new Supplier<RedisCredentials>() {
              @Override
              public RedisCredentials get() {
                return credentials(null, settings.sentinelPassword());
              }
            })
        .build();
  }

  /** Asked for each new connection, so that a password that was changed counts from then on. */
  private static RedisCredentials credentials(@Nullable String user, @Nullable String password) {
    return new DefaultRedisCredentials(
        password == null ? null : user, password == null ? null : password.toCharArray());
  }

  private DefaultJedisClientConfig.Builder config() {
    int read = settings.readMillis();
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(settings.connectMillis())
            .socketTimeoutMillis(read)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    ClientTls secure = tls;
    if (secure == null) {
      return config;
    }
    SSLParameters parameters = secure.context().getDefaultSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    return config
        .socketTimeoutMillis(HANDSHAKE * Math.max(read, settings.connectMillis()))
        .ssl(true)
        .sslSocketFactory(secure.socketFactory())
        .sslParameters(parameters);
  }
}
