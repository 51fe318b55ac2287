package dev.cordon.engine.redact.redis;

import dev.cordon.engine.EngineLog;
import dev.cordon.engine.policy.RedisSettings;
import dev.cordon.engine.redis.Breaker;
import dev.cordon.engine.redis.RedisErrorException;
import dev.cordon.engine.redis.RedisStore;
import dev.cordon.engine.redis.VaultCipher;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connects to Redis, writes what is in the outbox, and tries again after a failure. */
final class VaultThread implements Runnable {
  /** So little is on its way at a time that writing it can't block: a socket's buffer holds it. */
  private static final int BATCH = 32;

  private static final int BATCH_BYTES = 8 << 10;
  private static final int STEP_MILLIS = 5;
  private static final long IDLE = TimeUnit.SECONDS.toNanos(30);

  private final RedisSettings settings;
  private final long seconds;
  private final VaultCipher cipher;
  private final Outbox outbox;
  private final Breaker breaker;
  private final EngineLog log;
  private final Semaphore work = new Semaphore(0);
  private final Object opening = new Object();
  private volatile @Nullable RedisStore store;
  private volatile boolean wanted;
  private boolean refused;
  private volatile boolean closed;

  VaultThread(
      RedisSettings settings,
      long seconds,
      VaultCipher cipher,
      Outbox outbox,
      Breaker breaker,
      EngineLog log) {
    this.settings = settings;
    this.seconds = seconds;
    this.cipher = cipher;
    this.outbox = outbox;
    this.breaker = breaker;
    this.log = log;
  }

  /** Returns the open store; waits for it as long as there is hope. For the reading threads. */
  RedisStore store() throws IOException, InterruptedException {
    long deadline =
        System.nanoTime()
            + TimeUnit.MILLISECONDS.toNanos(settings.connectMillis() + settings.readMillis());
    synchronized (opening) {
      while (store == null && !closed && breaker.isClosed() && deadline - System.nanoTime() > 0) {
        wanted = true;
        wake();
        opening.wait(STEP_MILLIS);
      }
    }
    RedisStore open = store;
    if (open == null) {
      throw new SocketTimeoutException();
    }
    return open;
  }

  /** Connects soon, if there is no connection. */
  void prepare() {
    if (store == null && !wanted) {
      wanted = true;
      wake();
    }
  }

  void wake() {
    work.release();
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
    wake();
  }

  @Override
  public void run() {
    while (!closed) {
      try {
        work.tryAcquire(breaker.pauseNanos(IDLE), TimeUnit.NANOSECONDS);
        work.drainPermits();
        if (breaker.pauseNanos(0) == 0) {
          turn();
        }
      } catch (InterruptedException e) {
        closed = true; // nobody else knows this thread
      } catch (Throwable fault) {
        survive(fault);
      }
    }
    finish();
    disconnect();
  }

  /** Writes what is left if Redis is there: another vault may come after this one. */
  private void finish() {
    try {
      for (int left = outbox.size(); left > 0 && store != null && breaker.isClosed(); left--) {
        if (outbox.size() > 0) {
          write();
        }
      }
    } catch (IOException | RuntimeException e) {
      breaker.trip(new IOException(e.getClass().getName()));
    }
  }

  private void turn() {
    try {
      if (outbox.size() > 0 || wanted || !breaker.isClosed()) {
        connect();
      }
      while (!closed && outbox.size() > 0 && breaker.isClosed()) {
        write();
      }
    } catch (IOException fault) {
      disconnect();
      breaker.trip(fault);
    }
  }

  /** Makes sure of a connection that works: the one before may have gone while nobody wrote. */
  private void connect() throws IOException {
    RedisStore before = store;
    if (before != null) {
      try {
        before.ping();
      } catch (IOException gone) {
        ping(before);
      }
    } else {
      RedisStore made = RedisStore.open(settings);
      synchronized (opening) {
        store = made;
        wanted = false;
        opening.notifyAll();
      }
    }
    breaker.connected();
  }

  /** Tries each connection of the pool, since Redis may have closed them all. */
  private void ping(RedisStore before) throws IOException {
    for (int left = settings.connections(); ; left--) {
      try {
        before.ping();
        return;
      } catch (IOException gone) {
        if (left == 0) {
          throw gone;
        }
      }
    }
  }

  private void write() throws IOException {
    RedisStore to = store;
    if (to == null) {
      throw new EOFException();
    }
    List<Outbox.Entry> batch = outbox.first(BATCH, BATCH_BYTES);
    List<RedisStore.Field> fields = new ArrayList<>(batch.size());
    for (Outbox.Entry entry : batch) {
      byte[] tag = cipher.tag(entry.name, entry.value);
      byte[] sealed = cipher.seal(entry.name, tag, entry.value);
      fields.add(new RedisStore.Field(entry.name, tag, sealed));
    }
    int errors = 0;
    for (RedisErrorException error : to.add(fields, seconds)) {
      if (error != null) {
        errors++;
        report(error);
      }
    }
    if (errors == 0 && refused) {
      refused = false;
      log.info("vault: Redis accepts values again");
    }
    breaker.succeeded();
    outbox.remove(batch.size(), errors);
  }

  private void report(RedisErrorException error) {
    if (!refused) {
      refused = true;
      log.error(
          "vault: Redis refuses values ("
              + error.getMessage()
              + "); calls go on, and other JVMs can't restore the tokens of this one");
    }
  }

  private void disconnect() {
    RedisStore before = store;
    store = null;
    if (before != null) {
      before.close();
    }
  }

  /** A fault of ours, or no memory: what was to be written next may be its cause and is dropped. */
  private void survive(Throwable fault) {
    disconnect();
    if (outbox.size() > 0) {
      outbox.remove(1, 1);
    }
    breaker.trip(new IOException(fault.getClass().getName()));
  }
}
