package dev.cordon.instrumentation.jetty9;

import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.AnswerPush;
import dev.cordon.instrumentation.JudgedCall;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.eclipse.jetty.client.ContentDecoder;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpRequest;
import org.eclipse.jetty.client.HttpResponse;
import org.eclipse.jetty.client.ResponseNotifier;
import org.eclipse.jetty.client.api.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Advice where listeners are told of an answer. */
public final class AnswerAdvice {
  private static final Delivery DELIVERY = Delivery.ofThisVersion();

  private AnswerAdvice() {}

  /**
   * Advice where listeners get the headers: takes out what is not true of a restored answer.
   *
   * @param lookup the client's own
   * @param notifier tells the listeners
   * @param listeners who is told
   * @param response the answer
   * @return null, to go on
   * @throws Throwable when the client has another shape, which the linker reports
   */
  public static @Nullable Object onHeaders(
      MethodHandles.Lookup lookup,
      ResponseNotifier notifier,
      List<Response.ResponseListener> listeners,
      Response response)
      throws Throwable {
    JudgedCall judged = judged(lookup, response);
    if (judged == null || HttpStatus.isInformational(response.getStatus())) {
      return null;
    }
    HttpRequest request = (HttpRequest) response.getRequest();
    HttpClient client = Outgoing.client(Outgoing.conversation(lookup, request));
    if (client == null) {
      return null;
    }
    boolean decoded = isDecoded(client, response.getHeaders());
    AnswerPlan plan =
        judged.answer(
            client.getProtocolHandlers().find(request, response) == null,
            response.getStatus(),
            Lines.ofAnswer(response.getHeaders(), decoded),
            !HttpMethod.HEAD.is(request.getMethod()));
    if (plan.dropsLength()) {
      response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
      if (!decoded) {
        response.getHeaders().remove(HttpHeader.CONTENT_ENCODING);
      }
    }
    judged.push(plan.isUntouched() ? null : plan.push());
    return null;
  }

  private static @Nullable JudgedCall judged(MethodHandles.Lookup lookup, Response response)
      throws Throwable {
    return response instanceof HttpResponse && response.getRequest() instanceof HttpRequest
        ? Outgoing.CALLS.of(Outgoing.conversation(lookup, (HttpRequest) response.getRequest()))
        : null;
  }

  /** Tells whether the client decodes the answer, which it decides behind the headers. */
  private static boolean isDecoded(HttpClient client, HttpFields headers) {
    for (HttpField field : headers) {
      if (field.getHeader() == HttpHeader.CONTENT_ENCODING && field.getValue() != null) {
        for (String coding : field.getValue().split(",")) {
          for (ContentDecoder.Factory factory : client.getContentDecoderFactories()) {
            if (factory.getEncoding().equalsIgnoreCase(coding.trim())) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  /**
   * Advice where listeners get a piece of the content, in versions that ask each of them whether it
   * wants any.
   *
   * @param lookup the client's own
   * @param notifier tells the listeners
   * @param listeners who is told
   * @param response the answer
   * @param buffer the piece
   * @param callback hears that all are done with it
   * @return the arguments, or null to go on
   * @throws Throwable when the client has another shape, which the linker reports
   */
  public static Object @Nullable [] onContent(
      MethodHandles.Lookup lookup,
      ResponseNotifier notifier,
      List<Response.ResponseListener> listeners,
      Response response,
      ByteBuffer buffer,
      Callback callback)
      throws Throwable {
    ByteBuffer restored = DELIVERY == Delivery.TO_ALL ? restored(lookup, response, buffer) : null;
    return restored == null
        ? null
        : new Object[] {takers(listeners, restored), response, restored, callback};
  }

  /**
   * The same in versions that know who wants content.
   *
   * @param lookup the client's own
   * @param notifier tells the listeners
   * @param response the answer
   * @param buffer the piece
   * @param callback hears that all are done with it
   * @param listeners who is told
   * @return the arguments, or null to go on
   * @throws Throwable when the client has another shape, which the linker reports
   */
  public static Object @Nullable [] onContentFor(
      MethodHandles.Lookup lookup,
      ResponseNotifier notifier,
      Response response,
      ByteBuffer buffer,
      Callback callback,
      List<?> listeners)
      throws Throwable {
    ByteBuffer restored = restored(lookup, response, buffer);
    return restored == null
        ? null
        : new Object[] {response, restored, callback, takers(listeners, restored)};
  }

  /**
   * The same in versions whose listeners say how many pieces they want.
   *
   * @param lookup the client's own
   * @param notifier tells the listeners
   * @param response the answer
   * @param demand takes how many pieces a listener wants
   * @param buffer the piece
   * @param callback hears that all are done with it
   * @param listeners who is told
   * @return the arguments, or null to go on
   * @throws Throwable when the client has another shape, which the linker reports
   */
  public static Object @Nullable [] onDemandedContent(
      MethodHandles.Lookup lookup,
      ResponseNotifier notifier,
      Response response,
      ObjLongConsumer<Object> demand,
      ByteBuffer buffer,
      Callback callback,
      List<?> listeners)
      throws Throwable {
    ByteBuffer restored = restored(lookup, response, buffer);
    if (restored == null) {
      return null;
    }
    if (restored.hasRemaining()) {
      return new Object[] {response, demand, restored, callback, listeners};
    }
    // Nobody gets an empty piece: another one comes in its place.
    ObjLongConsumer<Object> all =
        (nobody, count) -> listeners.forEach(listener -> demand.accept(listener, count));
    return new Object[] {response, all, restored, callback, Collections.emptyList()};
  }

  /** Nobody gets an empty piece: without listeners the client goes on at once. */
  private static List<?> takers(List<?> listeners, ByteBuffer restored) {
    return restored.hasRemaining() ? listeners : Collections.emptyList();
  }

  /** Returns what becomes of a piece, perhaps nothing; null where the answer goes on as it is. */
  private static @Nullable ByteBuffer restored(
      MethodHandles.Lookup lookup, Response response, ByteBuffer buffer) throws Throwable {
    JudgedCall judged = judged(lookup, response);
    AnswerPush push = judged == null ? null : judged.push();
    if (push == null) {
      return null;
    }
    try {
      return push.nextOf(buffer);
    } catch (IOException undecodable) {
      response.abort(undecodable);
      return ByteBuffer.allocate(0);
    }
  }

  /**
   * Advice where listeners are told that the content has ended: they get first what was held back.
   *
   * @param lookup the client's own
   * @param notifier tells the listeners
   * @param listeners who is told
   * @param response the answer
   * @return null, to go on
   * @throws Throwable when the client has another shape, which the linker reports
   */
  public static @Nullable Object onSuccess(
      MethodHandles.Lookup lookup,
      ResponseNotifier notifier,
      List<Response.ResponseListener> listeners,
      Response response)
      throws Throwable {
    JudgedCall judged = judged(lookup, response);
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
    if (rest.hasRemaining()) {
      DELIVERY.deliver(notifier, listeners, response, rest);
    }
    return null;
  }
}
