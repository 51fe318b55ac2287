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
  public synchronized long reserve(Held held, long now) {
    if (holders.size() >= amount) {
      release(null);
    }
    if (holders.size() >= amount) {
      return 1;
    }
    holders.add(new WeakReference<>(held.holder));
    return RESERVED;
  }

  @Override
  public synchronized void take(Held held, long now) {
    holders.add(new WeakReference<>(held.holder));
  }

  @Override
  public synchronized long used(long now) {
    release(null);
    return holders.size();
  }

  @Override
  public long secondsToRefill(long now) {
    return 0;
  }

  @Override
  public synchronized void settle(Held held, long used, long now) {
    release(held.holder);
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
  public synchronized boolean isIdle(long now) {
    return holders.isEmpty();
  }
}
