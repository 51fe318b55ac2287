package dev.cordon.benchmarks.memory;

import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Selects among a few channels by asking each of them. */
final class MemorySelector extends AbstractSelector {
  private final Set<Key> keys = ConcurrentHashMap.newKeySet();
  private final Set<SelectionKey> selected = new HashSet<>();
  private final Object lock = new Object();
  private boolean isWoken;
  private boolean isChanged;

  MemorySelector(SelectorProvider provider) {
    super(provider);
  }

  private static final class Key extends AbstractSelectionKey {
    private final MemoryChannel channel;
    private final MemorySelector selector;
    private volatile int interest;
    private volatile int ready;

    Key(MemoryChannel channel, MemorySelector selector, int interest) {
      this.channel = channel;
      this.selector = selector;
      this.interest = interest;
    }

    @Override
    public MemoryChannel channel() {
      return channel;
    }

    @Override
    public Selector selector() {
      return selector;
    }

    @Override
    public int interestOps() {
      return interest;
    }

    @Override
    public SelectionKey interestOps(int ops) {
      interest = ops;
      return this;
    }

    @Override
    public int readyOps() {
      return ready;
    }
  }

  @Override
  protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attached) {
    Key key = new Key((MemoryChannel) channel, this, ops);
    key.attach(attached);
    keys.add(key);
    key.channel().registered(this);
    changed();
    return key;
  }

  /** Says that a channel may have become ready. */
  void changed() {
    synchronized (lock) {
      isChanged = true;
      lock.notifyAll();
    }
  }

  @Override
  public Selector wakeup() {
    synchronized (lock) {
      isWoken = true;
      lock.notifyAll();
    }
    return this;
  }

  @Override
  public Set<SelectionKey> keys() {
    return Collections.unmodifiableSet(keys);
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    return selected;
  }

  @Override
  public int selectNow() {
    return until(System.nanoTime());
  }

  @Override
  public int select() {
    return until(System.nanoTime() + Long.MAX_VALUE / 2);
  }

  @Override
  public int select(long millis) {
    return millis == 0 ? select() : until(System.nanoTime() + millis * 1_000_000);
  }

  private int until(long end) {
    while (true) {
      synchronized (lock) {
        isChanged = false;
      }
      forget();
      int count = look();
      synchronized (lock) {
        long millis = (end - System.nanoTime() + 999_999) / 1_000_000;
        if (!isOpen()) {
          throw new ClosedSelectorException();
        }
        if (count > 0 || isWoken || millis <= 0) {
          isWoken = false;
          return count;
        }
        try {
          if (!isChanged) {
            lock.wait(millis);
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return 0;
        }
      }
    }
  }

  private void forget() {
    Set<SelectionKey> cancelled = cancelledKeys();
    synchronized (cancelled) {
      for (SelectionKey key : cancelled) {
        keys.remove(key);
        selected.remove(key);
        deregister((AbstractSelectionKey) key);
      }
      cancelled.clear();
    }
  }

  private int look() {
    int count = 0;
    for (Key key : keys) {
      int ready = key.isValid() ? key.interest & key.channel.ready() : 0;
      if (ready != 0) {
        boolean isNew = selected.add(key);
        int now = isNew ? ready : key.ready | ready;
        count += isNew || now != key.ready ? 1 : 0;
        key.ready = now;
      }
    }
    return count;
  }

  @Override
  protected void implCloseSelector() {
    wakeup();
    for (Key key : keys) {
      deregister(key);
    }
    keys.clear();
  }
}
