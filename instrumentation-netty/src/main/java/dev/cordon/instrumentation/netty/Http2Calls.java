package dev.cordon.instrumentation.netty;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Cordon;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AttributeKey;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one HTTP/2 connection whose handler is the client's own, each on its stream. Made
 * with the first call; connections without one are left alone. Used by the channel's event loop.
 */
final class Http2Calls extends Http2ConnectionAdapter {
  private static final AttributeKey<Http2Calls> KEY =
      AttributeKey.valueOf("dev.cordon.netty.http2Calls");

  /** What makes the headers that a connection's client reads, where it is known. */
  private static final AttributeKey<Object> HEADERS =
      AttributeKey.valueOf("dev.cordon.netty.http2Headers");

  private static final short WEIGHT = 16;

  /** Something that Netty or the client does. */
  interface Step {
    /** Does it. */
    void run() throws Http2Exception;
  }

  private final ChannelHandlerContext ctx;
  private final Http2ConnectionHandler handler;
  private final Http2ConnectionEncoder encoder;
  private final Http2Connection connection;
  private final WireIds ids;
  private final Map<Integer, Http2Request> requests = new HashMap<>();
  private final Map<Integer, Http2Answer> answers = new HashMap<>();
  private @Nullable FrameReading reading;
  private @Nullable FrameHandOver handOver;
  private @Nullable Http2FrameListener known;

  /** What the client is given in the place of the data that Netty accounts for at this moment. */
  private @Nullable ByteBuf restored;

  private Http2Calls(
      ChannelHandlerContext ctx,
      Http2ConnectionHandler handler,
      Http2ConnectionEncoder encoder,
      int before) {
    this.ctx = ctx;
    this.handler = handler;
    this.encoder = encoder;
    this.connection = encoder.connection();
    this.ids = new WireIds(connection, before);
  }

  /** Returns those of a channel, or null when it has had none. */
  static @Nullable Http2Calls of(Channel channel) {
    return channel.hasAttr(KEY) ? channel.attr(KEY).get() : null;
  }

  /**
   * Returns those of a channel, made where it has had none.
   *
   * @param context any of the channel's: Armeria 1.0 writes behind its handler
   * @param encoder the connection's
   * @param before the highest number of a stream that may have begun
   * @return null when the connection's handler isn't one of Netty's
   */
  static @Nullable Http2Calls of(
      ChannelHandlerContext context, Http2ConnectionEncoder encoder, int before) {
    Http2Calls calls = of(context.channel());
    ChannelHandlerContext ctx = handler(context);
    if (calls == null && ctx != null) {
      calls = new Http2Calls(ctx, (Http2ConnectionHandler) ctx.handler(), encoder, before);
      calls.connection.addListener(calls);
      ctx.pipeline().addBefore(ctx.name(), null, new End(calls));
      ctx.channel().attr(KEY).set(calls);
    }
    return calls;
  }

  /** Returns the context of a channel's HTTP/2 handler, or null when that isn't one of Netty's. */
  static @Nullable ChannelHandlerContext handler(ChannelHandlerContext context) {
    return context.handler() instanceof Http2ConnectionHandler
        ? context
        : context.pipeline().context(Http2ConnectionHandler.class);
  }

  /**
   * Remembers what makes a connection's headers, from its first frame.
   *
   * @param decoder the frame reader's, or anything where it has none
   */
  static void makesHeaders(Channel channel, Supplier<Object> decoder) {
    if (!channel.hasAttr(HEADERS)) {
      channel.attr(HEADERS).set(decoder.get());
    }
  }

  /** Makes empty headers of the type that the client reads: Armeria takes no other. */
  Http2Headers empty(int stream) {
    Object decoder = ctx.channel().attr(HEADERS).get();
    if (decoder instanceof Http2HeadersDecoder) {
      try {
        return ((Http2HeadersDecoder) decoder).decodeHeaders(stream, Unpooled.EMPTY_BUFFER);
      } catch (Http2Exception | RuntimeException none) {
        // those of Netty will do for most
      }
    }
    return new DefaultHttp2Headers(false);
  }

