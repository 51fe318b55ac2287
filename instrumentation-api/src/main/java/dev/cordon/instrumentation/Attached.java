package dev.cordon.instrumentation;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * State that advice keeps for objects of a library: a map that compares its keys by identity and
 * doesn't keep them alive. An entry goes with its key. A value must not refer to its key, else
 * neither ever goes. Held in a static field of advice. Thread-safe; calls neither {@code equals}
 * nor {@code hashCode} of a key.
 *
 * @param <K> the library's type
 * @param <V> the state's type
 */
public final class Attached<K, V> {
  private final ConcurrentMap<Object, V> values = new ConcurrentHashMap<Object, V>();
  private final ReferenceQueue<K> gone = new ReferenceQueue<K>();

  /** Makes an empty map. */
  public Attached() {}

  /** Returns an object's state, or null when it has none. */
  public @Nullable V get(K key) {
    return values.get(new Probe(key));
  }

  /**
   * Gives an object its state.
   *
   * @return what it had before, or null
   */
  public @Nullable V put(K key, V value) {
    expunge();
    return values.put(new WeakKey<K>(key, gone), value);
  }

  /**
   * Gives an object its state unless it has one.
   *
   * @return what it has now: of several threads, all get the same
   */
  public V putIfAbsent(K key, V value) {
    expunge();
    V earlier = values.putIfAbsent(new WeakKey<K>(key, gone), value);
    return earlier == null ? value : earlier;
  }

  /**
   * Takes an object's state away.
   *
   * @return what it had, or null
   */
  public @Nullable V remove(K key) {
    expunge();
    return values.remove(new Probe(key));
  }

  /** Returns how many objects have state; those that are gone may still count. */
  int size() {
    expunge();
    return values.size();
  }

  private void expunge() {
    for (Reference<? extends K> key = gone.poll(); key != null; key = gone.poll()) {
      values.remove(key);
    }
  }

  /** A key in the map: equal to itself, and to a probe of the same object. */
  private static final class WeakKey<K> extends WeakReference<K> {
    private final int hash;

    WeakKey(K key, ReferenceQueue<K> gone) {
      super(key, gone);
      hash = System.identityHashCode(key);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object key = get();
      return key != null && key == referent(other);
    }
  }

  /** A key to look for. */
  private static final class Probe {
    private final Object key;

    Probe(Object key) {
      this.key = key;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return key == referent(other);
    }
  }

  private static @Nullable Object referent(@Nullable Object key) {
    if (key instanceof Probe) {
      return ((Probe) key).key;
    }
    return key instanceof WeakKey ? ((WeakKey<?>) key).get() : null;
  }
}
