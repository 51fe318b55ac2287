package dev.cordon.instrumentation.jetty10;

import java.nio.ByteBuffer;
import org.eclipse.jetty.client.api.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a body that was read in part: the piece that was read last, and what its
 * subscription gives. Used by one thread at a time.
 */
final class Source {
  private Request.Content.@Nullable Subscription subscription;
  private volatile Request.Content.@Nullable Consumer consumer;
  private @Nullable ByteBuffer taken;
  private boolean last;
  private Callback callback = Callback.NOOP;

  void started(Request.Content.Subscription made) {
    subscription = made;
  }

  /** Asks for the next piece. */
  void demand() {
    Request.Content.Subscription from = subscription;
    ByteBuffer kept = taken;
    Request.Content.Consumer to = consumer;
    if (kept != null && to != null) {
      taken = null;
      to.onContent(kept, last, callback);
    } else if (from != null) {
      from.demand();
    }
  }

  /** Keeps a piece that goes out before the next ones. */
  void taken(ByteBuffer buffer, boolean isLast, Callback whenSent) {
    taken = buffer;
    last = isLast;
    callback = whenSent;
  }

  /** Hands what comes to whoever sends it. */
  void passTo(Request.Content.Consumer sender) {
    consumer = sender;
  }

  /** Tells whether what comes is sent, and no longer collected. */
  boolean isPassing() {
    return consumer != null;
  }

  void pass(ByteBuffer buffer, boolean isLast, Callback whenSent) {
    Request.Content.Consumer to = consumer;
    if (to != null) {
      to.onContent(buffer, isLast, whenSent);
    }
  }

  void failed(Throwable failure) {
    Request.Content.Consumer to = consumer;
    if (to != null) {
      to.onFailure(failure);
    }
  }

  /** Gives up: nobody wants the rest. */
  void fail(Throwable failure) {
    Request.Content.Subscription from = subscription;
    if (taken != null) {
      taken = null;
      callback.failed(failure);
    }
    if (from != null) {
      from.fail(failure);
    }
  }
}
