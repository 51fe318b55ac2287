package dev.cordon.instrumentation.tomcatwebsocket;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.FaultAnswer;
import dev.cordon.instrumentation.Leaving;
import dev.cordon.instrumentation.SocketCall;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges a handshake that Tomcat's client is about to write. A refused one fails as the client says
 * of an answer of that status. Stateless.
 */
public final class HandshakeAdvice {
  private static final String[] API = {"jakarta.websocket.", "javax.websocket."};

  /** How the library tells of an answer that is no upgrade, in each of its languages. */
  private static final Pattern STATUS = Pattern.compile("\\[(\\d{3})\\]");

  private HandshakeAdvice() {}

  /**
   * Advice on the entry of {@code WsWebSocketContainer.createRequest}; redirects and authentication
   * come by again.
   *
   * @param lookup the class's own
   * @param uri where to
   * @param headers the headers, of which several may have one name
   * @return null to go on, or what to write in its place
   */
  public static Object @Nullable [] onRequest(
      MethodHandles.Lookup lookup, URI uri, Map<String, List<String>> headers) {
    Call call = Call.of(Handshake.WHERE, Handshake.head(lookup.lookupClass(), uri, headers));
    if (call == null) {
      return null;
    }
    boolean seen = Insides.areKnown(lookup.lookupClass());
    Decision decision = seen ? call.handshake() : call.unread(Exchange.Unread.WEBSOCKET, -1);
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      throw refused(lookup.lookupClass(), refusal);
    }
    Handshake outgoing = new Handshake(uri, headers);
    decision.edit(outgoing);
    if (!Leaving.apply(
        Handshake.WHERE,
        decision.exchange(),
        Handshake.head(lookup.lookupClass(), outgoing.uri(), outgoing.headers()),
        outgoing)) {
      decision.fail(new IllegalStateException(Leaving.FAULT));
      throw refused(lookup.lookupClass(), FaultAnswer.create());
    }
    if (seen) {
      Sockets.opening(decision);
    } else {
      decision.complete(); // what follows
    }
    return new Object[] {outgoing.uri(), outgoing.headers()};
  }

  /**
   * Refuses a handshake that {@link #onRequest} failed to judge.
   *
   * @return null to go on
   */
  public static Object @Nullable [] onFault(
      MethodHandles.Lookup lookup, URI uri, Map<String, List<String>> headers) {
    SyntheticAnswer refusal =
        Call.faulty(Handshake.WHERE, Handshake.head(lookup.lookupClass(), uri, headers));
    if (refusal != null) {
      throw refused(lookup.lookupClass(), refusal);
    }
    return null;
  }

  /**
   * Advice on the ends of {@code WsSession}'s constructors: the server has accepted, and nobody can
   * send yet.
   *
   * @param lookup the class's own
   * @param session the session, a server's too
   * @throws Throwable when policy lets no call go that we failed to judge
   */
  public static void onAccepted(MethodHandles.Lookup lookup, Object session) throws Throwable {
    Decision decision = Sockets.opened();
    if (decision == null) {
      return;
    }
    try {
      SocketCall call = decision.socket();
      if (call != null) {
        Object remote = Insides.Session.of(lookup).remote(session);
        Sockets.governs(new GovernedSocket(call), session, remote);
      }
    } catch (Throwable fault) {
      Cordon.fault(Handshake.WHERE, fault);
      decision.fail(fault);
      if (Cordon.refuseOnFault()) {
        throw refused(lookup.lookupClass(), FaultAnswer.create());
      }
    }
  }

  /**
   * Advice on the entry of {@code WsWebSocketContainer.connectToServer}.
   *
   * @return null: it connects
   */
  public static @Nullable Object onConnect(
      Object container, Object endpoint, Object config, Object uri) {
    Sockets.connecting();
    return null;
  }

  /**
   * Advice on the entry of {@code WsWebSocketContainer.connectToServerRecursive}.
   *
   * @return null: it connects
   */
  public static @Nullable Object onConnectAgain(
      Object container, Object endpoint, Object config, Object uri, Object before) {
    Sockets.connecting();
    return null;
  }

  /**
   * Advice on the exits of {@code WsWebSocketContainer.connectToServer}.
   *
   * @param thrown why there is no session; null when there is
   * @return null: what happened, happened
   */
  public static @Nullable Object onConnected(
      Object container,
      Object endpoint,
      Object config,
      Object uri,
      @Nullable Object session,
      @Nullable Throwable thrown) {
    Decision decision = Sockets.connected();
    if (decision == null) {
      return null;
    }
    if (thrown == null) {
      decision.complete(); // another handshake, to where this one's answer led
    } else {
      Matcher status = STATUS.matcher(String.valueOf(thrown.getMessage()));
      if (status.find()) {
        decision.answer(Integer.parseInt(status.group(1)), HeaderSource.NONE, false);
      } else {
        decision.fail(thrown);
      }
    }
    return null;
  }

  /**
   * Advice on the exits of {@code WsWebSocketContainer.connectToServerRecursive}.
   *
   * @param thrown why there is no session; null when there is
   * @return null: what happened, happened
   */
  public static @Nullable Object onConnectedAgain(
      Object container,
      Object endpoint,
      Object config,
      Object uri,
      Object before,
      @Nullable Object session,
      @Nullable Throwable thrown) {
    return onConnected(container, endpoint, config, uri, session, thrown);
  }

  private static DeliberateException refused(Class<?> client, SyntheticAnswer refusal) {
    String why =
        "The HTTP response from the server ["
            + refusal.status()
            + "] did not permit the HTTP upgrade to WebSocket";
    for (String api : API) {
      try {
        return new DeliberateException(
            (Exception)
                Class.forName(api + "DeploymentException", true, client.getClassLoader())
                    .getConstructor(String.class)
                    .newInstance(why));
      } catch (ReflectiveOperationException otherApi) {
        continue;
      }
    }
    return new DeliberateException(new IOException(why));
  }
}
