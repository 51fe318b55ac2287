package dev.cordon.instrumentation.netty;

import dev.cordon.engine.Exchange;
import dev.cordon.instrumentation.BodyCollector;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.CallThreads;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.Leaving;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request's decision, made beside the event loop and handed back to it. */
final class Judgement {
  private final Supplier<Decision> judge;
  private final boolean whole;
  private final boolean handshake;
  private @Nullable Decision decision;
  private @Nullable Throwable failure;

  private Judgement(Supplier<Decision> judge, boolean whole, boolean handshake) {
    this.judge = judge;
    this.whole = whole;
    this.handshake = handshake;
  }

  /** Judges what was collected. */
  static Judgement of(BodyCollector body) {
    return new Judgement(body::decide, !body.isFull(), false);
  }

  /** Judges a request whose body isn't read. */
  static Judgement unread(Call call, Exchange.Unread why, long length) {
    return new Judgement(() -> call.unread(why, length), false, false);
  }

  /** Judges a request for a WebSocket, which says nothing in a body. */
  static Judgement handshake(Call call) {
    return new Judgement(call::handshake, true, true);
  }

  /** Tells whether the whole body was judged. */
  boolean isWhole() {
    return whole;
  }

  /** Tells whether a WebSocket was asked for. */
  boolean isHandshake() {
    return handshake;
  }

  /**
   * Makes the decision, and the head ready.
   *
   * @param ctx whose event loop asks
   * @param head the request's head, changed as decided
   * @param then runs on the event loop
   */
  void make(ChannelHandlerContext ctx, EditedHead head, Runnable then) {
    if (ctx.channel() instanceof EmbeddedChannel) {
      decide(head); // has no thread of its own
      then.run();
      return;
    }
    Runnable work =
        () -> {
          decide(head);
          try {
            ctx.executor().execute(then);
          } catch (RejectedExecutionException ended) {
            then.run(); // the event loop is gone, and its channels are closed
          }
        };
    try {
      CallThreads.shared().execute(work);
    } catch (OutOfMemoryError noThread) {
      work.run();
    }
  }

  private void decide(EditedHead head) {
    Decision made = judge.get();
    decision = made;
    if (made.refusal() != null) {
      return;
    }
    try {
      made.edit(head);
      if (made.body() != null) {
        head.length(made.length());
      }
      if (!Leaving.apply(CallHandler.WHERE, made.exchange(), head.head(), head)) {
        failure = new IOException(Leaving.FAULT);
      }
    } catch (Throwable fault) {
      Cordon.fault(CallHandler.WHERE + " head", fault);
      failure = new IOException(Leaving.FAULT);
    }
  }

  /** Returns what was decided. */
  Decision decision() {
    Decision made = decision;
    if (made == null) {
      throw new IllegalStateException("nothing was decided");
    }
    return made;
  }

  /** Returns why the request can't be sent, or null. */
  @Nullable Throwable failure() {
    return failure;
  }
}
