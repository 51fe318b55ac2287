package dev.cordon.instrumentation.apache4;

import dev.cordon.engine.SyntheticAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import org.apache.http.HttpResponse;
import org.apache.http.concurrent.BasicFuture;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.BasicHttpContext;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * A call that is answered in the vendor's place.
 *
 * @param <T> what the application makes of an answer
 */
final class Refused<T> extends NoConnection implements Runnable, ContentDecoder {
  private final SyntheticAnswer answer;
  private final HttpAsyncRequestProducer producer;
  private final HttpAsyncResponseConsumer<T> consumer;
  private final HttpContext context;
  private final BasicFuture<T> future;
  private final ByteBuffer body;

  Refused(
      SyntheticAnswer answer,
      HttpAsyncRequestProducer producer,
      HttpAsyncResponseConsumer<T> consumer,
      @Nullable HttpContext context,
      @Nullable FutureCallback<T> callback) {
    this.answer = answer;
    this.producer = producer;
    this.consumer = consumer;
    this.context = context == null ? new BasicHttpContext() : context;
    this.future = new BasicFuture<T>(callback);
    this.body = ByteBuffer.wrap(answer.body());
  }

  Future<T> future() {
    return future;
  }

  /** Delivers the answer as a connection would. */
  @Override
  public void run() {
    try {
      HttpResponse response = SendAdvice.response(answer);
      consumer.responseReceived(response);
      for (int left = -1; body.hasRemaining() && body.remaining() != left && !consumer.isDone(); ) {
        left = body.remaining();
        consumer.consumeContent(this, this);
      }
      consumer.responseCompleted(context);
      Exception failure = consumer.getException();
      if (failure == null) {
        future.completed(consumer.getResult());
      } else {
        future.failed(failure);
      }
    } catch (Exception failure) {
      consumer.failed(failure);
      future.failed(failure);
    } finally {
      close();
    }
  }

  private void close() {
    try {
      producer.close();
      consumer.close();
    } catch (IOException closedBadly) {
      return; // as the client does, which logs it at most
    }
  }

  @Override
  public int read(ByteBuffer target) {
    if (!body.hasRemaining()) {
      return -1;
    }
    int count = Math.min(target.remaining(), body.remaining());
    for (int i = 0; i < count; i++) {
      target.put(body.get());
    }
    return count;
  }

  @Override
  public boolean isCompleted() {
    return !body.hasRemaining();
  }
}
