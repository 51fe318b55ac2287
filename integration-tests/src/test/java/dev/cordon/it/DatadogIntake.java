package dev.cordon.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cordon.it.harness.Loopback;
import dev.cordon.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Stands in for the process that Datadog's agent sends its traces to, and keeps their bytes. */
final class DatadogIntake implements AutoCloseable {
  private static final String INFO =
      "{\"endpoints\":[\"/v0.4/traces\"],\"client_drop_p0s\":false,\"version\":\"7.50.0\"}";

  private final HttpServer server;
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();

  DatadogIntake() {
    server = Loopback.serve("datadog-intake", this::receive);
  }

  String url() {
    return Loopback.url(server);
  }

  synchronized byte[] raw() {
    return raw.toByteArray();
  }

  boolean holds(String text) {
    return new String(raw(), StandardCharsets.ISO_8859_1).contains(text);
  }

  void await(String text) {
    Await.until("«" + text + "» is received", () -> holds(text));
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean info = exchange.getRequestURI().getPath().equals("/info");
    if (exchange.getRequestURI().getPath().endsWith("/traces")) {
      keep(body);
    }
    byte[] answer = (info ? INFO : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private synchronized void keep(byte[] body) {
    raw.writeBytes(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
