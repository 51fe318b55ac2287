package dev.cordon.instrumentation.apache4;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Attempts;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.Leaving;
import java.io.IOException;
import java.util.Map;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.message.BasicHttpResponse;
import org.apache.http.protocol.HTTP;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Advice where HttpCore sends a request. Apart from {@link ClientAdvice}, whose types clients
 * before 4.3 don't have: it must be asked there too, to know that their calls are governed by
 * nobody. The requests that it changes are the client's own copies.
 */
public final class SendAdvice {
  private static final byte[] NONE = {};

  private SendAdvice() {}

  /**
   * Advice on the entry of {@code HttpRequestExecutor.execute}: judges what is about to be written.
   *
   * @param executor the executor
   * @param request the request
   * @param connection where it goes to
   * @param context the call's context
   * @return policy's answer, or null to go on
   */
  public static @Nullable Object onSend(
      HttpRequestExecutor executor,
      HttpRequest request,
      HttpClientConnection connection,
      @Nullable HttpContext context) {
    Attempts<HttpEntity> attempts = ClientAdvice.CALLS.current();
    if (request.getRequestLine().getMethod().equalsIgnoreCase("CONNECT")) {
      return null;
    }
    Outgoing outgoing = new Outgoing(request, context);
    if (attempts == null) { // not the client's, or its hook does nothing
      return response(Call.unhooked(Outgoing.WHERE, outgoing::head));
    }
    RequestHead head = attempts.routed(outgoing.head());
    HttpEntityEnclosingRequest enclosing =
        request instanceof HttpEntityEnclosingRequest ? (HttpEntityEnclosingRequest) request : null;
    HttpEntity entity = enclosing == null ? null : enclosing.getEntity();
    Decision decision = attempts.repeated(head, entity);
    boolean elsewhere = false;
    if (decision == null) {
      Call call = Call.of(Outgoing.WHERE, head);
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
      if (decision.changesHead() && !outgoing.canEdit()) {
        throw new DeliberateException(new IOException(Leaving.FAULT));
      }
      replace(attempts, decision, enclosing, entity);
      if (elsewhere) {
        decision.editRedirected(head, outgoing);
      } else {
        decision.edit(outgoing);
      }
    }
    if (!Leaving.apply(
        Outgoing.WHERE, decision == null ? null : decision.exchange(), outgoing.head(), outgoing)) {
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
      HttpRequest request,
      HttpClientConnection connection,
      @Nullable HttpContext context) {
    return response(Call.faulty(Outgoing.WHERE, new Outgoing(request, context).head()));
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
      @Nullable HttpEntityEnclosingRequest request,
      @Nullable HttpEntity entity) {
    byte[] body = decision.body();
    if (request == null || entity == null || body == null) {
      return;
    }
    HttpEntity sent = attempts.sent();
    if (sent == null) {
      sent = new SentEntity(entity, body, decision.length());
      attempts.sent(sent);
    }
    request.setEntity(sent);
    if (request.containsHeader(HTTP.CONTENT_LEN)) {
      request.setHeader(HTTP.CONTENT_LEN, Long.toString(sent.getContentLength()));
    }
  }

  /** Makes a response of an answer; null of none. */
  static @Nullable HttpResponse response(@Nullable SyntheticAnswer answer) {
    if (answer == null) {
      return null;
    }
    BasicHttpResponse response =
        new BasicHttpResponse(HttpVersion.HTTP_1_1, answer.status(), answer.reason());
    ByteArrayEntity entity = new ByteArrayEntity(answer.body());
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      response.addHeader(header.getKey(), header.getValue());
      if (header.getKey().equalsIgnoreCase(HTTP.CONTENT_TYPE)) {
        entity.setContentType(header.getValue());
      }
    }
    response.setEntity(entity);
    return response;
  }
}
