package dev.cordon.instrumentation.jetty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Getters;
import dev.cordon.instrumentation.testing.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamRequestContent;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.FuturePromise;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every client keeps, kept by Jetty's. Run by {@link EveryVersionTest}. */
public class ContractScenarios extends ClientContract {
  private static final int SECONDS = 30;
  private static final int PIECE = 7;

  private final HttpClient client = started(new HttpClient());
  private @Nullable HttpClient http2;

  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.ROUTED;
  }

  private HttpClient started(HttpClient made) {
    try {
      made.start();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    prepare(made);
    return made;
  }

  /** Has the client give answers as they are coded. */
  void prepare(HttpClient made) {
    made.getContentDecoderFactories().clear();
  }

  @AfterEach
  void stop() throws Exception {
    client.stop();
    if (http2 != null) {
      http2.stop();
    }
  }

  @Override
  protected Reply send(Ask ask) throws Exception {
    return send(client, ask);
  }

  private static Reply send(HttpClient client, Ask ask) throws Exception {
    InputStreamResponseListener listener = new InputStreamResponseListener();
    request(client, ask).send(listener);
    try {
      Response response = listener.get(SECONDS, TimeUnit.SECONDS);
      return new Reply(response.getStatus(), response.getHeaders()::get, listener.getInputStream());
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception ? (Exception) failed.getCause() : failed;
    }
  }

  private static Request request(HttpClient client, Ask ask) {
    Request request = client.newRequest(ask.url()).method(ask.method());
    ask.headers()
        .forEach(line -> request.headers(fields -> fields.add(line.getKey(), line.getValue())));
    return request.body(content(ask));
  }

  private static Request.Content content(Ask ask) {
    if (ask.framing() == Framing.WHOLE) {
      return new BytesRequestContent(ask.contentType(), ask.body());
    }
    if (ask.framing() == Framing.CHUNKED) {
      return new InputStreamRequestContent(
          ask.contentType(), new ByteArrayInputStream(ask.body()), PIECE);
    }
    AsyncRequestContent content =
        new AsyncRequestContent(ask.contentType()) {
          @Override
          public long getLength() {
            return ask.body().length;
          }
        };
    new Thread(() -> write(content, ask.body()), "slow-content").start();
    return content;
  }

  private static void write(AsyncRequestContent content, byte[] body) {
    int piece = Math.max(PIECE, body.length / 4);
    for (int at = 0; at < body.length; at += piece) {
      byte[] bytes = Arrays.copyOfRange(body, at, Math.min(body.length, at + piece));
      content.write(ByteBuffer.wrap(bytes), Callback.NOOP);
    }
    content.close();
  }

  @Override
  protected Runnable begin(Ask ask) {
    Request request = request(client, ask);
    request.send(result -> {});
    return () -> request.abort(new IOException("given up"));
  }

  @Override
  protected Reply sendOverHttp2(Ask ask) throws Exception {
    if (http2 == null) {
      http2 = started(new HttpClient(new HttpClientTransportOverHTTP2(new HTTP2Client())));
    }
    return send(http2, ask);
  }

  @Override
  protected List<String> publicState(Ask ask) throws Exception {
    Getters getters = new Getters(ContractScenarios::mayDiffer);
    Request request = request(client, ask);
    getters.ask("request", Request.class, request);
    ContentResponse response = request.send();
    return getters
        .ask("request made", Request.class, request)
        .ask("response", ContentResponse.class, response)
        .lines();
  }

  @Test
  public void aRequestOnAConnectionOfTheApplicationsLeavesWithoutTheValue() throws Exception {
    Ask ask = chat("mail " + VALUE);
    Request request = request(client, ask);
    FuturePromise<Connection> opened = new FuturePromise<>();
    client.resolveDestination(request).newConnection(opened);
    InputStreamResponseListener listener = new InputStreamResponseListener();
    try (Connection connection = opened.get(SECONDS, TimeUnit.SECONDS)) {
      connection.send(request, listener);
      assertEquals(200, listener.get(SECONDS, TimeUnit.SECONDS).getStatus());
      String answer = new String(listener.getInputStream().readAllBytes(), UTF_8);
      assertTrue(answer.contains("mail " + VALUE), answer);
    }
    assertFalse(server.requests().toString().contains(VALUE), server.requests()::toString);
  }

  @Test
  public void aBodyThatNeverComesIsWaitedForAsLongAsTheRequestMayTake() throws Exception {
    AsyncRequestContent never = new AsyncRequestContent("application/json");
    Request request = client.newRequest(server.url(CHAT)).method("POST").body(never);
    InputStreamResponseListener listener = new InputStreamResponseListener();
    request.timeout(1, TimeUnit.MILLISECONDS).send(listener);
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> listener.get(SECONDS, TimeUnit.SECONDS));
    assertInstanceOf(TimeoutException.class, failed.getCause());
    assertTrue(server.requests().isEmpty(), server.requests()::toString);
  }

  @Test
  public void aLengthThatAHeaderAnnouncesIsThatOfWhatIsSent() throws Exception {
    Ask ask = chat("mail " + VALUE).framed(Framing.CHUNKED);
    Ask announced = ask.with("Content-Length", String.valueOf(ask.body().length));
    assertTrue(new String(send(announced).bytes(), UTF_8).contains("mail " + VALUE));
    String sent = server.requests().get(0);
    String body = sent.substring(sent.indexOf("\r\n\r\n") + 4);
    assertTrue(sent.contains("Content-Length: " + body.length() + "\r\n"), sent);
    assertFalse(sent.contains(VALUE), sent);
  }

  /**
   * The client writes into the application's own request how long the body is that leaves, and
   * which connection it took.
   */
  private static @Nullable String mayDiffer(Object value) {
    if (value instanceof Request.Content) {
      return "body of " + ((Request.Content) value).getContentType();
    }
    if (value instanceof HttpFields) {
      return value.toString().replaceAll("Content-Length: \\d+", "length");
    }
    return value instanceof HttpClient || value instanceof Connection
        ? value.getClass().getName()
        : null;
  }

  /** As a time limit may, on a thread of its own. */
  @Test
  void whoGivesARequestUpBeforeItBeginsIsTold() throws Exception {
    Request request = client.newRequest(server.url(CHAT)).method("POST");
    request.abort(new IOException("given up"));
    CompletableFuture<Result> end = new CompletableFuture<>();
    request.send(end::complete);
    Throwable failure = end.get(SECONDS, TimeUnit.SECONDS).getFailure();
    assertEquals("given up", failure.getMessage());
    assertEquals(List.of(), server.requests());
  }

  @Test
  void whoGivesARequestUpBeforeItsConnectionTakesItIsTold() throws Exception {
    FuturePromise<Connection> promise = new FuturePromise<>();
    client.resolveDestination(client.newRequest(server.url(CHAT))).newConnection(promise);
    Connection connection = promise.get(SECONDS, TimeUnit.SECONDS);
    Request request = client.newRequest(server.url(CHAT)).method("POST");
    request.abort(new IOException("given up"));
    CompletableFuture<Result> end = new CompletableFuture<>();
    connection.send(request, end::complete);
    Throwable failure = end.get(SECONDS, TimeUnit.SECONDS).getFailure();
    assertEquals("given up", failure.getMessage());
    assertEquals(List.of(), server.requests());
  }
}
