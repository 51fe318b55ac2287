package dev.cordon.instrumentation.apache5;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Getters;
import dev.cordon.instrumentation.testing.Reply;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** What every client keeps, kept by the asynchronous clients with a chain. */
public class AsyncScenarios extends ClientContract {
  static final int SECONDS = 30;

  private final CloseableHttpAsyncClient client = started(client());
  private final CloseableHttpAsyncClient http2 = started(http2Client());

  /** Makes the client under test. */
  CloseableHttpAsyncClient client() {
    return HttpAsyncClients.createDefault();
  }

  private static CloseableHttpAsyncClient started(CloseableHttpAsyncClient client) {
    client.start();
    return client;
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    http2.close();
  }

  /**
   * A cancel may get lost: the thread that had the client connect notes that over the exchange that
   * was begun meanwhile.
   */
  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.ENDS_WHAT_IS_GIVEN_UP;
  }

  @Override
  protected int retried() {
    try { // 5.0 begins the body again only after a failure, not after an answer
      Class.forName("org.apache.hc.client5.http.async.AsyncExecChain$Scheduler");
      return 503;
    } catch (ClassNotFoundException before51) {
      return 0;
    }
  }

  @Override
  protected Reply send(Ask ask) throws Exception {
    return send(client, ask);
  }

  private Reply send(CloseableHttpAsyncClient client, Ask ask) throws Exception {
    StreamedAnswer answer = new StreamedAnswer();
    client.execute(producer(ask), answer, answer.failure());
    HttpResponse response = answer.head();
    return new Reply(
        response.getCode(),
        name -> {
          Header header = response.getFirstHeader(name);
          return header == null ? null : header.getValue();
        },
        answer.body());
  }

  static BasicRequestProducer producer(Ask ask) throws Exception {
    BasicHttpRequest request = new BasicHttpRequest(ask.method(), URI.create(ask.url()));
    ask.headers().forEach(line -> request.addHeader(line.getKey(), line.getValue()));
    return new BasicRequestProducer(request, entity(ask));
  }

  private static AsyncEntityProducer entity(Ask ask) {
    ContentType type = ContentType.parse(ask.contentType());
    return new PiecedEntity(
        ask.body(),
        type,
        ask.framing() == Framing.CHUNKED ? -1 : ask.body().length,
        ask.framing() != Framing.ONE_SHOT,
        ask.framing() != Framing.WHOLE);
  }

  @Override
  protected Runnable begin(Ask ask) throws Exception {
    StreamedAnswer answer = new StreamedAnswer();
    Future<?> future = client.execute(producer(ask), answer, answer.failure());
    return () -> future.cancel(true);
  }

  @Override
  protected Reply sendOverHttp2(Ask ask) throws Exception {
    return send(http2, ask);
  }

  /** Makes the client under test for HTTP/2. */
  CloseableHttpAsyncClient http2Client() {
    return HttpAsyncClients.createHttp2Default();
  }

  /** Describes what may be another one under the agent, or gives null. */
  @Nullable String mayDiffer(Object value) {
    return null;
  }

  @Override
  protected List<String> publicState(Ask ask) throws Exception {
    Getters getters = new Getters(this::mayDiffer);
    SimpleHttpRequest request = new SimpleHttpRequest(ask.method(), URI.create(ask.url()));
    ask.headers().forEach(line -> request.addHeader(line.getKey(), line.getValue()));
    request.setBody(ask.body(), ContentType.parse(ask.contentType()));
    HttpClientContext context = HttpClientContext.create();
    getters.ask("request", SimpleHttpRequest.class, request);
    SimpleHttpResponse response =
        client
            .execute(
                SimpleRequestProducer.create(request),
                SimpleResponseConsumer.create(),
                context,
                null)
            .get(SECONDS, TimeUnit.SECONDS);
    return getters
        .ask("request made", SimpleHttpRequest.class, request)
        .ask("response", SimpleHttpResponse.class, response)
        .ask("body", byte[].class, response.getBodyBytes())
        .lines();
  }
}
