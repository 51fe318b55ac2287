package dev.cordon.instrumentation.javahttp;

import dev.cordon.instrumentation.Decision;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * The body of a governed request. The client hands it on from request to request, redirected and
 * authenticated ones too: by it we know them again. Immutable.
 */
final class GovernedBody implements BodyPublisher {
  private final BodyPublisher body;
  private final Decision decision;

  GovernedBody(BodyPublisher body, Decision decision) {
    this.body = body;
    this.decision = decision;
  }

  /** Returns what was decided about the call that the body is part of. */
  Decision decision() {
    return decision;
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
