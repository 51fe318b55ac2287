package dev.cordon.instrumentation.apache5;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Target;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.Attempts;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.Leaving;
import dev.cordon.instrumentation.Routing;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Advice on the classic client. The requests that it changes are the client's own copies. */
public final class ClassicAdvice {
  private static final Attempts.Calls<HttpEntity> CALLS = new Attempts.Calls<HttpEntity>();

  private static final String WHERE = Outgoing.WHERE;
  private static final byte[] NONE = {};

  /** Of a method that only the client's package sees. */
  private static final MethodType ADAPT =
      MethodType.methodType(CloseableHttpResponse.class, ClassicHttpResponse.class);

  private ClassicAdvice() {}

  /**
   * Advice on the arguments of {@code doExecute}: sends a call where policy wants it, before a
   * route to the server is planned and a connection taken.
   *
   * @param client the client
   * @param target where to; null where the request says it
   * @param request the application's request
   * @param context the application's context
   * @return the arguments, or null to leave them
   */
  public static Object @Nullable [] onTarget(
      Object client,
      @Nullable HttpHost target,
      ClassicHttpRequest request,
      @Nullable HttpContext context) {
    Target to = Routing.isAny() ? Routing.of(WHERE, new Outgoing(request).head(target)) : null;
    return to == null
        ? null
        : new Object[] {Outgoing.host(to), new RoutedRequest(request, to), context};
  }

  /**
   * Advice on the entry of {@code doExecute}.
   *
   * @param lookup the client class's own
   * @param client the client
   * @param target where to
   * @param request the application's request
   * @param context the application's context
   * @return null, or a refusal where what would judge the request does nothing
   * @throws Throwable when there is no such response in this version, which the linker reports
   */
  public static @Nullable Object onExecute(
      MethodHandles.Lookup lookup,
      Object client,
      @Nullable HttpHost target,
      ClassicHttpRequest request,
      @Nullable HttpContext context)
      throws Throwable {
    ClassicHttpResponse refusal =
        response(Call.unhooked(WHERE, () -> new Outgoing(request).head(target)));
    if (refusal != null) {
      return lookup.findStatic(CloseableHttpResponse.class, "adapt", ADAPT).invoke(refusal);
    }
    CALLS.begin(RoutedRequest.target(request));
    return null;
  }

  /**
   * Advice on the exit of {@code doExecute}: leads the answer through the engine.
   *
   * @param client the client
   * @param target where to
   * @param request the application's request
   * @param context the application's context
   * @param response the answer
   * @param thrown what it threw
   * @return null: the answer is the client's, with another body
   */
  public static @Nullable Object onExecuted(
      Object client,
      @Nullable HttpHost target,
      ClassicHttpRequest request,
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
    AnswerPlan plan = decision.answer(response.getCode(), new Lines(response), entity != null);
    if (entity != null && !plan.isUntouched()) {
      response.setEntity(new AnswerEntity(entity, plan));
      if (plan.dropsLength()) {
        response.removeHeaders(HttpHeaders.CONTENT_LENGTH);
        response.removeHeaders(HttpHeaders.CONTENT_ENCODING);
      }
    }
    return null;
  }

  /**
   * Advice on the entry of {@code HttpRequestExecutor.execute}: judges what is about to be written.
   *
   * @param executor the executor
   * @param request the request
   * @param connection where it goes to
   * @param callback hears of interim answers
   * @param context the call's context
   * @return policy's answer, or null to go on
   */
  public static @Nullable Object onSend(
      HttpRequestExecutor executor,
      ClassicHttpRequest request,
      HttpClientConnection connection,
      @Nullable HttpResponseInformationCallback callback,
      @Nullable HttpContext context) {
    Attempts<HttpEntity> attempts = CALLS.current();
    if (request.getMethod().equalsIgnoreCase("CONNECT")) {
      return null;
    }
    Outgoing outgoing = new Outgoing(request);
    if (attempts == null) { // not the client's, or its hook does nothing
      return response(Call.unhooked(WHERE, outgoing::head));
    }
    RequestHead head = attempts.routed(outgoing.head());
    HttpEntity entity = request.getEntity();
    Decision decision = attempts.repeated(head, entity);
    boolean elsewhere = false;
    if (decision == null) {
      Call call = Call.of(WHERE, head);
      if (call == null) {
        decision = attempts.elsewhere();
        elsewhere = decision != null;
      } else {
        decision = judge(call, entity);
        attempts.decided(decision, entity);
      }
    }
    if (decision != null) {
      SyntheticAnswer refusal = elsewhere ? decision.redirected(head) : decision.refusal();
      if (refusal != null) {
        return response(refusal);
      }
      replace(attempts, decision, request, entity);
      if (elsewhere) {
        decision.editRedirected(head, outgoing);
      } else {
        decision.edit(outgoing);
      }
    }
    if (!Leaving.apply(
        WHERE, decision == null ? null : decision.exchange(), outgoing.head(), outgoing)) {
      throw new DeliberateException(new IOException(Leaving.FAULT));
    }
    return null;
  }

  /**
   * Answers in the place of {@link #onSend} when that failed.
   *
   * @return a refusal, or null to go on
   */
  public static @Nullable Object onFault(
      HttpRequestExecutor executor,
      ClassicHttpRequest request,
      HttpClientConnection connection,
      @Nullable HttpResponseInformationCallback callback,
      @Nullable HttpContext context) {
    return response(Call.faulty(WHERE, new Outgoing(request).head()));
  }

  private static Decision judge(Call call, @Nullable HttpEntity entity) {
    if (entity == null) {
      return call.whole(NONE);
    }
    try {
      return call.read(entity::writeTo, entity.getContentLength());
    } catch (Throwable failure) {
      throw new DeliberateException(failure); // the application's entity
    }
  }

  private static void replace(
      Attempts<HttpEntity> attempts,
      Decision decision,
      ClassicHttpRequest request,
      @Nullable HttpEntity entity) {
    byte[] body = decision.body();
    if (entity == null || body == null) {
      return;
    }
    HttpEntity sent = attempts.sent();
    if (sent == null) {
      sent = new SentEntity(entity, body, decision.length());
      attempts.sent(sent);
    }
    request.setEntity(sent);
    if (request.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
      request.setHeader(HttpHeaders.CONTENT_LENGTH, sent.getContentLength());
    }
  }

  private static @Nullable ClassicHttpResponse response(@Nullable SyntheticAnswer answer) {
    if (answer == null) {
      return null;
    }
    BasicClassicHttpResponse response =
        new BasicClassicHttpResponse(answer.status(), answer.reason());
    ContentType type = null;
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      response.addHeader(header.getKey(), header.getValue());
      if (header.getKey().equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
        type = ContentType.parse(header.getValue());
      }
    }
    response.setEntity(new ByteArrayEntity(answer.body(), type));
    return response;
  }
}
