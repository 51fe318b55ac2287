package dev.cordon.agent.alert;

import dev.cordon.agent.audit.CallWatch;
import dev.cordon.agent.report.PastCalls;
import dev.cordon.agent.telemetry.DaemonThread;
import dev.cordon.engine.audit.Alert;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.AlertRules;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicySource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each call on a thread of its own, and tells of what policy asks to hear of. What callers
 * are used to it learns from the trail first. A call costs its thread a copy of some names; when
 * too many wait, calls go by unseen and are counted. Thread-safe.
 */
public final class Alerts implements CallWatch, Runnable {
  private static final int MOST_CALLS = 8_192;
  private static final int MOST_ALERTS = 256;
  private static final long PAUSE_MILLIS = 1_000;

  /** Where alerts go besides the webhook. */
  public interface Sink {
    /**
     * Takes an alert; called on the alerts' own thread.
     *
     * @return it as one line of JSON
     */
    String tell(Alert alert, Policy policy);

    /** Takes what went wrong, once a kind. */
    void warn(String message);
  }

  private final PolicySource policies;
  private final Path trail;
  private final Sink sink;
  private final long pauseMillis;
  private final BlockingQueue<SeenCall> calls = new ArrayBlockingQueue<>(MOST_CALLS);
  private final BlockingQueue<String> outgoing = new ArrayBlockingQueue<>(MOST_ALERTS);
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicBoolean sends = new AtomicBoolean();
  private final AtomicLong unseen = new AtomicLong();
  private final AtomicLong told = new AtomicLong();
  private final AtomicLong unsent = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicBoolean failed = new AtomicBoolean();
  private final Habits habits = new Habits();
  private final Quiet quiet = new Quiet();

  /**
   * Makes a watch; its threads start when they are needed.
   *
   * @param policies tell what is asked for
   * @param trail the trail to learn from
   * @param sink takes alerts
   */
  public Alerts(PolicySource policies, Path trail, Sink sink) {
    this(policies, trail, sink, PAUSE_MILLIS);
  }

  Alerts(PolicySource policies, Path trail, Sink sink, long pauseMillis) {
    this.policies = policies;
    this.trail = trail;
    this.sink = sink;
    this.pauseMillis = pauseMillis;
  }

  @Override
  public void ended(ExchangeRecord record, @Nullable String caller, @Nullable String key) {
    if (policies.current().alerts() == null) {
      return;
    }
    waiting.incrementAndGet();
    if (!calls.offer(SeenCall.of(record, caller, key))) {
      waiting.decrementAndGet();
      unseen.incrementAndGet();
    }
    if (!begun.get() && begun.compareAndSet(false, true)) {
      DaemonThread.start("cordon-alerts", this);
    }
  }

  @Override
  public void run() {
    try {
      SeenCall first = calls.take();
      learn(first.millis);
      look(first);
      while (true) {
        look(calls.take());
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was recorded before the first call that is looked at, nobody is told of. */
  private void learn(long before) {
    try {
      PastCalls.read(
          trail,
          past -> {
            AlertRules rules = policies.current().alerts();
            if (past.millis() < before && rules != null) {
              habits.add(SeenCall.of(past), rules);
            }
          });
    } catch (IOException | RuntimeException fault) {
      sink.warn(
          "alerts: the trail could not be read to its end ("
              + fault.getClass().getName()
              + "): what callers are used to is learnt anew");
    }
  }

  private void look(SeenCall call) {
    try {
      Policy policy = policies.current();
      AlertRules rules = policy.alerts();
      if (rules != null) {
        for (Habits.Event event : habits.add(call, rules)) {
          Alert alert = quiet.alert(event, call.millis, rules.repeatSeconds() * 1000);
          if (alert != null) {
            tell(alert, policy, rules);
          }
        }
      }
    } catch (RuntimeException fault) {
      warnOnce("alerts: a call could not be looked at (" + fault.getClass().getName() + ")");
    } finally {
      waiting.decrementAndGet();
    }
  }

  private void tell(Alert alert, Policy policy, AlertRules rules) {
    told.incrementAndGet();
    String json = sink.tell(alert, policy);
    if (rules.webhook() == null || rules.secret() == null) {
      return;
    }
    waiting.incrementAndGet();
    if (!outgoing.offer(json)) {
      waiting.decrementAndGet();
      unsent.incrementAndGet();
      warnOnce("alerts: the webhook is too slow, alerts are not sent there");
    }
    if (sends.compareAndSet(false, true)) {
      DaemonThread.start("cordon-webhook", this::deliver);
    }
  }

  private void deliver() {
    Webhook webhook = null;
    try {
      while (true) {
        String json = outgoing.take();
        AlertRules rules = policies.current().alerts();
        String address = rules == null ? null : rules.webhook();
        byte[] secret = rules == null ? null : rules.secret();
        if (address != null && secret != null) {
          if (webhook == null || !webhook.isTo(address, secret)) {
            webhook = new Webhook(address, secret, pauseMillis);
          }
          delivered(webhook.send(json));
        }
        waiting.decrementAndGet();
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private void delivered(boolean taken) {
    if (taken) {
      failed.set(false);
    } else {
      unsent.incrementAndGet();
      warnOnce("alerts: the webhook takes no alerts");
    }
  }

  private void warnOnce(String message) {
    if (failed.compareAndSet(false, true)) {
      sink.warn(message);
    }
  }

  /** Waits until what is known is told, at the JVM's end. */
  public void flush(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      while (waiting.get() > 0 && System.nanoTime() < end) {
        Thread.sleep(5);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says in a few words how it goes. */
  public String state() {
    return told.get()
        + " told, "
        + unsent.get()
        + " not taken by the webhook, "
        + unseen.get()
        + " calls not looked at";
  }
}
