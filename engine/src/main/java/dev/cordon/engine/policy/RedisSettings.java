package dev.cordon.engine.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a vault that several JVMs share is reached. Immutable; its text form holds no secret. */
public final class RedisSettings {
  private final RedisUrl url;
  private final @Nullable String password;
  private final TokenKey encryptionKey;
  private final String prefix;
  private final int connectMillis;
  private final int readMillis;
  private final int connections;

  RedisSettings(
      RedisUrl url,
      @Nullable String password,
      TokenKey encryptionKey,
      String prefix,
      int connectMillis,
      int readMillis,
      int connections) {
    this.url = url;
    this.password = password == null ? url.password : password;
    this.encryptionKey = encryptionKey;
    this.prefix = prefix;
    this.connectMillis = connectMillis;
    this.readMillis = readMillis;
    this.connections = connections;
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

  /** Returns the password, or null when there is none. */
  public @Nullable String password() {
    return password;
  }

  /** Returns the key that values are encrypted with; Redis never sees it. */
  public TokenKey encryptionKey() {
    return encryptionKey;
  }

  /** Returns what every key in Redis begins with. */
  public String prefix() {
    return prefix;
  }

  /** Returns how long to wait for a connection, in milliseconds. */
  public int connectMillis() {
    return connectMillis;
  }

  /** Returns how long to wait for an answer, in milliseconds. */
  public int readMillis() {
    return readMillis;
  }

  /** Returns how many connections may be open for reading. */
  public int connections() {
    return connections;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof RedisSettings)) {
      return false;
    }
    RedisSettings that = (RedisSettings) other;
    return url.equals(that.url)
        && Objects.equals(password, that.password)
        && encryptionKey.equals(that.encryptionKey)
        && prefix.equals(that.prefix)
        && connectMillis == that.connectMillis
        && readMillis == that.readMillis
        && connections == that.connections;
  }

  @Override
  public int hashCode() {
    return url.hashCode() * 31 + prefix.hashCode();
  }

  @Override
  public String toString() {
    return "Redis at " + url.host + ":" + url.port;
  }
}
