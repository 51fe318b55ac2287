package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Exchange.Unread;
import dev.cordon.engine.Gate;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Verdict;
import dev.cordon.instrumentation.BodyBuffer;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.FaultAnswer;
import java.io.IOException;
import okhttp3.Interceptor.Chain;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One AI call on its way: read the body, ask for a verdict, send, hand on the answer. A body that
 * was read is never asked to write itself again: many wrap a stream without saying that they are
 * one-shot. Faults of ours end in policy's answer or in the original bytes; what the application's
 * body or network throws, the application sees as it is.
 */
final class GovernedCall {
  private static final byte[] NONE = {};

  private final Gate gate;
  private final RequestHead head;
  private final Chain chain;
  private final Request request;

  /** The announced length of the body in bytes, -1 for an unknown one. */
  private long length;

  /** What was read; null while the application's own body is whole. */
  private byte @Nullable [] read;

  /** True when the body began to write itself and was stopped: there is nothing left to send. */
  private boolean lost;

  /** A fault of ours while the body was written. */
  private @Nullable Throwable early;

  private @Nullable Unread unread;
  private @Nullable Exchange exchange;

  /** An outer layer's Exchange that this call is part of. */
  private @Nullable Exchange joined;

  private @Nullable Verdict verdict;

  GovernedCall(Gate gate, RequestHead head, Chain chain, Request request) {
    this.gate = gate;
    this.head = head;
    this.chain = chain;
    this.request = request;
  }

  Response execute() throws IOException {
    try {
      read();
    } catch (Throwable failure) {
      fail(failure);
      throw failure; // the application's body: without us the call would have thrown it
    }
    Request outgoing;
    try {
      if (!joins() && verdict == null) {
        judge();
      }
      if (verdict != null && verdict.refusal() != null) {
        return Answers.synthetic(request, verdict.refusal());
      }
      outgoing = outgoing(verdict);
    } catch (Throwable fault) {
      return afterFault(fault);
    }
    return exchange != null ? send(exchange, outgoing) : proceed(outgoing);
  }

  private void read() throws IOException {
    RequestBody body = request.body();
    if ("websocket".equalsIgnoreCase(request.header("Upgrade"))) {
      unread = Unread.WEBSOCKET;
      length = -1;
    }
    if (body == null || unread != null) {
      return;
    }
    if (RequestBodies.isDuplex(body)) {
      unread = Unread.DUPLEX;
      length = -1;
      return;
    }
    length = body.contentLength();
    if (length > gate.maxBodyBytes()) {
      unread = Unread.OVERSIZE;
      return;
    }
    BodyBuffer buffer = new Buffer();
    try {
      RequestBodies.read(body, buffer);
    } catch (IOException | RuntimeException failure) {
      if (!buffer.isStopped()) {
        throw failure;
      }
    }
    lost = buffer.isStopped();
    read = lost ? NONE : buffer.toByteArray();
  }

  /** Asks for a verdict as soon as the body turns out to be too large: it can't be unwritten. */
  private final class Buffer extends BodyBuffer {
    Buffer() {
      super(gate.maxBodyBytes(), length);
    }

    @Override
    protected boolean goOn() {
      unread = Unread.OVERSIZE;
      try {
        judge();
        return verdict == null || verdict.refusal() == null;
      } catch (Throwable fault) {
        early = fault; // must not look like a failure of the application's body
        return !Cordon.refuseOnFault();
      }
    }
  }

  /** Lets an outer layer that sent these bytes know; true when there is one. */
  private boolean joins() throws Throwable {
    if (early != null) {
      throw early;
    }
    Exchange outer =
        read == null || read.length == 0 || unread != null ? null : gate.joined(head, read);
    if (outer == null) {
      return false;
    }
    joined = outer;
    verdict = outer.attempt(head);
    if (verdict.refusal() == null) {
      verdict = null; // sent as the outer layer made it
    }
    return true;
  }

  private void judge() {
    exchange = gate.open(head);
    if (exchange != null) {
      verdict =
          unread == null
              ? exchange.judge(read == null ? NONE : read)
              : exchange.judgeUnread(unread, length);
    }
  }

  /** The request as the verdict wants it, or as it was when there is none. */
  private Request outgoing(@Nullable Verdict edits) {
    if (lost) {
      throw new IllegalStateException("a body that was stopped can't be sent");
    }
    byte[] bytes = edits != null && unread == null && read != null ? edits.body() : read;
    boolean edited = edits != null && HeadEdits.any(edits);
    RequestBody body = request.body();
    if (bytes == null && !edited) {
      return request;
    }
    Request.Builder builder = request.newBuilder();
    if (bytes != null && body != null) {
      boolean oneShot = RequestBodies.isOneShot(body);
      builder.method(
          request.method(), new BytesBody(body.contentType(), bytes, length >= 0, oneShot));
    }
    if (edits != null && edited) {
      HeadEdits.apply(edits, request, builder);
    }
    return builder.build();
  }

  private Response send(Exchange owned, Request outgoing) throws IOException {
    Response response;
    Exchange.Scope scope = owned.makeCurrent();
    try {
      response = proceed(outgoing);
    } catch (Throwable failure) {
      fail(failure);
      throw failure;
    } finally {
      scope.close();
    }
    return Answers.governed(owned, response);
  }

  private Response afterFault(Throwable fault) throws IOException {
    Cordon.fault("okhttp call", fault);
    fail(fault);
    if (lost || Cordon.refuseOnFault()) {
      return Answers.synthetic(request, FaultAnswer.create());
    }
    return proceed(outgoing(null));
  }

  private Response proceed(Request outgoing) throws IOException {
    return Underway.proceed(chain, outgoing, exchange != null ? exchange : joined);
  }

  private void fail(Throwable failure) {
    if (exchange != null) {
      exchange.fail(failure);
    }
  }
}
