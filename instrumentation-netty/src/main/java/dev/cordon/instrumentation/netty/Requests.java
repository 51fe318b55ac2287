package dev.cordon.instrumentation.netty;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.BodyCollector;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.FaultAnswer;
import dev.cordon.instrumentation.Leaving;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one channel on their way to the codec. Those that are none of ours pass; of an AI
 * call all is held until it is judged. Used by the channel's event loop.
 *
 * <p>A held piece counts as written, because many clients write the next one only then; the last
 * one is written when it has been, and fails when the request does.
 */
final class Requests {
  /** How long policy's answer waits for the end of a request. */
  static final int PATIENCE_SECONDS = 1;

  /** What becomes of the next piece of the request that was begun last. */
  private enum Rest {
    /** It is written. */
    PASSES,
    /** It is held, and shown to the collector. */
    COLLECTED,
    /** Everything waits for the decision. */
    DECIDED,
    /** All that was announced has been judged: nothing but the end may come. */
    EMPTY,
    /** The request was refused. */
    DROPPED
  }

  private final ChannelHandlerContext ctx;
  private final Answers answers;
  private final boolean stream;
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private final ArrayDeque<Held> waiting = new ArrayDeque<>();
  private Rest rest = Rest.PASSES;
  private @Nullable Outgoing outgoing;
  private @Nullable BodyCollector collector;

  /** Of the governed request whose end is still to come: that may have lines behind it. */
  private @Nullable Outgoing sent;

  private @Nullable Decision decision;
  private long announced;
  private boolean continued;

  /** Whether a WebSocket was asked for. */
  private boolean upgrade;

  private boolean ended;
  private boolean flush;

  /** While a decision is carried out: an answer of ours may bring the next request at once. */
  private boolean settling;

  private boolean closed;

  /** What policy answers, until the request has ended. */
  private @Nullable Expected refused;

  Requests(ChannelHandlerContext ctx, Answers answers, boolean stream) {
    this.ctx = ctx;
    this.answers = answers;
    this.stream = stream;
  }

  /** Takes the application's next write. */
  void write(Object message, ChannelPromise promise) {
    if (answers.isSwitched()) {
      ctx.write(message, promise);
    } else if (rest == Rest.DECIDED || settling || !waiting.isEmpty()) {
      waiting.add(new Held(message, promise));
    } else {
      take(message, promise);
    }
  }

  /** Hears that the application wants out what it wrote. */
  void flushed() {
    flush |= !held.isEmpty() || !waiting.isEmpty();
  }

  private void take(Object message, ChannelPromise promise) {
    if (message instanceof HttpRequest && rest != Rest.COLLECTED) {
      begin((HttpRequest) message, promise);
    } else if (rest == Rest.PASSES || !Pieces.isPiece(message)) {
      pass(message, promise);
    } else if (rest == Rest.COLLECTED) {
      collect(message, promise);
    } else {
      after(message, promise);
    }
  }

  private void pass(Object message, ChannelPromise promise) {
    if (rest == Rest.COLLECTED) {
      ReferenceCountUtil.release(message); // as the encoder does in the middle of a body
      promise.tryFailure(
          new IllegalStateException(
              "unexpected message in a request's body: " + message.getClass().getName()));
    } else {
      ctx.write(behind(message), promise);
    }
  }

  /** Returns a piece that comes behind what was judged, as it may leave. */
  private Object behind(Object message) {
    Outgoing head = sent;
    Decision made = decision;
    return head == null || made == null ? message : Trailers.judged(made, head.head(), message);
  }

  private void begin(HttpRequest request, ChannelPromise promise) {
    answer(refused);
    rest = Rest.PASSES;
    sent = null;
    decision = null;
    upgrade = Sockets.isUpgrade(request) || (stream && Sockets.isConnect(request));
    if (request.method().equals(HttpMethod.CONNECT) && !upgrade) {
      answers.expect(Expected.OTHER);
      ctx.write(request, promise);
      return;
    }
    Outgoing seen;
    Call call;
    try {
      seen = new Outgoing(ctx.channel(), request);
      call = Call.sent(CallHandler.WHERE, seen.head(), request, ctx.channel());
    } catch (Throwable fault) {
      unseen(fault, request, promise);
      return;
    }
    if (call != null) {
      govern(call, seen, request, promise);
    } else {
      Leaving.apply(CallHandler.WHERE, null, seen.head(), seen);
      answers.expect(Expected.OTHER);
      seen.write(ctx, promise);
    }
  }

  /** A request whose head can't be told: policy says what becomes of it. */
  private void unseen(Throwable fault, HttpRequest request, ChannelPromise promise) {
    Cordon.fault(CallHandler.WHERE + " head", fault);
    if (Cordon.refuseOnFault()) {
      ended = request instanceof LastHttpContent;
      held.add(new Held(request, promise));
      refuse(FaultAnswer.create());
    } else {
      answers.expect(Expected.OTHER);
      ctx.write(request, promise);
    }
  }

