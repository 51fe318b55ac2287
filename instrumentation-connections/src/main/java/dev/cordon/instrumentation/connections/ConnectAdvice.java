package dev.cordon.instrumentation.connections;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.Hook;
import java.io.IOException;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Advice where a connection is opened. Asks the agent whether one to this host may be, and changes
 * nothing else; the host is what the application named, nothing is looked up.
 */
public final class ConnectAdvice {
  private ConnectAdvice() {}

  /** Advice on the entry of {@code Socket.connect}. */
  public static @Nullable Object onSocket(
      Object self, @Nullable SocketAddress address, int millis) {
    throwIfRefused(address);
    return null;
  }

  /** Advice on the entry of {@code SocketChannel.connect}. */
  public static @Nullable Object onChannel(Object self, @Nullable SocketAddress address) {
    throwIfRefused(address);
    return null;
  }

  /** Advice on the entry of the JDK's {@code SocketChannelImpl.blockingConnect}. */
  public static @Nullable Object onBlocking(
      Object self, @Nullable SocketAddress address, long nanos) {
    throwIfRefused(address);
    return null;
  }

  /** Advice on the entry of {@code AsynchronousSocketChannel.connect} that gives a future. */
  public static @Nullable Object onAsynchronous(Object self, @Nullable SocketAddress address) {
    throwUncheckedIfRefused(address);
    return null;
  }

  /** Advice on the entry of {@code AsynchronousSocketChannel.connect} that takes a handler. */
  public static @Nullable Object onAsynchronousWithHandler(
      Object self,
      @Nullable SocketAddress address,
      @Nullable Object attachment,
      @Nullable Object handler) {
    throwUncheckedIfRefused(address);
    return null;
  }

  /**
   * Advice on the entry of {@code connect} in Netty's native transports, which report a failure
   * through the promise: it is failed as they do.
   */
  public static @Nullable Object onNativeChannel(
      Lookup lookup,
      Object self,
      @Nullable SocketAddress remote,
      @Nullable SocketAddress local,
      Object promise)
      throws Throwable {
    IOException refused = refusal(remote);
    if (refused == null) {
      return null;
    }
    ClassLoader netty = lookup.lookupClass().getClassLoader();
    Class<?> type = Class.forName("io.netty.channel.ChannelPromise", false, netty);
    lookup
        .findVirtual(type, "tryFailure", MethodType.methodType(boolean.class, Throwable.class))
        .invoke(promise, refused);
    return Hook.NOTHING;
  }

  /** Advice on the entry of the AWS common run-time's {@code create}, whose sockets are native. */
  public static @Nullable Object onCrtManager(Lookup lookup, Object options) throws Throwable {
    Object uri =
        lookup
            .findVirtual(options.getClass(), "getUri", MethodType.methodType(URI.class))
            .invoke(options);
    String host = uri == null ? null : ((URI) uri).getHost();
    IOException refused = host == null ? null : Cordon.connecting(host);
    refused = refused == null && host != null ? Cordon.secured(host, null, false) : refused;
    if (refused != null) {
      throw new DeliberateException(new SecurityException(refused.getMessage()));
    }
    return null;
  }

  private static @Nullable IOException refusal(@Nullable SocketAddress address) {
    if (!(address instanceof InetSocketAddress)) {
      return null;
    }
    String host = ((InetSocketAddress) address).getHostString();
    return host == null ? null : Cordon.connecting(host);
  }

  private static void throwIfRefused(@Nullable SocketAddress address) {
    IOException refused = refusal(address);
    if (refused != null) {
      throw new DeliberateException(refused);
    }
  }

  /** Where no {@code IOException} is declared, what is documented for a ban is thrown. */
  private static void throwUncheckedIfRefused(@Nullable SocketAddress address) {
    IOException refused = refusal(address);
    if (refused != null) {
      throw new DeliberateException(new SecurityException(refused.getMessage()));
    }
  }
}
