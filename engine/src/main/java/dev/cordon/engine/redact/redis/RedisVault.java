package dev.cordon.engine.redact.redis;

import dev.cordon.engine.EngineLog;
import dev.cordon.engine.policy.RedisSettings;
import dev.cordon.engine.redact.MemoryVault;
import dev.cordon.engine.redact.Vault;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers tokens in Redis, encrypted, for every JVM with the same keys, and in memory for this
 * one. Writing costs the caller nothing: a thread of the vault's own does it. Reading asks Redis
 * each time, even for a token that this JVM issued: another JVM may have issued it for another
 * value, and a token that stands for two values is not restored. When Redis can't be used, memory
 * answers alone. Thread-safe.
 */
public final class RedisVault implements Vault {
  private static final int RETRY_MILLIS = 1000;
  private static final long FLUSH_STEP_MILLIS = 20;
  private static final int QUEUE = 4096;
  private static final int MAX_VALUE = 8 << 10;
  private static final byte[] HGETALL = RespConnection.utf8("HGETALL");
  private static final String WRONG_TYPE = "WRONGTYPE";
  private static final byte[] AMBIGUOUS = {};

  private final RedisSettings settings;
  private final MemoryVault memory;
  private final VaultCipher cipher;
  private final Outbox outbox;
  private final Breaker breaker;
  private final VaultThread worker;
  private volatile boolean started;

  /**
   * Makes a vault; connects when it is first used.
   *
   * @param settings how Redis is reached
   * @param maxValues how many tokens are remembered in memory at most
   * @param secondsToLive how long a token is remembered after it was last issued, in seconds
   * @param log hears when Redis goes and comes back
   */
  public RedisVault(RedisSettings settings, int maxValues, long secondsToLive, EngineLog log) {
    this(settings, maxValues, secondsToLive, log, QUEUE, RETRY_MILLIS);
  }

  RedisVault(
      RedisSettings settings,
      int maxValues,
      long secondsToLive,
      EngineLog log,
      int queue,
      int retryMillis) {
    this.settings = settings;
    this.memory = new MemoryVault(maxValues, secondsToLive);
    this.cipher = new VaultCipher(settings.encryptionKey(), settings.prefix());
    this.outbox = new Outbox(queue);
    this.breaker = new Breaker(log, settings.host() + ":" + settings.port(), retryMillis);
    this.worker = new VaultThread(settings, secondsToLive, cipher, outbox, breaker, log);
  }

  private void start() {
    if (!started) {
      synchronized (this) {
        if (!started) {
          started = true;
          begin();
        }
      }
    }
  }

  private void begin() {
    try {
      Thread thread = new Thread(worker, "cordon-vault");
      thread.setDaemon(true);
      thread.setContextClassLoader(null); // keeps no application alive
      thread.start();
    } catch (Throwable fault) {
      // No memory for a thread: the call that is here goes on, with what is in memory.
      breaker.trip(new IOException(fault.getClass().getName()));
    }
  }

  @Override
  public void put(String token, byte[] value) {
    memory.put(token, value);
    if (value.length > MAX_VALUE) {
      outbox.drop();
    } else if (outbox.add(new Outbox.Letter(token, value))) {
      start();
      if (breaker.isClosed()) {
        worker.wake();
      }
    }
  }

  @Override
  public byte @Nullable [] get(String token) {
    try {
      return ask(token);
    } catch (IOException unreachable) {
      return memory.get(token);
    }
  }

  @Override
  public Vault forAnswer() {
    return new AnswerLookups(this);
  }

  /** Returns what this JVM remembers. */
  byte @Nullable [] remembered(String token) {
    return memory.get(token);
  }

  /** Returns what all JVMs remember. */
  byte @Nullable [] ask(String token) throws IOException {
    if (!breaker.isClosed() || worker.isClosed()) {
      throw new EOFException();
    }
    start();
    byte[] name = cipher.name(token);
    byte[] there;
    try {
      there = fetch(name);
      breaker.succeeded();
    } catch (IOException fault) {
      if (!Thread.currentThread().isInterrupted()) {
        breaker.failed(fault);
      }
      throw fault;
    }
    byte[] here = memory.get(token);
    if ((there != null && there.length == 0) || memory.isAmbiguous(token)) {
      return null;
    }
    if (here == null || there == null) {
      return here == null ? there : here;
    }
    boolean one = Arrays.equals(cipher.tag(name, here), cipher.tag(name, there));
    return one ? here : null;
  }

  private byte @Nullable [] fetch(byte[] name) throws IOException {
    long patience = RespConnection.deadline(settings.connectMillis() + settings.readMillis());
    for (int attempt = 0; ; attempt++) {
      RespConnection connection = worker.pool().borrow(patience);
      if (connection == null) {
        throw new SocketTimeoutException();
      }
      boolean usable = false;
      try {
        connection.command(HGETALL, name);
        connection.flush();
        long deadline = RespConnection.deadline(settings.readMillis());
        Object reply = connection.reply(deadline - patience < 0 ? deadline : patience);
        usable = true;
        return value(name, reply);
      } catch (SocketTimeoutException slow) {
        throw slow;
      } catch (IOException gone) {
        // Redis closes connections that are idle for long; the next one may be fresh.
        if (usable || attempt == settings.connections()) {
          throw gone;
        }
      } finally {
        if (usable) {
          worker.pool().giveBack(connection);
        } else {
          worker.pool().discard(connection);
        }
      }
    }
  }

  private byte @Nullable [] value(byte[] name, @Nullable Object reply) throws IOException {
    if (reply instanceof RedisErrorException) {
      if (WRONG_TYPE.equals(((RedisErrorException) reply).getMessage())) {
        return null; // somebody else's key
      }
      throw (RedisErrorException) reply;
    }
    if (!(reply instanceof Object[])) {
      throw new ProtocolException("no hash");
    }
    @Nullable Object[] items = (Object[]) reply;
    byte[] found = null;
    for (int i = 0; i + 1 < items.length; i += 2) {
      if (items[i] instanceof byte[] && items[i + 1] instanceof byte[]) {
        byte[] value = cipher.open(name, (byte[]) items[i], (byte[]) items[i + 1]);
        if (value != null) {
          found = found == null ? value : AMBIGUOUS;
        }
      }
    }
    return found;
  }

  /** Returns how many values were not shared: the queue was full, or Redis refused them. */
  public long dropped() {
    return outbox.dropped();
  }

  @Override
  public void flush(long atMostMillis) {
    long deadline = System.nanoTime() + atMostMillis * 1_000_000;
    long left = atMostMillis;
    try {
      worker.wake();
      while (outbox.size() > 0 && breaker.isClosed() && left > 0) {
        outbox.awaitEmpty(Math.min(left, FLUSH_STEP_MILLIS)); // looks again whether Redis is there
        left = (deadline - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
