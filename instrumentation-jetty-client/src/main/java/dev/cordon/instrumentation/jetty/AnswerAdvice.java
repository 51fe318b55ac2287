package dev.cordon.instrumentation.jetty;

import dev.cordon.instrumentation.AnswerPlan;
import java.util.List;
import org.eclipse.jetty.client.ContentDecoder;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.client.transport.HttpResponse;
import org.eclipse.jetty.client.transport.ResponseListeners;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** Advice where listeners are told of an answer. */
public final class AnswerAdvice {
  /** Jetty 12.0 decides to decode behind the headers, and leaves in them what they say of it. */
  private static final boolean DECODES_LATER =
      hasNested("org.eclipse.jetty.client.transport.HttpReceiver$DecodingContentSource");

  private AnswerAdvice() {}

  private static boolean hasNested(String name) {
    try {
      Class.forName(name, false, ResponseListeners.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException another) {
      return false;
    }
  }

  /**
   * Advice where listeners get the headers: takes out what is not true of a restored answer.
   *
   * @param listeners who is told
   * @param response the answer
   * @return null, to go on
   */
  public static @Nullable Object onHeaders(ResponseListeners listeners, Response response) {
    Judged judged = judged(response);
    if (judged == null || HttpStatus.isInformational(response.getStatus())) {
      return null;
    }
    HttpRequest request = (HttpRequest) response.getRequest();
    HttpExchange exchange = request.getConversation().getExchanges().peekLast();
    if (exchange == null) {
      return null;
    }
    HttpClient client = exchange.getHttpDestination().getHttpClient();
    boolean decoded = DECODES_LATER && isDecoded(client, response.getHeaders());
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
    judged.plan(plan);
    return null;
  }

  private static @Nullable Judged judged(Response response) {
    return response instanceof HttpResponse && response.getRequest() instanceof HttpRequest
        ? Judged.of(((HttpRequest) response.getRequest()).getConversation())
        : null;
  }

  private static boolean isDecoded(HttpClient client, HttpFields headers) {
    List<String> codings = headers.getCSV(HttpHeader.CONTENT_ENCODING.asString(), false);
    for (ContentDecoder.Factory factory : client.getContentDecoderFactories()) {
      if (codings.stream().anyMatch(factory.getEncoding()::equalsIgnoreCase)) {
        return true;
      }
    }
    return false;
  }

  static void drop(Response response, HttpHeader header) {
    ((HttpResponse) response).headers(fields -> fields.remove(header));
  }

  /**
   * Advice where listeners get the content.
   *
   * @param listeners who is told
   * @param response the answer
   * @param source its content
   * @return the arguments, or null to go on
   */
  public static Object @Nullable [] onContent(
      ResponseListeners listeners, Response response, Content.Source source) {
    Judged judged = judged(response);
    AnswerPlan plan = judged == null ? null : judged.takePlan();
    return plan == null || plan.isUntouched()
        ? null
        : new Object[] {response, new AnswerSource(source, response, plan)};
  }
}
