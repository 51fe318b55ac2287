package dev.cordon.engine.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a vault that several JVMs share is reached. Immutable; its text form holds no secret. */
public final class RedisSettings {
  /** What stands behind the address. */
  public enum Topology {
    /** One server, or what looks like one: a proxy, a managed endpoint. */
    SINGLE,
    /** A cluster that redirects. */
    CLUSTER,
    /** Sentinels that name the primary. */
    SENTINEL
  }

  private final RedisUrl url;
  private final RedisOptions options;

  RedisSettings(RedisUrl url, RedisOptions options) {
    this.url = url;
    this.options = options;
  }

  /** Returns the host's name or address, without brackets. */
  public String host() {
    return url.host;
  }

  /** Returns the port. */
  public int port() {
    return url.port;
  }

  /** Tells whether the connection is encrypted and the host's name checked. */
  public boolean tls() {
    return url.tls;
  }

  /** Returns the number of the database. */
  public int database() {
    return url.database;
  }

  /** Returns the user, or null for Redis' default user. */
  public @Nullable String user() {
    return url.user;
  }

  /** Returns what stands behind the address. */
  public Topology topology() {
    return options.topology;
  }

  /** Returns the nodes of a cluster or the sentinels, as {@code host:port}, the URL's first. */
  public List<String> nodes() {
    List<String> nodes = new ArrayList<>();
    nodes.add(url.toString());
    nodes.addAll(options.nodes);
    return nodes;
  }

  /** Returns the name by which sentinels know the primary; empty for another topology. */
  public String master() {
    return options.master;
  }

  /**
   * Returns the password as it is now, or null when there is none: a file is read anew, and if that
   * can't be done, what it held last counts.
   */
  public @Nullable String password() {
    Secret password = options.password;
    return password == null ? url.password : password.now();
  }

  /** Returns the sentinels' password as it is now, or null when there is none. */
  public @Nullable String sentinelPassword() {
    Secret password = options.sentinelPassword;
    return password == null ? null : password.now();
  }

  /** Returns the file of authorities to trust instead of those of the JVM, or null. */
  public @Nullable Path authorities() {
    return options.authorities;
  }

  /** Returns the file of our own certificate, or null. */
  public @Nullable Path certificates() {
    return options.certificates;
  }

  /** Returns the file of our own certificate's key, or null. */
  public @Nullable Path key() {
    return options.key;
  }

  /**
   * Returns the keys that values are encrypted with, the current one first; Redis never sees them.
   */
  public List<TokenKey> encryptionKeys() {
    return Collections.unmodifiableList(options.encryptionKeys);
  }

  /** Returns what every key in Redis begins with. */
  public String prefix() {
    return options.prefix;
  }

  /** Returns how long to wait for a connection, in milliseconds. */
  public int connectMillis() {
    return options.connectMillis;
  }

  /** Returns how long to wait for an answer, in milliseconds. */
  public int readMillis() {
    return options.readMillis;
  }

  /** Returns how many connections to a node may be open for reading. */
  public int connections() {
    return options.connections;
  }

  /** Returns where Redis is, for messages: host and port, nothing secret. */
  public String where() {
    return url.host + ":" + url.port;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RedisSettings
        && url.equals(((RedisSettings) other).url)
        && options.equals(((RedisSettings) other).options);
  }

  @Override
  public int hashCode() {
    return url.hashCode() * 31 + options.hashCode();
  }

  @Override
  public String toString() {
    return "Redis at " + where();
  }
}
