package dev.cordon.instrumentation.jettywebsocket;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.SocketCall;
import dev.cordon.instrumentation.Upgrades;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.websocket.core.IncomingFrames;
import org.eclipse.jetty.websocket.core.OutgoingFrames;
import org.jspecify.annotations.Nullable;

/** Follows a handshake, which the HTTP client's hooks judge, to the WebSocket that comes of it. */
public final class OpeningAdvice {
  private static final String CORE = "org.eclipse.jetty.websocket.core.";
  private static final String UNSEEN = "Cordon could not look into this WebSocket";

  private OpeningAdvice() {}

  /**
   * Advice on the end of {@code CoreClientUpgradeRequest}'s constructor: says that the messages of
   * this WebSocket will be seen.
   *
   * @param lookup the class's own
   * @param request opens a WebSocket
   */
  public static void onRequest(MethodHandles.Lookup lookup, Object request) {
    if (Insides.areKnown(lookup.lookupClass().getClassLoader())) {
      Upgrades.sees(request);
    }
  }

  /** Whether this version's session and extensions are those that the hooks were written for. */
  private static final class Insides {
    private static final boolean KNOWN = areThere(CORE) || areThere(CORE + "internal.");

    private Insides() {}

    /** Tells it of a loader's; those of another one than the session's have hooks of their own. */
    static boolean areKnown(@Nullable ClassLoader loader) {
      return KNOWN && loader == IncomingFrames.class.getClassLoader();
    }

    private static boolean areThere(String where) {
      ClassLoader loader = IncomingFrames.class.getClassLoader();
      try {
        return has(
                Class.forName(where + "WebSocketCoreSession", false, loader),
                "sendFrame",
                "closeConnection",
                "processConnectionError")
            && has(Class.forName(where + "ExtensionStack", false, loader), "initialize", "demand");
      } catch (ClassNotFoundException | LinkageError another) {
        return false;
      }
    }

    private static boolean has(Class<?> type, String... methods) {
      Set<String> names = new HashSet<>();
      for (Method method : type.getDeclaredMethods()) {
        names.add(method.getName());
      }
      return names.containsAll(Arrays.asList(methods));
    }
  }

  /**
   * Advice on the entry of {@code CoreClientUpgradeRequest.upgrade}: the server has accepted.
   *
   * @param request opens a WebSocket
   * @return null: it opens
   */
  public static @Nullable Object onUpgrade(Object request, Object response, Object endPoint) {
    Decision decision = Upgrades.opened(request);
    if (decision != null) {
      Sockets.answered(decision);
    }
    return null;
  }

  /**
   * Advice on the entry of {@code ExtensionStack.initialize}, where a session is put above its
   * extensions: nobody can send yet.
   *
   * @param stack the extensions, of a server's session too
   * @param incoming takes frames that came through them
   * @param outgoing takes frames that leave through them
   * @param session the session
   * @return the arguments, or null to go on
   */
  public static Object @Nullable [] onInitialize(
      Object stack, IncomingFrames incoming, OutgoingFrames outgoing, Object session) {
    Decision decision = Sockets.accepted();
    if (decision == null) {
      return null;
    }
    try {
      SocketCall call = decision.socket();
      if (call == null) {
        return null;
      }
      GovernedSocket governed = new GovernedSocket(call, stack);
      Sockets.governs(governed, session, stack);
      return new Object[] {new Incoming(governed, incoming), outgoing, session};
    } catch (Throwable fault) {
      Cordon.fault(Sockets.WHERE, fault);
      decision.fail(fault);
      if (Cordon.refuseOnFault()) {
        throw new DeliberateException(new IllegalStateException(UNSEEN));
      }
      return null;
    }
  }

  /**
   * Advice on the exit of {@code CoreClientUpgradeRequest.upgrade}.
   *
   * @param thrown why there is no WebSocket; null when there is
   * @return null: what happened, happened
   */
  public static @Nullable Object onUpgraded(
      Object request, Object response, Object endPoint, @Nullable Throwable thrown) {
    Decision decision = Sockets.accepted();
    if (decision != null) { // no session was made, or none that we saw
      Throwable failure = thrown == null ? new IOException(UNSEEN) : thrown;
      decision.fail(failure);
      if (thrown == null && Cordon.refuseOnFault()) {
        throw new DeliberateException(new IllegalStateException(UNSEEN));
      }
    }
    return null;
  }
}
