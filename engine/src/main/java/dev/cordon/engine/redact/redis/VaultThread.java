package dev.cordon.engine.redact.redis;

import dev.cordon.engine.EngineLog;
import dev.cordon.engine.policy.RedisSettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connects to Redis, writes what is in the outbox, and tries again after a failure. */
final class VaultThread implements Runnable {
  /** So little is on its way at a time that writing it can't block: a socket's buffer holds it. */
  private static final int BATCH = 32;

  private static final int BATCH_BYTES = 8 << 10;
  private static final long IDLE = TimeUnit.SECONDS.toNanos(30);
  private static final byte[] HSET = RespConnection.utf8("HSET");
  private static final byte[] EXPIRE = RespConnection.utf8("EXPIRE");

  private final RedisSettings settings;
  private final byte[] seconds;
  private final VaultCipher cipher;
  private final Outbox outbox;
  private final Breaker breaker;
  private final EngineLog log;
  private final ReadPool pool;
  private final Semaphore work = new Semaphore(0);
  private @Nullable RespConnection connection;
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
    this.seconds = RespConnection.utf8(Long.toString(seconds));
    this.cipher = cipher;
    this.outbox = outbox;
    this.breaker = breaker;
    this.log = log;
    this.pool =
        new ReadPool(
            settings.connections(),
            breaker,
            new Runnable() {
              @Override
              public void run() {
                wake();
              }
            });
  }

  ReadPool pool() {
    return pool;
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
    disconnect();
    pool.close();
  }

  private void turn() {
    if (!breaker.isClosed()) {
      pool.discardIdle();
    }
    try {
      boolean writing = outbox.size() > 0;
      if (writing || !breaker.isClosed()) {
        connect();
      }
      do {
        while (pool.wantsMore()) {
          pool.add(RespConnection.open(settings));
          breaker.connected();
        }
        if (outbox.size() > 0) {
          write();
        }
      } while (!closed && outbox.size() > 0 && breaker.isClosed());
    } catch (IOException fault) {
      disconnect();
      breaker.trip(fault);
    }
  }

  /** Makes sure of a connection that works: the one before may have gone while nobody wrote. */
  private void connect() throws IOException {
    RespConnection before = connection;
    if (before != null) {
      try {
        before.ping(settings.readMillis());
      } catch (IOException gone) {
        disconnect();
      }
    }
    if (connection == null) {
      connection = RespConnection.open(settings);
    }
    breaker.connected();
  }

  private void write() throws IOException {
    RespConnection to = connection;
    if (to == null) {
      to = connection = RespConnection.open(settings);
    }
    List<Outbox.Letter> batch = outbox.first(BATCH, BATCH_BYTES);
    for (Outbox.Letter letter : batch) {
      byte[] name = cipher.name(letter.token);
      byte[] tag = cipher.tag(name, letter.value);
      to.command(HSET, name, tag, cipher.seal(name, tag, letter.value));
      to.command(EXPIRE, name, seconds);
    }
    to.flush();
    long deadline = RespConnection.deadline(settings.readMillis());
    int errors = 0;
    for (int i = 0; i < batch.size(); i++) {
      Object set = to.reply(deadline);
      Object expire = to.reply(deadline);
      Object error = set instanceof RedisErrorException ? set : expire;
      if (error instanceof RedisErrorException) {
        errors++;
        report((RedisErrorException) error);
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
    RespConnection before = connection;
    connection = null;
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
