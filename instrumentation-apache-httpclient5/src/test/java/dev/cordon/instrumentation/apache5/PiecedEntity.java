package dev.cordon.instrumentation.apache5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** A body that comes in pieces: the first at once, the others when another thread has them. */
final class PiecedEntity implements AsyncEntityProducer {
  private static final int PIECE = 7;

  private final byte[] bytes;
  private final ContentType type;
  private final long length;
  private final boolean isRepeatable;
  private final boolean isSlow;
  private int sent;
  private int ready;

  PiecedEntity(byte[] bytes, ContentType type, long length, boolean isRepeatable, boolean isSlow) {
    this.bytes = bytes;
    this.type = type;
    this.length = length;
    this.isRepeatable = isRepeatable;
    this.isSlow = isSlow;
    this.ready = isSlow ? PIECE : bytes.length;
  }

  @Override
  public synchronized int available() {
    return Math.min(ready, bytes.length) - sent;
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    boolean wait;
    synchronized (this) {
      int end = Math.min(ready, bytes.length);
      sent += channel.write(ByteBuffer.wrap(bytes, sent, end - sent));
      if (sent == bytes.length) {
        channel.endStream();
        return;
      }
      wait = isSlow && sent == end;
    }
    if (wait) {
      new Thread(() -> more(channel), "slow-entity").start();
    }
  }

  private void more(DataStreamChannel channel) {
    synchronized (this) {
      ready += Math.max(PIECE, bytes.length / 4);
    }
    channel.requestOutput();
  }

  @Override
  public boolean isRepeatable() {
    return isRepeatable;
  }

  @Override
  public void failed(Exception cause) {}

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public String getContentType() {
    return type.toString();
  }

  @Override
  public String getContentEncoding() {
    return null;
  }

  @Override
  public boolean isChunked() {
    return length < 0;
  }

  @Override
  public Set<String> getTrailerNames() {
    return Set.of();
  }

  @Override
  public synchronized void releaseResources() {
    sent = 0;
    ready = isSlow ? PIECE : bytes.length;
  }
}
