package dev.cordon.instrumentation.netty;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.Decision;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What comes back on one stream: its frames in their order, although some are worked on beside the
 * event loop. Netty learns of each one when its turn has come. Used by the channel's event loop.
 */
final class Http2Answer {
  private static final byte[] EMPTY = {};

  /** Takes HEADERS. */
  interface Heads {
    /** Takes them, perhaps with other lines. */
    void take(Http2Headers headers) throws Http2Exception;
  }

  private final Http2Calls calls;
  private final int stream;
  private final Decision decision;
  private final boolean head;
  private final InOrder order;
  private boolean continued;
  private boolean begun;
  private boolean closed;

  /** The call has ended: what still comes goes on as it is. */
  private boolean ended;

  private @Nullable AnswerBody body;
  private @Nullable Throwable failure;

  /**
   * Makes one.
   *
   * @param calls those of the connection
   * @param stream its number
   * @param decision what was decided of the request
   * @param head whether it answers a HEAD
   * @param continued whether the client has been told to continue already
   */
  Http2Answer(Http2Calls calls, int stream, Decision decision, boolean head, boolean continued) {
    this.calls = calls;
    this.stream = stream;
    this.decision = decision;
    this.head = head;
    this.continued = continued;
    this.order = new InOrder(calls.ctx(), this::broken);
  }

  /** Takes HEADERS: an interim answer's, the answer's, or trailers. */
  void headers(Http2Headers headers, boolean end, Heads to) throws Http2Exception {
    if (ended && !order.isBusy()) {
      to.take(headers);
    } else {
      order.then(() -> take(headers, end, to));
    }
  }

  private void take(Http2Headers headers, boolean end, Heads to) {
    AnswerBody governed = body;
    int status = status(headers);
    if (ended) {
      deliver(headers, to);
    } else if (governed != null) {
      order.work(() -> governed.restore(EMPTY, true), rest -> trailers(headers, to, rest));
    } else if (begun) {
      deliver(headers, to);
    } else if (status < 200 && status != HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
      boolean ours = continued && status == HttpResponseStatus.CONTINUE.code();
      continued &= !ours;
      if (!ours) {
        deliver(headers, to);
      }
    } else {
      begin(status, headers, end, to);
    }
  }

  private static int status(Http2Headers headers) {
    CharSequence status = headers.status();
    try {
      return status == null ? 0 : Integer.parseInt(status.toString());
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  private void begin(int status, Http2Headers headers, boolean end, Heads to) {
    begun = true;
    CharSequence location = headers.get("location");
    SyntheticAnswer astray =
        decision.leadsAstray(status, location == null ? null : location.toString());
    if (astray != null) {
      order.work(
          () -> decision.answer(astray.status(), HeaderSource.NONE, false), plan -> refuse(astray));
    } else {
      order.work(
          () -> decision.answer(status, new Http2Lines(headers), !head && !end),
          plan -> begun(headers, to, plan));
    }
  }

  /** A client would follow a redirect with a request that nobody knows again. */
  private void refuse(SyntheticAnswer refusal) {
    ended = true;
    if (!closed) {
      calls.refuse(stream, refusal);
      calls.cancel(stream);
    }
  }

  private void begun(Http2Headers headers, Heads to, AnswerPlan plan) {
    ended = plan.isUntouched();
    if (!ended) {
      body = new AnswerBody(plan.push());
    }
    if (closed) {
      abort();
      return;
    }
    deliver(plan.dropsLength() ? withoutLength(headers) : headers, to);
    calls.readComplete();
  }

  private Http2Headers withoutLength(Http2Headers original) {
    Http2Headers headers = Http2Head.copy(original, calls.empty(stream));
    headers.remove("content-length");
    headers.remove("content-encoding");
    return headers;
  }

  private void deliver(Http2Headers headers, Heads to) {
    if (!closed) {
      calls.run(() -> to.take(headers));
    }
  }

  /** Takes DATA. */
  void data(Http2FrameListener decoder, ByteBuf data, int padding, boolean end)
      throws Http2Exception {
    if (body == null && !order.isBusy()) {
      decoder.onDataRead(calls.ctx(), stream, data, padding, end);
    } else {
      byte[] bytes = ByteBufUtil.getBytes(data);
      order.then(() -> take(decoder, bytes, padding, end));
    }
  }

  private void take(Http2FrameListener decoder, byte[] bytes, int padding, boolean end) {
    AnswerBody governed = body;
    if (governed != null) {
      order.work(
          () -> governed.restore(bytes, end),
          restored -> deliver(decoder, bytes, padding, end, restored));
    } else {
      account(decoder, bytes, padding, end);
    }
  }

  /** Hands data on as it came. What nobody takes any more counts for the connection's window. */
  private void account(Http2FrameListener decoder, byte[] bytes, int padding, boolean end) {
    ByteBuf data = Unpooled.wrappedBuffer(bytes);
    if (closed) {
      calls.account(data, padding, end);
    } else {
      calls.run(() -> decoder.onDataRead(calls.ctx(), stream, data, padding, end));
    }
  }

  private void deliver(
      Http2FrameListener decoder,
      byte[] bytes,
      int padding,
      boolean end,
      AnswerBody.Restored restored) {
    if (end) {
      finished();
    }
    if (restored.failure() != null) {
      broken();
      account(decoder, bytes, padding, end);
    } else if (closed) {
      restored.bytes().release();
      account(decoder, bytes, padding, end);
    } else {
      calls.handOver(
          restored.bytes(),
          () ->
              decoder.onDataRead(calls.ctx(), stream, Unpooled.wrappedBuffer(bytes), padding, end));
    }
    calls.readComplete();
  }

  private void trailers(Http2Headers headers, Heads to, AnswerBody.Restored rest) {
    finished();
    if (rest.failure() != null) {
      broken();
    } else if (!closed) {
      if (rest.bytes().isReadable()) {
        calls.give(stream, rest.bytes(), false);
      }
      deliver(headers, to);
      calls.readComplete();
    }
  }

  private void finished() {
    ended = true;
    body = null;
  }

  /** The answer isn't what it says, or can't be led through the engine. */
  private void broken() {
    finished();
    if (!closed) {
      calls.reset(stream);
    }
  }

  /** The server takes the stream back. */
  void reset(Http2Calls.Step decoder) {
    order.then(
        () -> {
          if (!closed) {
            failure = new IOException("the server reset the stream");
            calls.run(decoder);
          }
        });
  }

  /** Delivers what has arrived: the connection ends. */
  void end() {
    order.end();
  }

  /**
   * Ends the call unless it has ended.
   *
   * @param cause what broke the stream; null when the application doesn't want the rest
   */
  void closed(@Nullable Throwable cause) {
    closed = true;
    failure = failure == null ? cause : failure;
    boolean pending = begun && body == null;
    if (!ended && !pending) {
      abort();
    }
  }

  private void abort() {
    AnswerBody governed = body;
    if (governed != null) {
      governed.abort(failure);
    } else if (!ended) {
      decision.fail(failure == null ? new IOException("the stream was cancelled") : failure);
    }
    finished();
  }
}
