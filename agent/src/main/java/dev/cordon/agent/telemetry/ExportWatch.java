package dev.cordon.agent.telemetry;

import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Watches one sender of OpenTelemetry's: says in the agent's log how it fares, and makes what fails
 * fail at once when the JVM ends. Thread-safe.
 */
final class ExportWatch implements Predicate<IOException> {
  private static final String IN_PART = "it takes only a part of it (partial success)";

  private final CollectorState collector;
  private final String endpoint;
  private volatile @Nullable Throwable failing;
  private volatile boolean hurried;

  /**
   * Makes a watch.
   *
   * @param endpoint tells the sender from the others of the collector
   */
  ExportWatch(CollectorState collector, String endpoint) {
    this.collector = collector;
    this.endpoint = endpoint;
  }

  /** Returns a policy that asks this whether to try again after a broken connection. */
  @Nullable RetryPolicy retries(@Nullable RetryPolicy policy) {
    return policy == null ? null : policy.toBuilder().setRetryExceptionPredicate(this).build();
  }

  /** Tells whether to try again: nothing of TLS mends itself. */
  @Override
  public boolean test(IOException broken) {
    if (!hurried || failing == null) { // else it may be us who ended it
      failing = broken;
    }
    return !hurried && !(broken instanceof javax.net.ssl.SSLException);
  }

  /**
   * Takes note of an answer that accepts what was sent.
   *
   * @param message the answer's body, which may refuse a part
   */
  void accepted(byte[] message) {
    failing = null;
    if (PartialSuccess.refused(message) > 0) {
      collector.fails(endpoint, IN_PART);
    } else {
      collector.works(endpoint);
    }
  }

  /** Takes note of an answer that refuses what was sent. */
  void refused(String status) {
    failing = null;
    collector.fails(endpoint, status);
  }

  /** Returns what takes note that there is no answer, and tells another. */
  Consumer<Throwable> broken(Consumer<Throwable> then) {
    return fault -> {
      broke(fault);
      then.accept(fault);
    };
  }

  private void broke(Throwable fault) {
    Throwable before = failing;
    Throwable cause = hurried && before != null ? before : fault;
    failing = before == null ? fault : before;
    collector.fails(
        endpoint,
        cause instanceof IOException
            ? Problem.of((IOException) cause)
            : cause.getClass().getName());
  }

  /** Ends a sender that fails now; one that works or was never asked may go on. */
  void hurry(Runnable shutdown) {
    hurried = true;
    if (failing != null) {
      shutdown.run();
    }
  }
}
