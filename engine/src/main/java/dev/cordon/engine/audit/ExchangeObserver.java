package dev.cordon.engine.audit;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * Learns of every Exchange. Thread-safe. What it throws is counted and dropped; it should return in
 * microseconds, and leave slow work to another thread.
 */
public interface ExchangeObserver {
  /**
   * Called on the application's thread when an Exchange was opened, before its body is read.
   *
   * @param record what is known so far; filled as the Exchange goes on
   * @return the observer's own state for this Exchange, given back later, or null
   */
  @Nullable Object started(ExchangeRecord record);

  /**
   * Tells whether the observer writes down who makes a call, so that it is looked for where the
   * call is made. The same as long as the observer is there.
   */
  default boolean recordsCallers() {
    return false;
  }

  /**
   * Called on the application's thread before a request is judged, with its body as the application
   * wrote it. An observer must not keep the body, nor write any of it anywhere but what policy
   * names.
   *
   * @param record what is known so far
   * @param body the body, perhaps compressed; empty when there is none
   * @param state what {@link #started} returned
   */
  default void judging(ExchangeRecord record, byte[] body, @Nullable Object state) {}

  /**
   * Called on the thread that sends when an inner layer is about to send the request: it may know
   * what the layer that opened the Exchange did not, such as the host or the headers.
   *
   * @param record what is known so far
   * @param head the request as the inner layer sees it
   * @param state what {@link #started} returned
   */
  default void sending(ExchangeRecord record, RequestHead head, @Nullable Object state) {}

  /**
   * Makes the Exchange current in the application's telemetry.
   *
   * @param state what {@link #started} returned
   * @return a scope, or null when there is nothing to undo
   */
  default Exchange.@Nullable Scope makeCurrent(@Nullable Object state) {
    return null;
  }

  /**
   * Tells why no call may go out at present, such as an audit trail that can't be written under
   * {@code on_failure: block}. Asked before each request is judged; only {@code enforce} obeys.
   *
   * @return the reason, a clause without sensitive values, or null
   */
  default @Nullable String objection() {
    return null;
  }

  /**
   * Called once, when the Exchange has ended, on the thread that ended it. The observer that was
   * started last is told first, so that the ones before it learn what became of the record there.
   *
   * @param record complete
   * @param state what {@link #started} returned
   */
  void ended(ExchangeRecord record, @Nullable Object state);
}
