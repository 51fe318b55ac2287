package dev.cordon.engine.connection;

import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a server's certificates in which each was issued by the next. A server may send
 * others besides, such as one that everybody can copy; they prove nothing (RFC 7469, section 2.6).
 */
final class LinkedChain {
  private LinkedChain() {}

  /**
   * Returns the server's certificate and those that lead from it to its authority.
   *
   * @param sent what the server sent, its own first
   * @param known authorities that a server need not send
   */
  static List<X509Certificate> of(Certificate[] sent, X509Certificate[] known) {
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : sent) {
      boolean links =
          certificate instanceof X509Certificate
              && (chain.isEmpty() || issued((X509Certificate) certificate, last(chain)));
      if (!links) {
        break;
      }
      chain.add((X509Certificate) certificate);
    }
    for (X509Certificate root : known) {
      if (!chain.isEmpty() && !chain.contains(root) && issued(root, last(chain))) {
        chain.add(root);
        break;
      }
    }
    return chain;
  }

  private static X509Certificate last(List<X509Certificate> chain) {
    return chain.get(chain.size() - 1);
  }

  private static boolean issued(X509Certificate authority, X509Certificate certificate) {
    Object issuer = certificate.getIssuerX500Principal();
    if (authority.getBasicConstraints() < 0
        || !issuer.equals(authority.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException other) {
      return false;
    }
  }
}
