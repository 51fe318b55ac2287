package dev.cordon.instrumentation.apache5;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Getters;
import dev.cordon.instrumentation.testing.Reply;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.jspecify.annotations.Nullable;

/** What every client keeps, kept by Apache HttpClient 5. Run by {@link EveryVersionTest}. */
public class ContractScenarios extends ClientContract {
  private final CloseableHttpClient client = HttpClients.createDefault();

  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.LEAVES_CODINGS;
  }

  @Override
  protected int retried() {
    return 503;
  }

  @Override
  protected Runnable begin(Ask ask) {
    HttpUriRequestBase request = request(ask);
    Thread thread = new Thread(() -> sendOrFail(request), "given-up");
    thread.setDaemon(true);
    thread.start();
    return request::abort;
  }

  private void sendOrFail(HttpUriRequestBase request) {
    try {
      client.execute(request).close();
    } catch (IOException givenUp) {
      // as the application asked
    }
  }

  @Override
  protected List<String> publicState(Ask ask) throws IOException {
    Getters getters = new Getters(ContractScenarios::withoutItsClass);
    HttpUriRequestBase request = request(ask);
    getters.ask("request", HttpUriRequestBase.class, request);
    try (CloseableHttpResponse response = client.execute(request)) {
      getters
          .ask("request made", HttpUriRequestBase.class, request)
          .ask("request's entity", HttpEntity.class, request.getEntity())
          .ask("response", CloseableHttpResponse.class, response)
          .ask("answer's entity", HttpEntity.class, response.getEntity());
      response.getEntity().getContent().readAllBytes();
    }
    return getters.ask("client", CloseableHttpClient.class, client).lines();
  }

  private static HttpUriRequestBase request(Ask ask) {
    HttpUriRequestBase request = new HttpUriRequestBase(ask.method(), URI.create(ask.url()));
    ask.headers().forEach(line -> request.addHeader(line.getKey(), line.getValue()));
    request.setEntity(entity(ask));
    return request;
  }

  @Override
  protected Reply send(Ask ask) throws IOException {
    CloseableHttpResponse response = client.execute(request(ask));
    InputStream body =
        response.getEntity() == null
            ? InputStream.nullInputStream()
            : response.getEntity().getContent();
    return new Reply(
        response.getCode(),
        name -> {
          Header header = response.getFirstHeader(name);
          return header == null ? null : header.getValue();
        },
        new FilterInputStream(body) {
          @Override
          public void close() throws IOException {
            response.close(); // closing the body itself reads all that is left of it
          }
        });
  }

  /** An answer's entity is of a class of the library's insides. */
  private static @Nullable String withoutItsClass(Object value) {
    return value instanceof HttpEntity ? value.toString().replaceAll(".*@.*", "entity") : null;
  }

  private static HttpEntity entity(Ask ask) {
    ContentType type = ContentType.parse(ask.contentType());
    InputStream bytes = new ByteArrayInputStream(ask.body());
    return ask.framing() == Framing.WHOLE
        ? new ByteArrayEntity(ask.body(), type)
        : new InputStreamEntity(
            bytes, ask.framing() == Framing.CHUNKED ? -1 : ask.body().length, type);
  }
}
