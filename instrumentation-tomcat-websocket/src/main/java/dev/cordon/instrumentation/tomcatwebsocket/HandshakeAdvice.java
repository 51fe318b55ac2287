package dev.cordon.instrumentation.tomcatwebsocket;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.FaultAnswer;
import dev.cordon.instrumentation.Leaving;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges a handshake that Tomcat's client is about to write. A refused one fails as the client says
 * of an answer of that status. Stateless.
 */
public final class HandshakeAdvice {
  private static final String[] API = {"jakarta.websocket.", "javax.websocket."};

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
    Decision decision = call.unread(Exchange.Unread.WEBSOCKET, -1);
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
    decision.complete(); // what follows is not seen
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
