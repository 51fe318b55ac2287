package dev.cordon.engine.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Whom a certificate is for: RFC 6125 as browsers do it, the subject's common name is no host.
 * Addresses of IPv6 are written in many ways (RFC 5952): they are compared as numbers.
 */
final class HostName {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private HostName() {}

  static boolean isFor(X509Certificate certificate, String host) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names != null) {
        for (List<?> name : names) {
          String value = String.valueOf(name.get(1));
          if ((name.get(0).equals(DNS) && matches(value, host))
              || (name.get(0).equals(ADDRESS) && isSame(value, host))) {
            return true;
          }
        }
      }
    } catch (CertificateParsingException none) {
      // for nobody
    }
    return false;
  }

  /** Only what has a colon is read: a name would be looked up. */
  private static boolean isSame(String address, String host) {
    if (address.equals(host)) {
      return true;
    }
    if (address.indexOf(':') < 0 || host.indexOf(':') < 0) {
      return false;
    }
    int zone = host.indexOf('%');
    int end = zone >= 0 ? zone : host.endsWith("]") ? host.length() - 1 : host.length();
    try {
      InetAddress named = InetAddress.getByName(host.substring(host.startsWith("[") ? 1 : 0, end));
      return InetAddress.getByName(address).equals(named);
    } catch (UnknownHostException none) {
      return false;
    }
  }

  /** Tells whether a host is the one, or fits {@code *.domain} with one word for the star. */
  static boolean matches(String pattern, String host) {
    String wanted = pattern.toLowerCase(Locale.ROOT);
    String named = host.toLowerCase(Locale.ROOT);
    if (!wanted.startsWith("*.")) {
      return wanted.equals(named);
    }
    int dot = named.indexOf('.');
    return dot > 0
        && wanted.indexOf('.', 2) > 0
        && named.substring(dot).equals(wanted.substring(1));
  }
}
