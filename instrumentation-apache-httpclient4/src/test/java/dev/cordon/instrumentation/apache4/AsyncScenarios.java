package dev.cordon.instrumentation.apache4;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Getters;
import dev.cordon.instrumentation.testing.Reply;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.nio.client.methods.HttpAsyncMethods;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.junit.jupiter.api.AfterEach;

/** What every client keeps, kept by the asynchronous client. */
public class AsyncScenarios extends ClientContract {
  private static final int SECONDS = 30;

  private final CloseableHttpAsyncClient client = started(client());

  /** Makes the client under test. */
  CloseableHttpAsyncClient client() {
    return HttpAsyncClients.custom().setMaxConnPerRoute(200).setMaxConnTotal(200).build();
  }

  private static CloseableHttpAsyncClient started(CloseableHttpAsyncClient client) {
    client.start();
    return client;
  }

  @AfterEach
  void close() throws Exception {
    client.close();
  }

  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.REDIRECT // 4.x doesn't repeat a POST
        && ability != Ability.ENDS_WHAT_IS_GIVEN_UP;
  }

  @Override
  protected Runnable begin(Ask ask) {
    HttpPost request = ContractScenarios.request(ask);
    client.execute(request, null);
    return request::abort; // before 4.1.3 a future that is cancelled ends nothing
  }

  @Override
  protected List<String> publicState(Ask ask) throws Exception {
    Getters getters = new Getters(ContractScenarios::withoutItsClass);
    HttpPost request = ContractScenarios.request(ask);
    getters.ask("request", HttpPost.class, request);
    HttpResponse response = client.execute(request, null).get(SECONDS, TimeUnit.SECONDS);
    return getters
        .ask("request made", HttpPost.class, request)
        .ask("request's entity", HttpEntity.class, request.getEntity())
        .ask("response", HttpResponse.class, response)
        .ask("answer's entity", HttpEntity.class, response.getEntity())
        .lines();
  }

  HttpAsyncRequestProducer producer(Ask ask) {
    return HttpAsyncMethods.create(ContractScenarios.request(ask));
  }

  @Override
  protected Reply send(Ask ask) throws Exception {
    StreamedAnswer answer = new StreamedAnswer();
    client.execute(producer(ask), answer, null, answer.callback());
    HttpResponse response = answer.head();
    return new Reply(
        response.getStatusLine().getStatusCode(),
        name -> {
          Header header = response.getFirstHeader(name);
          return header == null ? null : header.getValue();
        },
        answer.body());
  }
}
