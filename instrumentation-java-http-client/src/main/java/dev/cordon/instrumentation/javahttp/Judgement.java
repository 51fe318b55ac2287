package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Gate;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.FaultAnswer;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of one call: an answer in the vendor's place, or a request to send. Immutable. */
final class Judgement {
  private final @Nullable Exchange exchange;
  private final @Nullable SyntheticAnswer refusal;
  private final HttpRequest request;

  private Judgement(
      @Nullable Exchange exchange, @Nullable SyntheticAnswer refusal, HttpRequest request) {
    this.exchange = exchange;
    this.refusal = refusal;
    this.request = request;
  }

  /**
   * Judges a call. A fault of our own ends in a refusal, or in the application's own bytes.
   *
   * @param whole whether the body was read whole
   * @param waited how long the body took, in nanoseconds: the call's time limit includes it
   */
  static Judgement of(
      Gate gate,
      RequestHead head,
      HttpRequest original,
      RequestBody body,
      boolean whole,
      long waited) {
    Exchange own = null;
    Exchange outer = null;
    try {
      outer = whole ? gate.joined(head, body.bytes()) : null;
      own = outer == null ? gate.open(head) : null;
      Verdict verdict = null;
      byte[] bytes = body.bytes();
      if (outer != null) {
        verdict = outer.attempt(head);
      } else if (own != null && whole) {
        verdict = own.judge(bytes);
        bytes = verdict.body();
      } else if (own != null) {
        verdict = own.judgeUnread(Exchange.Unread.OVERSIZE, body.announced());
      }
      if (verdict != null && verdict.refusal() != null) {
        body.cancel();
        return new Judgement(own, verdict.refusal(), original);
      }
      Optional<BodyPublisher> publisher = publisher(original, body, whole, bytes);
      return new Judgement(
          own,
          null,
          rewritten(original, head, verdict, publisher, waited, own == null ? outer : own));
    } catch (RuntimeException | Error fault) {
      Cordon.fault("java-http-client judge", fault);
      if (own != null) {
        own.fail(fault);
      }
      if (Cordon.refuseOnFault()) {
        body.cancel();
        return new Judgement(null, FaultAnswer.create(), original);
      }
      Optional<BodyPublisher> publisher = publisher(original, body, whole, body.bytes());
      return new Judgement(
          null,
          null,
          rewritten(original, head, null, publisher, waited, own == null ? outer : own));
    }
  }

  private static Optional<BodyPublisher> publisher(
      HttpRequest original, RequestBody body, boolean whole, byte[] bytes) {
    if (!whole) {
      return body.unread();
    }
    return body.wasRead() || bytes.length > 0
        ? Optional.of(BodyPublishers.ofByteArray(bytes))
        : original.bodyPublisher();
  }

  private static HttpRequest rewritten(
      HttpRequest original,
      RequestHead head,
      @Nullable Verdict verdict,
      Optional<BodyPublisher> publisher,
      long waited,
      @Nullable Exchange exchange) {
    Optional<Duration> timeout = original.timeout();
    if (timeout.isPresent() && waited > 1_000_000) {
      Duration left = timeout.get().minusNanos(waited);
      timeout = Optional.of(left.toMillis() > 0 ? left : Duration.ofMillis(1));
    }
    HttpHeaders judged = RequestHeads.judged(head);
    return new GovernedRequest(
        original,
        verdict == null ? original.uri() : RequestHeads.uri(original.uri(), verdict),
        verdict == null ? judged : RequestHeads.headers(judged, verdict.headers()),
        publisher,
        timeout,
        exchange);
  }

  /** Returns the Exchange that the answer belongs to, or null when an outer layer has it. */
  @Nullable Exchange exchange() {
    return exchange;
  }

  /** Returns the answer to give, or null when the request is sent. */
  @Nullable SyntheticAnswer refusal() {
    return refusal;
  }

  /** Returns the request to send. */
  HttpRequest request() {
    return request;
  }

  /** Makes the Exchange the current one for as long as the scope is open. */
  Exchange.Scope makeCurrent() {
    return exchange == null ? Exchange.Scope.NOOP : exchange.makeCurrent();
  }
}
