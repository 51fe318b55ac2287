package dev.cordon.instrumentation.helidon;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.FaultAnswer;
import dev.cordon.instrumentation.Leaving;
import io.helidon.common.GenericType;
import io.helidon.http.ClientRequestHeaders;
import io.helidon.http.HeaderNames;
import io.helidon.http.media.EntityWriter;
import io.helidon.webclient.api.ClientConnection;
import io.helidon.webclient.api.ClientRequest;
import io.helidon.webclient.api.WebClientServiceRequest;
import io.helidon.webclient.api.WebClientServiceResponse;
import io.helidon.webclient.spi.WebClientService;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * One AI call in the place of the application's own: judged, sent, answered. Used by one thread.
 */
final class GovernedChain {
  private static final ThreadLocal<@Nullable GovernedChain> CURRENT = new ThreadLocal<>();

  private final Call call;
  private final ChainShape shape;
  private final Object chain;
  private final WebClientServiceRequest request;
  private final boolean isProbe;
  private @Nullable Decision sent;
  private Object sending;

  /**
   * Makes one.
   *
   * @param isProbe whether this thread is sending a call already, whose body will follow here: a
   *     redirect in the place of the 100 that a written body waits for
   */
  GovernedChain(
      Call call, ChainShape shape, Object chain, WebClientServiceRequest request, boolean isProbe) {
    this.call = call;
    this.shape = shape;
    this.chain = chain;
    this.request = request;
    this.isProbe = isProbe;
    this.sending = chain;
  }

  /** Returns what this thread is sending; null for nothing. */
  static @Nullable GovernedChain current() {
    return CURRENT.get();
  }

  /** Tells whether a chain is the one by which this call leaves. */
  boolean sends(Object other) {
    return sending == other;
  }

  /**
   * Tells whether a request is this call on another way: a probe, or HTTP/1.1 in HTTP/2's place.
   */
  boolean covers(WebClientServiceRequest other) {
    Decision judged = sent;
    return judged != null && judged.covers(Outgoing.head(other));
  }

  /** Makes the call. What it throws is the application's. */
  WebClientServiceResponse call() throws Throwable {
    Decision decision;
    try {
      decision = judge(shape.body(chain));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken); // as the client says it
    }
    SyntheticAnswer refusal = decision.refusal();
    return refusal == null ? send(decision) : refuse(refusal);
  }

  /** Judges the body, and makes the chain that sends what was judged. */
  private Decision judge(Object body) throws Throwable {
    if (request.headers().contains(HeaderNames.UPGRADE)) {
      return call.unread(Exchange.Unread.WEBSOCKET, -1);
    }
    if (body instanceof ClientRequest.OutputStreamHandler) {
      return written((ClientRequest.OutputStreamHandler) body);
    }
    boolean isBytes = body instanceof byte[];
    if (isBytes && isProbe && ((byte[]) body).length == 0) {
      return call.unread(Exchange.Unread.DUPLEX, -1);
    }
    Decision decision =
        isBytes ? call.whole((byte[]) body) : call.read(sink -> write(body, sink), -1);
    byte[] judged = decision.body();
    if (judged != null) {
      sending = shape.with(chain, judged);
      ProceedAdvice.sent(shape.request(chain), judged);
    }
    return decision;
  }

  private Decision written(ClientRequest.OutputStreamHandler handler) throws Throwable {
    ClientRequestHeaders headers = request.headers();
    WrittenBody written = new WrittenBody(handler);
    Decision decision = call.read(written, headers.contentLength().orElse(-1));
    byte[] judged = decision.body();
    if (judged != null) {
      sending = shape.with(chain, written.sending(judged));
      if (decision.length() >= 0) {
        headers.contentLength(decision.length());
      }
    }
    return decision;
  }

  /** HTTP/2's chain has the client's own writers write an object only when it is sent. */
  private void write(Object body, OutputStream sink) throws IOException {
    GenericType<Object> type = GenericType.create(body);
    try {
      EntityWriter<Object> writer =
          shape.config(chain).mediaContext().writer(type, request.headers());
      writer.write(type, body, sink, request.headers());
    } catch (IOException | RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private WebClientServiceResponse send(Decision decision) throws Throwable {
    Outgoing head = new Outgoing(request);
    try {
      decision.edit(head);
    } catch (Throwable fault) {
      Cordon.fault(Outgoing.WHERE + " edit", fault);
      decision.fail(fault);
      if (Cordon.refuseOnFault()) {
        return refuse(FaultAnswer.create());
      }
    }
    if (!Leaving.apply(Outgoing.WHERE, decision.exchange(), Outgoing.head(request), head)) {
      IOException kept = new IOException(Leaving.FAULT);
      decision.fail(kept);
      throw new UncheckedIOException(kept);
    }
    sent = decision;
    GovernedChain outer = CURRENT.get();
    CURRENT.set(this);
    WebClientServiceResponse answer;
    try {
      answer = decision.send(() -> ((WebClientService.Chain) sending).proceed(request));
    } finally {
      CURRENT.set(outer);
      if (sending != chain) {
        shape.copyState(sending, chain);
      }
    }
    return Answers.restored(
        answer, decision, chain.getClass(), shape.config(chain).mediaTypeParserMode());
  }

  private WebClientServiceResponse refuse(SyntheticAnswer refusal) throws Throwable {
    withoutConnection(shape, chain, request);
    return Answers.refused(refusal, request);
  }

  /** Gives a chain that sends nothing what the client will look for in it. */
  static void withoutConnection(ChainShape shape, Object chain, WebClientServiceRequest request)
      throws Throwable {
    shape.state(chain, ClientConnection.class, NoConnection.INSTANCE);
    shape.state(chain, ClientRequestHeaders.class, request.headers());
  }
}
