package dev.cordon.engine.activation;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Objects that serve one call after another. Whoever gives one back has cleared it, and doesn't
 * touch it again. Thread-safe.
 */
public final class Idle<T> {
  private static final int MOST = 8;

  private final AtomicReferenceArray<@Nullable T> idle = new AtomicReferenceArray<>(MOST);

  /** Returns one that is in nobody else's hands; null when there is none. */
  public @Nullable T take() {
    for (int i = 0; i < MOST; i++) {
      T one = idle.get(i);
      if (one != null && idle.compareAndSet(i, one, null)) {
        return one;
      }
    }
    return null;
  }

  /** Takes one back, or lets it go when there are enough. */
  public void give(T one) {
    for (int i = 0; i < MOST; i++) {
      if (idle.get(i) == null && idle.compareAndSet(i, null, one)) {
        return;
      }
    }
  }
}
