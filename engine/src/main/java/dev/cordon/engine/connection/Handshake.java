package dev.cordon.engine.connection;

import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** What a handshake that is done tells of the server. Used by one thread. */
final class Handshake implements ConnectionRules.Server {
  private static final X509Certificate[] NOBODY = {};

  private final String host;
  private final SSLSession session;
  private final ConnectionRules.Trust trust;
  private @Nullable List<X509Certificate> known;

  Handshake(String host, SSLSession session, ConnectionRules.Trust trust) {
    this.host = host;
    this.session = session;
    this.trust = trust;
  }

  private List<X509Certificate> chain() {
    List<X509Certificate> chain = known;
    if (chain == null) {
      Certificate[] sent;
      try {
        sent = session.getPeerCertificates();
      } catch (SSLPeerUnverifiedException none) {
        sent = NOBODY;
      }
      X509TrustManager jvm = trust.jvm();
      chain = LinkedChain.of(sent, jvm == null ? NOBODY : jvm.getAcceptedIssuers());
      known = chain;
    }
    return chain;
  }

  @Override
  public List<String> pins() {
    List<String> pins = new ArrayList<>();
    for (X509Certificate certificate : chain()) {
      pins.add(Pins.of(certificate));
    }
    return pins;
  }

  @Override
  public @Nullable String doubt() {
    List<X509Certificate> chain = chain();
    X509TrustManager jvm = trust.jvm();
    if (chain.isEmpty()) {
      return "shows no certificate, and the client takes it";
    }
    if (!HostName.isFor(chain.get(0), host)) {
      return "shows a certificate for another host, and the client takes it";
    }
    if (jvm == null) {
      return "can't be verified: the JVM's trust store can't be read";
    }
    try {
      String kind = chain.get(0).getPublicKey().getAlgorithm();
      jvm.checkServerTrusted(
          chain.toArray(NOBODY), kind.equals("EC") ? "ECDHE_ECDSA" : "ECDHE_RSA");
      return null;
    } catch (CertificateException no) {
      return "shows a certificate that the JVM's trust store doesn't vouch for, and the client"
          + " takes it";
    }
  }
}
