package dev.cordon.instrumentation.apache4;

import dev.cordon.engine.Target;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.Attempts;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.Routing;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.protocol.HTTP;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Advice on the client: a call's begin, and its end with the answer. */
public final class ClientAdvice {
  static final Attempts.Calls<HttpEntity> CALLS = new Attempts.Calls<HttpEntity>();

  private ClientAdvice() {}

  /**
   * Advice on the arguments of that method: sends a call where policy wants it, before a route to
   * the server is planned and a connection taken.
   *
   * @param client the client
   * @param target where to
   * @param request the application's request
   * @param context the application's context
   * @return the arguments, or null to leave them
   */
  public static Object @Nullable [] onTarget(
      Object client,
      @Nullable HttpHost target,
      HttpRequest request,
      @Nullable HttpContext context) {
    Target to =
        Routing.isAny() ? Routing.of(Outgoing.WHERE, new Outgoing(request, target).head()) : null;
    return to == null
        ? null
        : new Object[] {RoutedRequest.host(to), RoutedRequest.of(request, to), context};
  }

  /**
   * Advice on the entry of a client's one method that every call passes.
   *
   * @param client the client
   * @param target where to
   * @param request the application's request
   * @param context the application's context
   * @return null, or a refusal where what would judge the request does nothing
   */
  public static @Nullable Object onExecute(
      Object client,
      @Nullable HttpHost target,
      HttpRequest request,
      @Nullable HttpContext context) {
    HttpResponse refusal =
        SendAdvice.response(
            Call.unhooked(Outgoing.WHERE, () -> new Outgoing(request, target).head()));
    if (refusal != null) {
      return GovernedResponse.of(refusal);
    }
    CALLS.begin(RoutedRequest.target(request));
    return null;
  }

  /**
   * Advice on the exit of that method: leads the answer through the engine.
   *
   * @param client the client
   * @param target where to
   * @param request the application's request
   * @param context the application's context
   * @param response the answer
   * @param thrown what it threw
   * @return the answer with another body, or null to leave it
   */
  public static @Nullable Object onExecuted(
      Object client,
      @Nullable HttpHost target,
      HttpRequest request,
      @Nullable HttpContext context,
      @Nullable CloseableHttpResponse response,
      @Nullable Throwable thrown) {
    Decision decision = CALLS.end();
    if (decision == null || decision.refusal() != null) {
      return null;
    }
    if (response == null) {
      decision.fail(thrown == null ? new IllegalStateException("no answer") : thrown);
      return null;
    }
    HttpEntity entity = response.getEntity();
    AnswerPlan plan =
        decision.answer(
            response.getStatusLine().getStatusCode(), new Lines(response), entity != null);
    if (entity == null || plan.isUntouched()) {
      return null;
    }
    AnswerEntity governed = new AnswerEntity(entity, plan);
    response.setEntity(governed);
    if (plan.dropsLength()) {
      response.removeHeaders(HTTP.CONTENT_LEN);
      response.removeHeaders(HTTP.CONTENT_ENCODING);
    }
    return GovernedResponse.of(response, governed);
  }
}
