package dev.cordon.engine.connection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The public keys that a host may have in its chain, as RFC 7469 writes them. Immutable. */
public final class Pins {
  private static final int SHA_256_BYTES = 32;

  private final String pattern;
  private final Set<String> pins;
  private final boolean reportOnly;

  /**
   * Makes pins.
   *
   * @param pattern a host or {@code *.suffix}
   * @param pins what {@link #parse} returned
   * @param reportOnly whether a host with other keys is only reported
   */
  public Pins(String pattern, Set<String> pins, boolean reportOnly) {
    this.pattern = pattern;
    this.pins = Collections.unmodifiableSet(new LinkedHashSet<>(pins));
    this.reportOnly = reportOnly;
  }

  /**
   * Reads a pin: {@code pin-sha256="…"}, {@code sha256/…} or the base64 text alone.
   *
   * @return its base64 text; null when it is none
   */
  public static @Nullable String parse(String text) {
    String pin = text.trim();
    if (pin.startsWith("pin-sha256=")) {
      pin = pin.substring(11).replace("\"", "");
    } else if (pin.startsWith("sha256/")) {
      pin = pin.substring(7);
    }
    try {
      byte[] hash = Base64.getDecoder().decode(pin.getBytes(StandardCharsets.ISO_8859_1));
      return hash.length == SHA_256_BYTES ? Base64.getEncoder().encodeToString(hash) : null;
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  /** Returns the pin of a certificate's key: SHA-256 of its SubjectPublicKeyInfo. */
  public static String of(X509Certificate certificate) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(sha256.digest(certificate.getPublicKey().getEncoded()));
    } catch (NoSuchAlgorithmException impossible) { // each JVM has it
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns for which hosts they are. */
  public String pattern() {
    return pattern;
  }

  /** Returns their key in the policy file. */
  public String key() {
    return "connection.pins." + pattern;
  }

  /** Tells whether a host with other keys is only reported. */
  public boolean isReportOnly() {
    return reportOnly;
  }

  /** Returns how many there are. */
  public int count() {
    return pins.size();
  }

  boolean isFor(String host) {
    return HostPattern.matches(pattern, host);
  }

  boolean fit(List<String> chain) {
    return !Collections.disjoint(pins, chain);
  }
}
