package dev.cordon.agent.telemetry;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says in an operator's words why a message could not be sent. Stateless. */
final class Problem {
  private static final String ALERT = "fatal alert: ";

  private Problem() {}

  /**
   * Returns a word, the exception's class in Java, for a connection that another attempt may mend,
   * else a sentence. No exception's own message: nobody knows what a peer makes it say.
   */
  static String of(IOException broken) {
    boolean foreign = false;
    boolean mistaken = false;
    for (Throwable t = broken; t != null; t = t.getCause()) {
      if (t instanceof CertificateExpiredException
          || t instanceof CertificateNotYetValidException) {
        return "its certificate has expired or is not valid yet";
      }
      foreign |= t instanceof CertPathBuilderException || t instanceof CertPathValidatorException;
      mistaken |= t instanceof CertificateException || t instanceof SSLPeerUnverifiedException;
    }
    if (foreign) {
      return "its certificate is not trusted; OTEL_EXPORTER_OTLP_CERTIFICATE says which are";
    }
    if (mistaken) {
      return "its certificate is not for this host";
    }
    String alert = broken instanceof SSLException ? alert(broken.getMessage()) : null;
    return alert == null
        ? kind(broken)
        : "it ends TLS with " + alert + "; it may want OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE";
  }

  /** An HTTP client's own kinds tell an operator nothing, least of all under other names. */
  private static String kind(IOException broken) {
    Class<?> kind = broken.getClass();
    while (!kind.getName().startsWith("java")) {
      kind = kind.getSuperclass();
    }
    return kind.getName();
  }

  /** The name that RFC 8446 has for why a peer ends TLS: {@code certificate_required}. */
  private static @Nullable String alert(@Nullable String message) {
    int at = message == null ? -1 : message.indexOf(ALERT);
    if (message == null || at < 0) {
      return null;
    }
    String alert = message.substring(at + ALERT.length());
    return alert.contains("certificate") || alert.equals("handshake_failure") ? alert : null;
  }
}
