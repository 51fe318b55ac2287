package dev.cordon.instrumentation.apache4;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.BodyCollector;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.FaultAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpException;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * A producer whose request has been asked for, which is allowed once. The body of an AI call is
 * collected before anything is sent, and sent from what was collected.
 */
final class SentProducer implements HttpAsyncRequestProducer {
  private final HttpAsyncRequestProducer original;
  private final @Nullable HttpRequest request;
  private final @Nullable Exception failure;
  private final @Nullable HttpHost target;
  private @Nullable ByteBuffer bytes;
  private boolean hasMore;

  SentProducer(HttpAsyncRequestProducer original, HttpRequest request) {
    this(original, request, null);
  }

  /**
   * Remembers a request, and where it goes.
   *
   * @param target null to ask the application's producer
   */
  SentProducer(HttpAsyncRequestProducer original, HttpRequest request, @Nullable HttpHost target) {
    this.original = original;
    this.request = request;
    this.target = target;
    this.failure = null;
  }

  /** Remembers how the application's producer failed when it was asked. */
  SentProducer(HttpAsyncRequestProducer original, Exception failure) {
    this.original = original;
    this.request = null;
    this.target = null;
    this.failure = failure;
  }

  /**
   * Collects the body and has it judged. One that the producer doesn't have yet can't be read:
   * nothing here may wait.
   *
   * @param call the call
   * @param sent the request that is sent, with the application's entity
   * @throws IOException what the application's producer throws
   */
  Decision collect(Call call, HttpEntityEnclosingRequest sent) throws IOException {
    HttpEntity entity = sent.getEntity();
    Collected collected = new Collected(call.collect(entity.getContentLength()));
    BodyCollector collector = collected.collector;
    int before = -1;
    while (!collected.completed && !collector.isFull() && collector.size() > before) {
      before = collector.size();
      original.produceContent(collected, collected);
    }
    hasMore = !collected.completed;
    boolean isRead = collected.completed || collector.isFull();
    Decision decision =
        isRead
            ? collector.decide()
            : call.unread(Exchange.Unread.DUPLEX, entity.getContentLength());
    byte[] body = decision.body();
    bytes = ByteBuffer.wrap(body == null ? collector.bytes() : body);
    return decision;
  }

  /** Edits the request; returns what to answer when that fails. */
  @Nullable SyntheticAnswer edited(Decision decision, Outgoing outgoing) {
    try {
      decision.edit(outgoing);
      if (decision.body() != null && request instanceof HttpEntityEnclosingRequest) {
        HttpEntityEnclosingRequest sent = (HttpEntityEnclosingRequest) request;
        sent.setEntity(new SentEntity(sent.getEntity(), decision.body(), decision.length()));
      }
      return null;
    } catch (Throwable fault) {
      Cordon.fault(Outgoing.WHERE + " head", fault);
      decision.fail(fault);
      return FaultAnswer.create();
    }
  }

  @Override
  public HttpHost getTarget() {
    return target == null ? original.getTarget() : target;
  }

  @Override
  public HttpRequest generateRequest() throws IOException, HttpException {
    if (failure instanceof IOException) {
      throw (IOException) failure;
    }
    if (failure instanceof HttpException) {
      throw (HttpException) failure;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
    return Objects.requireNonNull(request, "neither a request nor what kept it from being made");
  }

  @Override
  public void produceContent(ContentEncoder encoder, IOControl control) throws IOException {
    ByteBuffer first = bytes;
    if (first != null && first.hasRemaining()) {
      encoder.write(first);
    }
    if (first == null || (hasMore && !first.hasRemaining())) {
      original.produceContent(encoder, control);
    } else if (!first.hasRemaining()) {
      encoder.complete();
    }
  }

  @Override
  public void resetRequest() throws IOException {
    original.resetRequest();
    if (bytes != null) {
      bytes = hasMore ? ByteBuffer.allocate(0) : (ByteBuffer) bytes.rewind();
    }
  }

  @Override
  public void requestCompleted(HttpContext context) {
    original.requestCompleted(context);
  }

  @Override
  public void failed(Exception cause) {
    original.failed(cause);
  }

  @Override
  public boolean isRepeatable() {
    return original.isRepeatable();
  }

  @Override
  public void close() throws IOException {
    original.close();
  }

  /** Takes what a producer writes. */
  private static final class Collected extends NoConnection implements ContentEncoder {
    private final BodyCollector collector;
    private boolean completed;

    Collected(BodyCollector collector) {
      this.collector = collector;
    }

    @Override
    public int write(ByteBuffer source) {
      int count = source.remaining();
      if (completed || !collector.add(source)) {
        return 0;
      }
      source.position(source.limit());
      return count;
    }

    @Override
    public void complete() {
      completed = true;
    }

    @Override
    public boolean isCompleted() {
      return completed;
    }
  }
}
