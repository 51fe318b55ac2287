package dev.cordon.engine.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where limits are counted for several JVMs together. Immutable. */
public final class LimitStore {
  /** What becomes of a call while the store can't be asked. */
  public enum OnFailure {
    /** This JVM counts for itself. */
    LOCAL,
    /** It goes on. */
    ALLOW,
    /** It is refused. */
    BLOCK
  }

  private final RedisSettings redis;
  private final OnFailure onFailure;

  LimitStore(RedisSettings redis, OnFailure onFailure) {
    this.redis = redis;
    this.onFailure = onFailure;
  }

  /** Returns the Redis, which is the vault's. */
  public RedisSettings redis() {
    return redis;
  }

  /** Returns what becomes of a call while it can't be asked. */
  public OnFailure onFailure() {
    return onFailure;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LimitStore
        && redis.equals(((LimitStore) other).redis)
        && onFailure == ((LimitStore) other).onFailure;
  }

  @Override
  public int hashCode() {
    return Objects.hash(redis, onFailure);
  }
}
