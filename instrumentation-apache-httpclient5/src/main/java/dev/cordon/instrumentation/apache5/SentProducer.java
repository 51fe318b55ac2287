package dev.cordon.instrumentation.apache5;

import dev.cordon.instrumentation.Decision;
import java.io.IOException;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** A producer of what was judged, framed and repeated as the application's would have been. */
final class SentProducer extends SentDetails implements AsyncEntityProducer {
  private final AsyncEntityProducer original;
  private final SentBody body;

  SentProducer(AsyncEntityProducer original, Decision decision, SentBody body) {
    super(original, decision);
    this.original = original;
    this.body = body;
  }

  @Override
  public boolean isRepeatable() {
    return original.isRepeatable();
  }

  @Override
  public int available() {
    return body.available();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    body.produce(channel);
  }

  @Override
  public void failed(Exception cause) {
    original.failed(cause);
  }

  @Override
  public void releaseResources() {
    original.releaseResources();
    body.rewind();
  }
}
