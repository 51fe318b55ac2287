package dev.cordon.engine.connection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** What connections to AI vendors must be. Immutable and thread-safe. */
public final class ConnectionRules {
  /** What holds without a policy file. */
  public static final ConnectionRules BUILT_IN =
      new ConnectionRules(
          Reaction.BLOCK,
          MinimumTls.TLS_1_2,
          Reaction.ALLOW,
          Reaction.REPORT,
          Collections.<Pins>emptyList(),
          Collections.<ClientIdentity>emptyList());

  private final Reaction plainHttp;
  private final MinimumTls minimum;
  private final Reaction verification;
  private final Reaction unseen;
  private final List<Pins> pins;
  private final List<ClientIdentity> identities;

  /**
   * Makes rules.
   *
   * @param plainHttp what becomes of requests without TLS
   * @param minimum the oldest version of TLS
   * @param verification what becomes of servers whom the JVM itself would not trust
   * @param unseen what becomes of connections whose TLS can't be looked at
   * @param pins keys by host; the first that is for a host counts
   * @param identities certificates that are shown, by host
   */
  public ConnectionRules(
      Reaction plainHttp,
      MinimumTls minimum,
      Reaction verification,
      Reaction unseen,
      List<Pins> pins,
      List<ClientIdentity> identities) {
    this.plainHttp = plainHttp;
    this.minimum = minimum;
    this.verification = verification;
    this.unseen = unseen;
    this.pins = Collections.unmodifiableList(pins);
    this.identities = Collections.unmodifiableList(identities);
  }

  /** Returns what becomes of requests without TLS to hosts of the catalogue. */
  public Reaction plainHttp() {
    return plainHttp;
  }

  /** Returns the oldest version of TLS. */
  public MinimumTls minimum() {
    return minimum;
  }

  /** Returns what becomes of servers whom the JVM itself would not trust. */
  public Reaction verification() {
    return verification;
  }

  /** Returns what becomes of connections whose TLS can't be looked at. */
  public Reaction unseen() {
    return unseen;
  }

  /** Returns the keys that hosts must have. */
  public List<Pins> pins() {
    return pins;
  }

  /** Returns the certificates that are shown. */
  public List<ClientIdentity> identities() {
    return identities;
  }

  /** Returns the certificate that is shown to a host; null for none. */
  public @Nullable ClientIdentity identity(String host) {
    for (ClientIdentity identity : identities) {
      if (identity.isFor(host)) {
        return identity;
      }
    }
    return null;
  }

  /** Tells whether rules of its own are about a host, whoever answers there. */
  public boolean names(String host) {
    return pins(host) != null || identity(host) != null;
  }

  private @Nullable Pins pins(String host) {
    for (Pins some : pins) {
      if (some.isFor(host)) {
        return some;
      }
    }
    return null;
  }

  /**
   * Judges a connection whose handshake is done, before anything is sent on it.
   *
   * @param host whom the client wants to talk to
   * @param session what was agreed on
   * @param trust whom the JVM trusts; asked for only if a rule needs it
   * @return all that is wrong and matters, each rule's once: one may be lifted, or only reported
   */
  public List<Flaw> judge(String host, SSLSession session, Trust trust) {
    return judge(host, session.getProtocol(), new Handshake(host, session, trust));
  }

  /**
   * Judges a connection by what is known of it.
   *
   * @param host whom the client wants to talk to
   * @param version of TLS, as Java names it
   * @param server asked only for what a rule needs
   * @return all that is wrong and matters, each rule's once
   */
  public List<Flaw> judge(String host, String version, Server server) {
    List<Flaw> flaws = new ArrayList<>(0);
    if (!minimum.admits(version)) {
      flaws.add(
          new Flaw(
              "connection.min_tls",
              "speaks " + version + ", older than " + minimum,
              Reaction.BLOCK));
    }
    Pins pinned = pins(host);
    List<String> pins = pinned == null ? Collections.<String>emptyList() : server.pins();
    if (pinned != null && !pinned.fit(pins)) {
      Reaction reaction = pinned.isReportOnly() ? Reaction.REPORT : Reaction.BLOCK;
      String keys = pins.isEmpty() ? "no certificate" : "key " + pins.get(0);
      flaws.add(new Flaw(pinned.key(), "has none of the pinned keys (" + keys + ")", reaction));
    }
    String doubt = verification == Reaction.ALLOW ? null : server.doubt();
    if (doubt != null) {
      flaws.add(new Flaw("connection.verification", doubt, verification));
    }
    return flaws;
  }

  /**
   * Judges a connection of whose TLS nothing is known. The oldest version that is admitted without
   * a policy is what such clients speak anyway, so it alone is no reason.
   *
   * @return what is wrong; null where no rule needs to know
   */
  public @Nullable Flaw judgeUnseen(String host) {
    boolean wanted = names(host) || verification != Reaction.ALLOW || minimum != BUILT_IN.minimum;
    return wanted && unseen != Reaction.ALLOW
        ? new Flaw(
            "connection.unseen",
            "is spoken to through native TLS, which can't be looked at",
            unseen)
        : null;
  }

  /** Returns what is wrong where a host's certificate can't be shown; null when it has none. */
  public @Nullable Flaw unshown(String host) {
    ClientIdentity identity = identity(host);
    return identity == null
        ? null
        : new Flaw(
            identityKey(identity),
            "is spoken to through TLS that is not the JDK's, where no certificate can be shown",
            Reaction.BLOCK);
  }

  /** Returns the policy's key of a certificate that is shown. */
  public static String identityKey(ClientIdentity identity) {
    return "connection.client_certificates." + identity;
  }

  /** What a handshake tells of a server. */
  public interface Server {
    /** Returns the pins of the keys in its chain, its own first; none without a certificate. */
    List<String> pins();

    /** Returns why the JVM would not trust it, as a clause; null when it would. */
    @Nullable String doubt();
  }

  /** Knows whom the JVM trusts. */
  public interface Trust {
    /** Returns whom the JVM trusts; null when that can't be told. */
    @Nullable X509TrustManager jvm();
  }
}
