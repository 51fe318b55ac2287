package dev.cordon.instrumentation.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every client keeps, kept over HTTP/2 by clients that have a handler of their own for it. */
public abstract class Http2Contract extends ClientContract {
  private final Map<Integer, Http2Bridge> bridges = new ConcurrentHashMap<>();

  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.REDIRECT && ability != Ability.ROUTED;
  }

  /** Sends a request over HTTP/2, and waits for the answer's head. */
  protected abstract Reply over(Ask ask) throws Exception;

  @Override
  protected final Reply send(Ask ask) throws Exception {
    return over(bridged(ask));
  }

  @Override
  protected final Reply sendOverHttp2(Ask ask) throws Exception {
    return over(ask);
  }

  /** Returns what stands before a port of HTTP/1.1. */
  protected final Http2Bridge bridge(int port) {
    return bridges.computeIfAbsent(
        port,
        target -> {
          try {
            return new Http2Bridge(target);
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
        });
  }

  /** Returns the same request, to the bridge. */
  protected final Ask bridged(Ask ask) {
    int port = URI.create(ask.url()).getPort();
    String url = ask.url().replace(":" + port, ":" + bridge(port).port());
    return new Ask(ask.method(), url, ask.headers(), ask.contentType(), ask.body(), ask.framing());
  }

  /** A request whose body comes in two parts. */
  protected interface Slow {
    /** Sends the rest, and waits for the answer's head. */
    Reply finish() throws Exception;
  }

  /**
   * Begins a request with a part of its body.
   *
   * @return null where the client can't
   */
  protected Slow slowly(Ask ask) throws Exception {
    return null;
  }

  private static String json(String text) {
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
  }

  private static void echo(String request, OutputStream out) throws IOException {
    int at = request.indexOf("\"content\":\"");
    String text = at < 0 ? "" : request.substring(at + 11, request.indexOf('"', at + 11));
    byte[] body =
        ("{\"id\":\"c1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
                + "{\"role\":\"assistant\",\"content\":\""
                + text
                + "\"}}]}")
            .getBytes(ISO_8859_1);
    String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
    out.write((head + body.length + "\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
    out.write(body);
  }

  private void assertEchoed(String text, Reply reply) throws IOException {
    assertEquals(200, reply.status());
    String answer = new String(reply.bytes(), UTF_8);
    assertTrue(answer.endsWith("\"content\":\"" + text + "\"}}]}"), () -> "not " + text);
  }

  @Test
  public void twoHundredStreamsOfOneConnectionAreOpenAtOnce() throws Exception {
    assumeTrue(slowly(chat("hello")) != null, "each call has a connection of its own");
    send(chat("hello")).bytes();
    CountDownLatch here = new CountDownLatch(200);
    server.script(
        (request, out) -> {
          here.countDown();
          if (!here.await(30, TimeUnit.SECONDS)) {
            throw new IOException("not all are here");
          }
          echo(request, out);
        });
    ExecutorService threads = Executors.newFixedThreadPool(200);
    try {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String own = "guest" + i + "@nordwind-reisen.de";
        calls.add(
            threads.submit(
                () -> {
                  assertEchoed(own, send(chat(own)));
                  return null;
                }));
      }
      for (Future<?> call : calls) {
        call.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, bridge(server.port()).connections());
    assertFalse(server.requests().toString().contains("@nordwind"));
    assertFalse(bridge(server.port()).wire().contains("@nordwind"));
  }

  @Test
  public void aCallWhoseBodyIsStillBeingWrittenIsOvertakenByOthers() throws Exception {
    server.script(Http2Contract::echo);
    for (int round = 0; round < 3; round++) {
      Slow slow = slowly(chat("slow " + VALUE));
      assumeTrue(slow != null, "a request is written at once");
      for (int i = 0; i < 5; i++) {
        String own = "guest" + i + "@nordwind-reisen.de";
        assertEchoed(own, send(chat(own)));
        send(Ask.post(server.url("/orders"), json("none of ours"))).bytes();
      }
      assertEchoed("slow " + VALUE, slow.finish());
      assertEchoed("after " + VALUE, send(chat("after " + VALUE)));
    }
    assertEquals(1, bridge(server.port()).connections());
    assertFalse(server.requests().toString().contains("@nordwind"));
    assertFalse(bridge(server.port()).wire().contains("@nordwind"));
  }

  /** Many times the window; what comes back is longer than what came, and shorter. */
  @Test
  public void flowControlKeepsItsAccounts() throws Exception {
    server.script(Http2Contract::echo);
    String longer = ("a@b.io " + VALUE + ' ').repeat(30_000);
    for (int round = 0; round < 3; round++) {
      assertEchoed(longer, send(chat(longer)));
      send(Ask.post(server.url("/orders"), json(longer))).bytes();
    }
    String plain = "hello ".repeat(200_000);
    assertEchoed(plain, send(chat(plain).framed(Ask.Framing.CHUNKED)));
  }

  /** As many bytes as the windows of all clients take, and nobody reads them. */
  @Test
  public void answersThatAreTakenBackLeaveTheConnectionsWindowOpen() throws Exception {
    server.script(Http2Contract::echo);
    String longer = (VALUE + ' ').repeat(10_000);
    for (int round = 0; round < 12; round++) {
      try (Reply reply = send(chat(longer))) {
        assertEquals(200, reply.status());
        assertTrue(reply.body().read() >= 0);
      }
    }
    assertEchoed("after " + VALUE, send(chat("after " + VALUE)));
    String plain = "hello ".repeat(200_000);
    assertEchoed(plain, send(chat(plain)));
  }

  /** RFC 9113, 5.1: what never began on the wire must not be ended there. */
  @Test
  public void whatIsRefusedBeforeItsEndLeavesTheConnectionOpen() throws Exception {
    policy("max_body_bytes: 1024");
    server.script(Http2Contract::echo);
    Slow slow = slowly(chat("before"));
    assumeTrue(slow != null, "each call has a connection of its own");
    assertEchoed("before", slow.finish());
    for (int round = 0; round < 20; round++) {
      try (Reply reply = send(chat("hello ".repeat(5_000)).framed(Ask.Framing.CHUNKED))) {
        assertEquals(403, reply.status());
        assertTrue(new String(reply.bytes(), UTF_8).contains("error"));
      }
      assertEchoed("after", send(chat("after")));
    }
    assertEquals(1, bridge(server.port()).connections());
  }

  @AfterEach
  void stopHttp2() {
    bridges.values().forEach(Http2Bridge::close);
  }
}
