package dev.cordon.instrumentation.connections;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/**
 * The hooks where connections are opened, whoever opens them: the JDK's sockets and channels, and
 * the native ones whose Java side is known.
 */
public final class ConnectionsInstrumentation implements Instrumentation {
  private static final String ADVICE = "dev.cordon.instrumentation.connections.ConnectAdvice";
  private static final String TLS = "dev.cordon.instrumentation.connections.HandshakeAdvice";
  private static final String ADDRESS = "Ljava/net/SocketAddress;";

  /** Makes the description; it holds nothing. */
  public ConnectionsInstrumentation() {}

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on("java.net.Socket")
            .method("connect", "(" + ADDRESS + "I)V")
            .entry(ADVICE, "onSocket"),
        Hook.on("sun.nio.ch.SocketChannelImpl")
            .method("connect", "(" + ADDRESS + ")Z")
            .entry(ADVICE, "onChannel"),
        // Of a channel's socket with a time-out, which comes past connect(address) from Java 13 on.
        Hook.on("sun.nio.ch.SocketChannelImpl")
            .method("blockingConnect", "(" + ADDRESS + "J)V")
            .entry(ADVICE, "onBlocking")
            .optional(),
        Hook.on("sun.nio.ch.AsynchronousSocketChannelImpl")
            .method("connect", "(" + ADDRESS + ")Ljava/util/concurrent/Future;")
            .entry(ADVICE, "onAsynchronous"),
        Hook.on("sun.nio.ch.AsynchronousSocketChannelImpl")
            .method(
                "connect",
                "(" + ADDRESS + "Ljava/lang/Object;Ljava/nio/channels/CompletionHandler;)V")
            .entry(ADVICE, "onAsynchronousWithHandler"),
        Hook.on(
                "io.netty.channel.epoll.AbstractEpollChannel$AbstractEpollUnsafe",
                "io.netty.channel.kqueue.AbstractKQueueChannel$AbstractKQueueUnsafe",
                "io.netty.channel.uring.AbstractIoUringChannel$AbstractUringUnsafe")
            .method("connect", "(" + ADDRESS + ADDRESS + "Lio/netty/channel/ChannelPromise;)V")
            .entry(ADVICE, "onNativeChannel"),
        Hook.on("software.amazon.awssdk.crt.http.HttpClientConnectionManager")
            .staticMethod(
                "create",
                "(Lsoftware/amazon/awssdk/crt/http/HttpClientConnectionManagerOptions;)"
                    + "Lsoftware/amazon/awssdk/crt/http/HttpClientConnectionManager;")
            .entry(ADVICE, "onCrtManager"),
        // Before 8u261 the JDK's TLS was made of other classes.
        Hook.on("sun.security.ssl.TransportContext")
            .method("finishHandshake", "()Ljavax/net/ssl/SSLEngineResult$HandshakeStatus;")
            .entry(TLS, "onFinished"),
        Hook.on("sun.security.ssl.SSLContextImpl")
            .method("getX509KeyManager", "()Ljavax/net/ssl/X509ExtendedKeyManager;")
            .onReturn(TLS, "onKeyManager"),
        Hook.on("io.netty.handler.ssl.SslHandler")
            .method("setHandshakeSuccess")
            .entry(TLS, "onNetty"));
  }
}
