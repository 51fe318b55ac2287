package dev.cordon.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.engine.EngineLog;
import dev.cordon.engine.limit.Limits;
import dev.cordon.engine.limit.Reservation;
import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.Policy;
import dev.cordon.testing.Await;
import dev.cordon.testing.Midnight;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the command tells of a shared store, a real Redis. Running JVMs: {@link AttachCommandTest}.
 */
@Timeout(120)
class LimitsCommandTest {
  @BeforeEach
  void letADayBegin() {
    Midnight.passBy();
  }

  private static final Path REDIS = Path.of("/usr/bin/redis-server");

  @TempDir Path folder;
  private final Commands commands = new Commands();

  private Path policy(int port, String limits) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef");
    return Files.writeString(
        folder.resolve("cordon.yaml"),
        "version: 1\ntoken_key: file:"
            + key
            + "\nlimits:\n"
            + limits
            + "vault:\n  redis:\n    encryption_key: token_key\n    url: redis://127.0.0.1:"
            + port
            + "\n    connect_timeout: 20s\n    read_timeout: 20s\n");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void use(Policy policy, List<Reservation> held) {
    Limits limits = new Limits(EngineLog.NONE);
    limits.retain(policy);
    Reservation call = new Reservation(limits, held);
    for (LimitRule rule : policy.limits()) {
      assertEquals(0, call.add(rule, "nora\n", () -> "user=00ff00ff00ff00ff", 250_000));
    }
    held.add(call);
  }

  @Test
  void whatAllJvmsUsedIsToldByLimitAndByWhom() throws Exception {
    assumeTrue(Files.isExecutable(REDIS), "needs " + REDIS);
    int port = freePort();
    Process redis =
        new ProcessBuilder(
                REDIS.toString(), "--bind", "127.0.0.1", "--port", "" + port, "--save", "")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    try {
      Await.until("Redis takes connections", () -> accepts(port));
      Path file =
          policy(
              port,
              "  store: redis\n"
                  + "  budget: {allow: 1 USD/month}\n"
                  + "  tokens: {allow: 300k tokens/30d sliding}\n"
                  + "  parallel: {allow: 2 at once}\n");
      assertEquals(1, commands.run("limits --policy " + file), commands.err());
      assertEquals("", commands.out());
      assertTrue(commands.err().contains("begin with cordon:{limits}: there is none"));
      List<Reservation> held = new ArrayList<>();
      Policy policy = PolicyOption.read("test", file.toString(), System.err);
      use(policy, held);
      assertEquals(0, commands.run("limits --policy " + file), commands.err());
      String text = commands.out();
      assertEquals(3, text.lines().count(), text);
      assertTrue(
          text.matches("(?s)budget +1 USD/month +user=00ff\\w+ +0.250000 used, 25 %.*"), text);
      assertTrue(text.contains("1 used, 50 %"), text);
      assertTrue(text.contains("250000 used, 83 %"), text);
      assertFalse(text.contains("nora"), text);
      Limits again = new Limits(EngineLog.NONE);
      again.retain(policy);
      Reservation more = new Reservation(again, held);
      assertEquals(0, more.add(policy.limits().get(2), "nora\n", () -> "user=00ff00ff00ff00ff", 1));
      assertEquals(3, commands.run("limits --json --policy " + file), commands.err());
      assertTrue(
          commands
              .out()
              .contains(
                  "{\"limit\":\"parallel\",\"allow\":\"2 at"
                      + " once\",\"who\":\"user=00ff00ff00ff00ff\",\"used\":2,\"amount\":2,\"unit\":\"at"
                      + " once\",\"refills_in_seconds\":0}"),
          commands.out());
      assertNotFound(file, "token_key: ", "token_key: file:" + folder.resolve("other") + " # ");
      assertTrue(commands.err().contains("3 were made with another key"), commands.err());
      assertNotFound(file, "    url:", "    prefix: 'other:'\n    url:");
      assertTrue(commands.err().contains("with other:{limits}: there is none"), commands.err());
      assertNotFound(file, "1 USD/month", "2 USD/month", "300k", "301k", "2 at once", "3 at once");
      assertTrue(
          commands.err().contains("or other amounts: budget, parallel, tokens."), commands.err());
      again.used().forEach(use -> assertTrue(use.used() > 0));
      more.settle((of, reserved) -> 0);
    } finally {
      redis.destroyForcibly();
      Await.end(redis);
    }
    Path gone = folder.resolve("cordon.yaml");
    assertEquals(1, commands.run("limits --policy " + gone));
    assertTrue(commands.err().contains("can't be asked"), commands.err());
  }

  /** The same policy but for a change looks in another place. */
  private void assertNotFound(Path file, String... changes) throws IOException {
    Files.writeString(folder.resolve("other"), "fedcba9876543210fedcba9876543210");
    String text = Files.readString(file);
    for (int i = 0; i < changes.length; i += 2) {
      assertTrue(text.contains(changes[i]), changes[i]);
      text = text.replaceFirst(changes[i], changes[i + 1]);
    }
    Path other = Files.writeString(folder.resolve("elsewhere.yaml"), text);
    assertEquals(1, commands.run("limits --policy " + other), commands.out());
    assertEquals("", commands.out());
    assertTrue(commands.err().contains("cordon doctor PID"), commands.err());
  }

  @Test
  void whatCantBeAskedIsSaid() throws Exception {
    Path file = policy(1, "  all: {allow: 1/d}\n");
    assertEquals(1, commands.run("limits --policy " + file));
    assertTrue(commands.err().contains("name one by its PID, or set limits.store: redis"));
    assertEquals(2, commands.run("limits"));
    assertEquals(2, commands.run("limits 1 --policy " + file));
    assertTrue(commands.err().contains("either a JVM by its PID"), commands.err());
    assertEquals(1, commands.run("limits 999999999"));
    assertTrue(commands.err().contains("there is no such process"), commands.err());
  }
}
