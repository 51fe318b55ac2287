package dev.cordon.instrumentation.apache4;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Getters;
import dev.cordon.instrumentation.testing.Reply;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.AbstractHttpEntity;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.DefaultHttpClient;
import org.jspecify.annotations.Nullable;

/** What every client keeps, kept by Apache HttpClient 4. Run by {@link EveryVersionTest}. */
public class ContractScenarios extends ClientContract {
  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.REDIRECT; // 4.x doesn't repeat a POST
  }

  /** Has one connection: 200 calls at once need as many. */
  @SuppressWarnings("deprecation") // what every version has
  private static CloseableHttpClient client() {
    return new DefaultHttpClient();
  }

  @Override
  protected Runnable begin(Ask ask) {
    HttpPost request = request(ask);
    Thread thread = new Thread(() -> sendOrFail(request), "given-up");
    thread.setDaemon(true);
    thread.start();
    return request::abort;
  }

  private static void sendOrFail(HttpPost request) {
    try (CloseableHttpClient client = client()) {
      client.execute(request).close();
    } catch (IOException givenUp) {
      // as the application asked
    }
  }

  @Override
  protected List<String> publicState(Ask ask) throws IOException {
    Getters getters = new Getters(ContractScenarios::withoutItsClass);
    HttpPost request = request(ask);
    getters.ask("request", HttpPost.class, request);
    try (CloseableHttpClient client = client();
        CloseableHttpResponse response = client.execute(request)) {
      getters
          .ask("request made", HttpPost.class, request)
          .ask("request's entity", HttpEntity.class, request.getEntity())
          .ask("response", CloseableHttpResponse.class, response)
          .ask("answer's entity", HttpEntity.class, response.getEntity());
      response.getEntity().getContent().readAllBytes();
    }
    return getters.lines();
  }

  static HttpPost request(Ask ask) {
    HttpPost request = new HttpPost(ask.url());
    ask.headers().forEach(line -> request.addHeader(line.getKey(), line.getValue()));
    AbstractHttpEntity entity = entity(ask);
    entity.setContentType(ask.contentType());
    request.setEntity(entity);
    return request;
  }

  @Override
  protected Reply send(Ask ask) throws IOException {
    CloseableHttpResponse response = client().execute(request(ask));
    InputStream body =
        response.getEntity() == null
            ? InputStream.nullInputStream()
            : response.getEntity().getContent();
    return new Reply(
        response.getStatusLine().getStatusCode(),
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
  static @Nullable String withoutItsClass(Object value) {
    return value instanceof HttpEntity ? value.toString().replaceAll(".*@.*", "entity") : null;
  }

  private static AbstractHttpEntity entity(Ask ask) {
    return ask.framing() == Framing.WHOLE
        ? new ByteArrayEntity(ask.body())
        : new InputStreamEntity(
            new ByteArrayInputStream(ask.body()),
            ask.framing() == Framing.CHUNKED ? -1 : ask.body().length);
  }
}
