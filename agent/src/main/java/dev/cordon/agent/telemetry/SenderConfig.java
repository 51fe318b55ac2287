package dev.cordon.agent.telemetry;

import dev.cordon.engine.tls.ClientTls;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A sender's configuration as the standard variables describe it, with our retries, and with TLS
 * that leaves the JVM's default context alone. For HTTP and gRPC, whose types have the same methods
 * and no common one. Immutable.
 */
final class SenderConfig implements InvocationHandler {
  private final Object config;
  private final @Nullable RetryPolicy retries;
  private final @Nullable SSLContext ssl;
  private final @Nullable X509TrustManager trust;

  private SenderConfig(
      Object config,
      @Nullable RetryPolicy retries,
      @Nullable SSLContext ssl,
      @Nullable X509TrustManager trust) {
    this.config = config;
    this.retries = retries;
    this.ssl = ssl;
    this.trust = trust;
  }

  /**
   * Returns a configuration.
   *
   * @param type {@code HttpSenderConfig} or {@code GrpcSenderConfig}
   * @param ssl the TLS that the variables describe, or null: they say nothing
   * @throws UncheckedIOException when the JVM's trust store can't be read
   */
  static <T> T of(
      Class<T> type,
      T config,
      URI endpoint,
      @Nullable RetryPolicy retries,
      @Nullable SSLContext ssl,
      @Nullable X509TrustManager trust) {
    SenderConfig ours = new SenderConfig(config, retries, ssl, trust);
    if (ssl == null && "https".equalsIgnoreCase(endpoint.getScheme())) {
      try {
        ClientTls tls = ClientTls.ofJvm();
        ours = new SenderConfig(config, retries, tls.context(), tls.trust());
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, ours));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "getRetryPolicy":
        return retries;
      case "getSslContext":
        return ssl;
      case "getTrustManager":
        return trust;
      default:
        try {
          return method.invoke(config, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause() == null ? e : e.getCause();
        }
    }
  }
}
