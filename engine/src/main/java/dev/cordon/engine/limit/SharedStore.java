package dev.cordon.engine.limit;

import dev.cordon.engine.EngineLog;
import dev.cordon.engine.policy.LimitStore;
import dev.cordon.engine.policy.RedisSettings;
import dev.cordon.engine.redis.Breaker;
import dev.cordon.engine.redis.RedisErrorException;
import dev.cordon.engine.redis.RedisReaders;
import dev.cordon.engine.redis.RedisStore;
import dev.cordon.engine.redis.Script;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The Redis in which several JVMs count together. The application's threads wait for so long and no
 * longer; while it can't be used nobody waits, and a thread of its own tries again. Thread-safe.
 */
final class SharedStore {
  /** How long a call at once counts after it was last renewed, in milliseconds. */
  static final long LEASE_MILLIS = 30_000;

  /** How much may wait to be told: some 2 MB. What is more is counted as used. */
  static final int MOST_WAITING = 4096;

  private static final int RETRY_MILLIS = 1000;

  /** The first call in a JVM loads the client's classes. */
  private static final int FIRST_MILLIS = 5000;

  private static final int IDLE_SECONDS = 60;

  final LimitStore settings;
  final CounterNames names;
  private final Breaker breaker;
  private final RedisReaders first;
  private final RedisReaders readers;
  private final ScheduledThreadPoolExecutor worker;
  private final Script count;
  private final Script lease;
  private final Object opening = new Object();
  private final EngineLog log;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong untold = new AtomicLong();
  private volatile @Nullable RedisStore store;
  private volatile boolean closed;
  private boolean trying;

