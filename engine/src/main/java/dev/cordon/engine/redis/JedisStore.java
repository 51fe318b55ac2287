package dev.cordon.engine.redis;

import dev.cordon.engine.policy.RedisSettings;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Redis, a cluster of it, or what its sentinels name, by way of Jedis. Thread-safe. */
final class JedisStore implements RedisStore {
  /** How often a cluster's redirection is followed. */
  private static final int REDIRECTIONS = 5;

  private static final int DEEPEST = 8;

  /** How many names are asked for at a time. */
  private static final int PAGE = 500;

  private final UnifiedJedis redis;

  /** A cluster's pipeline follows no redirection. */
  private final boolean pipelines;

  private JedisStore(UnifiedJedis redis, boolean pipelines) {
    this.redis = redis;
    this.pipelines = pipelines;
  }

  /**
   * Connects. Resolves names, for which Java knows no time limit: not to be called on the
   * application's threads.
   */
  static RedisStore open(RedisSettings settings) throws IOException {
    JedisStore store = null;
    try {
      boolean cluster = settings.topology() == RedisSettings.Topology.CLUSTER;
      store = new JedisStore(client(settings), !cluster);
      store.ping();
      return store;
    } catch (RuntimeException e) {
      throw translated(e);
    } catch (IOException e) {
      if (store != null) {
        store.close();
      }
      throw e;
    }
  }

  private static UnifiedJedis client(RedisSettings settings) throws IOException {
    JedisAccess access = new JedisAccess(settings);
    switch (settings.topology()) {
      case CLUSTER:
        return RedisClusterClient.builder()
            .nodes(access.nodes())
            .clientConfig(access.node(false))
            .poolConfig(pool(settings))
            .maxAttempts(REDIRECTIONS)
            .maxTotalRetriesDuration(
                Duration.ofMillis(settings.connectMillis() + settings.readMillis()))
            .build();
      case SENTINEL:
        return RedisSentinelClient.builder()
            .masterName(settings.master())
            .sentinels(access.nodes())
            .sentinelClientConfig(access.sentinel())
            .clientConfig(access.node(true))
            .poolConfig(pool(settings))
            .build();
      default:
        return RedisClient.builder()
            .hostAndPort(settings.host(), settings.port())
            .clientConfig(access.node(true))
            .poolConfig(pool(settings))
            .build();
    }
  }

  /** No thread that evicts, and no bean that the application would see in its JMX. */
  private static GenericObjectPoolConfig<Connection> pool(RedisSettings settings) {
    GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
    pool.setJmxEnabled(false);
    pool.setMaxTotal(settings.connections() + 1);
    pool.setMaxIdle(settings.connections() + 1);
    pool.setMaxWait(Duration.ofMillis(settings.connectMillis() + settings.readMillis()));
    return pool;
  }

  @Override
  public void ping() throws IOException {
    try {
      redis.ping();
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  @Override
  public List<@Nullable RedisErrorException> add(Collection<Field> fields, long seconds)
      throws IOException {
    List<@Nullable RedisErrorException> errors = new ArrayList<>();
    try {
      if (!pipelines) {
        for (Field field : fields) {
          errors.add(addOne(field, seconds));
        }
        return errors;
      }
      List<Response<Long>> replies = new ArrayList<>();
      try (AbstractPipeline pipeline = redis.pipelined()) {
        for (Field field : fields) {
          replies.add(pipeline.hset(field.name, field.tag, field.value));
          replies.add(pipeline.expire(field.name, seconds));
        }
        pipeline.sync();
      }
      for (int i = 0; i < replies.size(); i += 2) {
        RedisErrorException error = error(replies.get(i));
        errors.add(error == null ? error(replies.get(i + 1)) : error);
      }
      return errors;
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  private @Nullable RedisErrorException addOne(Field field, long seconds) {
    try {
      redis.hset(field.name, field.tag, field.value);
      redis.expire(field.name, seconds);
      return null;
    } catch (JedisDataException e) {
      return new RedisErrorException(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable RedisErrorException error(Response<Long> reply) {
    try {
      reply.get();
      return null;
    } catch (JedisDataException e) {
      return new RedisErrorException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<Long> run(Script script, byte[] key, List<byte[]> arguments) throws IOException {
    List<byte[]> keys = Collections.singletonList(key);
    try {
      Object reply;
      try {
        reply = redis.evalsha(script.digest(), keys, arguments);
      } catch (JedisNoScriptException e) {
        reply = redis.eval(script.text(), keys, arguments);
      }
      List<Long> numbers = new ArrayList<>();
      for (Object number : (List<?>) reply) {
        numbers.add((Long) number);
      }
      return numbers;
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  @Override
  public List<byte[]> names(String prefix, int most) throws IOException {
    StringBuilder pattern = new StringBuilder();
    for (char c : prefix.toCharArray()) {
      pattern.append("*?[]\\^-".indexOf(c) < 0 ? "" : "\\").append(c);
    }
    ScanParams what = new ScanParams().match(pattern.append('*').toString()).count(PAGE);
    List<byte[]> names = new ArrayList<>();
    try {
      byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
      do {
        ScanResult<byte[]> page = redis.scan(cursor, what);
        names.addAll(page.getResult());
        cursor = page.getCursorAsBytes();
      } while (names.size() < most && !Arrays.equals(cursor, ScanParams.SCAN_POINTER_START_BINARY));
      return names.size() > most ? names.subList(0, most) : names;
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  @Override
  public List<Map<byte[], byte[]>> read(List<byte[]> names) throws IOException {
    List<Map<byte[], byte[]>> found = new ArrayList<>(names.size());
    try {
      if (!pipelines || names.size() == 1) {
        for (byte[] name : names) {
          found.add(one(name));
        }
        return found;
      }
      List<Response<Map<byte[], byte[]>>> replies = new ArrayList<>();
      try (AbstractPipeline pipeline = redis.pipelined()) {
        for (byte[] name : names) {
          replies.add(pipeline.hgetAll(name));
        }
        pipeline.sync();
      }
      for (Response<Map<byte[], byte[]>> reply : replies) {
        found.add(value(reply));
      }
      return found;
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  private Map<byte[], byte[]> one(byte[] name) {
    try {
      return redis.hgetAll(name);
    } catch (JedisDataException e) {
      return noHash(e);
    }
  }

  private static Map<byte[], byte[]> value(Response<Map<byte[], byte[]>> reply) {
    try {
      return reply.get();
    } catch (JedisDataException e) {
      return noHash(e);
    }
  }

  /** Somebody else's key is nothing of ours. */
  private static Map<byte[], byte[]> noHash(JedisDataException e) {
    if ("WRONGTYPE".equals(RedisErrorException.code(String.valueOf(e.getMessage())))) {
      return Collections.emptyMap();
    }
    throw e;
  }

  /** Says what happened without what was sent: the messages of both Redis and Jedis may hold it. */
  private static IOException translated(RuntimeException e) {
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      if (cause instanceof JedisDataException) {
        return new RedisErrorException(String.valueOf(cause.getMessage()));
      }
      if (cause instanceof IOException) {
        return (IOException) cause;
      }
      if (cause instanceof NoSuchElementException) {
        return new SocketTimeoutException(); // no connection became free
      }
    }
    return new IOException(
        e instanceof JedisException ? e.getClass().getSimpleName() : e.getClass().getName());
  }

  @Override
  public void close() {
    try {
      redis.close();
    } catch (RuntimeException e) {
      // It is of no use any more, in whatever state.
    }
  }
}
