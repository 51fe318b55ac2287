package dev.cordon.instrumentation;

import dev.cordon.engine.Gate;
import dev.cordon.engine.Library;
import java.io.IOException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Where advice finds the engine. Thread-safe. */
public final class Cordon {
  /** Starts the engine, or tells what to do without one. */
  public interface Host {
    /**
     * Returns the gate, or null while the agent is off; starts the engine at the first call. Never
     * throws.
     */
    @Nullable Gate gate();

    /** Tells whether a rule names paths of web requests; starts nothing. Never throws. */
    default boolean asksForPaths() {
      return false;
    }

    /**
     * Reports a fault of our own: to the agent's log, once a kind, without content.
     *
     * @param where the advice that failed
     * @param fault what happened
     */
    void fault(String where, Throwable fault);

    /**
     * Tells whether a call must be refused when advice itself failed: {@code on_error: block} in
     * mode {@code enforce}.
     */
    boolean refuseOnFault();

    /**
     * Learns that an advice can't do its work in this version of a library: that hook is open.
     *
     * @param library the library
     * @param className the class of it that doesn't fit
     * @param why what happened
     */
    default void unhooked(Library library, String className, LinkageError why) {}

    /**
     * Looks at a connection before it is opened. Never throws.
     *
     * @param host the host, as the application named it
     * @return what to throw in place of opening it; null to go on
     */
    default @Nullable IOException connecting(String host) {
      return null;
    }

    /**
     * Looks at a connection whose TLS handshake is done, before anything is sent on it. Never
     * throws.
     *
     * @param host whom the client wants to talk to
     * @param session what was agreed on; null when that can't be known
     * @param shows whether a certificate that policy names could be shown
     * @return what to throw in place of using it; null to go on
     */
    default @Nullable IOException secured(
        String host, @Nullable SSLSession session, boolean shows) {
      return null;
    }

    /**
     * Returns what shows certificates to servers; never throws.
     *
     * @param keys what the application shows
     */
    default X509ExtendedKeyManager shown(X509ExtendedKeyManager keys) {
      return keys;
    }

    /**
     * Learns that a governed call is made.
     *
     * @param host the call's host
     */
    default void called(String host) {}
  }

  private static volatile @Nullable Host host;
  private static volatile boolean anyOpen;

  private Cordon() {}

  /**
   * Installs the agent.
   *
   * @param newHost the agent; null takes it out
   */
  public static void install(@Nullable Host newHost) {
    host = newHost;
  }

  /** Returns the gate, or null when there is nothing to do. */
  public static @Nullable Gate gate() {
    Host current = host;
    return current == null ? null : current.gate();
  }

  /** Tells whether a rule names paths of web requests, without starting the engine for that. */
  public static boolean asksForPaths() {
    Host current = host;
    return current != null && current.asksForPaths();
  }

  /**
   * Reports a fault of advice.
   *
   * @param where the advice that failed
   * @param fault what happened
   */
  public static void fault(String where, Throwable fault) {
    Host current = host;
    if (current != null) {
      current.fault(where, fault);
    }
  }

  /**
   * Reports that an advice can't do its work in this version of a library.
   *
   * @param library the library
   * @param className the class of it that doesn't fit
   * @param why what happened
   */
  public static void unhooked(Library library, String className, LinkageError why) {
    Host current = host;
    if (current != null) {
      current.unhooked(library, className, why);
    }
  }

  /** Notes that there is a place where calls may pass unseen, such as a hook that does nothing. */
  public static void noteBlindSpot() {
    anyOpen = true;
  }

  /**
   * Tells whether there is a place where calls may pass unseen, such as a hook that does nothing.
   */
  public static boolean hasBlindSpot() {
    return anyOpen;
  }

  /**
   * Looks at a connection before it is opened.
   *
   * @param host the host, as the application named it
   * @return what to throw in place of opening it; null to go on
   */
  public static @Nullable IOException connecting(String host) {
    Host current = host();
    return current == null ? null : current.connecting(host);
  }

  /**
   * Looks at a connection whose TLS handshake is done, before anything is sent on it.
   *
   * @param host whom the client wants to talk to
   * @param session what was agreed on; null when that can't be known
   * @param shows whether a certificate that policy names could be shown
   * @return what to throw in place of using it; null to go on
   */
  public static @Nullable IOException secured(
      String host, @Nullable SSLSession session, boolean shows) {
    Host current = host();
    return current == null ? null : current.secured(host, session, shows);
  }

  /**
   * Returns what shows certificates to servers.
   *
   * @param keys what the application shows
   */
  public static X509ExtendedKeyManager shown(X509ExtendedKeyManager keys) {
    Host current = host();
    return current == null ? keys : current.shown(keys);
  }

  /** Notes that a governed call is made to a host. */
  static void called(@Nullable String host) {
    if (host != null) {
      Host current = host();
      if (current != null) {
        current.called(host);
      }
    }
  }

  private static @Nullable Host host() {
    return host;
  }

  /** Tells whether a call must be refused because advice itself failed. */
  public static boolean refuseOnFault() {
    Host current = host;
    return current != null && current.refuseOnFault();
  }
}