  SharedStore(LimitStore settings, EngineLog log) throws IOException {
    this.settings = settings;
    this.log = log;
    RedisSettings redis = settings.redis();
    this.names = new CounterNames(redis);
    this.breaker =
        new Breaker(log, "limits", redis.where(), consequence(settings.onFailure()), RETRY_MILLIS);
    int patience = redis.connectMillis() + redis.readMillis();
    this.first = new RedisReaders("cordon-limits", 1, Math.max(patience, FIRST_MILLIS));
    this.readers = new RedisReaders("cordon-limits", redis.connections(), patience);
    this.count = Script.of(SharedStore.class, "count.lua");
    this.lease = Script.of(SharedStore.class, "lease.lua");
    this.worker = new ScheduledThreadPoolExecutor(1, daemons());
    worker.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    worker.allowCoreThreadTimeOut(true);
    worker.setRemoveOnCancelPolicy(true);
    // What is settled after another policy closed this is not counted any more.
    worker.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  private static String consequence(LimitStore.OnFailure what) {
    switch (what) {
      case BLOCK:
        return "calls under limits are refused until it is back (limits.on_store_failure)";
      case ALLOW:
        return "calls go on uncounted until it is back (limits.on_store_failure)";
      default:
        return "this JVM counts for itself until it is back (limits.on_store_failure)";
    }
  }

  private static ThreadFactory daemons() {
    return work -> {
      Thread thread = new Thread(work, "cordon-limits-keep");
      thread.setDaemon(true);
      thread.setContextClassLoader(null); // keeps no application alive
      return thread;
    };
  }

  boolean isClosed() {
    return breaker.isClosed();
  }

  /** Counts; waits. */
  List<Long> count(byte[] key, List<byte[]> arguments) throws IOException {
    return ask(() -> run(count, key, arguments));
  }

  /** Holds a call at once; waits. */
  List<Long> lease(byte[] key, List<byte[]> arguments) throws IOException {
    return ask(() -> run(lease, key, arguments));
  }

  /** Counts soon, on a thread of its own. */
  void countLater(byte[] key, List<byte[]> arguments, Runnable otherwise) {
    later(count, key, arguments, otherwise);
  }

  /** Changes a lease soon, on a thread of its own. */
  void leaseLater(byte[] key, List<byte[]> arguments) {
    later(lease, key, arguments, () -> {});
  }

  /** Changes a lease, on the thread that keeps leases. */
  void leaseNow(byte[] key, List<byte[]> arguments) {
    if (isClosed() && !closed) {
      try {
        run(lease, key, arguments);
      } catch (IOException fault) {
        note(fault);
      }
    }
  }

  /** Does something again and again until it says that it is done. */
  void keep(Callable<Boolean> done) {
    worker.schedule(
        () -> {
          if (!closed && !done.call()) {
            keep(done);
          }
          return null;
        },
        LEASE_MILLIS / 3,
        TimeUnit.MILLISECONDS);
  }

  private void later(Script script, byte[] key, List<byte[]> arguments, Runnable otherwise) {
    boolean full = waiting.incrementAndGet() > MOST_WAITING;
    if (full || !isClosed() || closed) {
      waiting.decrementAndGet();
      otherwise.run();
      if (full) {
        tooMany();
      }
      return;
    }
    worker.execute(() -> tell(script, key, arguments, otherwise));
  }

  private void tell(Script script, byte[] key, List<byte[]> arguments, Runnable otherwise) {
    try {
      if (isClosed()) {
        run(script, key, arguments);
      } else {
        otherwise.run(); // it went while this waited
      }
    } catch (IOException fault) {
      note(fault);
      otherwise.run();
    } finally {
      if (waiting.decrementAndGet() == 0) {
        keepsUp();
      }
    }
  }

  /** Says so once, until it keeps up again. */
  private void tooMany() {
    if (untold.getAndIncrement() == 0) {
      log.error(
          "limits: Redis at "
              + settings.redis().where()
              + " is too slow to be told what calls used in the end: what they reserved counts as"
              + " used");
    }
  }

  private void keepsUp() {
    long calls = untold.getAndSet(0);
    if (calls > 0) {
      log.info(
          "limits: Redis at "
              + settings.redis().where()
              + " keeps up again; it was not told what "
              + calls
              + " calls used in the end");
    }
  }

  private List<Long> ask(Callable<List<Long>> work) throws IOException {
    if (!isClosed() || closed) {
      throw new SocketTimeoutException();
    }
    try {
      List<Long> reply = (store == null ? first : readers).read(work);
      breaker.succeeded();
      return reply;
    } catch (IOException fault) {
      note(fault);
      throw fault;
    }
  }

  private List<Long> run(Script script, byte[] key, List<byte[]> arguments) throws IOException {
    RedisStore open = open();
    for (int attempt = 1; ; attempt++) {
      try {
        return open.run(script, key, arguments);
      } catch (SocketTimeoutException | RedisErrorException e) {
        throw e;
      } catch (IOException gone) { // each connection of the pool may be one that Redis closed
        if (attempt > settings.redis().connections()) {
          throw gone;
        }
      }
    }
  }

  /** Under a lock of its own: it may take as long as a name server wants. */
  private RedisStore open() throws IOException {
    synchronized (opening) {
      RedisStore open = store;
      if (open == null) {
        open = RedisStore.open(settings.redis());
        store = open;
      }
      return open;
    }
  }

  private void note(IOException fault) {
    if (store == null) {
      breaker.trip(fault);
    } else {
      breaker.failed(fault);
    }
    if (!isClosed()) {
      tryAgain();
    }
  }

  private synchronized void tryAgain() {
    if (!trying && !closed) {
      trying = true;
      worker.schedule(this::probe, breaker.pauseNanos(0), TimeUnit.NANOSECONDS);
    }
  }

  /** Writes something: a Redis that is full or read-only answers a ping. */
  private void probe() {
    synchronized (this) {
      trying = false;
    }
    try {
      byte[] key = names.probe();
      run(lease, key, CounterNames.words("take", "probe", 1, 1000, CounterNames.PROBE));
      breaker.connected();
    } catch (IOException fault) {
      breaker.trip(fault);
      tryAgain();
    } catch (Throwable fault) { // of ours, or no memory
      breaker.trip(new IOException(fault.getClass().getName()));
      tryAgain();
    }
  }

  void close() {
    closed = true;
    first.close();
    readers.close();
    worker.execute(
        () -> {
          RedisStore open = store;
          if (open != null) {
            open.close();
          }
        });
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    worker.shutdown();
  }
}
