package dev.cordon.engine.redact.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster of three, and real sentinels with a primary that fails. */
@Timeout(120)
class RedisTopologyTest {
  @TempDir Path folder;
  private final RedisServer.Log log = new RedisServer.Log();
  private final List<RedisServer> servers = new ArrayList<>();
  private final List<RedisVault> vaults = new ArrayList<>();
  private @Nullable Process sentinel;

  @AfterEach
  void stop() throws Exception {
    vaults.forEach(RedisVault::close);
    if (sentinel != null) {
      Await.end(sentinel.destroyForcibly());
    }
    for (RedisServer server : servers) {
      server.close();
    }
  }

  private RedisServer server(String... options) throws Exception {
    Path own = Files.createDirectory(folder.resolve("node" + servers.size()));
    RedisServer server = RedisServer.start(own, options);
    servers.add(server);
    return server;
  }

  private RedisVault vault(String... settings) {
    RedisVault vault =
        new RedisVault(RedisServer.policy(0, settings).redis(), 100, 600, log, 256, 20);
    vaults.add(vault);
    return vault;
  }

  private static @Nullable String get(RedisVault vault, String scope, String token) {
    byte[] value = vault.lookup(List.of(scope)).get(token);
    return value == null ? null : new String(value, UTF_8);
  }

