package dev.cordon.engine.limit;

import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.LimitStore;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Counts in a store that several JVMs share, and beside it in this JVM, which goes on alone where
 * the store can't be asked. What the store was not told is told with what is asked next.
 * Thread-safe.
 */
final class SharedCounter implements Counter {
  private final LimitRule rule;
  private final LocalCounter local;
  private final SharedStore store;
  private final WallClock clock;
  private final byte[] key;
  private final byte[] whose;
  private long owed;
  private long owedSince;

  SharedCounter(
      LimitRule rule,
      String value,
      String who,
      LocalCounter local,
      SharedStore store,
      WallClock clock) {
    this.rule = rule;
    this.local = local;
    this.store = store;
    this.clock = clock;
    this.key = store.names.key(rule, value);
    this.whose = store.names.sealed(key, rule, who);
  }

  @Override
  public long reserve(Held held, long now) {
    if (rule.isExact() && held.amount > rule.amount()) {
      return rule.secondsToNext(now);
    }
    try {
      return rule.of() == LimitRule.Of.AT_ONCE ? hold(held, now) : ask(held, now);
    } catch (IOException unreachable) {
      return without(held, now);
    }
  }

  private long ask(Held held, long now) throws IOException {
    long before = takeOwed();
    List<Long> reply;
    try {
      reply = store.count(key, arguments("reserve", taken(held.amount), 0, before));
    } catch (IOException e) {
      owe(before);
      throw e;
    }
    if (reply.get(0) == 0) {
      long millis = reply.get(2);
      return millis < 0 ? Math.max(1, rule.secondsToNext(now)) : Math.max(1, (millis + 999) / 1000);
    }
    held.storedWhen = reply.get(1);
    local.take(held, now);
    return Meter.RESERVED;
  }

  private long hold(Held held, long now) throws IOException {
    String id = UUID.randomUUID().toString();
    List<Long> reply;
    try {
      reply = store.lease(key, lease("take", id));
    } catch (IOException e) {
      store.leaseLater(key, lease("free", id)); // it may have been taken all the same
      throw e;
    }
    if (reply.get(0) == 0) {
      return 1;
    }
    keep(held, id);
    local.take(held, now);
    return Meter.RESERVED;
  }

  /** Renews it while the call lives, in whatever state the store is. */
  private void keep(Held held, String id) {
    held.lease = id;
    WeakReference<Held> living = new WeakReference<>(held);
    WeakReference<Object> holder = new WeakReference<>(held.holder);
    store.keep(
        () -> {
          Held still = living.get();
          boolean lives = still != null && still.lease != null && holder.get() != null;
          store.leaseNow(key, lease(lives ? "renew" : "free", id));
          return !lives;
        });
  }

  /** Decides without the store. */
  private long without(Held held, long now) {
    LimitStore.OnFailure what = store.settings.onFailure();
    if (what == LimitStore.OnFailure.BLOCK) {
      return Reservation.NO_STORE;
    }
    if (what == LimitStore.OnFailure.LOCAL) {
      long wait = local.reserve(held, now);
      if (wait != Meter.RESERVED) {
        return wait;
      }
    } else {
      local.take(held, now);
    }
    if (rule.of() == LimitRule.Of.AT_ONCE) {
      keep(held, UUID.randomUUID().toString()); // tells the store when it is back
    } else {
      owe(taken(held.amount));
    }
    return Meter.RESERVED;
  }

  @Override
  public void settle(Held held, long used, long now) {
    local.settle(held, used, now);
    String id = held.lease;
    if (id != null) {
      held.lease = null;
      store.leaseLater(key, lease("free", id));
      return;
    }
    long difference = used - taken(held.amount);
    if (difference == 0 || rule.of() == LimitRule.Of.AT_ONCE) {
      return;
    }
    if (held.storedWhen == Held.NOWHERE) {
      owe(difference);
      return;
    }
    // What can't be given back stays used: nobody gets more because the store was gone.
    Runnable otherwise = () -> owe(Math.max(0, difference));
    store.countLater(key, settling(difference, held), otherwise);
  }

  /** Says as well what was reserved: of that, a burst was taken no more than it has. */
  private List<byte[]> settling(long difference, Held held) {
    List<byte[]> all = new ArrayList<>(arguments("settle", difference, held.storedWhen, 0));
    all.addAll(CounterNames.words(taken(held.amount)));
    return all;
  }

  /** An estimate that is larger than the whole passes when nothing else was used. */
  private long taken(long wanted) {
    return Math.max(1, Math.min(wanted, rule.amount()));
  }

  private List<byte[]> arguments(String what, long amount, long when, long before) {
    long unit = rule.isMonthly() ? 0 : rule.seconds() * 1000;
    long slices = rule.isSliding() ? LimitRule.SLICES : 0;
    return CounterNames.words(
        what, unit, slices, rule.amount(), amount, when, before, rule.burst(), whose);
  }

  private List<byte[]> lease(String what, String id) {
    return CounterNames.words(what, id, rule.amount(), SharedStore.LEASE_MILLIS, whose);
  }

  private synchronized void owe(long amount) {
    if (amount != 0) {
      owed = owed() + amount;
      owedSince = clock.millis();
    }
  }

  private synchronized long takeOwed() {
    long all = Math.max(0, owed());
    owed = 0;
    return all;
  }

  /** What was used in a period that is over makes nothing less now. */
  private long owed() {
    long now = clock.millis();
    boolean over =
        rule.isSliding()
            ? now - owedSince > rule.seconds() * 1000
            : rule.period(now) != rule.period(owedSince);
    return over ? 0 : owed;
  }

  @Override
  public boolean isIdle() {
    synchronized (this) {
      if (owed != 0) {
        return false;
      }
    }
    return local.isIdle();
  }

  @Override
  public LimitUse use() {
    return local.use();
  }
}
