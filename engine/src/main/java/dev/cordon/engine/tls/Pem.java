package dev.cordon.engine.tls;

import dev.cordon.engine.file.RegularFile;
import dev.cordon.engine.file.UnusableFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads certificates and keys in textual form (RFC 7468). Stateless. */
final class Pem {
  private static final String[] ALGORITHMS = {"RSA", "EC", "Ed25519"};

  /** All of the authorities that systems come with are a quarter of it. */
  private static final int MAX_BYTES = 4 << 20;

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private Pem() {}

  /** Returns a file's certificates, at least one. */
  static List<X509Certificate> certificates(Path file) throws IOException {
    List<X509Certificate> found = new ArrayList<>();
    byte[] bytes = read(file);
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Certificate each : factory.generateCertificates(new ByteArrayInputStream(bytes))) {
        found.add((X509Certificate) each);
      }
    } catch (CertificateException notOne) {
      throw new IOException(file + ": not certificates in PEM form", notOne);
    }
    if (found.isEmpty()) {
      throw new IOException(file + ": holds no certificate in PEM form");
    }
    return found;
  }

  private static byte[] read(Path file) throws IOException {
    try {
      return RegularFile.read(file, MAX_BYTES);
    } catch (UnusableFileException e) {
      throw new IOException(file + ": can't be read (" + e.getMessage() + ")", e);
    }
  }

  /** Returns a file's private key. Messages and causes say nothing of its content. */
  static PrivateKey key(Path file) throws IOException {
    String text = new String(read(file), StandardCharsets.US_ASCII);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(
          file
              + ": holds no private key as PKCS #8 without a password ("
              + BEGIN
              + "); openssl pkcs8 -topk8 -nocrypt makes one");
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
    } catch (IllegalArgumentException notBase64) {
      throw new IOException(file + ": the private key is damaged");
    }
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException another) {
        continue; // a key of another algorithm, or one that this Java doesn't know
      }
    }
    throw new IOException(file + ": the private key is damaged, or not of RSA, EC or Ed25519");
  }
}
