package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.Decision;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request that leaves in the application's place. The client copies it, and no object that the
 * application can reach refers to it: whoever sends one is the advice. Immutable.
 */
final class GovernedRequest extends DelegatingRequest {
  private final String method;
  private final URI uri;
  private final HttpHeaders headers;
  private final Optional<BodyPublisher> body;
  private final Optional<Duration> timeout;
  private final Decision decision;

  /**
   * Makes what a decision sends.
   *
   * @param head the request as it was judged
   * @param waited how long the body took, in nanoseconds: the call's time limit includes it
   */
  GovernedRequest(
      HttpRequest original, RequestHead head, Decision decision, RequestBody body, long waited) {
    super(original);
    RequestHeads.Edited edited = RequestHeads.edited(head);
    decision.edit(edited);
    this.method = head.method();
    this.uri = edited.uri();
    this.headers = edited.headers();
    @Nullable BodyPublisher sent = body.sent(decision);
    this.body = sent == null ? Optional.empty() : Optional.of(new GovernedBody(sent, decision));
    this.timeout = left(original.timeout(), waited);
    this.decision = decision;
  }

  /** Returns what was decided. */
  Decision decision() {
    return decision;
  }

  private static Optional<Duration> left(Optional<Duration> timeout, long waited) {
    if (!timeout.isPresent() || waited <= 1_000_000) {
      return timeout;
    }
    Duration left = timeout.get().minusNanos(waited);
    return Optional.of(left.toMillis() > 0 ? left : Duration.ofMillis(1));
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public URI uri() {
    return uri;
  }

  /** Asked by the client when it copies the request, below the spans of other agents. */
  @Override
  public HttpHeaders headers() {
    return decision.exchange() == null
        ? headers
        : HeadersAdvice.leaving(decision, this, RequestHeads.renewed(headers, super.headers()));
  }

  @Override
  public Optional<BodyPublisher> bodyPublisher() {
    return body;
  }

  @Override
  public Optional<Duration> timeout() {
    return timeout;
  }
}
