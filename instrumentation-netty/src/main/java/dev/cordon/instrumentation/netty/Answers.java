package dev.cordon.instrumentation.netty;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.AnswerPush;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.Leaving;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one channel on their way from the codec, in the order of their requests. Used by
 * the channel's event loop.
 */
final class Answers {
  /** On a connection that became HTTP/2: what its first stream answers. RFC 7540 3.2. */
  static final AttributeKey<Expected> UPGRADED = AttributeKey.valueOf("dev.cordon.netty.upgraded");

  private final ChannelHandlerContext ctx;
  private final InOrder order;
  private final ArrayDeque<Expected> expected = new ArrayDeque<>();

  /** Whose answer is being delivered. */
  private @Nullable Expected current;

  private @Nullable AnswerBody body;

  /** Up to the next end of a message: it is an interim one, or broken. */
  private boolean interim;

  private boolean dropping;

  /** Whether a WebSocket is open: what is written from now on are its frames. */
  private boolean switched;

  private boolean fired;
  private boolean swallowed;
  private boolean closing;
  private @Nullable Throwable failure;

  Answers(ChannelHandlerContext ctx) {
    this.ctx = ctx;
    this.order = new InOrder(ctx, ctx::close);
  }

  /** Takes over what a connection's request before its upgrade to HTTP/2 expects. */
  void adopt() {
    Channel parent = ctx.channel().parent();
    Expected upgraded = parent == null ? null : parent.attr(UPGRADED).getAndSet(null);
    if (upgraded != null) {
      expected.add(upgraded);
    }
  }

  /** Hands on what the first stream answers, where the upgrade's own answer didn't come by here. */
  void upgraded() {
    Expected first = expected.peek();
    if (first != null && first.decision() != null) {
      ctx.channel().attr(UPGRADED).set(expected.remove());
    }
  }

  /** Remembers what a request that is about to be written expects, or answers it. */
  void expect(Expected answer) {
    expected.add(answer);
    if (current == null && !interim) {
      giveOurs();
    }
  }

  /** Gives the answers that come from nowhere else, as far as it is their turn. */
  private void giveOurs() {
    boolean given = false;
    for (Expected next = expected.peek(); next != null; next = expected.peek()) {
      SyntheticAnswer refusal = next.refusal();
      if (refusal == null && next != Expected.CONTINUE) {
        break;
      }
      expected.remove();
      given = true;
      boolean whole = next.isWhole();
      order.then(() -> give(refusal, whole));
    }
    if (given) {
      order.then(ctx::fireChannelReadComplete);
    }
  }

