package dev.cordon.engine.tls;

import dev.cordon.engine.connection.ClientIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes the TLS of every connection that is the agent's own. Immutable, thread-safe.
 *
 * <p>Never the JVM's default context ({@link SSLContext#getDefault}) nor what is set for {@code
 * HttpsURLConnection}: the default is made once, at its first use, so our use would fix it before
 * the application has named its own trust store; and an application that trusts everybody would
 * have us trust everybody too. The trust store is the one that the JVM's properties name ({@code
 * javax.net.ssl.trustStore …}) or {@code cacerts}, read for us alone.
 */
public final class ClientTls {
  /** Nothing depends on it: the key store lives in memory only. */
  private static final char[] NO_PASSWORD = new char[0];

  private final SSLContext context;
  private final X509TrustManager trust;

  private ClientTls(KeyManager @Nullable [] keys, X509TrustManager trust)
      throws GeneralSecurityException {
    this.trust = trust;
    this.context = SSLContext.getInstance("TLS");
    context.init(keys, new TrustManager[] {trust}, null);
  }

  /**
   * Returns TLS that trusts whom the JVM trusts and shows no certificate.
   *
   * @throws IOException when the trust store can't be read; the message names no secret
   */
  public static ClientTls ofJvm() throws IOException {
    return of(null, null, null);
  }

  /**
   * Returns TLS as files in PEM form describe it.
   *
   * @param authorities certificates to trust instead of those of the JVM, or null
   * @param certificates our own certificate and those that lead to its authority, or null
   * @param key the private key of our own certificate, PKCS #8 without a password; with {@code
   *     certificates} only
   * @throws IOException when a file can't be read or is not what it should be; the message names
   *     the file
   */
  public static ClientTls of(
      @Nullable Path authorities, @Nullable Path certificates, @Nullable Path key)
      throws IOException {
    if ((certificates == null) != (key == null)) {
      throw new IOException("a client's certificate and its key belong together: one is missing");
    }
    try {
      KeyManager[] keys = certificates == null || key == null ? null : keys(certificates, key);
      return new ClientTls(keys, trust(authorities));
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS can't be set up: " + e.getClass().getName(), e);
    }
  }

  /**
   * Returns a certificate to be shown to hosts.
   *
   * @param pattern the hosts
   * @param certificates the certificate and those that lead to its authority, in PEM form
   * @param key its private key, PKCS #8 without a password
   * @throws IOException when a file can't be read or is not what it should be, or the key is
   *     another certificate's; the message names the file
   */
  public static ClientIdentity identity(String pattern, Path certificates, Path key)
      throws IOException {
    X509Certificate[] chain = Pem.certificates(certificates).toArray(new X509Certificate[0]);
    PrivateKey secret = Pem.key(key);
    if (!secret.getAlgorithm().equals(chain[0].getPublicKey().getAlgorithm())) {
      throw new IOException(key + ": is no key of the certificate in " + certificates);
    }
    return new ClientIdentity(pattern, chain, secret);
  }

  private static X509TrustManager trust(@Nullable Path authorities)
      throws IOException, GeneralSecurityException {
    KeyStore store = null; // the JVM's own
    if (authorities != null) {
      store = empty();
      for (X509Certificate certificate : Pem.certificates(authorities)) {
        store.setCertificateEntry(Integer.toString(store.size()), certificate);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager) {
        return (X509TrustManager) manager;
      }
    }
    throw new GeneralSecurityException("no trust manager for X.509");
  }

  private static KeyManager[] keys(Path certificates, Path key)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> chain = Pem.certificates(certificates);
    PrivateKey secret = Pem.key(key);
    KeyStore store = empty();
    store.setKeyEntry("client", secret, NO_PASSWORD, chain.toArray(new X509Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }

  /** Returns the context; the caller asks for the check of the host's name. */
  public SSLContext context() {
    return context;
  }

  /** Returns what makes sockets; the caller asks for the check of the host's name. */
  public SSLSocketFactory socketFactory() {
    return context.getSocketFactory();
  }

  /** Returns who is trusted. */
  public X509TrustManager trust() {
    return trust;
  }
}
