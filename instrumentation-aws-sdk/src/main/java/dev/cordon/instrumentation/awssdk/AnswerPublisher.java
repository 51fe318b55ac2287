package dev.cordon.instrumentation.awssdk;

import dev.cordon.instrumentation.AnswerPlan;
import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/** An answer's body as the application gets it. Has one subscriber, as the SDK's own has. */
final class AnswerPublisher implements Publisher<ByteBuffer> {
  private final Publisher<ByteBuffer> body;
  private final AnswerPlan plan;

  AnswerPublisher(Publisher<ByteBuffer> body, AnswerPlan plan) {
    this.body = body;
    this.plan = plan;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(new AnswerSubscriber(subscriber, plan.push()));
  }
}
