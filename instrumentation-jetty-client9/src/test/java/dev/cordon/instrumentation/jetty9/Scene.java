package dev.cordon.instrumentation.jetty9;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.RealGate;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.api.ContentProvider;
import org.eclipse.jetty.client.api.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A client, a server that answers as a model would that repeats what it got, and the engine. */
abstract class Scene {
  static final String VALUE = "anna.berg@nordwind-reisen.de";
  static final String CHAT = "/v1/chat/completions";
  static final String JSON = "application/json";
  static final int SECONDS = 30;

  final HttpClient client = new HttpClient();
  RawServer server;
  RealGate gate;

  @BeforeEach
  void startScene() throws Exception {
    server = new RawServer(Scene::echo);
    policy();
    client.start();
  }

  @AfterEach
  void stopScene() throws Exception {
    Cordon.install(null);
    client.stop();
    server.close();
  }

  void policy(String... lines) {
    gate = new RealGate(lines);
    Cordon.install(gate);
  }

  /** A request with this body, which doesn't take for ever. */
  Request post(ContentProvider body) {
    return client.POST(server.url(CHAT)).content(body, JSON).timeout(SECONDS, TimeUnit.SECONDS);
  }

  static String chat(String text) {
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static void echo(String request, OutputStream out) throws IOException {
    byte[] body = bytes(completion(said(request)));
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\nConnection: close\r\n\r\n";
    out.write(head.getBytes(ISO_8859_1));
    out.write(body);
  }

  static String completion(String text) {
    return "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"" + text + "\"}}]}";
  }

  static String said(String request) {
    int at = request.indexOf("\"content\":\"") + 11;
    return at < 11 ? "" : request.substring(at, request.indexOf('"', at));
  }

  void assertNoValueLeft() {
    assertFalse(server.requests().isEmpty(), "nothing was sent");
    assertFalse(server.requests().toString().contains(VALUE), server.requests()::toString);
  }

  void assertNothingLeft() {
    assertTrue(server.requests().isEmpty(), server.requests()::toString);
  }
}