  /** Takes over what a connection's request before its upgrade to HTTP/2 expects. RFC 7540 3.2. */
  static @Nullable Http2Calls upgraded(ChannelHandlerContext ctx) {
    Channel channel = ctx.channel();
    Expected expected =
        channel.hasAttr(Answers.UPGRADED) ? channel.attr(Answers.UPGRADED).get() : null;
    if (expected == null
        || expected.decision() == null
        || !(ctx.handler() instanceof Http2ConnectionHandler)) {
      return null;
    }
    Http2Calls calls = of(ctx, ((Http2ConnectionHandler) ctx.handler()).encoder(), 1);
    if (calls != null) {
      channel.attr(Answers.UPGRADED).set(null);
      calls.answers.put(
          1, new Http2Answer(calls, 1, expected.decision(), expected.isForHead(), false));
      calls.listen();
    }
    return calls;
  }

  ChannelHandlerContext ctx() {
    return ctx;
  }

  Http2ConnectionEncoder encoder() {
    return encoder;
  }

  WireIds ids() {
    return ids;
  }

  @Nullable Http2Request request(int stream) {
    return requests.get(stream);
  }

  /** Returns what comes back on a stream, or null when it is none of ours. */
  @Nullable Http2Answer answer(int stream) {
    return answers.get(stream);
  }

  /** Tells whether a stream is there. */
  boolean isOpen(int stream) {
    return connection.stream(stream) != null;
  }

  /**
   * Begins a stream that is not on the wire yet: clients look whether it is there before they write
   * its data.
   *
   * @return false when Netty won't have it
   */
  boolean begin(int stream, Http2Request request) {
    Http2Stream open = connection.stream(stream);
    try {
      if (open == null) {
        open = connection.local().createStream(stream, false);
      }
    } catch (Http2Exception refused) {
      return false;
    }
    if (open.state() != Http2Stream.State.OPEN) {
      return false;
    }
    ids.hold(stream);
    requests.put(stream, request);
    listen();
    return true;
  }

  /** A request is about to leave: its answer is expected. */
  void expect(int stream, Http2Answer answer) {
    answers.put(stream, answer);
  }

  /** Stands before the client's listener, also where that has become another one. */
  private void listen() {
    Http2FrameListener now = handler.decoder().frameListener();
    if (known == null || now != known) {
      FrameHandOver mine = new FrameHandOver(now, this);
      handler.decoder().frameListener(mine);
      handOver = mine;
      known = handler.decoder().frameListener();
    }
  }

  private Http2FrameListener client() {
    FrameHandOver mine = handOver;
    return mine == null ? handler.decoder().frameListener() : mine.client();
  }

  /** Returns what the frame reader tells in the decoder's place. */
  Http2FrameListener reading(Http2FrameListener decoder) {
    FrameReading current = reading;
    if (current == null || !current.leadsTo(decoder)) {
      current = new FrameReading(decoder, this);
      reading = current;
    }
    return current;
  }

  /** Takes what stands for the data that is being handed over, once; null for itself. */
  @Nullable ByteBuf restored() {
    ByteBuf bytes = restored;
    restored = null;
    return bytes;
  }

  /** Lets the decoder take data in whose place the client gets other bytes. */
  void handOver(ByteBuf bytes, Step decoder) {
    listen(); // Vert.x takes another listener when it has upgraded
    restored = bytes;
    try {
      run(decoder);
    } finally {
      restored = null;
      bytes.release();
    }
  }

  /** Takes data of a stream that is closed off the connection's window, and gives it back. */
  void account(ByteBuf data, int padding, boolean end) {
    run(
        () ->
            connection
                .local()
                .flowController()
                .receiveFlowControlledFrame(null, data, padding, end));
  }

  void surplus(int stream, int bytes) {
    Http2Stream open = connection.stream(stream);
    if (open != null) {
      Surplus.add(open, bytes);
    }
  }

