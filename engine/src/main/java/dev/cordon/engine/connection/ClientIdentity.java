package dev.cordon.engine.connection;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** The certificate that is shown to a host. Immutable. */
public final class ClientIdentity {
  private final String pattern;
  private final X509Certificate[] chain;
  private final PrivateKey key;

  /**
   * Makes an identity.
   *
   * @param pattern a host or {@code *.suffix}
   * @param chain the certificate, and those that lead to its authority
   * @param key its private key
   */
  public ClientIdentity(String pattern, X509Certificate[] chain, PrivateKey key) {
    this.pattern = pattern;
    this.chain = chain.clone();
    this.key = key;
  }

  /** Returns for which hosts it is. */
  public String pattern() {
    return pattern;
  }

  /** Tells whether it is shown to a host. */
  public boolean isFor(String host) {
    return HostPattern.matches(pattern, host);
  }

  /** Tells whether a server that asks for keys of a type can take it. */
  public boolean fits(String keyType) {
    return keyType.equals(key.getAlgorithm()) || keyType.startsWith(key.getAlgorithm() + "_");
  }

  /** Returns the certificate, and those that lead to its authority. */
  public X509Certificate[] chain() {
    return chain.clone();
  }

  /** Returns the private key. */
  public PrivateKey key() {
    return key;
  }

  /** Names the hosts; holds no key. */
  @Override
  public String toString() {
    return pattern;
  }
}