  private void refuse(SyntheticAnswer refusal) {
    rest = ended ? Rest.PASSES : Rest.DROPPED;
    Held.drop(held);
    Expected answer = Expected.refused(refusal, upgrade);
    refused = answer;
    if (ended) {
      answer(answer);
    } else { // Armeria 1.0 breaks off what comes before its request has been sent
      ctx.executor().schedule(() -> answer(answer), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void answer(@Nullable Expected answer) {
    if (answer != null && answer == refused) {
      refused = null;
      answers.expect(answer);
    }
  }

  private void govern(Call call, Outgoing seen, HttpRequest request, ChannelPromise promise) {
    outgoing = seen;
    ended = request instanceof LastHttpContent;
    announced = announced(request);
    continued = false;
    if (upgrade) {
      held.add(new Held(request, promise));
      boolean governed = Sockets.areSeen(ctx.channel(), request, announced);
      decide(
          governed
              ? Judgement.handshake(call)
              : Judgement.unread(call, Exchange.Unread.WEBSOCKET, announced));
      return;
    }
    BodyCollector body = call.collect(announced);
    collector = body;
    rest = Rest.COLLECTED;
    if (request instanceof HttpContent) {
      collect(request, promise); // Vert.x's heads come with the body's first piece
    } else if (announced == 0 || body.isFull()) {
      held.add(new Held(request, promise));
      decide(Judgement.of(body));
    } else {
      held.add(new Held(request, null));
      if (request.headers().contains(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE, true)) {
        continued = true;
        answers.expect(Expected.CONTINUE);
      }
      promise.trySuccess();
    }
  }

  /** A request of HTTP/1.1 that announces no body has none: RFC 9112 6.3. */
  private long announced(HttpRequest request) {
    String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
    try {
      if (length != null) {
        return Math.max(-1, Long.parseLong(length.trim()));
      }
    } catch (NumberFormatException notALength) {
      return -1;
    }
    boolean open = stream || ended || request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    return open ? -1 : 0;
  }

  private void collect(Object piece, ChannelPromise promise) {
    BodyCollector body = collector;
    if (body == null) {
      throw new IllegalStateException("nothing is collected");
    }
    Object kept;
    try {
      kept = Pieces.collect(body, piece);
    } catch (IOException unreadable) {
      held.add(new Held(piece, promise));
      keepBack(unreadable);
      return;
    }
    ended |= Pieces.isLast(piece, stream);
    boolean whole = ended || (announced >= 0 && body.size() >= announced);
    if (kept == null || whole) {
      held.add(new Held(kept == null ? piece : kept, promise));
      decide(Judgement.of(body));
    } else {
      held.add(new Held(kept, null));
      promise.trySuccess();
    }
  }

  private void decide(Judgement judgement) {
    rest = Rest.DECIDED;
    collector = null;
    Outgoing head = outgoing;
    if (head == null) {
      throw new IllegalStateException("no request");
    }
    judgement.make(ctx, head, () -> decided(judgement, head));
  }

  private void decided(Judgement judgement, Outgoing head) {
    settling = true;
    outgoing = null;
    try {
      settle(judgement, head);
    } finally {
      settling = false;
    }
    goOn();
  }

  private void settle(Judgement judgement, Outgoing head) {
    Throwable failure = closed ? new ClosedChannelException() : judgement.failure();
    if (failure != null) {
      judgement.decision().fail(failure);
      keepBack(failure);
    } else if (judgement.decision().refusal() != null) {
      refuse(judgement.decision().refusal());
    } else {
      boolean whole = judgement.isWhole();
      answers.expect(
          judgement.isHandshake()
              ? Expected.handshake(
                  judgement.decision(),
                  head.isConnect() ? HttpResponseStatus.OK : HttpResponseStatus.SWITCHING_PROTOCOLS)
              : Expected.governed(judgement.decision(), head.isForHead(), continued));
      Sent.write(ctx, judgement.decision(), head, held, ended);
      rest = ended || !whole ? Rest.PASSES : Rest.EMPTY;
      sent = ended ? null : head;
      decision = ended ? null : judgement.decision();
    }
  }

  /** Fails the request, and with it the connection: nobody would answer. */
  private void keepBack(Throwable failure) {
    rest = ended ? Rest.PASSES : Rest.DROPPED;
    Held.fail(held, failure);
    if (!closed) {
      ctx.close();
    }
  }

  private void goOn() {
    if (flush) {
      flush = !waiting.isEmpty();
      ctx.flush();
    }
    while (rest != Rest.DECIDED && !waiting.isEmpty()) {
      Held next = waiting.poll();
      take(next.message(), next.promise() == null ? ctx.newPromise() : next.promise());
    }
    if (flush && rest != Rest.DECIDED) {
      flush = false;
      ctx.flush();
    }
  }

  /** What comes behind a request that was refused, or behind the end of one. */
  private void after(Object piece, ChannelPromise promise) {
    if (rest == Rest.EMPTY && Pieces.isEmpty(piece)) {
      ctx.write(behind(piece), promise);
    } else {
      ReferenceCountUtil.release(piece);
      if (rest == Rest.DROPPED) {
        promise.trySuccess();
      } else {
        promise.tryFailure(new IllegalStateException("more than the Content-Length"));
      }
    }
    if (Pieces.isLast(piece, stream)) {
      rest = Rest.PASSES;
      Expected answer = refused;
      if (answer != null) {
        ctx.executor().execute(() -> answer(answer));
      }
    }
  }

  /** Lets go what is held: the channel is closed, or the handler taken out. */
  void end() {
    closed = true;
    refused = null;
    ClosedChannelException failure = new ClosedChannelException();
    Held.fail(held, failure);
    Held.fail(waiting, failure);
    if (rest == Rest.COLLECTED) {
      rest = Rest.DROPPED;
    }
  }
}
