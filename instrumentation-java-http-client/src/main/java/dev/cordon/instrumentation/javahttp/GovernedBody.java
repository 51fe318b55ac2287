package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.Exchange;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * The body of a governed request. The client hands it on from request to request, redirected and
 * authenticated ones too: by it we know them again.
 */
final class GovernedBody implements BodyPublisher {
  private final BodyPublisher body;
  private final Exchange exchange;

  GovernedBody(BodyPublisher body, Exchange exchange) {
    this.body = body;
    this.exchange = exchange;
  }

  /** Returns the Exchange that the request is part of. */
  Exchange exchange() {
    return exchange;
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(subscriber);
  }
}
