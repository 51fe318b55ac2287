package dev.cordon.instrumentation.ktorcio;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Getters;
import dev.cordon.instrumentation.testing.Reply;
import io.ktor.client.HttpClient;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.statement.HttpResponse;
import io.ktor.client.statement.HttpStatement;
import java.util.List;
import java.util.concurrent.CancellationException;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.Job;
import org.junit.jupiter.api.AfterEach;

/** What every client keeps, kept by Ktor's CIO engine. Run by {@link EveryVersionTest}. */
public class ContractScenarios extends ClientContract {
  private final HttpClient client = KtorClient.followingEveryRedirect();

  @AfterEach
  void stop() {
    client.close();
  }

  /** The engine writes the values of a header in one line. */
  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.REPEATED_HEADERS;
  }

  @Override
  protected Reply send(Ask ask) throws Exception {
    return KtorClient.send(client, KtorClient.request(ask));
  }

  @Override
  protected Runnable begin(Ask ask) {
    HttpStatement statement = new HttpStatement(KtorClient.request(ask), client);
    Job job =
        BuildersKt.launch(
            GlobalScope.INSTANCE,
            EmptyCoroutineContext.INSTANCE,
            CoroutineStart.DEFAULT,
            (scope, then) -> statement.execute(KtorClient.unit(then)));
    return () -> job.cancel((CancellationException) null);
  }

  @Override
  protected List<String> publicState(Ask ask) throws Exception {
    HttpRequestBuilder request = KtorClient.request(ask);
    HttpResponse answer = KtorClient.answer(client, request);
    return new Getters(ContractScenarios::mayDiffer)
        .ask("request", HttpRequestBuilder.class, request)
        .ask("sent", answer.getCall().getRequest().getClass(), answer.getCall().getRequest())
        .say("status: " + answer.getStatus())
        .say("version: " + answer.getVersion())
        .say("headers: " + answer.getHeaders().entries())
        .say("body: " + KtorClient.text(answer))
        .lines();
  }

  private static String mayDiffer(Object value) {
    return value.getClass().getName().startsWith("java.") ? null : value.getClass().getName();
  }
}
