package dev.cordon.instrumentation.jettywebsocket9;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.SocketCall;
import dev.cordon.instrumentation.Upgrades;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.websocket.api.extensions.IncomingFrames;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.common.extensions.ExtensionStack;
import org.jspecify.annotations.Nullable;

/** Follows a handshake, which the HTTP client's hooks judge, to the WebSocket that comes of it. */
public final class OpeningAdvice {
  private static final String UNSEEN = "Cordon could not look into this WebSocket";

  /** Whether this version's session and extensions are those that the hooks were written for. */
  private static final boolean KNOWN = areKnown();

  private OpeningAdvice() {}

  private static boolean areKnown() {
    Set<String> session = methods(WebSocketSession.class);
    Set<String> stack = methods(ExtensionStack.class);
    return session.contains("incomingFrame")
        && (session.contains("callApplicationOnClose") || session.contains("notifyClose"))
        && stack.contains("outgoingFrame")
        && stack.contains("setNextIncoming");
  }

  private static Set<String> methods(Class<?> type) {
    Set<String> names = new HashSet<>();
    for (Method method : type.getDeclaredMethods()) {
      names.add(method.getName());
    }
    return names;
  }

  /**
   * Advice on the end of {@code WebSocketUpgradeRequest}'s constructors: says that the messages of
   * this WebSocket will be seen, unless its session has hooks of another loader.
   *
   * @param lookup the class's own
   * @param request opens a WebSocket
   */
  public static void onRequest(MethodHandles.Lookup lookup, Object request) {
    if (KNOWN && lookup.lookupClass().getClassLoader() == WebSocketSession.class.getClassLoader()) {
      Upgrades.sees(request);
    }
  }

  /**
   * Advice on the entry of {@code WebSocketUpgradeRequest.upgrade}: the server has accepted.
   *
   * @param request opens a WebSocket
   * @return null: it opens
   */
  public static @Nullable Object onUpgrade(Object request, Object response, Object connection) {
    Decision decision = Upgrades.opened(request);
    if (decision != null) {
      Sockets.answered(decision);
    }
    return null;
  }

  /**
   * Advice on the entry of {@code ExtensionStack.setNextIncoming}, where a session is put above its
   * extensions: nobody can send yet.
   *
   * @param stack the extensions, of a server's session too
   * @param incoming takes frames that came through them
   * @return null: it does
   */
  public static @Nullable Object onExtensions(ExtensionStack stack, IncomingFrames incoming) {
    Decision decision = incoming instanceof WebSocketSession ? Sockets.accepted() : null;
    if (decision == null) {
      return null;
    }
    try {
      SocketCall call = decision.socket();
      if (call != null) {
        GovernedSocket governed = new GovernedSocket(call, (WebSocketSession) incoming);
        Sockets.governs(governed, incoming, stack);
      }
    } catch (Throwable fault) {
      Cordon.fault(Sockets.WHERE, fault);
      decision.fail(fault);
      if (Cordon.refuseOnFault()) {
        throw new DeliberateException(new IllegalStateException(UNSEEN));
      }
    }
    return null;
  }

  /**
   * Advice on the exit of {@code WebSocketUpgradeRequest.upgrade}.
   *
   * @param thrown why there is no WebSocket; null when there is
   * @return null: what happened, happened
   */
  public static @Nullable Object onUpgraded(
      Object request, Object response, Object connection, @Nullable Throwable thrown) {
    Decision decision = Sockets.accepted();
    if (decision != null) { // no session was made, or none that we saw
      decision.fail(thrown == null ? new IOException(UNSEEN) : thrown);
      if (thrown == null && Cordon.refuseOnFault()) {
        throw new DeliberateException(new IllegalStateException(UNSEEN));
      }
    }
    return null;
  }
}
