package dev.cordon.instrumentation.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpMethod;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.RetryingHttpClient;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.WordGate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gate, a server, and the SDK's client over a transport that nobody instruments. Uses only what
 * every version of the SDK has.
 */
final class Scene implements AutoCloseable {
  final WordGate gate = new WordGate();
  final RawServer server;
  final Transport transport = new Transport();
  final HttpClient client =
      RetryingHttpClient.builder().httpClient(transport).maxRetries(2).build();

  Scene() throws IOException {
    server = new RawServer(RawServer.ok("application/json", "{\"hello\":\"PERSON_7KQ2M9\"}"));
    Cordon.install(gate);
  }

  /** An application's own HTTP client. */
  final class Transport implements HttpClient {
    final AtomicInteger closedBodies = new AtomicInteger();
    volatile RuntimeException failure;
    volatile CompletableFuture<HttpResponse> future;

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
      if (failure != null) {
        throw failure;
      }
      try {
        HttpURLConnection connection =
            (HttpURLConnection)
                URI.create(server.url("/v1/" + String.join("/", request.pathSegments())))
                    .toURL()
                    .openConnection();
        connection.setRequestMethod(request.method().name());
        connection.setDoOutput(true);
        HttpRequestBody body = request.body();
        connection.setRequestProperty("Content-Type", body.contentType());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(bytes);
        if (body.contentLength() >= 0 && body.contentLength() != bytes.size()) {
          throw new AssertionError("announced " + body.contentLength() + " of " + bytes.size());
        }
        body.close();
        closedBodies.incrementAndGet();
        connection.getOutputStream().write(bytes.toByteArray());
        return answer(connection);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(
        HttpRequest request, RequestOptions options) {
      return future != null
          ? future
          : CompletableFuture.supplyAsync(() -> execute(request, options));
    }

    @Override
    public void close() {}
  }

  static HttpResponse answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    Headers.Builder headers = Headers.builder();
    for (Map.Entry<String, List<String>> header : connection.getHeaderFields().entrySet()) {
      if (header.getKey() != null) {
        headers.put(header.getKey(), header.getValue());
      }
    }
    Headers all = headers.build();
    return new HttpResponse() {
      @Override
      public int statusCode() {
        return status;
      }

      @Override
      public Headers headers() {
        return all;
      }

      @Override
      public InputStream body() {
        return body;
      }

      @Override
      public void close() {
        connection.disconnect();
      }
    };
  }

  HttpRequest chat(HttpRequestBody body) {
    HttpRequest.Builder builder =
        HttpRequest.builder()
            .method(HttpMethod.POST)
            .addPathSegment("chat")
            .addPathSegment("completions")
            .body(body);
    try {
      builder.getClass().getMethod("baseUrl", String.class).invoke(builder, server.url("/v1"));
    } catch (NoSuchMethodException before3) {
      return builder.build();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    return builder.build();
  }

  /** Sends a chat call and returns what the application reads. */
  String send(String text) throws IOException {
    return read(client.execute(chat(new Text(text)), RequestOptions.none()));
  }

  static String read(HttpResponse response) throws IOException {
    String text = new String(response.body().readAllBytes(), UTF_8);
    try {
      response.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return text;
  }

  String sentBody() {
    if (server.requests().size() != 1) {
      throw new AssertionError("requests: " + server.requests());
    }
    return body(0);
  }

  String body(int request) {
    String all = server.requests().get(request);
    return all.substring(all.indexOf("\r\n\r\n") + 4);
  }

  @Override
  public void close() throws IOException {
    Cordon.install(null);
    server.close();
    if (gate.openScopes() != 0) {
      throw new AssertionError("a scope was left open");
    }
  }

  /** A body as the SDK makes them of JSON. */
  static class Text implements HttpRequestBody {
    final byte[] bytes;

    Text(String text) {
      bytes = text.getBytes(UTF_8);
    }

    @Override
    public void writeTo(OutputStream target) {
      try {
        target.write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String contentType() {
      return "application/json";
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean repeatable() {
      return true;
    }

    @Override
    public void close() {}
  }
}
