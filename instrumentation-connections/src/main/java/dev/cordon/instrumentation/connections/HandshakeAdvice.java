package dev.cordon.instrumentation.connections;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.DeliberateException;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Advice where a TLS handshake is done, and where a client's certificate is chosen. The JDK's own
 * TLS is hooked once for all clients that use it.
 */
public final class HandshakeAdvice {
  private static final String JDK = "sun.security.ssl.";

  private static volatile @Nullable Fields fields;

  private HandshakeAdvice() {}

  /** How the JDK's handshake tells whose it is. */
  private static final class Fields {
    final MethodHandle configuration;
    final MethodHandle isClient;
    final MethodHandle session;

    Fields(Lookup lookup) throws ReflectiveOperationException {
      Class<?> context = lookup.lookupClass();
      Field of = context.getDeclaredField("sslConfig");
      configuration =
          lookup.unreflectGetter(of).asType(MethodType.methodType(Object.class, Object.class));
      isClient =
          lookup
              .unreflectGetter(of.getType().getDeclaredField("isClientMode"))
              .asType(MethodType.methodType(boolean.class, Object.class));
      session =
          lookup
              .unreflectGetter(context.getDeclaredField("conSession"))
              .asType(MethodType.methodType(SSLSession.class, Object.class));
    }
  }

  /** Advice on the entry of {@code TransportContext.finishHandshake} of the JDK. */
  public static @Nullable Object onFinished(Lookup lookup, Object context) throws Throwable {
    Fields known = fields;
    if (known == null) {
      fields = known = new Fields(lookup);
    }
    if ((boolean) known.isClient.invokeExact((Object) known.configuration.invokeExact(context))) {
      throwIfRefused((SSLSession) known.session.invokeExact(context), true);
    }
    return null;
  }

  /** Advice on the return of {@code SSLContextImpl.getX509KeyManager} of the JDK. */
  public static X509ExtendedKeyManager onKeyManager(Object self, X509ExtendedKeyManager keys) {
    return Cordon.shown(keys);
  }

  /** Advice on the entry of {@code SslHandler.setHandshakeSuccess} of Netty: for other TLS. */
  public static @Nullable Object onNetty(Lookup lookup, Object handler) throws Throwable {
    SSLEngine engine =
        (SSLEngine)
            lookup
                .findVirtual(lookup.lookupClass(), "engine", MethodType.methodType(SSLEngine.class))
                .invoke(handler);
    if (!engine.getClass().getName().startsWith(JDK) && engine.getUseClientMode()) {
      throwIfRefused(engine.getSession(), false);
    }
    return null;
  }

  private static void throwIfRefused(@Nullable SSLSession session, boolean shows) {
    String host = session == null ? null : session.getPeerHost();
    IOException refused = host == null ? null : Cordon.secured(host, session, shows);
    if (refused != null) {
      throw new DeliberateException(refused);
    }
  }
}
