package dev.cordon.instrumentation.javawebsocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cordon.engine.CallerMark;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.FaultAnswer;
import dev.cordon.instrumentation.Leaving;
import dev.cordon.instrumentation.TakeOver;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.nio.ByteBuffer;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketListener;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.handshake.ClientHandshakeBuilder;
import org.java_websocket.handshake.Handshakedata;
import org.jspecify.annotations.Nullable;

/**
 * Judges the handshakes of Java-WebSocket's clients where one is about to leave, on the client's
 * own thread. A refusal is an answer of HTTP that the library reads in the server's place.
 */
public final class OpeningAdvice {
  /** Before 1.3.5 fragments are handed on as they come, and frames leave on another way. */
  private static final boolean SHOWS_MESSAGES = Sockets.showsMessages();

  /** Who has a client connect, which it does on a thread of its own. */
  private static final Attached<WebSocketClient, CallerMark> CALLERS = new Attached<>();

  private OpeningAdvice() {}

  /**
   * Advice on the entry of {@code WebSocketClient.connect}.
   *
   * @return null: it connects
   */
  public static @Nullable Object onConnect(WebSocketClient client) {
    CallerMark caller = Call.caller(Sockets.WHERE, () -> Handshake.head(client.getURI()));
    if (caller != null) {
      CALLERS.put(client, caller);
    }
    return null;
  }

  /**
   * Advice on the entry of {@code WebSocketImpl.startHandshake}.
   *
   * @param lookup the class's own
   * @param socket the WebSocket
   * @param handshake what is about to be sent
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onHandshake(
      MethodHandles.Lookup lookup, WebSocketImpl socket, ClientHandshakeBuilder handshake)
      throws Throwable {
    if (handshake instanceof Handshake.Judged || Cordon.gate() == null) {
      return null;
    }
    WebSocketClient client = client(lookup, socket);
    URI uri = client == null ? null : client.getURI();
    CallerMark caller = client == null ? null : CALLERS.remove(client);
    Call call = Call.of(Sockets.WHERE, Handshake.head(uri, handshake), caller);
    if (call == null) {
      return null;
    }
    boolean seen = client != null && SHOWS_MESSAGES;
    Decision decision = seen ? call.handshake() : call.unread(Exchange.Unread.WEBSOCKET, -1);
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      return refusing(socket, refusal);
    }
    Handshake outgoing = new Handshake(handshake);
    decision.edit(outgoing);
    RequestHead leaving = Handshake.head(uri, outgoing.judged());
    if (!Leaving.apply(Sockets.WHERE, decision.exchange(), leaving, outgoing)) {
      decision.fail(new IllegalStateException(Leaving.FAULT));
      return refusing(socket, FaultAnswer.create());
    }
    Sockets.opening(socket, decision, seen);
    return (TakeOver)
        () -> {
          socket.startHandshake(outgoing.judged());
          return null;
        };
  }

  /**
   * Refuses a handshake that {@link #onHandshake} failed to judge.
   *
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onHandshakeFault(
      MethodHandles.Lookup lookup, WebSocketImpl socket, ClientHandshakeBuilder handshake)
      throws Throwable {
    if (handshake instanceof Handshake.Judged) {
      return null;
    }
    WebSocketClient client = client(lookup, socket);
    URI uri = client == null ? null : client.getURI();
    SyntheticAnswer refusal = Call.faulty(Sockets.WHERE, Handshake.head(uri, handshake));
    return refusal == null ? null : refusing(socket, refusal);
  }

  /**
   * Advice on the entry of {@code WebSocketImpl.open}, when the server has accepted.
   *
   * @return null: it is opened
   */
  public static @Nullable Object onOpen(WebSocketImpl socket, Handshakedata answer) {
    GovernedSocket governed = Sockets.of(socket);
    if (governed != null) {
      governed.accepted();
    }
    return null;
  }

  private static @Nullable WebSocketClient client(MethodHandles.Lookup lookup, WebSocketImpl socket)
      throws Throwable {
    WebSocketListener listener =
        (WebSocketListener)
            lookup.findGetter(WebSocketImpl.class, "wsl", WebSocketListener.class).invoke(socket);
    return listener instanceof WebSocketClient ? (WebSocketClient) listener : null;
  }

  private static TakeOver refusing(WebSocketImpl socket, SyntheticAnswer refusal) {
    String line = "HTTP/1.1 " + refusal.status() + " " + refusal.reason();
    return () -> {
      if (!SHOWS_MESSAGES) { // nor does it look at the status of an answer
        throw new InvalidHandshakeException("Invalid status code received: " + line);
      }
      socket.decode(ByteBuffer.wrap((line + "\r\n\r\n").getBytes(US_ASCII)));
      return null;
    };
  }
}
