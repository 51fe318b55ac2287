package dev.cordon.instrumentation.apache5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.AsyncDataProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/**
 * What was collected of a body, or what became of it, and behind it what the producer still has.
 * Used by one thread at a time, as the client sees to.
 */
final class SentBody {
  private final AsyncDataProducer original;
  private final List<? extends Header> trailers;
  private final boolean hasMore;
  private ByteBuffer bytes;
  private boolean ended;

  /**
   * Makes a body.
   *
   * @param original the application's producer
   * @param bytes what to send first
   * @param trailers what to send behind the body
   * @param hasMore whether the producer has more, because the body was too large to be collected
   */
  SentBody(
      AsyncDataProducer original,
      ByteBuffer bytes,
      List<? extends Header> trailers,
      boolean hasMore) {
    this.original = original;
    this.bytes = bytes;
    this.trailers = trailers;
    this.hasMore = hasMore;
  }

  int available() {
    if (bytes.hasRemaining()) {
      return bytes.remaining();
    }
    return hasMore ? original.available() : ended ? 0 : 1;
  }

  void produce(DataStreamChannel channel) throws IOException {
    if (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    if (bytes.hasRemaining()) {
      return; // the client asks again as long as something is available
    }
    if (hasMore) {
      original.produce(channel);
    } else if (!ended) {
      ended = true;
      if (trailers.isEmpty()) {
        channel.endStream();
      } else {
        channel.endStream(trailers);
      }
    }
  }

  /** Begins again: the client repeats the request, and has its producer do so. */
  void rewind() {
    ended = false;
    if (hasMore) {
      bytes = ByteBuffer.allocate(0); // the producer has all of it again
    } else {
      bytes.rewind();
    }
  }
}
