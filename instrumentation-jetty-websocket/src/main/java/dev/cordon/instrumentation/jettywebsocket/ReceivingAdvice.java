package dev.cordon.instrumentation.jettywebsocket;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.jspecify.annotations.Nullable;

/** Keeps account of the frames that come to an open WebSocket, and ends its call. */
public final class ReceivingAdvice {
  private ReceivingAdvice() {}

  /**
   * Advice on the entry of {@code ExtensionStack.demand} of Jetty 12.
   *
   * @param lookup the class's own
   * @param stack a session's extensions
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onDemand(MethodHandles.Lookup lookup, Object stack)
      throws Throwable {
    GovernedSocket governed = Sockets.of(stack);
    if (governed == null) {
      return null;
    }
    MethodHandle ask = ask(lookup);
    return demanding(
        governed,
        1,
        (extensions, frames) -> {
          for (long i = 0; i < frames; i++) {
            call(ask, extensions);
          }
        });
  }

  /**
   * Advice on the entry of {@code ExtensionStack.demand} before Jetty 12.
   *
   * @param lookup the class's own
   * @param stack a session's extensions
   * @param count how many frames
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onDemands(MethodHandles.Lookup lookup, Object stack, long count)
      throws Throwable {
    GovernedSocket governed = Sockets.of(stack);
    if (governed == null || count <= 0) {
      return null;
    }
    MethodHandle ask = ask(lookup);
    return demanding(
        governed,
        count,
        (extensions, frames) -> call(MethodHandles.insertArguments(ask, 1, frames), extensions));
  }

  private static TakeOver demanding(GovernedSocket governed, long count, Demand.Network ask) {
    return () -> {
      governed.demand().demand(count, ask);
      return Hook.NOTHING;
    };
  }

  /** Returns what the hooked method calls: the extensions' own demand, which isn't hooked. */
  private static MethodHandle ask(MethodHandles.Lookup lookup) throws Throwable {
    Field chain = lookup.lookupClass().getDeclaredField("demandChain");
    for (Method method : chain.getType().getMethods()) {
      if (method.getName().equals("demand")) {
        return MethodHandles.filterArguments(
            lookup.unreflect(method), 0, lookup.unreflectGetter(chain));
      }
    }
    throw new NoSuchMethodException("DemandChain.demand");
  }

  private static void call(MethodHandle ask, Object extensions) {
    try {
      ask.invoke(extensions);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible); // it declares none
    }
  }

  /**
   * Advice on the entry of {@code WebSocketCoreSession.closeConnection}, which ends each WebSocket.
   *
   * @param session the session, a server's too
   * @param status why
   * @return null: it ends
   */
  public static @Nullable Object onClosing(Object session, CloseStatus status, Object callback) {
    GovernedSocket governed = Sockets.of(session);
    if (governed != null) {
      Throwable cause = status.getCause();
      boolean isBroken = status.isAbnormal() || cause != null;
      governed.end(isBroken ? cause == null ? broken() : cause : null);
      governed.demand().end();
    }
    return null;
  }

  private static IOException broken() {
    return new IOException("the WebSocket broke");
  }
}
