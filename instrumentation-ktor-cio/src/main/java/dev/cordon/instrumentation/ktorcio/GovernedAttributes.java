package dev.cordon.instrumentation.ktorcio;

import io.ktor.util.AttributeKey;
import io.ktor.util.Attributes;
import java.util.List;
import kotlin.jvm.functions.Function0;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a request of ours, by which the engine's hook knows it: the application's own,
 * but for one. As thread-safe as those.
 */
final class GovernedAttributes implements Attributes {
  private final Attributes own;
  private final @Nullable AttributeKey<?> key;
  private final @Nullable Object value;

  /**
   * Makes them.
   *
   * @param own the application's
   * @param key the one that has another value; null for none
   * @param value its value
   */
  GovernedAttributes(Attributes own, @Nullable AttributeKey<?> key, @Nullable Object value) {
    this.own = own;
    this.key = key;
    this.value = value;
  }

  @SuppressWarnings("unchecked") // the key's
  private <T> @Nullable T other(AttributeKey<T> asked) {
    return asked.equals(key) ? (T) value : null;
  }

  @Override
  public <T> T get(AttributeKey<T> asked) {
    T other = other(asked);
    return other == null ? own.get(asked) : other;
  }

  @Override
  public <T> @Nullable T getOrNull(AttributeKey<T> asked) {
    T other = other(asked);
    return other == null ? own.getOrNull(asked) : other;
  }

  @Override
  public boolean contains(AttributeKey<?> asked) {
    return own.contains(asked);
  }

  @Override
  public <T> void put(AttributeKey<T> asked, T made) {
    own.put(asked, made);
  }

  @Override
  public <T> void remove(AttributeKey<T> asked) {
    own.remove(asked);
  }

  @Override
  public <T> T take(AttributeKey<T> asked) {
    return own.take(asked);
  }

  @Override
  public <T> @Nullable T takeOrNull(AttributeKey<T> asked) {
    return own.takeOrNull(asked);
  }

  @Override
  public <T> T computeIfAbsent(AttributeKey<T> asked, Function0<? extends T> made) {
    T other = other(asked);
    return other == null ? own.computeIfAbsent(asked, made) : other;
  }

  @Override
  public List<AttributeKey<?>> getAllKeys() {
    return own.getAllKeys();
  }
}
