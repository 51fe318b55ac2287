package dev.cordon.engine.redact.redis;

import dev.cordon.engine.EngineLog;
import dev.cordon.engine.policy.RedisSettings;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.redact.MemoryVault;
import dev.cordon.engine.redact.Vault;
import dev.cordon.engine.redis.Breaker;
import dev.cordon.engine.redis.RedisErrorException;
import dev.cordon.engine.redis.RedisReaders;
import dev.cordon.engine.redis.RedisStore;
import dev.cordon.engine.redis.VaultCipher;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
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

  /** More than one token's values, or one scope's links; what is more is somebody else's. */
  private static final int MAX_FIELDS = 64;

  /** Stands in a token's place where a scope's links are; no token is so short. */
  private static final String LINKS = "";

  /** How often a reader goes on from what it found: a link holds all that its writer knew. */
  private static final int MOST_STEPS = 8;

  private final RedisSettings settings;
  private final MemoryVault memory;
  private final VaultCipher cipher;

  /** Of all keys, the current one first: what was written under an older one is still read. */
  private final List<VaultCipher> ciphers = new ArrayList<>();

  private final Outbox outbox;
  private final Breaker breaker;
  private final RedisReaders readers;
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

  /**
   * Makes a vault that goes on from what is remembered.
   *
   * @param settings how Redis is reached
   * @param memory what this JVM remembers
   * @param secondsToLive how long a token is remembered after it was last issued, in seconds
   * @param log hears when Redis goes and comes back
   */
  public RedisVault(RedisSettings settings, MemoryVault memory, long secondsToLive, EngineLog log) {
    this(settings, memory, secondsToLive, log, QUEUE, RETRY_MILLIS);
  }

  RedisVault(
      RedisSettings settings,
      int maxValues,
      long secondsToLive,
      EngineLog log,
      int queue,
      int retryMillis) {
    this(
        settings,
        new MemoryVault(maxValues, secondsToLive),
        secondsToLive,
        log,
        queue,
        retryMillis);
  }

  private RedisVault(
      RedisSettings settings,
      MemoryVault memory,
      long secondsToLive,
      EngineLog log,
      int queue,
      int retryMillis) {
    this.settings = settings;
    this.memory = memory;
    for (TokenKey key : settings.encryptionKeys()) {
      ciphers.add(new VaultCipher(key, settings.prefix()));
    }
    this.cipher = ciphers.get(0);
    this.outbox = new Outbox(queue);
    this.breaker =
        new Breaker(
            log,
            "vault",
            settings.where(),
            "calls go on, and tokens that other JVMs issued are not restored until it is back",
            retryMillis);
    this.readers =
        new RedisReaders(
            "cordon-vault-read",
            settings.connections(),
            settings.connectMillis() + settings.readMillis());
    this.worker = new VaultThread(settings, secondsToLive, cipher, outbox, breaker, log);
  }

  /** Returns what this JVM remembers, for the vault that comes after this one. */
  public MemoryVault memory() {
    return memory;
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
  public void put(String scope, String token, byte[] value) {
    memory.put(scope, token, value);
    send(cipher.name(token, scope), value);
  }

  @Override
  public void link(String scope, List<String> from) {
    memory.link(scope, from);
    send(cipher.name(LINKS, scope), joined(memory.lineage(from)).getBytes(StandardCharsets.UTF_8));
  }

  /** Joins scopes as far as one value holds them; a reader finds the rest by going on from them. */
  private static String joined(Set<String> scopes) {
    StringBuilder joined = new StringBuilder();
    for (String scope : scopes) {
      if (joined.length() + scope.length() < MAX_VALUE / 3) {
        joined.append(scope).append('\n');
      }
    }
    return joined.toString();
  }

  private void send(byte[] name, byte[] value) {
    if (value.length > MAX_VALUE) {
      outbox.drop();
    } else if (outbox.add(new Outbox.Entry(name, value))) {
      start();
      if (breaker.isClosed()) {
        worker.wake();
      }
    }
  }

  /** Connects meanwhile: this is asked before the request is sent, and the answer takes a while. */
  @Override
  public Lookup lookup(List<String> scopes) {
    if (breaker.isClosed()) {
      start();
      worker.prepare();
    }
    return new AnswerLookups(this, scopes);
  }

  /** Returns what this JVM remembers. */
  byte @Nullable [] remembered(Set<String> scopes, String token) {
    byte[] value = memory.get(scopes, token);
    return value == null || value.length == 0 ? null : value;
  }

  /** Returns what this JVM knows that scopes go on from. */
  Set<String> rememberedLineage(List<String> scopes) {
    return memory.lineage(scopes);
  }

  /** Returns what all JVMs know that scopes go on from. */
  Set<String> lineage(List<String> scopes) throws IOException {
    Set<String> all = memory.lineage(scopes);
    List<String> open = new ArrayList<>(all);
    for (int step = 0; step < MOST_STEPS && !open.isEmpty(); step++) {
      Set<String> asked = new LinkedHashSet<>(open);
      open.clear();
      for (List<byte[]> found : fetch(LINKS, asked)) {
        for (byte[] links : found) {
          for (String scope : new String(links, StandardCharsets.UTF_8).split("\n")) {
            if (!scope.isEmpty() && all.size() < MOST_SCOPES && all.add(scope)) {
              open.add(scope);
            }
          }
        }
      }
    }
    return all;
  }

  /** Returns what all JVMs remember. */
  byte @Nullable [] ask(Set<String> scopes, String token) throws IOException {
    byte[] here = memory.get(scopes, token);
    byte[] found = here;
    for (List<byte[]> values : fetch(token, scopes)) {
      for (byte[] value : values) {
        if (found != null && !cipher.isOneValue(found, value)) {
          return null;
        }
        found = found == null ? value : found;
      }
    }
    return found == null || found.length == 0 ? null : found;
  }

  /** Returns what is in Redis of a token in each of some scopes, under each key. */
  private List<List<byte[]>> fetch(String token, Set<String> scopes) throws IOException {
    List<byte[]> names = new ArrayList<>();
    for (VaultCipher each : ciphers) {
      for (String scope : scopes) {
        names.add(each.name(token, scope));
      }
    }
    if (!breaker.isClosed() || worker.isClosed()) {
      throw new EOFException();
    }
    start();
    try {
      List<Map<byte[], byte[]>> hashes =
          readers.read(
              new Callable<List<Map<byte[], byte[]>>>() {
                @Override
                public List<Map<byte[], byte[]>> call() throws Exception {
                  return tryToRead(names);
                }
              });
      breaker.succeeded();
      return opened(names, hashes);
    } catch (IOException fault) {
      if (!Thread.currentThread().isInterrupted()) {
        breaker.failed(fault);
      }
      throw fault;
    }
  }

  /** Redis closes connections that are idle for long; the next one may be fresh. */
  private List<Map<byte[], byte[]>> tryToRead(List<byte[]> names) throws Exception {
    RedisStore store = worker.store();
    for (int attempt = 0; ; attempt++) {
      try {
        return store.read(names);
      } catch (SocketTimeoutException | RedisErrorException e) {
        throw e;
      } catch (IOException gone) {
        if (attempt > settings.connections()) {
          throw gone;
        }
      }
    }
  }

  private List<List<byte[]>> opened(List<byte[]> names, List<Map<byte[], byte[]>> hashes) {
    List<List<byte[]>> found = new ArrayList<>(hashes.size());
    for (int i = 0; i < hashes.size(); i++) {
      VaultCipher own = ciphers.get(i * ciphers.size() / hashes.size());
      List<byte[]> values = new ArrayList<>(1);
      for (Map.Entry<byte[], byte[]> field : hashes.get(i).entrySet()) {
        byte[] sealed = field.getValue();
        boolean ours = hashes.get(i).size() <= MAX_FIELDS && sealed.length <= 2 * MAX_VALUE;
        byte[] value = ours ? own.open(names.get(i), field.getKey(), sealed) : null;
        if (value != null) {
          values.add(value);
        }
      }
      found.add(values);
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
    readers.close();
  }
}
