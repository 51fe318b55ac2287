package dev.cordon.agent.host;

import dev.cordon.engine.connection.ClientIdentity;
import dev.cordon.engine.connection.ConnectionRules;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Shows the certificate that policy names to a host, and the application's to all others. */
final class ShownCertificates extends X509ExtendedKeyManager {
  /** No alias of a key store holds such a character. */
  private static final String OWN = "cordon\u0000";

  private final X509ExtendedKeyManager keys;
  private final ConnectionRules rules;

  ShownCertificates(X509ExtendedKeyManager keys, ConnectionRules rules) {
    this.keys = keys;
    this.rules = rules;
  }

  private @Nullable String own(@Nullable String host, String[] types) {
    ClientIdentity identity = host == null ? null : rules.identity(host);
    if (identity == null) {
      return null;
    }
    for (String type : types) {
      if (identity.fits(type)) {
        return OWN + host;
      }
    }
    return null;
  }

  private @Nullable ClientIdentity identity(@Nullable String alias) {
    return alias != null && alias.startsWith(OWN)
        ? rules.identity(alias.substring(OWN.length()))
        : null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
    SSLSession session =
        socket instanceof SSLSocket ? ((SSLSocket) socket).getHandshakeSession() : null;
    String own = own(session == null ? null : session.getPeerHost(), types);
    return own == null ? keys.chooseClientAlias(types, issuers, socket) : own;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    String own = own(engine == null ? null : engine.getPeerHost(), types);
    return own == null ? keys.chooseEngineClientAlias(types, issuers, engine) : own;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
    ClientIdentity identity = identity(alias);
    return identity == null ? keys.getCertificateChain(alias) : identity.chain();
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
    ClientIdentity identity = identity(alias);
    return identity == null ? keys.getPrivateKey(alias) : identity.key();
  }

  @Override
  public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
    return keys.getClientAliases(type, issuers);
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    return keys.getServerAliases(type, issuers);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return keys.chooseServerAlias(type, issuers, socket);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return keys.chooseEngineServerAlias(type, issuers, engine);
  }
}
