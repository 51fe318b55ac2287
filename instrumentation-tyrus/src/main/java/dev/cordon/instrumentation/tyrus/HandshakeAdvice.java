package dev.cordon.instrumentation.tyrus;

import dev.cordon.engine.CallerMark;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.FaultAnswer;
import dev.cordon.instrumentation.Leaving;
import dev.cordon.instrumentation.SocketCall;
import dev.cordon.instrumentation.TakeOver;
import java.net.URI;
import org.glassfish.tyrus.client.TyrusClientEngine;
import org.glassfish.tyrus.core.HandshakeException;
import org.glassfish.tyrus.core.ProtocolHandler;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusEndpointWrapper;
import org.glassfish.tyrus.core.TyrusWebSocket;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.jspecify.annotations.Nullable;

/**
 * Judges the handshakes of Tyrus's client where one is made, redirected and authenticated ones too.
 * A refused one fails as an answer of that status does.
 */
public final class HandshakeAdvice {
  /** Who has a client connect, which its containers do on threads of their own. */
  private static final Attached<TyrusClientEngine, CallerMark> CALLERS = new Attached<>();

  private HandshakeAdvice() {}

  /**
   * Advice on the end of {@code TyrusClientEngine}'s constructor, on the application's thread.
   *
   * @param engine makes handshakes and looks at their answers
   * @param uri where to
   */
  public static void onEngine(
      TyrusClientEngine engine, Object endpoint, Object listener, Object properties, URI uri) {
    CallerMark caller = Call.caller(Sockets.WHERE, () -> Handshake.head(uri, HeaderSource.NONE));
    if (caller != null) {
      CALLERS.put(engine, caller);
    }
  }

  /**
   * Advice on the exit of {@code TyrusClientEngine.createUpgradeRequest}.
   *
   * @param engine made it
   * @param request the handshake
   * @param thrown why there is none
   * @return null: it leaves; else the handshake to send, or how to refuse it
   */
  public static @Nullable Object onRequest(
      TyrusClientEngine engine,
      Object timeouts,
      @Nullable Object request,
      @Nullable Throwable thrown) {
    if (!(request instanceof RequestContext) || thrown != null || Cordon.gate() == null) {
      return null;
    }
    RequestContext original = (RequestContext) request;
    try {
      return judge(engine, original);
    } catch (Throwable fault) {
      Cordon.fault(Sockets.WHERE, fault);
      SyntheticAnswer refusal =
          Cordon.refuseOnFault() ? Call.faulty(Sockets.WHERE, Handshake.head(original)) : null;
      return refusal == null ? null : refusing(engine, refusal);
    }
  }

  private static @Nullable Object judge(TyrusClientEngine engine, RequestContext original) {
    Call call = Call.of(Sockets.WHERE, Handshake.head(original), CALLERS.get(engine));
    if (call == null) {
      return null;
    }
    Decision decision = call.handshake();
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      return refusing(engine, refusal);
    }
    Handshake outgoing = new Handshake(original);
    decision.edit(outgoing);
    RequestHead leaving = Handshake.head(outgoing.request());
    if (!Leaving.apply(Sockets.WHERE, decision.exchange(), leaving, outgoing)) {
      decision.fail(new IllegalStateException(Leaving.FAULT));
      return refusing(engine, FaultAnswer.create());
    }
    Sockets.opening(engine, decision);
    return outgoing.request();
  }

  private static TakeOver refusing(TyrusClientEngine engine, SyntheticAnswer refusal) {
    return () -> {
      HandshakeException refused =
          new HandshakeException(
              refusal.status(), "Response code was not 101: " + refusal.status() + ".");
      engine.processError(refused);
      throw refused;
    };
  }

  /**
   * Advice on the entry of {@code TyrusClientEngine.processResponse}.
   *
   * @return null: it looks at the answer
   */
  public static @Nullable Object onResponse(
      TyrusClientEngine engine, @Nullable Object response, Object writer, Object listener) {
    Decision decision = Sockets.opened(engine);
    if (decision != null) {
      Sockets.answered(decision);
    }
    return null;
  }

  /**
   * Advice on the exit of {@code TyrusClientEngine.processResponse}.
   *
   * @return null: what happened, happened
   */
  public static @Nullable Object onResponded(
      TyrusClientEngine engine,
      @Nullable Object response,
      Object writer,
      Object listener,
      @Nullable Object result,
      @Nullable Throwable thrown) {
    Decision decision = Sockets.accepted();
    if (decision != null) { // no WebSocket came of it
      if (response instanceof UpgradeResponse) {
        decision.answer(((UpgradeResponse) response).getStatus(), HeaderSource.NONE, false);
      } else {
        decision.fail(thrown == null ? new IllegalStateException("no answer") : thrown);
      }
    }
    return null;
  }

  /**
   * Advice on the entry of {@code TyrusClientEngine.processError}.
   *
   * @return null: it fails
   */
  public static @Nullable Object onError(TyrusClientEngine engine, Throwable failure) {
    Decision decision = Sockets.opened(engine);
    if (decision != null) {
      decision.fail(failure);
    }
    return null;
  }

  /**
   * Advice on the end of {@code TyrusWebSocket}'s constructor: the server has accepted, and nobody
   * can send yet.
   *
   * @param socket a server's too
   * @param protocol makes bytes of its frames
   */
  public static void onAccepted(
      TyrusWebSocket socket, ProtocolHandler protocol, TyrusEndpointWrapper endpoint) {
    Decision decision = Sockets.accepted();
    if (decision == null) {
      return;
    }
    try {
      SocketCall call = decision.socket();
      if (call != null) {
        Sockets.governs(new GovernedSocket(call), socket, protocol);
      }
    } catch (Throwable fault) {
      Cordon.fault(Sockets.WHERE, fault);
      decision.fail(fault);
      if (Cordon.refuseOnFault()) {
        int status = FaultAnswer.create().status();
        throw new DeliberateException(
            new HandshakeException(status, "Response code was not 101: " + status + "."));
      }
    }
  }
}
