package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.Exchange;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request that leaves in the application's place. The client copies it, and no object that the
 * application can reach refers to it: whoever sends one is the advice. Immutable.
 */
final class GovernedRequest extends DelegatingRequest {
  private final URI uri;
  private final HttpHeaders headers;
  private final Optional<BodyPublisher> body;
  private final Optional<Duration> timeout;
  private final @Nullable Exchange exchange;

  GovernedRequest(
      HttpRequest original,
      URI uri,
      HttpHeaders headers,
      Optional<BodyPublisher> body,
      Optional<Duration> timeout,
      @Nullable Exchange exchange) {
    super(original);
    this.uri = uri;
    this.headers = headers;
    this.body =
        exchange == null || !body.isPresent()
            ? body
            : Optional.of(new GovernedBody(body.get(), exchange));
    this.timeout = timeout;
    this.exchange = exchange;
  }

  @Override
  public URI uri() {
    return uri;
  }

  /** Asked by the client when it copies the request, below the spans of other agents. */
  @Override
  public HttpHeaders headers() {
    Exchange current = exchange;
    return current == null
        ? headers
        : HeadersAdvice.leaving(current, this, RequestHeads.renewed(headers, super.headers()));
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
