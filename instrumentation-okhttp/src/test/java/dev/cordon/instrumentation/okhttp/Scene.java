package dev.cordon.instrumentation.okhttp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.WordGate;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A gate, a server, and an application's client. Uses only what every version of OkHttp has. */
final class Scene implements AutoCloseable {
  static final String CHAT = "/v1/chat/completions";
  static final MediaType JSON = MediaType.parse("application/json");

  final WordGate gate = new WordGate();
  final RawServer server;
  OkHttpClient client = new OkHttpClient();

  Scene() throws IOException {
    server =
        new RawServer(RawServer.ok("application/json", "{\"hello\":\"" + WordGate.TOKEN + "\"}"));
    Cordon.install(gate);
  }

  Request.Builder request(String path) {
    return new Request.Builder().url(server.url(path));
  }

  Response post(String path, RequestBody body) throws IOException {
    return client.newCall(request(path).post(body).build()).execute();
  }

  /** Sends a chat call and returns what the application reads. */
  String chat(String text) throws IOException {
    return post(CHAT, json(text)).body().string();
  }

  @SuppressWarnings("deprecation") // the argument order that every version has
  static RequestBody json(String text) {
    return RequestBody.create(JSON, text.getBytes(UTF_8));
  }

  @SuppressWarnings("deprecation") // the argument order that every version has
  static RequestBody typed(String type, String text) {
    return RequestBody.create(MediaType.parse(type), text.getBytes(UTF_8));
  }

  /** The body of the only request that reached the server. */
  String sentBody() {
    String request = sent();
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  String sent() {
    if (server.requests().size() != 1) {
      throw new AssertionError("requests: " + server.requests());
    }
    return server.requests().get(0);
  }

  @Override
  public void close() throws IOException {
    Cordon.install(null);
    server.close();
    if (gate.openScopes() != 0) {
      throw new AssertionError("a scope was left open");
    }
  }
}
