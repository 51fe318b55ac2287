package dev.cordon.instrumentation.openai;

import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.Exchange.Unread;
import dev.cordon.engine.Gate;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.instrumentation.BodyBuffer;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.FaultAnswer;
import org.jspecify.annotations.Nullable;

/**
 * One AI call before it is sent: read the body, ask for a verdict, make the request that goes out
 * instead. A body that was read is never asked to write itself again.
 */
final class GovernedRequest {
  private static final byte[] NONE = {};

  private final HttpRequest request;
  private final HttpRequestBody body;

  /** The announced length of the body in bytes, -1 for an unknown one. */
  private long length = -1;

  /** What was read; null while the application's own body is whole. */
  private byte @Nullable [] read;

  /** True when the body began to write itself and was stopped: there is nothing left to send. */
  private boolean lost;

  /** A fault of ours while the body was written. */
  private @Nullable Throwable early;

  private @Nullable Unread unread;
  private @Nullable Exchange exchange;
  private @Nullable Verdict verdict;
  private @Nullable SyntheticAnswer refusal;
  private HttpRequest outgoing;

  private GovernedRequest(HttpRequest request, HttpRequestBody body) {
    this.request = request;
    this.body = body;
    this.outgoing = request;
  }

  /** Governs a request; null when it must go on as it is. Never throws. */
  static @Nullable GovernedRequest of(HttpRequest request) {
    HttpRequestBody body = request.body();
    if (body == null || body instanceof GovernedBody) {
      return null; // a request without a body is left to the transport
    }
    GovernedRequest governed = new GovernedRequest(request, body);
    try {
      return governed.govern() ? governed : null;
    } catch (Throwable fault) {
      Cordon.fault("openai-java request", fault);
      return governed.afterFault(fault);
    }
  }

  /** The answer to give instead of calling, or null. */
  @Nullable SyntheticAnswer refusal() {
    return refusal;
  }

  /** The Exchange to end, or null when there is none. */
  @Nullable Exchange exchange() {
    return exchange;
  }

  /** The request to make instead; its body is a {@link GovernedBody}. */
  HttpRequest outgoing() {
    return outgoing;
  }

  private boolean govern() throws Throwable {
    Gate gate = Cordon.gate();
    if (gate == null) {
      return false;
    }
    RequestHead head = RequestHeads.of(request);
    if (!gate.isAiCall(head)) {
      return false;
    }
    length = body.contentLength();
    if (length > gate.maxBodyBytes()) {
      unread = Unread.OVERSIZE;
    } else {
      Throwable failure = read(gate, head);
      if (failure != null) {
        outgoing = with(GovernedBody.failing(body, failure));
        return true;
      }
    }
    if (early != null) {
      throw early;
    }
    if (verdict == null) {
      judge(gate, head);
    }
    if (verdict != null && verdict.refusal() != null) {
      refusal = verdict.refusal();
      body.close(); // as the client does with a body that it has sent
    } else {
      outgoing = outgoing(verdict);
    }
    return true;
  }

  /**
   * Reads the body; returns what it threw of its own, for the client to meet where it expects it.
   */
  private @Nullable Throwable read(Gate gate, RequestHead head) {
    BodyBuffer buffer =
        new BodyBuffer(gate.maxBodyBytes(), length) {
          @Override
          protected boolean goOn() {
            return goesOn(gate, head);
          }
        };
    Throwable failure = null;
    try {
      body.writeTo(buffer);
    } catch (Throwable thrown) {
      failure = thrown;
    }
    lost = buffer.isStopped();
    if (failure != null && !lost) {
      if (exchange != null) {
        exchange.fail(failure);
        exchange = null;
      }
      return failure;
    }
    read = lost ? NONE : buffer.toByteArray();
    return null;
  }

  /** Asks for a verdict as soon as the body turns out to be too large: it can't be unwritten. */
  private boolean goesOn(Gate gate, RequestHead head) {
    unread = Unread.OVERSIZE;
    try {
      judge(gate, head);
      return verdict == null || verdict.refusal() == null;
    } catch (Throwable fault) {
      early = fault; // must not look like a failure of the application's body
      return !Cordon.refuseOnFault();
    }
  }

  private void judge(Gate gate, RequestHead head) {
    exchange = gate.open(head);
    if (exchange != null) {
      verdict =
          unread == null
              ? exchange.judge(read == null ? NONE : read)
              : exchange.judgeUnread(unread, length);
    }
  }

  /** The request as the verdict wants it, or with the bytes that it had when there is none. */
  private HttpRequest outgoing(@Nullable Verdict edits) {
    if (lost) {
      throw new IllegalStateException("a body that was stopped can't be sent");
    }
    byte[] bytes = edits != null && unread == null ? edits.body() : read;
    HttpRequest changed =
        with(bytes == null ? GovernedBody.untouched(body) : GovernedBody.of(body, bytes, length));
    return edits == null ? changed : HeadEdits.apply(edits, changed);
  }

  private HttpRequest with(GovernedBody governed) {
    return request.toBuilder().body(governed).build();
  }

  /** Refuses, or goes on with the original bytes; null to go on with the original request. */
  private @Nullable GovernedRequest afterFault(Throwable fault) {
    if (exchange != null) {
      exchange.fail(fault);
      exchange = null;
    }
    if (!lost && !Cordon.refuseOnFault()) {
      if (read == null) {
        return null;
      }
      try {
        outgoing = outgoing(null);
        return this;
      } catch (Throwable again) {
        Cordon.fault("openai-java fault", again);
      }
    }
    refusal = FaultAnswer.create();
    return this;
  }
}
