package dev.cordon.engine.policy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a policy says of Redis besides where it is. Not changed after it was read. */
final class RedisOptions {
  RedisSettings.Topology topology = RedisSettings.Topology.SINGLE;
  List<String> nodes = Collections.emptyList();
  String master = "";
  @Nullable Secret password;
  @Nullable Secret sentinelPassword;
  @Nullable Path authorities;
  @Nullable Path certificates;
  @Nullable Path key;
  final List<TokenKey> encryptionKeys;
  final String prefix;
  int connectMillis;
  int readMillis;
  int connections;

  RedisOptions(List<TokenKey> encryptionKeys, String prefix) {
    this.encryptionKeys = encryptionKeys;
    this.prefix = prefix;
  }

  private List<?> all() {
    return Arrays.asList(
        topology,
        nodes,
        master,
        password,
        sentinelPassword,
        authorities,
        certificates,
        key,
        encryptionKeys,
        prefix,
        connectMillis,
        readMillis,
        connections);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RedisOptions && all().equals(((RedisOptions) other).all());
  }

  @Override
  public int hashCode() {
    return all().hashCode();
  }
}