  private String[] cluster() throws Exception {
    List<String> nodes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      nodes.add("127.0.0.1:" + server("--cluster-enabled", "yes").port);
    }
    List<String> create = new ArrayList<>(List.of("--cluster", "create"));
    create.addAll(nodes);
    create.addAll(List.of("--cluster-replicas", "0", "--cluster-yes"));
    String said = servers.get(0).ask(create.toArray(new String[0]));
    assertTrue(said.contains("All 16384 slots covered"), said);
    for (RedisServer node : servers) {
      Await.until("the cluster agrees", () -> isReady(node));
    }
    return new String[] {
      "url: redis://" + nodes.get(0), "topology: cluster", "nodes: ['" + nodes.get(1) + "']"
    };
  }

  private static boolean isReady(RedisServer node) {
    try {
      return node.ask("CLUSTER", "INFO").contains("cluster_state:ok");
    } catch (java.io.IOException e) {
      return false;
    }
  }

  @Test
  void aClusterKeepsValuesOnAllItsNodesAndFollowsSlotsThatMove() throws Exception {
    String[] settings = cluster();
    RedisVault one = vault(settings);
    for (int i = 0; i < 60; i++) {
      one.put("s" + i, "NAME_" + (100_000 + i), ("n" + i).getBytes(UTF_8));
    }
    one.link("end", List.of("s1", "s2"));
    one.flush(20_000);
    RedisVault other = vault(settings);
    for (int i = 0; i < 60; i++) {
      assertEquals("n" + i, get(other, "s" + i, "NAME_" + (100_000 + i)));
    }
    assertEquals("n2", get(other, "end", "NAME_100002"));
    assertNull(get(other, "end", "NAME_100003"));
    for (RedisServer node : servers) {
      assertFalse(node.ask("DBSIZE").trim().equals("0"), "a node without values");
    }

    String rebalanced =
        servers
            .get(0)
            .ask(
                "--cluster",
                "rebalance",
                "127.0.0.1:" + servers.get(0).port,
                "--cluster-weight",
                id(servers.get(0)) + "=0",
                "--cluster-yes");
    assertEquals("0", servers.get(0).ask("DBSIZE").trim(), rebalanced);
    for (int i = 0; i < 60; i++) {
      assertEquals("n" + i, get(other, "s" + i, "NAME_" + (100_000 + i)), "MOVED");
    }
    one.put("late", "NAME_0A1B2C", "Jane".getBytes(UTF_8));
    one.flush(20_000);
    assertEquals("Jane", get(other, "late", "NAME_0A1B2C"));
    assertEquals(List.of(), log.lines());
  }

  private static String id(RedisServer node) throws Exception {
    return node.ask("CLUSTER", "MYID").trim();
  }

  @Test
  void aClusterThatIsGoneCostsNothing() throws Exception {
    RedisVault vault = vault(cluster());
    vault.put("s", "NAME_0A1B2C", "Jane".getBytes(UTF_8));
    vault.flush(20_000);
    for (RedisServer node : servers) {
      node.stop();
    }
    vault.put("s", "NAME_0A1B2D", "Bob".getBytes(UTF_8));
    Await.until("that Redis is gone is said", () -> !log.lines().isEmpty());
    assertEquals("Jane", get(vault, "s", "NAME_0A1B2C"), "from memory");
    assertEquals(1, log.lines().size(), log.lines().toString());
    assertFalse(log.lines().toString().contains("Jane"), log.lines().toString());
  }

  @Test
  void sentinelsNameTheNewPrimaryAfterTheOldOneFailed() throws Exception {
    RedisServer primary = server();
    RedisServer replica = server("--replicaof", "127.0.0.1 " + primary.port);
    Await.until("the replica follows", () -> isReplica(replica));
    int port = RedisServer.freePort();
    Path own = Files.createDirectory(folder.resolve("sentinel"));
    Path conf = own.resolve("sentinel.conf");
    Files.writeString(
        conf,
        String.join(
            "\n",
            "port " + port,
            "bind 127.0.0.1",
            "dir " + own,
            "sentinel monitor vault 127.0.0.1 " + primary.port + " 1",
            "sentinel down-after-milliseconds vault 300",
            "sentinel failover-timeout vault 2000",
            ""));
    sentinel =
        new ProcessBuilder(RedisServer.PROGRAM.toString(), conf.toString(), "--sentinel")
            .redirectErrorStream(true)
            .redirectOutput(own.resolve("log").toFile())
            .start();
    Await.until("the sentinel knows the replica", () -> knows(port, replica));

    String[] settings = {
      "url: redis://127.0.0.1:" + port, "topology: sentinel", "master: vault", "read_timeout: 500ms"
    };
    RedisVault vault = vault(settings);
    vault.put("s", "NAME_0A1B2C", "Jane".getBytes(UTF_8));
    vault.flush(20_000);
    assertEquals("Jane", get(vault(settings), "s", "NAME_0A1B2C"));
    assertEquals("1", replica.ask("WAIT", "0", "0").trim().isEmpty() ? "0" : "1");
    Await.until("the value is replicated", () -> size(replica) == 1);

    primary.stop();
    Await.until(
        "there is a new primary",
        () -> {
          vault.put("t", "NAME_0A1B2D", "Bob".getBytes(UTF_8));
          vault.flush(100);
          return size(replica) == 2;
        });
    Await.until(
        "the vault comes back", () -> "Bob".equals(get(vault(settings), "t", "NAME_0A1B2D")));
    assertEquals("Jane", get(vault, "s", "NAME_0A1B2C"));
    assertFalse(log.lines().toString().contains("Jane"), log.lines().toString());
  }

  private static boolean isReplica(RedisServer server) {
    return asked(server.port, "INFO", "replication").contains("master_link_status:up");
  }

  private static boolean knows(int port, RedisServer replica) {
    return asked(port, "SENTINEL", "replicas", "vault").contains(":" + replica.port);
  }

  private static int size(RedisServer server) {
    String size = asked(server.port, "DBSIZE").trim();
    return size.matches("\\d+") ? Integer.parseInt(size) : -1;
  }

  private static String asked(int port, String... words) {
    try {
      return RedisServer.ask(port, words);
    } catch (java.io.IOException e) {
      return "";
    }
  }

  @Test
  void aReplicaThatMayNotBeWrittenIsSaidOnceAndCostsNothing() throws Exception {
    RedisServer primary = server();
    RedisServer replica = server("--replicaof", "127.0.0.1 " + primary.port);
    Await.until("the replica follows", () -> isReplica(replica));
    RedisVault vault = vault("url: redis://127.0.0.1:" + replica.port);
    vault.put("s", "NAME_0A1B2C", "Jane".getBytes(UTF_8));
    vault.put("s", "NAME_0A1B2D", "Bob".getBytes(UTF_8));
    vault.flush(20_000);
    assertEquals(1, log.lines().size(), log.lines().toString());
    assertTrue(log.lines().get(0).contains("(READONLY)"), log.lines().toString());
    assertEquals("Jane", get(vault, "s", "NAME_0A1B2C"), "from memory");
  }
}
