package dev.cordon.instrumentation.javahttp;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * The request that leaves in the application's place. The client copies it, and no object that the
 * application can reach refers to it: whoever sends one is the advice. Immutable.
 */
final class GovernedRequest extends DelegatingRequest {
  private final URI uri;
  private final HttpHeaders headers;
  private final Optional<BodyPublisher> body;
  private final Optional<Duration> timeout;

  GovernedRequest(
      HttpRequest original,
      URI uri,
      HttpHeaders headers,
      Optional<BodyPublisher> body,
      Optional<Duration> timeout) {
    super(original);
    this.uri = uri;
    this.headers = headers;
    this.body = body;
    this.timeout = timeout;
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public HttpHeaders headers() {
    return headers;
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
