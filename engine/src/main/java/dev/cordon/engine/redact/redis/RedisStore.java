package dev.cordon.engine.redact.redis;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the vault needs of Redis, so that one class alone knows the client library and nothing of it
 * is loaded where no Redis is configured. Thread-safe. A method throws a {@link
 * RedisErrorException} when Redis answered with an error, another {@link IOException} when it
 * didn't answer, and nothing else.
 */
interface RedisStore extends Closeable {
  /** One field of a hash. */
  final class Field {
    final byte[] name;
    final byte[] tag;
    final byte[] value;

    Field(byte[] name, byte[] tag, byte[] value) {
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

  @Override
  void close();
}
