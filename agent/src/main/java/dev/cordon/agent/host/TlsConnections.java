package dev.cordon.agent.host;

import dev.cordon.agent.audit.CallOrigin;
import dev.cordon.agent.boot.AgentLog;
import dev.cordon.engine.audit.FlawedConnection;
import dev.cordon.engine.connection.ConnectionRules;
import dev.cordon.engine.connection.Flaw;
import dev.cordon.engine.connection.Reaction;
import dev.cordon.engine.policy.Exemption;
import dev.cordon.engine.policy.Exemptions;
import dev.cordon.engine.policy.Fallback;
import dev.cordon.engine.policy.Mode;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Vendor;
import dev.cordon.engine.tls.ClientTls;
import java.io.IOException;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Judges the TLS of connections to AI vendors when its handshake is done. Thread-safe. */
final class TlsConnections {
  private static final int KEPT = 1000;
  private static final Set<String> TOLD = new TreeSet<String>();

  /** Knows the service's name. */
  private static final CallOrigin ORIGIN = new CallOrigin();

  private static @Nullable X509TrustManager jvm;
  private static boolean unreadable;

  private TlsConnections() {}

  /**
   * Looks at a connection before anything is sent on it.
   *
   * @param host whom the client wants to talk to
   * @param session what was agreed on; null when that can't be known
   * @param shows whether a certificate that policy names could be shown
   * @return what to throw in place of using it; null to go on
   */
  static @Nullable IOException secured(String host, @Nullable SSLSession session, boolean shows) {
    Policy policy = AgentPolicy.source().current();
    if (policy.mode() == Mode.OFF) {
      return null;
    }
    ConnectionRules rules = policy.connection();
    Vendor vendor = Connections.vendor(host, policy);
    if (vendor == null && !rules.names(host)) {
      return null;
    }
    String id = vendor == null ? null : vendor.id();
    try {
      for (Flaw flaw : flaws(rules, host, session, shows)) {
        IOException refusal = react(flaw, host, id, policy);
        if (refusal != null) {
          return refusal;
        }
      }
      return null;
    } catch (Throwable fault) {
      AgentLog.error("a connection to an AI vendor could not be judged", fault);
      boolean blocks = policy.onError() == Fallback.BLOCK;
      return react(Flaw.unjudged(blocks ? Reaction.BLOCK : Reaction.REPORT), host, id, policy);
    }
  }

  /** Tells of a flaw; returns what to throw where the connection must not be used for it. */
  private static @Nullable IOException react(
      Flaw flaw, String host, @Nullable String vendor, Policy policy) {
    String exception = lifting(flaw, host, vendor, policy);
    boolean refused =
        exception == null && flaw.reaction() == Reaction.BLOCK && policy.mode().refuses();
    tell(new FlawedConnection(host, vendor, flaw.rule(), flaw.what(), refused, exception));
    if (!refused) {
      return null;
    }
    String contact = policy.contact() == null ? "" : "; contact: " + policy.contact();
    return new SSLPeerUnverifiedException(
        "Cordon refused this connection: "
            + host
            + " "
            + flaw.what()
            + ". Rule: "
            + flaw.rule()
            + contact);
  }

  private static List<Flaw> flaws(
      ConnectionRules rules, String host, @Nullable SSLSession session, boolean shows) {
    List<Flaw> flaws = new ArrayList<Flaw>();
    if (session != null) {
      flaws.addAll(rules.judge(host, session, TlsConnections::jvm));
    }
    Flaw more = session == null ? rules.judgeUnseen(host) : shows ? null : rules.unshown(host);
    if (more != null) {
      flaws.add(more);
    }
    return flaws;
  }

  /** Returns the name of the exception that lifts the rule for this host, or null. */
  private static @Nullable String lifting(
      Flaw flaw, String host, @Nullable String vendor, Policy policy) {
    Exemptions all = policy.exemptions();
    Exemption lifting =
        all.isEmpty() ? null : all.lifting(flaw.rule(), null, vendor, host, null, ORIGIN.service());
    return lifting == null ? null : lifting.name();
  }

  /** Returns what shows the certificates that policy names beside the application's. */
  static X509ExtendedKeyManager shown(X509ExtendedKeyManager keys) {
    Policy policy = AgentPolicy.source().current();
    boolean none = policy.mode() == Mode.OFF || policy.connection().identities().isEmpty();
    return none ? keys : new ShownCertificates(keys, policy.connection());
  }

  private static synchronized @Nullable X509TrustManager jvm() {
    if (jvm == null && !unreadable) {
      // The application's rights, on whose stack this is, are no matter here.
      jvm =
          AccessController.doPrivileged((PrivilegedAction<X509TrustManager>) TlsConnections::read);
    }
    return jvm;
  }

  private static @Nullable X509TrustManager read() {
    try {
      return ClientTls.ofJvm().trust();
    } catch (IOException e) {
      unreadable = true;
      AgentLog.error("the JVM's trust store can't be read", e);
      return null;
    }
  }

  /** Returns what was told so far, a line each. */
  static List<String> told() {
    synchronized (TOLD) {
      return new ArrayList<String>(TOLD);
    }
  }

  /** Once a rule and host. */
  private static void tell(FlawedConnection connection) {
    synchronized (TOLD) {
      if (TOLD.size() >= KEPT
          || !TOLD.add(
              connection.host()
                  + ": "
                  + connection.rule()
                  + (connection.isRefused() ? ", refused" : ", used")
                  + (connection.exception() == null ? "" : " by " + connection.exception()))) {
        return;
      }
    }
    AgentLog.warn(connection + "; further connections like it are not reported");
    Connections.report(connection);
  }
}
