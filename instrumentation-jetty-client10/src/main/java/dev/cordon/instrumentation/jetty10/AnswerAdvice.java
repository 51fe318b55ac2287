package dev.cordon.instrumentation.jetty10;

import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.AnswerPush;
import dev.cordon.instrumentation.JudgedCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.eclipse.jetty.client.ContentDecoder;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpExchange;
import org.eclipse.jetty.client.HttpRequest;
import org.eclipse.jetty.client.HttpResponse;
import org.eclipse.jetty.client.ResponseNotifier;
import org.eclipse.jetty.client.api.Response;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Advice where listeners are told of an answer. */
public final class AnswerAdvice {
  private AnswerAdvice() {}

  /**
   * Advice where listeners get the headers: takes out what is not true of a restored answer.
   *
   * @param notifier tells the listeners
   * @param listeners who is told
   * @param response the answer
   * @return null, to go on
   */
  public static @Nullable Object onHeaders(
      ResponseNotifier notifier, List<Response.ResponseListener> listeners, Response response) {
    JudgedCall judged = judged(response);
    if (judged == null || HttpStatus.isInformational(response.getStatus())) {
      return null;
    }
    HttpRequest request = (HttpRequest) response.getRequest();
    HttpExchange exchange = request.getConversation().getExchanges().peekLast();
    if (exchange == null) {
      return null;
    }
    HttpClient client = exchange.getHttpDestination().getHttpClient();
    boolean decoded = isDecoded(client, response.getHeaders());
    AnswerPlan plan =
        judged.answer(
            client.getProtocolHandlers().find(request, response) == null,
            response.getStatus(),
            Lines.ofAnswer(response.getHeaders(), decoded),
            !HttpMethod.HEAD.is(request.getMethod()));
    if (plan.dropsLength()) {
      drop(response, HttpHeader.CONTENT_LENGTH);
      if (!decoded) {
        drop(response, HttpHeader.CONTENT_ENCODING);
      }
    }
    judged.push(plan.isUntouched() ? null : plan.push());
    return null;
  }

  private static @Nullable JudgedCall judged(Response response) {
    return response instanceof HttpResponse && response.getRequest() instanceof HttpRequest
        ? Outgoing.CALLS.of(((HttpRequest) response.getRequest()).getConversation())
        : null;
  }

  /** Tells whether the client decodes the answer, which it decides behind the headers. */
  private static boolean isDecoded(HttpClient client, HttpFields headers) {
    List<String> codings = headers.getCSV(HttpHeader.CONTENT_ENCODING.asString(), false);
    for (ContentDecoder.Factory factory : client.getContentDecoderFactories()) {
      if (codings.stream().anyMatch(factory.getEncoding()::equalsIgnoreCase)) {
        return true;
      }
    }
    return false;
  }

  private static void drop(Response response, HttpHeader header) {
    ((HttpResponse) response).headers(fields -> fields.remove(header));
  }

  /**
   * Advice where listeners get a piece of the content.
   *
   * @param notifier tells the listeners
   * @param response the answer
   * @param demand takes how many pieces a listener wants
   * @param buffer the piece
   * @param callback hears that all are done with it
   * @param listeners who is told
   * @return the arguments, or null to go on
   */
  public static Object @Nullable [] onContent(
      ResponseNotifier notifier,
      Response response,
      ObjLongConsumer<Object> demand,
      ByteBuffer buffer,
      Callback callback,
      List<Response.DemandedContentListener> listeners) {
    JudgedCall judged = judged(response);
    AnswerPush push = judged == null ? null : judged.push();
    if (push == null) {
      return null;
    }
    ByteBuffer restored;
    try {
      restored = push.nextOf(buffer);
    } catch (IOException undecodable) {
      response.abort(undecodable);
      restored = ByteBuffer.allocate(0);
    }
    if (restored.hasRemaining()) {
      return new Object[] {response, demand, restored, callback, listeners};
    }
    // Nobody gets an empty piece: another one comes in its place.
    ObjLongConsumer<Object> all =
        (nobody, count) -> listeners.forEach(listener -> demand.accept(listener, count));
    return new Object[] {response, all, restored, callback, Collections.emptyList()};
  }

  /**
   * Advice where listeners are told that the content has ended: they get first what was held back.
   *
   * @param notifier tells the listeners
   * @param listeners who is told
   * @param response the answer
   * @return null, to go on
   */
  public static @Nullable Object onSuccess(
      ResponseNotifier notifier, List<Response.ResponseListener> listeners, Response response) {
    JudgedCall judged = judged(response);
    AnswerPush push = judged == null ? null : judged.push();
    if (judged == null || push == null) {
      return null;
    }
    judged.push(null);
    ByteBuffer rest;
    try {
      rest = push.finish();
    } catch (IOException incomplete) {
      return null; // nothing is left of it, and the call has ended
    }
    for (Response.ResponseListener listener : listeners) {
      if (rest.hasRemaining() && listener instanceof Response.DemandedContentListener) {
        ((Response.DemandedContentListener) listener)
            .onContent(response, count -> {}, rest.slice(), Callback.NOOP);
      }
    }
    return null;
  }
}
