package dev.cordon.instrumentation.netty;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.BodyCollector;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Decision;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One AI call on its stream, held until it is judged. A held frame counts as written, because many
 * clients write the next one only then; the last one is written when it has been, and fails when
 * the request does. Used by the channel's event loop.
 */
final class Http2Request {
  /** What becomes of the next frame. */
  private enum Rest {
    /** It is held, and shown to the collector. */
    COLLECTED,
    /** It waits for the decision. */
    DECIDED,
    /** It is written. */
    PASSES,
    /** The request was refused. */
    DROPPED
  }

  private final Http2Calls calls;
  private final int stream;
  private final Http2Head head;
  private final Http2Frames.Head begin;
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private final ArrayDeque<Held> waiting = new ArrayDeque<>();
  private Rest rest = Rest.COLLECTED;
  private @Nullable BodyCollector collector;
  private @Nullable Decision decision;
  private boolean continued;

  /** While what was held is being written. */
  private boolean writing;

  /** Whether its last frame was seen. */
  private boolean ended;

  /** What policy answers, until it has. */
  private @Nullable SyntheticAnswer refusal;

  /** Whether policy has answered. */
  private boolean answered;

  private boolean closed;

  /**
   * Makes a request.
   *
   * @param calls those of the connection
   * @param stream its number
   * @param head its head
   * @param begin the frame that brings it
   */
  Http2Request(Http2Calls calls, int stream, Http2Head head, Http2Frames.Head begin) {
    this.calls = calls;
    this.stream = stream;
    this.head = head;
    this.begin = begin;
  }

  /** Takes the request's first frame. */
  void begin(Call call, ChannelPromise promise) {
    ended = begin.isEnd();
    long announced = ended ? 0 : head.announced();
    if (head.isMethod("CONNECT")) {
      held.add(new Held(begin, promise));
      decide(Judgement.unread(call, Exchange.Unread.WEBSOCKET, announced));
      return;
    }
    if (!ended && head.line("content-type").startsWith("application/grpc")) {
      held.add(new Held(begin, promise)); // the answer may come before the request's end
      decide(Judgement.unread(call, Exchange.Unread.DUPLEX, announced));
      return;
    }
    BodyCollector body = call.collect(announced);
    collector = body;
    if (ended || body.isFull()) {
      held.add(new Held(begin, promise));
      decide(Judgement.of(body));
      return;
    }
    held.add(new Held(begin, null));
    if (head.line("expect").equalsIgnoreCase("100-continue")) {
      continued = true;
      calls.ctx().executor().execute(() -> calls.giveContinue(stream));
    }
    promise.trySuccess();
  }

  /**
   * Takes HEADERS behind the first ones.
   *
   * @return the promise, or null: they are Netty's
   */
  @Nullable ChannelPromise trailers(Http2Frames.Head trailers, ChannelPromise promise) {
    BodyCollector body = collector;
    if (writing) {
      return null;
    }
    ended |= trailers.isEnd();
    if (rest == Rest.PASSES && waiting.isEmpty()) {
      writeTrailers(trailers, promise);
      return promise;
    }
    if (rest == Rest.COLLECTED && body != null) {
      held.add(new Held(trailers, promise));
      decide(Judgement.of(body));
    } else {
      later(trailers, promise);
    }
    return promise;
  }

  /**
   * Takes DATA.
   *
   * @return the promise, or null: it is Netty's
   */
  @Nullable ChannelPromise data(ByteBuf bytes, int padding, boolean end, ChannelPromise promise)
      throws IOException {
    BodyCollector body = collector;
    if (writing || (rest == Rest.PASSES && waiting.isEmpty())) {
      return null;
    }
    ended |= end;
    Http2Frames.Data data = new Http2Frames.Data(bytes, padding, end);
    if (rest != Rest.COLLECTED || body == null) {
      later(data, promise);
      return promise;
    }
    boolean kept = Pieces.collect(body, data) != null;
    if (end || !kept) {
      held.add(new Held(data, promise));
      decide(Judgement.of(body));
    } else {
      held.add(new Held(data, null));
      promise.trySuccess();
    }
    return promise;
  }

