package dev.cordon.agent.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks the interfaces of stores, since none of them can be had as a program of a
 * few megabytes. It answers as their documentation says.
 */
final class StoreServer implements AutoCloseable {
  /** What came in: the request's line, headers in lower case, and its body. */
  static final class Request {
    final String line;
    final Map<String, List<String>> headers;
    final String body;

    Request(HttpExchange exchange) throws IOException {
      line = exchange.getRequestMethod() + ' ' + exchange.getRequestURI();
      headers = exchange.getRequestHeaders();
      body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    }

    String header(String name) {
      List<String> values =
          headers.get(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
      return values == null ? "" : values.get(0);
    }
  }

  /** What is answered to a request's line: a status, a blank, and the body. */
  final Map<String, String> answers = new ConcurrentHashMap<>();

  final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private volatile @Nullable CountDownLatch together;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  StoreServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Sends to this server what is meant for any other, its host as the first part of the path. */
  UnaryOperator<String> route() {
    return url -> url.startsWith(url()) ? url : url.replaceFirst("https?://", url() + "/");
  }

  /** Answers no one before so many have asked. */
  void together(int many) {
    together = new CountDownLatch(many);
  }

  /** Answers a request's line when the latch is open. */
  CountDownLatch hold(String line) {
    return held.computeIfAbsent(line, key -> new CountDownLatch(1));
  }

  private void await(@Nullable CountDownLatch latch) {
    try {
      if (latch != null) {
        if (latch == together) {
          latch.countDown();
        }
        assertTrue(latch.await(60, TimeUnit.SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    Request request = new Request(exchange);
    requests.add(request);
    await(together);
    await(held.get(request.line));
    String answer = answers.getOrDefault(request.line, "404 {\"errors\":[]}");
    int space = answer.indexOf(' ');
    byte[] body = answer.substring(space + 1).getBytes(UTF_8);
    exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, space)), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