  /** Does something; what fails is Netty's to judge, as if it had failed while it was reading. */
  void run(Step step) {
    try {
      step.run();
    } catch (Throwable failure) {
      try {
        handler.exceptionCaught(ctx, failure);
      } catch (Exception fault) {
        Cordon.fault(CallHandler.WHERE + " answer", fault);
      }
    }
  }

  /** Ends what would be the end of a read. */
  void readComplete() {
    run(
        () -> {
          try {
            handler.channelReadComplete(ctx);
          } catch (Http2Exception | RuntimeException failure) {
            throw failure;
          } catch (Exception failure) {
            throw new IllegalStateException(failure);
          }
        });
  }

  /** Sends what was written. */
  void flush() {
    handler.flush(ctx);
  }

  /** Gives the client the interim answer for which it waits with its body. */
  void giveContinue(int stream) {
    give(stream, empty(stream).status("100"));
    readComplete();
  }

  private void give(int stream, Http2Headers headers) {
    run(
        () -> {
          if (isOpen(stream)) {
            client().onHeadersRead(ctx, stream, headers, 0, WEIGHT, false, 0, false);
          }
        });
  }

  /** Gives the client bytes that no frame carried. */
  void give(int stream, ByteBuf bytes, boolean end) {
    Http2Stream open = connection.stream(stream);
    if (open != null) {
      run(
          () -> {
            Surplus.add(open, bytes.readableBytes());
            Surplus.take(open, client().onDataRead(ctx, stream, bytes, 0, end));
          });
    }
    bytes.release();
  }

  /** Gives policy's answer. */
  void refuse(int stream, SyntheticAnswer refusal) {
    Http2Headers headers = empty(stream).status(Integer.toString(refusal.status()));
    for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
      headers.set(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
    }
    headers.set("content-length", Integer.toString(refusal.body().length));
    give(stream, headers);
    give(stream, Unpooled.wrappedBuffer(refusal.body()), true);
  }

  /**
   * Ends a stream that the peer doesn't know, when its answer was given.
   *
   * @param sent whether the client has sent its request: else it goes on, and nobody reads it
   */
  void end(int stream, boolean sent) {
    Http2Stream open = connection.stream(stream);
    if (open != null && sent) {
      open.close();
    } else if (open != null) {
      open.closeRemoteSide();
    }
    readComplete();
  }

  /** Ends a stream that the peer doesn't know. */
  void close(int stream) {
    end(stream, true);
  }

  /** Takes back a stream whose answer doesn't matter any more. */
  void cancel(int stream) {
    encoder.writeRstStream(ctx, stream, Http2Error.CANCEL.code(), ctx.newPromise());
    readComplete();
  }

  /** Ends a stream whose answer can't be handed on. */
  void reset(int stream) {
    if (isOpen(stream)) {
      long code = Http2Error.INTERNAL_ERROR.code();
      run(() -> client().onRstStreamRead(ctx, stream, code));
      encoder.writeRstStream(ctx, stream, code, ctx.newPromise());
      readComplete();
    }
  }

  @Override
  public void onStreamClosed(Http2Stream stream) {
    Http2Request request = requests.remove(stream.id());
    Http2Answer answer = answers.remove(stream.id());
    Throwable failure = ctx.channel().isActive() ? null : new ClosedChannelException();
    if (request != null) {
      request.closed();
    }
    if (answer != null) {
      answer.closed(failure);
    }
  }

  @Override
  public void onStreamRemoved(Http2Stream stream) {
    ids.remove(stream.id());
    Surplus.remove(stream);
  }

  /** Delivers what has arrived before the connection's end closes its stream. */
  private void end() {
    for (Http2Answer answer : new ArrayList<>(answers.values())) {
      answer.end();
    }
  }

  /** Stands before the client's handler. */
  private static final class End extends ChannelInboundHandlerAdapter {
    private final Http2Calls calls;

    End(Http2Calls calls) {
      this.calls = calls;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      calls.end();
      ctx.fireChannelInactive();
    }
  }
}
