package dev.cordon.agent.secret;

import dev.cordon.engine.EngineLog;
import dev.cordon.engine.policy.SecretStores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of all stores. What was read once counts while a store is away, and is read again every
 * few minutes: a change makes the policy be read anew. Thread-safe.
 */
final class StoredSecrets implements SecretStores {
  private static final int TRIES = 3;
  private static final long FIRST_PAUSE_MILLIS = 250;

  /** How often all are read again. */
  private static final long EVERY_MILLIS = 300_000;

  /** How often one is tried that was never read, and what has a lease is renewed. */
  private static final long STEP_MILLIS = 10_000;

  /** How long all that a policy names may take together, when it is read first. */
  private static final long TOGETHER_MILLIS = 20_000;

  /** After so long somebody may ask what an AI call waits for. */
  private static final long NOTICE_MILLIS = 1000;

  private final Map<String, String> environment;
  private final EngineLog log;
  private final UnaryOperator<String> route;
  private final long stepMillis;
  private final Map<String, SecretStore> stores = new HashMap<>();
  private final Map<String, Known> all = new LinkedHashMap<>();
  private final AtomicLong version = new AtomicLong();
  private final long togetherMillis;
  private boolean watching;

  /** When several were read together last; in nanoseconds, once there is a reason why not. */
  private long prepared;

  /** What is known of one secret. */
  private static final class Known {
    byte @Nullable [] value;

    /** Why it could not be read together with others. */
    @Nullable SecretException why;

    boolean failed;
    long readAt;
  }

  StoredSecrets(Map<String, String> environment, EngineLog log) {
    this(environment, log, UnaryOperator.identity(), STEP_MILLIS, TOGETHER_MILLIS);
  }

  StoredSecrets(
      Map<String, String> environment,
      EngineLog log,
      UnaryOperator<String> route,
      long stepMillis,
      long togetherMillis) {
    this.environment = environment;
    this.log = log;
    this.route = route;
    this.stepMillis = stepMillis;
    this.togetherMillis = togetherMillis;
  }

  @Override
  public byte[] read(String reference) throws IOException {
    byte[] last = last(reference);
    if (last != null) {
      return last; // the watch reads it again
    }
    SecretException why = why(reference);
    if (why != null) {
      throw why;
    }
    try {
      byte[] value = ask(reference);
      keep(reference, value);
      return value;
    } catch (SecretException e) {
      keep(reference, null);
      throw e;
    } finally {
      watch();
    }
  }

