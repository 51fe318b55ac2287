package dev.cordon.agent.telemetry;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.audit.ExchangeRecord;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Our own SDK behind a queue. The application's thread only makes up identifiers and hands a copy
 * of the record over; a single thread starts the SDK, which takes a few hundred milliseconds in a
 * cold JVM, and writes what waits. Bounded: what doesn't fit is dropped and counted. Thread-safe.
 */
final class EmbeddedPipeline implements Runnable {
  /** About 4 MB of records. */
  static final int MAX_WAITING = 4096;

  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** So many naps without work, then the thread sleeps until it is woken. */
  private static final int NAPS_BEFORE_SLEEP = 50;

  private final TelemetrySettings settings;
  private final Notice notice;
  private final boolean traces;
  private final Queue<Finished> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean sleeping;
  private volatile boolean closing;
  private volatile @Nullable OwnSdk sdk;

  EmbeddedPipeline(TelemetrySettings settings, Notice notice) {
    this.settings = settings;
    this.notice = notice;
    this.traces = settings.exportsTraces();
  }

  /**
   * Opens a call.
   *
   * @param record learns its identifiers
   * @param application the application's API, whose current span becomes the parent; null when
   *     there is none
   */
  @Nullable Call open(ExchangeRecord record, @Nullable ApplicationTelemetry application) {
    if (closing) {
      return null;
    }
    if (begun.compareAndSet(false, true)) {
      worker.set(DaemonThread.start("cordon-telemetry", this));
    }
    SpanReference parent = application == null ? null : application.current();
    String traceId = parent == null ? Hex.of(random()) + Hex.of(random()) : parent.traceId();
    boolean sampled = parent == null || parent.sampled();
    SpanReference span = new SpanReference(traceId, Hex.of(random()), sampled);
    if (traces) {
      record.traceId(span.traceId());
      record.spanId(span.spanId());
    }
    return new OpenCall(span, parent, application);
  }

  private static long random() {
    long value;
    do {
      value = ThreadLocalRandom.current().nextLong();
    } while (value == 0); // all zeros is not a valid identifier
    return value;
  }

  /** Returns how many calls wait for the worker. */
  int waiting() {
    return waiting.get();
  }

  private void hand(Finished call) {
    if (closing || waiting.get() >= MAX_WAITING) {
      dropped.incrementAndGet();
      return;
    }
    waiting.incrementAndGet();
    queue.add(call);
    // Waking a thread costs microseconds: only when it sleeps, or when the queue fills.
    if (sleeping || waiting.get() == MAX_WAITING / 2) {
      LockSupport.unpark(worker.get());
    }
  }

  @Override
  public void run() {
    try {
      OwnSdk started = OwnSdk.start(settings, notice);
      sdk = started;
      int naps = 0;
      while (!closing) {
        naps = drain(started) ? 0 : naps + 1;
        rest(naps);
      }
      drain(started);
      started.shutdown();
    } catch (RuntimeException | LinkageError fault) {
      notice.warn("telemetry is off: " + OwnSdk.explain(fault));
    } finally {
      closing = true;
      queue.clear();
      done.countDown();
    }
  }

  private void rest(int naps) {
    if (naps < NAPS_BEFORE_SLEEP) {
      LockSupport.parkNanos(this, NAP_NANOS);
      return;
    }
    sleeping = true;
    if (queue.isEmpty() && !closing) { // hand() adds before it looks at the flag
      LockSupport.park(this);
    }
    sleeping = false;
  }

  private boolean drain(OwnSdk to) {
    boolean any = false;
    for (Finished call = queue.poll(); call != null; call = queue.poll()) {
      waiting.decrementAndGet();
      to.write(call);
      any = true;
    }
    return any;
  }

  void shutdown(long millis) {
    closing = true;
    OwnSdk started = sdk;
    if (started != null) {
      started.hurry();
    }
    Thread thread = worker.get();
    if (thread == null) {
      return;
    }
    LockSupport.unpark(thread);
    try {
      if (!done.await(millis, TimeUnit.MILLISECONDS)) {
        notice.warn("telemetry was not sent within " + millis + " ms at exit");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    int lost = dropped.get();
    if (lost > 0) {
      notice.warn("telemetry of " + lost + " calls was dropped: too many at once");
    }
  }

  /** A call that is over, for the worker. */
  static final class Finished {
    final ExchangeRecord record;
    final SpanReference span;
    final @Nullable SpanReference parent;

    Finished(ExchangeRecord record, SpanReference span, @Nullable SpanReference parent) {
      this.record = record;
      this.span = span;
      this.parent = parent;
    }
  }

  private final class OpenCall implements Call {
    private final SpanReference span;
    private final @Nullable SpanReference parent;
    private final @Nullable ApplicationTelemetry application;

    OpenCall(
        SpanReference span,
        @Nullable SpanReference parent,
        @Nullable ApplicationTelemetry application) {
      this.span = span;
      this.parent = parent;
      this.application = application;
    }

    /** The application's spans below get our parent only if ours will be there to be found. */
    @Override
    public Exchange.@Nullable Scope makeCurrent() {
      return application == null || parent == null || !traces
          ? null
          : application.makeCurrent(span);
    }

    @Override
    public void end(ExchangeRecord record) {
      hand(new Finished(record.detached(), span, parent));
    }
  }
}