  private void later(Object frame, ChannelPromise promise) {
    if (rest == Rest.DROPPED) {
      ReferenceCountUtil.release(frame);
      promise.trySuccess();
      if (ended && answered) {
        calls.close(stream);
      } else if (ended) {
        calls.ctx().executor().execute(this::answer);
      }
    } else {
      waiting.add(new Held(frame, promise));
    }
  }

  private void decide(Judgement judgement) {
    rest = Rest.DECIDED;
    collector = null;
    judgement.make(calls.ctx(), head, () -> decided(judgement));
  }

  private void decided(Judgement judgement) {
    Decision decision = judgement.decision();
    SyntheticAnswer refusal = decision.refusal();
    Throwable failure = closed ? new ClosedChannelException() : judgement.failure();
    if (failure != null) {
      decision.fail(failure);
      keepBack(failure);
    } else if (refusal != null) {
      rest = Rest.DROPPED;
      Held.drop(held);
      Held.drop(waiting);
      refuse(refusal);
    } else {
      this.decision = decision;
      calls.expect(
          stream, new Http2Answer(calls, stream, decision, head.isMethod("HEAD"), continued));
      write(decision);
      rest = Rest.PASSES;
      calls.flush();
    }
  }

  /**
   * Gives policy's answer, behind the request's end if that is near: Armeria 1.0 breaks off what
   * comes earlier.
   */
  private void refuse(SyntheticAnswer answer) {
    refusal = answer;
    if (ended) {
      answer();
    } else {
      calls.ctx().executor().schedule(this::answer, Requests.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void answer() {
    SyntheticAnswer answer = refusal;
    if (answer != null && !closed) {
      refusal = null;
      calls.refuse(stream, answer);
      answered = true;
      calls.end(stream, ended);
    }
  }

  /** Fails the request, and with it the stream: nobody would answer. */
  private void keepBack(Throwable failure) {
    rest = Rest.DROPPED;
    Held.fail(held, failure);
    Held.fail(waiting, failure);
    calls.reset(stream);
  }

  private void write(Decision decision) {
    Exchange.Scope scope = decision.makeCurrent();
    writing = true;
    try {
      byte[] body = decision.body();
      if (body != null && held.size() > 1) {
        replace(Unpooled.wrappedBuffer(body));
      }
      write(held);
      write(waiting);
    } finally {
      writing = false;
      scope.close();
    }
  }

  /** Puts one frame with these bytes in the place of the body's. */
  private void replace(ByteBuf body) {
    Held last = held.getLast();
    boolean trailers = last.message() instanceof Http2Frames.Head;
    Held first = held.removeFirst();
    if (trailers) {
      held.removeLast();
    }
    for (Held piece : held) {
      ReferenceCountUtil.release(piece.message());
    }
    held.clear();
    held.add(first);
    held.add(new Held(new Http2Frames.Data(body, 0, !trailers), trailers ? null : last.promise()));
    if (trailers) {
      held.add(last);
    }
  }

  private void writeTrailers(Http2Frames.Head trailers, ChannelPromise promise) {
    Decision known = decision;
    Http2Headers lines =
        known == null
            ? trailers.headers()
            : Http2Trailers.judged(known, head.head(), trailers.headers());
    boolean outer = writing;
    writing = true;
    try {
      trailers.with(lines).write(calls.encoder(), calls.ctx(), stream, promise);
    } finally {
      writing = outer;
    }
  }

  private void write(ArrayDeque<Held> frames) {
    ChannelHandlerContext ctx = calls.ctx();
    for (Held frame = frames.poll(); frame != null; frame = frames.poll()) {
      ChannelPromise promise = frame.promise() == null ? ctx.newPromise() : frame.promise();
      if (frame.message() == begin) {
        begin.with(head.headers()).write(calls.encoder(), ctx, stream, promise);
      } else if (frame.message() instanceof Http2Frames.Head) {
        writeTrailers((Http2Frames.Head) frame.message(), promise);
      } else {
        ((Http2Frames.Data) frame.message()).write(calls.encoder(), ctx, stream, promise);
      }
    }
  }

  /** Lets go what is held: the stream is closed. */
  void closed() {
    closed = true;
    ClosedChannelException failure = new ClosedChannelException();
    Held.fail(held, failure);
    Held.fail(waiting, failure);
    if (rest == Rest.COLLECTED) {
      rest = Rest.DROPPED;
    }
  }
}
