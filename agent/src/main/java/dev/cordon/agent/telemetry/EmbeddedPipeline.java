package dev.cordon.agent.telemetry;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.audit.BlindSpot;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.text.Hex;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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

  /** Bytes of messages that wait; a call beyond them goes without its messages. */
  private static final int MAX_CONTENT = 32 << 20;

  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long HEAD_START_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** So many naps without work, then the thread sleeps until it is woken. */
  private static final int NAPS_BEFORE_SLEEP = 50;

  private final TelemetrySettings settings;
  private final Notice notice;
  private final boolean traces;
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong content = new AtomicLong();
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
    begin();
    SpanReference parent = application == null ? null : application.current();
    String traceId = parent == null ? Hex.of(random(), random()) : parent.traceId();
    boolean sampled = parent == null || parent.sampled();
    SpanReference span = new SpanReference(traceId, Hex.of(random()), sampled);
    if (traces) {
      record.traceId(span.traceId());
      record.spanId(span.spanId());
    }
    return new OpenCall(span, parent, application);
  }

  private void begin() {
    if (begun.compareAndSet(false, true)) {
      worker.set(DaemonThread.start("cordon-telemetry", this));
    }
  }

  /** Takes an audit record to send. */
  void audit(ExchangeRecord record, String line) {
    if (!closing) {
      begin();
      hand(new AuditLine(record.detached(), line));
    }
  }

  /** Counts a place where calls may pass unseen. */
  void blindSpot(BlindSpot spot) {
    if (!closing) {
      begin();
      hand(to -> to.blindSpot(spot));
    }
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

  private void hand(Waiting call) {
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
      awaitQuiet();
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

  /**
   * Waits until the first call has left the processor to others: it waits for the vendor, or it is
   * over. The SDK's start costs as much as the call itself.
   */
  private void awaitQuiet() {
    long until = System.nanoTime() + HEAD_START_NANOS;
    sleeping = true; // hand() wakes us
    for (long left = HEAD_START_NANOS; left > 0 && queue.isEmpty() && !closing; ) {
      LockSupport.parkNanos(this, left);
      left = until - System.nanoTime();
    }
    sleeping = false;
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
    for (Waiting call = queue.poll(); call != null; call = queue.poll()) {
      waiting.decrementAndGet();
      call.write(to);
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

  /** What waits for the worker. */
  private interface Waiting {
    void write(OwnSdk to);
  }

  /** An audit record. */
  static final class AuditLine implements Waiting {
    final ExchangeRecord record;
    final String json;
    final @Nullable SpanReference span;

    AuditLine(ExchangeRecord record, String json) {
      this.record = record;
      this.json = json;
      String trace = record.traceId();
      String id = record.spanId();
      this.span = trace == null || id == null ? null : new SpanReference(trace, id, true);
    }

    @Override
    public void write(OwnSdk to) {
      to.write(this);
    }
  }

  /** A call that is over. */
  final class Finished implements Waiting {
    final ExchangeRecord record;
    final SpanReference span;
    final @Nullable SpanReference parent;
    final @Nullable Conversation conversation;
    private final int size;

    Finished(
        ExchangeRecord record,
        SpanReference span,
        @Nullable SpanReference parent,
        @Nullable Conversation conversation) {
      this.record = record;
      this.span = span;
      this.parent = parent;
      int needed = conversation == null ? 0 : conversation.size();
      boolean fits = needed == 0 || content.addAndGet(needed) <= MAX_CONTENT;
      if (!fits) {
        content.addAndGet(-needed);
      }
      this.size = fits ? needed : 0;
      this.conversation = fits ? conversation : null;
    }

    @Override
    public void write(OwnSdk to) {
      try {
        to.write(this);
      } finally {
        content.addAndGet(-size);
      }
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
    public void end(ExchangeRecord record, @Nullable Conversation conversation) {
      hand(new Finished(record.detached(), span, parent, conversation));
    }
  }
}
