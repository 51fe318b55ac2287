package dev.cordon.engine.redis;

import dev.cordon.engine.policy.RedisSettings;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the vault and shared limits need of Redis, so that one class alone knows the client library
 * and nothing of it is loaded where no Redis is configured. Thread-safe. A method throws a {@link
 * RedisErrorException} when Redis answered with an error, another {@link IOException} when it
 * didn't answer, and nothing else.
 */
public interface RedisStore extends Closeable {
  /** One field of a hash. */
  final class Field {
    final byte[] name;
    final byte[] tag;
    final byte[] value;

    /**
     * Makes a field.
     *
     * @param name the hash's name
     * @param tag the field's
     * @param value what it holds
     */
    public Field(byte[] name, byte[] tag, byte[] value) {
      this.name = name;
      this.tag = tag;
      this.value = value;
    }
  }

  /** Asks whether Redis answers. */
  void ping() throws IOException;

  /**
   * Adds fields to hashes, which then expire.
   *
   * @param seconds when they expire
   * @return for each field why Redis refused it, or null
   */
  List<@Nullable RedisErrorException> add(Collection<Field> fields, long seconds)
      throws IOException;

  /**
   * Reads hashes.
   *
   * @param names their names
   * @return what is there for each name; empty where nothing is, or no hash
   */
  List<Map<byte[], byte[]>> read(List<byte[]> names) throws IOException;

  /**
   * Runs a script on one key.
   *
   * @param script the script, which answers with whole numbers
   * @param key the key
   * @param arguments what the script is told
   * @return the numbers
   */
  List<Long> run(Script script, byte[] key, List<byte[]> arguments) throws IOException;

  /**
   * Returns names that begin with a text; in a cluster it must hold the hash tag of them all.
   *
   * @param prefix the beginning
   * @param most how many names at most
   */
  List<byte[]> names(String prefix, int most) throws IOException;

  /** Opens Redis. Resolves names, which Java can't bound: not on the application's threads. */
  static RedisStore open(RedisSettings settings) throws IOException {
    return JedisStore.open(settings);
  }

  @Override
  void close();
}
