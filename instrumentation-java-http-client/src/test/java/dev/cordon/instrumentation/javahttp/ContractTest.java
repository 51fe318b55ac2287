package dev.cordon.instrumentation.javahttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Getters;
import dev.cordon.instrumentation.testing.Reply;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every client keeps, kept by the JDK's. */
class ContractTest {
  @Nested
  class Blocking extends Contract {
    @Override
    HttpResponse<InputStream> send(HttpRequest request) throws Exception {
      return client.send(request, BodyHandlers.ofInputStream());
    }

    @Override
    protected Runnable begin(Ask ask) {
      Thread thread = new Thread(() -> sendOrFail(ask), "given-up");
      thread.setDaemon(true);
      thread.start();
      return thread::interrupt;
    }

    private void sendOrFail(Ask ask) {
      try {
        send(request(ask)).body().close();
      } catch (Exception givenUp) {
        // as the application asked
      }
    }
  }

  @Nested
  class Asynchronous extends Contract {
    @Override
    HttpResponse<InputStream> send(HttpRequest request) throws Exception {
      try {
        return client.sendAsync(request, BodyHandlers.ofInputStream()).get(30, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }

    @Override
    protected Runnable begin(Ask ask) {
      CompletableFuture<HttpResponse<InputStream>> answer =
          client.sendAsync(request(ask), BodyHandlers.ofInputStream());
      return () -> assertTrue(answer.cancel(true));
    }

    @Test
    void aCallThatIsCancelledBeforeItsBodyIsThereSendsNothing() throws Exception {
      Publishers body = Publishers.silent();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.url(CHAT)))
              .header("Content-Type", "application/json")
              .POST(body)
              .build();
      CompletableFuture<HttpResponse<InputStream>> answer =
          client.sendAsync(request, BodyHandlers.ofInputStream());
      assertTrue(answer.cancel(true));
      assertTrue(body.cancelled.await(30, TimeUnit.SECONDS));
      assertEquals(List.of(), server.requests());
      assertEquals(List.of(), gate.ended());
    }
  }

  abstract static class Contract extends ClientContract {
    WovenClient client = WovenClient.create();

    abstract HttpResponse<InputStream> send(HttpRequest request) throws Exception;

    /** The hook that sees redirects is inside the client: see {@link HeadersAdviceTest}. */
    @Override
    protected boolean can(Ability ability) {
      return ability != Ability.REDIRECT;
    }

    @Override
    protected Reply send(Ask ask) throws Exception {
      HttpResponse<InputStream> response = send(request(ask));
      return new Reply(
          response.statusCode(),
          name -> response.headers().firstValue(name).orElse(null),
          response.body());
    }

    /** A POST isn't upgraded by every server: a GET leaves a connection that speaks HTTP/2. */
    @Override
    protected Reply sendOverHttp2(Ask ask) throws Exception {
      if (client.version() != Version.HTTP_2) {
        client = new WovenClient(HttpClient.newHttpClient());
        URI elsewhere = URI.create(ask.url()).resolve("/upgrade");
        HttpResponse<InputStream> upgraded = send(HttpRequest.newBuilder(elsewhere).build());
        upgraded.body().readAllBytes();
        assertEquals(Version.HTTP_2, upgraded.version());
      }
      return send(ask);
    }

    @Override
    protected List<String> publicState(Ask ask) throws Exception {
      Getters getters = new Getters(Contract::withoutItsClass);
      HttpRequest request = request(ask);
      HttpResponse<InputStream> response = send(request);
      return getters
          .ask("request", HttpRequest.class, request)
          .ask("response", HttpResponse.class, response)
          .ask("response's request", HttpRequest.class, response.request())
          .say(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
          .ask("client", HttpClient.class, client)
          .lines();
    }

    /** Classes that no application can name. */
    private static @Nullable String withoutItsClass(Object value) {
      return value instanceof HttpRequest || value instanceof InputStream
          ? String.valueOf(value).replaceAll(".*@.*", "stream")
          : null;
    }

    static HttpRequest request(Ask ask) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(ask.url()))
              .method(ask.method(), body(ask))
              .header("Content-Type", ask.contentType());
      ask.headers().forEach(line -> request.header(line.getKey(), line.getValue()));
      return request.build();
    }

    private static BodyPublisher body(Ask ask) {
      byte[] body = ask.body();
      int half = body.length / 2;
      List<byte[]> pieces =
          List.of(Arrays.copyOf(body, half), Arrays.copyOfRange(body, half, body.length));
      return switch (ask.framing()) {
        case WHOLE -> BodyPublishers.ofByteArray(body);
        case CHUNKED -> BodyPublishers.ofByteArrays(pieces);
        case ONE_SHOT ->
            BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(pieces), body.length);
      };
    }
  }
}