  @Override
  public void prepare(Collection<String> references) {
    List<String> unknown = new ArrayList<>();
    for (String reference : references) {
      if (last(reference) == null && SecretStores.problem(reference) == null) {
        unknown.add(reference);
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    Together reading = Together.begin(unknown, this::first);
    long notice = Math.min(NOTICE_MILLIS, togetherMillis);
    Set<String> late = reading.await(notice);
    if (!late.isEmpty()) {
      log.info(
          "secrets: AI calls wait for "
              + shown(late)
              + ", "
              + togetherMillis / 1000
              + " s at most for all together");
      late = reading.await(togetherMillis - notice);
    }
    for (String reference : late) {
      String within = "did not come within " + togetherMillis / 1000 + " s";
      failed(reference, SecretException.passing(within + "; it is read when it comes"));
    }
    synchronized (this) {
      prepared = System.nanoTime();
    }
    watch();
  }

  private static String shown(Collection<String> references) {
    List<String> shown = new ArrayList<>();
    for (String reference : references) {
      shown.add(SecretStores.shown(reference));
    }
    return String.join(", ", shown);
  }

  /** Reads one of several; what comes after all waited in vain makes the policy be read anew. */
  private void first(String reference) {
    try {
      byte[] value = ask(reference);
      boolean late = isKnown(reference);
      keep(reference, value);
      if (late) {
        version.incrementAndGet();
      }
    } catch (SecretException e) {
      failed(reference, e);
    } catch (RuntimeException e) {
      failed(reference, SecretException.passing("a fault of ours: " + e.getClass().getName()));
    }
  }

  private synchronized boolean isKnown(String reference) {
    return all.containsKey(reference);
  }

  private synchronized void failed(String reference, SecretException why) {
    keep(reference, null);
    all.computeIfAbsent(reference, k -> new Known()).why = why;
  }

  /**
   * Returns why it could not be read together with others, however often the policy that is being
   * read names it; after a step the watch has read it again, and another policy may ask anew.
   */
  private synchronized @Nullable SecretException why(String reference) {
    Known known = all.get(reference);
    boolean over = (System.nanoTime() - prepared) / 1_000_000 >= stepMillis;
    return known == null || over ? null : known.why;
  }

  @Override
  public long version() {
    return version.get();
  }

  private synchronized byte @Nullable [] last(String reference) {
    Known known = all.get(reference);
    byte[] value = known == null ? null : known.value;
    return value == null ? null : value.clone();
  }

  /** Notes what was read, or that nothing could be; returns whether that is news. */
  private synchronized boolean keep(String reference, byte @Nullable [] value) {
    Known known = all.computeIfAbsent(reference, k -> new Known());
    known.readAt = System.nanoTime();
    known.failed = value == null;
    boolean news = value != null && !Arrays.equals(value, known.value);
    if (value != null) {
      known.value = value.clone();
      known.why = null;
    }
    return news;
  }

  private byte[] ask(String reference) throws SecretException {
    int colon = reference.indexOf(':');
    boolean command = reference.startsWith("command:");
    int hash = command ? -1 : reference.lastIndexOf('#');
    String name = reference.substring(colon + 1, hash < 0 ? reference.length() : hash);
    SecretStore store = store(reference.substring(0, colon));
    byte[] secret = patiently(store, name);
    return hash < 0 ? secret : Json.field(secret, reference.substring(hash + 1));
  }

  private byte[] patiently(SecretStore store, String name) throws SecretException {
    for (int tried = 1; ; tried++) {
      try {
        return store.read(name);
      } catch (SecretException e) {
        if (!e.isPassing() || tried == TRIES) {
          throw e;
        }
      }
      try {
        Thread.sleep(FIRST_PAUSE_MILLIS << tried);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw SecretException.passing("the reading was interrupted");
      }
    }
  }

  private synchronized SecretStore store(String kind) {
    return stores.computeIfAbsent(kind, k -> newStore(kind));
  }

  private SecretStore newStore(String kind) {
    switch (kind) {
      case "vault":
        return new HashicorpVault(environment, new Http(route));
      case "aws-sm":
        return new AwsSecrets(environment, new Http(route));
      case "gcp-sm":
        return new GoogleSecrets(environment, new Http(route));
      case "azure-kv":
        return new AzureSecrets(environment, new Http(route));
      default:
        return new CommandSecret();
    }
  }

  private synchronized void watch() {
    if (!watching) {
      watching = true;
      Thread thread = new Thread(new Watch(), "cordon-secrets");
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      thread.start();
    }
  }

  /** Renews what has a lease, and reads again what is due. */
  private void turn() {
    Map<String, SecretStore> used;
    Map<String, Known> due = new LinkedHashMap<>();
    synchronized (this) {
      used = new HashMap<>(stores);
      for (Map.Entry<String, Known> entry : all.entrySet()) {
        Known known = entry.getValue();
        long age = (System.nanoTime() - known.readAt) / 1_000_000;
        if (age >= (known.failed ? stepMillis : EVERY_MILLIS / STEP_MILLIS * stepMillis)) {
          due.put(entry.getKey(), known);
        }
      }
    }
    for (SecretStore store : used.values()) {
      try {
        store.renew();
      } catch (SecretException e) {
        // The next reading says so.
      }
    }
    for (Map.Entry<String, Known> entry : due.entrySet()) {
      again(entry.getKey(), entry.getValue());
    }
  }

  private void again(String reference, Known known) {
    boolean failedBefore = known.failed;
    try {
      boolean news = keep(reference, ask(reference));
      if (failedBefore) {
        log.info("secrets: " + SecretStores.shown(reference) + " can be read again");
      }
      if (news) {
        version.incrementAndGet();
      }
    } catch (SecretException e) {
      keep(reference, null);
      if (!failedBefore) {
        log.error(
            "secrets: "
                + SecretStores.shown(reference)
                + " can't be read: "
                + e.getMessage()
                + "; the last value counts");
      }
    }
  }

  private final class Watch implements Runnable {
    @Override
    public void run() {
      try {
        while (!Thread.currentThread().isInterrupted()) {
          Thread.sleep(stepMillis);
          try {
            turn();
          } catch (RuntimeException e) { // a fault of ours: the next turn may be better
            log.error("secrets: reading them again failed (" + e.getClass().getName() + ")");
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