  private void give(@Nullable SyntheticAnswer refusal, boolean whole) {
    if (refusal == null) {
      fire(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
      fire(LastHttpContent.EMPTY_LAST_CONTENT);
    } else if (whole) {
      fire(AnswerHead.whole(refusal));
    } else {
      fire(AnswerHead.of(refusal));
      fire(new DefaultLastHttpContent(Unpooled.wrappedBuffer(refusal.body())));
    }
  }

  /** Takes the next message from the codec. */
  void read(Object message) {
    if (order.isBusy()) {
      order.then(() -> take(message));
    } else {
      take(message);
    }
  }

  /** Takes the end of a read: asks for more where it gave the application nothing. */
  void readComplete() {
    order.then(
        () -> {
          if (swallowed && !fired && !ctx.channel().config().isAutoRead()) {
            order.demand();
          }
          fired = false;
          swallowed = false;
          ctx.fireChannelReadComplete();
        });
  }

  /** Delivers an event behind what came before it. */
  void inOrder(Runnable event) {
    order.then(event);
  }

  /** Reads on when the application has got what was read. */
  void demand() {
    order.demand();
  }

  /** Tells whether a governed WebSocket is open. */
  boolean isSwitched() {
    return switched;
  }

  /** Remembers that it is the application that closes the channel. */
  void closing() {
    closing = true;
  }

  /** Remembers why the channel ends. */
  void failed(Throwable cause) {
    failure = cause;
  }

  private void fire(Object message) {
    fired = true;
    ctx.fireChannelRead(message);
  }

  private void take(Object message) {
    if (message instanceof HttpResponse) {
      begin((HttpResponse) message);
    } else if (message instanceof HttpContent) {
      content((HttpContent) message);
    } else {
      fire(message);
    }
  }

  private void begin(HttpResponse response) {
    int status = response.status().code();
    boolean whole = response instanceof LastHttpContent;
    if (status < 200 && status != HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
      Expected next = expected.peek();
      interim = !whole;
      dropping =
          status == HttpResponseStatus.CONTINUE.code() && next != null && next.takesContinue();
      passInterim(response);
      return;
    }
    Expected answered = expected.poll();
    Decision decision = answered == null ? null : answered.decision();
    current = answered == null ? Expected.OTHER : answered;
    SyntheticAnswer astray =
        decision == null
            ? null
            : decision.leadsAstray(status, response.headers().get(HttpHeaderNames.LOCATION));
    if (answered == null || decision == null) {
      pass(response, whole);
    } else if (astray != null) {
      order.work(
          () -> decision.answer(astray.status(), HeaderSource.NONE, false),
          ended -> refuse(response, astray, whole));
    } else if (status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()
        || answered.opens(response)) {
      switchProtocol(response, answered, decision, whole);
    } else {
      order.work(
          () -> decision.answer(status, new Lines(response.headers()), !answered.isForHead()),
          plan -> begun(response, plan));
    }
  }

  /**
   * Gives policy's answer in the place of a redirect: the client would follow it by another
   * connection, with a request that nobody knows again.
   */
  private void refuse(HttpResponse redirect, SyntheticAnswer refusal, boolean whole) {
    ReferenceCountUtil.release(redirect);
    interim = !whole;
    dropping = true;
    HttpResponse head = AnswerHead.of(refusal);
    if (!HttpUtil.isKeepAlive(redirect)) {
      head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    fire(head);
    fire(new DefaultLastHttpContent(Unpooled.wrappedBuffer(refusal.body())));
    ended();
  }

  /**
   * Hands on that the connection speaks another protocol from now on. At once: the decoder that the
   * client adds then takes the bytes that come next.
   */
  private void switchProtocol(
      HttpResponse response, Expected answered, Decision decision, boolean whole) {
    if (response.headers().contains(HttpHeaderNames.UPGRADE, "h2c", true)) {
      ctx.channel().attr(UPGRADED).set(answered);
    } else if (!answered.opens(response)) {
      decision.answer(response.status().code(), new Lines(response.headers()), false);
    } else {
      switched = true;
      if (!Sockets.open(ctx, decision)) {
        ReferenceCountUtil.release(response);
        giveUp(new IOException(Leaving.FAULT));
        return;
      }
    }
    pass(response, whole);
  }

  private void giveUp(Throwable why) {
    body = null;
    interim = true;
    dropping = true;
    ctx.fireExceptionCaught(why);
    ctx.close();
  }

  private void passInterim(Object message) {
    if (dropping) {
      swallowed = true;
      ReferenceCountUtil.release(message);
    } else {
      fire(message);
    }
  }

  private void pass(Object message, boolean last) {
    fire(message);
    if (last) {
      ended();
    }
  }

  private void begun(HttpResponse response, AnswerPlan plan) {
    boolean whole = response instanceof FullHttpResponse;
    if (plan.isUntouched()) {
      pass(response, whole);
      return;
    }
    AnswerPush push = plan.push();
    body = new AnswerBody(push);
    HttpResponse head = plan.dropsLength() ? AnswerHead.withoutLength(response) : response;
    if (whole) {
      FullHttpResponse full = (FullHttpResponse) response;
      fire(AnswerHead.bodiless(head));
      LastHttpContent end = new DefaultLastHttpContent(full.content(), false);
      end.trailingHeaders().set(full.trailingHeaders());
      content(end);
    } else {
      fire(head);
    }
  }

  private void content(HttpContent content) {
    boolean last = content instanceof LastHttpContent;
    AnswerBody governed = body;
    if (interim) {
      interim = !last;
      passInterim(content);
      if (last && current == null) {
        giveOurs(); // what has waited for the rest of a redirect
      }
    } else if (governed == null) {
      pass(content, last);
    } else if (content.decoderResult().isFailure()) {
      governed.abort(content.decoderResult().cause());
      body = null;
      pass(content, last);
    } else {
      byte[] bytes = AnswerBody.taken(content);
      order.work(() -> governed.restore(bytes, last), restored -> deliver(content, restored));
    }
  }

  private void deliver(HttpContent content, AnswerBody.Restored restored) {
    Throwable broken = restored.failure();
    if (broken != null) {
      giveUp(broken);
      return;
    }
    if (restored.bytes().isReadable()) {
      fire(new DefaultHttpContent(restored.bytes()));
    } else {
      swallowed = true;
    }
    if (content instanceof LastHttpContent) {
      fire(AnswerBody.end((LastHttpContent) content));
      ended();
    }
  }

  private void ended() {
    current = null;
    body = null;
    giveOurs();
  }

  /** Delivers what has arrived, and ends the calls whose answers will never come whole. */
  void end() {
    order.end();
    Throwable cause = failure == null ? new ClosedChannelException() : failure;
    if (body != null) {
      body.abort(closing ? null : cause);
      body = null;
    }
    for (Expected next = expected.poll(); next != null; next = expected.poll()) {
      Decision decision = next.decision();
      if (decision != null) {
        decision.fail(cause);
      }
    }
  }
}
