package dev.cordon.engine.redact.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.redact.Vault;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers at Redis' port may be slow, or no Redis at all. */
@Timeout(60)
class HostileServerTest {
  private static final String PONG = "+PONG\r\n";

  private final RedisServer.Log log = new RedisServer.Log();
  private final List<Socket> sockets = new ArrayList<>();
  private ServerSocket server;
  private RedisVault vault;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void hangUp() throws IOException {
    vault.close();
    server.close();
    synchronized (sockets) {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Starts a vault whose server says these replies, one for each time it hears something. */
  private void serve(String... replies) {
    Thread thread = new Thread(() -> accept(replies), "test-server");
    thread.setDaemon(true);
    thread.start();
    vault =
        new RedisVault(
            RedisServer.policy(server.getLocalPort(), "connect_timeout: 2s", "read_timeout: 60ms")
                .redis(),
            10,
            60,
            log,
            64,
            60_000);
  }

  private void accept(String... replies) {
    try {
      while (true) {
        Socket socket = server.accept();
        synchronized (sockets) {
          sockets.add(socket);
        }
        Thread thread = new Thread(() -> talk(socket, replies), "test-connection");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private static void talk(Socket socket, String... replies) {
    try {
      InputStream in = socket.getInputStream();
      byte[] heard = new byte[65536];
      for (String reply : replies) {
        if (in.read(heard) < 0) {
          return;
        }
        socket.getOutputStream().write(reply.getBytes(ISO_8859_1));
      }
      while (in.read(heard) >= 0) {
        // Listens on, and never answers again.
      }
    } catch (IOException e) {
      // hung up
    }
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws Exception {
    serve();
    vault.put("s", "EMAIL_7KQ2M9", "jane@example.com".getBytes(UTF_8));
    assertEquals(
        "jane@example.com", new String(vault.lookup(List.of("s")).get("EMAIL_7KQ2M9"), UTF_8));
    Await.until("the log says that it is given up", () -> !log.lines().isEmpty());
    for (int i = 0; i < 100_000; i++) {
      assertNull(vault.lookup(List.of("s")).get("NAME_ZZZZZZ"));
    }
    assertEquals(1, log.lines().size(), log.lines().toString());
    assertTrue(log.lines().get(0).contains("SocketTimeoutException"), log.lines().toString());
  }

  @Test
  void aServerThatFallsSilentCostsAnAnswerOneWaitAndIsGivenUpAfterThree() throws Exception {
    serve(PONG);
    Vault.Lookup answer = vault.lookup(List.of("s"));
    for (int i = 0; i < 100_000; i++) {
      assertNull(answer.get("NAME_" + i));
    }
    assertEquals(List.of(), log.lines(), "one answer, one wait: that may be bad luck");
    assertNull(vault.lookup(List.of("s")).get("NAME_ZZZZZZ"));
    assertNull(vault.lookup(List.of("s")).get("NAME_ZZZZZZ"));
    assertEquals(1, log.lines().size(), log.lines().toString());
    for (int i = 0; i < 100_000; i++) {
      assertNull(vault.lookup(List.of("s")).get("NAME_ZZZZZZ"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*2\r\n$1\r\nx\r\n",
        "*2147483647\r\n",
        "*99999999999999999999\r\n",
        "*-1\r\n",
        "$1000000000\r\n",
        "$5\r\nhelloXX",
        ":1\r\n",
        "+OK\r\n",
        "-ERR what jane@example.com sent\r\n",
        "*1\r\n*1\r\n*1\r\n",
        "HTTP/1.1 400 Bad Request\r\n\r\n",
        "\u0000\u0000\u0000",
        "*x\r\n",
        "*2\r\n$-1\r\n:5\r\n",
        "*3\r\n+a\r\n+b\r\n+c\r\n",
      })
  void anyReplyIsSurvivedAndNoneIsTakenForAValue(String reply) {
    serve(PONG, reply);
    for (int i = 0; i < 4; i++) {
      assertNull(vault.lookup(List.of("s")).get("EMAIL_7KQ2M9"));
    }
    assertTrue(!log.lines().toString().contains("jane"), log.lines().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", ":1\r\n", "-LOADING wait\r\n", "$-1\r\n"})
  void whatIsNoRedisIsNotUsed(String greeting) throws Exception {
    serve(greeting);
    vault.put("s", "EMAIL_7KQ2M9", "jane@example.com".getBytes(UTF_8));
    Await.until("the log says it", () -> !log.lines().isEmpty());
    assertEquals(
        "jane@example.com", new String(vault.lookup(List.of("s")).get("EMAIL_7KQ2M9"), UTF_8));
  }
}
