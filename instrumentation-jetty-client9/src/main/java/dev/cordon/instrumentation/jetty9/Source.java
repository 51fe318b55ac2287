package dev.cordon.instrumentation.jetty9;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.eclipse.jetty.client.AsyncContentProvider;
import org.eclipse.jetty.client.Synchronizable;
import org.eclipse.jetty.client.api.ContentProvider;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The application's body while it is read, by us and then, where it is longer than we read, by the
 * sender. Tells the one that reads now when there is more. Used by one thread at a time, but for
 * what the body calls.
 */
final class Source implements AsyncContentProvider.Listener, Closeable {
  private final Iterator<ByteBuffer> pieces;
  private volatile AsyncContentProvider.@Nullable Listener reader;
  private @Nullable ByteBuffer kept;
  private boolean last;

  /**
   * Begins to read.
   *
   * @param body the body
   * @param reader hears that there may be more, as soon as here
   */
  Source(ContentProvider body, AsyncContentProvider.Listener reader) {
    this.reader = reader;
    this.pieces = body.iterator();
    if (body instanceof AsyncContentProvider) {
      ((AsyncContentProvider) body).setListener(this);
    }
  }

  /** Changes who hears that there may be more. */
  void setReader(AsyncContentProvider.Listener next) {
    reader = next;
  }

  @Override
  public void onContent() {
    AsyncContentProvider.Listener now = reader;
    if (now != null) {
      now.onContent();
    }
  }

  /** Returns what the client locks while it asks whether there is more, and for it. */
  Object lock() {
    return pieces instanceof Synchronizable ? ((Synchronizable) pieces).getLock() : this;
  }

  /** Returns the next piece; null when it isn't there yet, or none is left. */
  @Nullable ByteBuffer next() {
    synchronized (lock()) {
      last = !pieces.hasNext();
      if (last) {
        return null;
      }
      ByteBuffer piece = pieces.next();
      last = piece != null && !pieces.hasNext();
      return piece;
    }
  }

  /** Tells whether none is left behind what {@link #next} returned. */
  boolean isLast() {
    return last;
  }

  /** Keeps a piece that the sender gets first. */
  void keep(ByteBuffer piece) {
    kept = piece;
  }

  /** Tells whether the sender gets more, as the client asks it. */
  boolean hasRest() {
    return kept != null || pieces.hasNext();
  }

  /** Returns the next piece for the sender; null when it isn't there yet. */
  @Nullable ByteBuffer rest() {
    ByteBuffer first = kept;
    kept = null;
    return first == null ? pieces.next() : first;
  }

  /** Tells whoever gave the last piece that it was taken. */
  void taken() {
    if (pieces instanceof Callback) {
      ((Callback) pieces).succeeded();
    }
  }

  /** Tells whoever gives the pieces that nobody wants more. */
  void fail(Throwable failure) {
    if (pieces instanceof Callback) {
      ((Callback) pieces).failed(failure);
    }
    close();
  }

  @Override
  public void close() {
    try {
      if (pieces instanceof Closeable) {
        ((Closeable) pieces).close();
      }
    } catch (IOException ignored) {
      // as the client does
    }
  }
}
