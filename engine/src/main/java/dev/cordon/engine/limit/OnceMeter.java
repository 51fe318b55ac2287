package dev.cordon.engine.limit;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * So many calls at once. A call that the application drops without ending it counts until the
 * garbage collector has found that nobody holds it any more.
 */
final class OnceMeter implements Meter {
  private final long amount;
  private final List<WeakReference<Object>> holders = new ArrayList<>();

  OnceMeter(long amount) {
    this.amount = amount;
  }

  @Override
  public synchronized long reserve(long wanted, Object holder) {
    if (holders.size() >= amount) {
      release(null);
    }
    if (holders.size() >= amount) {
      return 1;
    }
    holders.add(new WeakReference<>(holder));
    return RESERVED;
  }

  @Override
  public synchronized void settle(long reserved, long used, long when, Object holder) {
    release(holder);
  }

  @Override
  public long now() {
    return 0;
  }

  private void release(@Nullable Object holder) {
    for (Iterator<WeakReference<Object>> all = holders.iterator(); all.hasNext(); ) {
      Object held = all.next().get();
      if (held == null || held == holder) {
        all.remove();
      }
    }
  }

  @Override
  public synchronized boolean isIdle() {
    return holders.isEmpty();
  }
}
