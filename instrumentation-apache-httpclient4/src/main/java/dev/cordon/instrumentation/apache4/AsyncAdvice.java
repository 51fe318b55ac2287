package dev.cordon.instrumentation.apache4;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Target;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.CallThreads;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.Leaving;
import dev.cordon.instrumentation.Routing;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.util.concurrent.Future;
import org.apache.http.Header;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpException;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.Configurable;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.nio.client.HttpAsyncClient;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.HTTP;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Advice on the asynchronous clients. */
public final class AsyncAdvice {
  private static final byte[] NONE = {};
  private static final int MOVED = 307;

  private AsyncAdvice() {}

  /**
   * Advice on the entry of a client's one method that every call passes: asks for the request, and
   * makes the call again with what came of it.
   *
   * @param client the client
   * @param producer the application's request
   * @param consumer takes the answer
   * @param context the application's context
   * @param callback hears of the result
   * @return the call to make in the method's place, or null to go on
   */
  public static @Nullable Object onExecute(
      HttpAsyncClient client,
      HttpAsyncRequestProducer producer,
      HttpAsyncResponseConsumer<?> consumer,
      @Nullable HttpContext context,
      @Nullable FutureCallback<?> callback) {
    if (producer instanceof SentProducer || Cordon.gate() == null) {
      return null;
    }
    return (TakeOver) () -> execute(client, producer, consumer, context, callback);
  }

  /**
   * Answers in the place of {@link #onExecute} when that failed.
   *
   * @throws HttpException what the application's producer throws
   * @throws IOException what the application's producer throws
   * @return the refusal to give, or null to go on
   */
  public static @Nullable Object onExecuteFault(
      HttpAsyncClient client,
      HttpAsyncRequestProducer producer,
      HttpAsyncResponseConsumer<?> consumer,
      @Nullable HttpContext context,
      @Nullable FutureCallback<?> callback)
      throws HttpException, IOException {
    SyntheticAnswer refusal =
        Call.faulty(
            Outgoing.WHERE, new Outgoing(producer.generateRequest(), producer.getTarget()).head());
    return refusal == null ? null : refuse(refusal, producer, consumer, context, callback);
  }

  @SuppressWarnings("unchecked") // one call's consumer and callback have one type
  private static <T> Future<T> execute(
      HttpAsyncClient client,
      HttpAsyncRequestProducer producer,
      HttpAsyncResponseConsumer<T> consumer,
      @Nullable HttpContext context,
      @Nullable FutureCallback<?> untyped)
      throws IOException {
    FutureCallback<T> callback = (FutureCallback<T>) untyped;
    HttpRequest request;
    HttpHost target;
    try {
      target = producer.getTarget();
      request = producer.generateRequest();
    } catch (HttpException | IOException | RuntimeException failure) {
      return client.execute(new SentProducer(producer, failure), consumer, context, callback);
    }
    HttpRequest asked = request;
    Target to =
        Routing.isAny() ? Routing.of(Outgoing.WHERE, new Outgoing(asked, target).head()) : null;
    if (to != null) {
      request = RoutedRequest.of(asked, to);
      target = RoutedRequest.host(to);
    }
    Call call = Call.of(Outgoing.WHERE, new Outgoing(request, target).head().routed(to));
    if (call == null) { // nothing is judged any more, and nothing led elsewhere
      return client.execute(new SentProducer(producer, asked), consumer, context, callback);
    }
    HttpRequestWrapper sent = HttpRequestWrapper.wrap(request);
    SentProducer body = new SentProducer(producer, sent, target);
    Decision decision;
    if (request instanceof HttpEntityEnclosingRequest
        && ((HttpEntityEnclosingRequest) request).getEntity() != null) {
      decision = body.collect(call, (HttpEntityEnclosingRequest) sent);
    } else {
      decision = call.whole(NONE);
    }
    SyntheticAnswer refusal = decision.refusal();
    if (refusal == null) {
      refusal = body.edited(decision, new Outgoing(sent, target));
    }
    if (refusal != null) {
      return refuse(refusal, producer, consumer, context, callback);
    }
    return send(
        client,
        body,
        new GovernedConsumer<>(consumer, sent, target, decision),
        configured(asked, context),
        callback);
  }

  /** What a client takes from the application's request itself, which it doesn't get. */
  private static @Nullable HttpContext configured(
      HttpRequest request, @Nullable HttpContext context) {
    if (!(request instanceof Configurable) || ((Configurable) request).getConfig() == null) {
      return context;
    }
    HttpClientContext made =
        context == null ? HttpClientContext.create() : HttpClientContext.adapt(context);
    made.setRequestConfig(((Configurable) request).getConfig());
    return context == null ? made : context;
  }

  private static <T> Future<T> send(
      HttpAsyncClient client,
      SentProducer producer,
      GovernedConsumer<T> consumer,
      @Nullable HttpContext context,
      @Nullable FutureCallback<T> callback) {
    Exchange.Scope scope = consumer.decision().makeCurrent();
    try {
      Future<T> future = client.execute(producer, consumer, context, callback);
      consumer.aborting().returned(future);
      return future;
    } catch (RuntimeException | Error failure) {
      consumer.lost(failure);
      throw failure;
    } finally {
      scope.close();
    }
  }

  @SuppressWarnings("unchecked") // one call's consumer and callback have one type
  private static <T> Future<T> refuse(
      SyntheticAnswer answer,
      HttpAsyncRequestProducer producer,
      HttpAsyncResponseConsumer<T> consumer,
      @Nullable HttpContext context,
      @Nullable FutureCallback<?> callback) {
    Refused<T> refused =
        new Refused<>(answer, producer, consumer, context, (FutureCallback<T>) callback);
    CallThreads.shared().execute(refused);
    return refused.future();
  }

  /**
   * Advice where a connection gets its next request, at each attempt and redirect: the last look.
   *
   * @param handler drives the call
   * @param request the client's own copy of the request
   * @return the request
   */
  public static HttpRequest onGenerated(Object handler, HttpRequest request) {
    if (request.getRequestLine().getMethod().equalsIgnoreCase("CONNECT")) {
      return request;
    }
    GovernedConsumer<?> governed = GovernedConsumer.of(request);
    if (governed != null) {
      governed.aborting().drivenBy(handler);
    }
    Outgoing outgoing = new Outgoing(request, hostOf(request, governed));
    Decision decision = governed == null ? null : governed.decision();
    RequestHead head = outgoing.head();
    Call call = Call.of(Outgoing.WHERE, head); // also tells that this connection is a guarded one
    if (decision == null || !decision.covers(head)) {
      SyntheticAnswer refusal;
      if (call != null) {
        decision = again(call, request, governed);
        refusal = decision.refusal();
      } else {
        refusal = decision == null ? null : decision.redirected(head);
        if (decision != null) {
          decision.editRedirected(head, outgoing);
        }
      }
      if (refusal != null) {
        throw new DeliberateException(new IOException("Cordon refused to send this request"));
      }
    }
    if (!Leaving.apply(
        Outgoing.WHERE, decision == null ? null : decision.exchange(), outgoing.head(), outgoing)) {
      throw new DeliberateException(new IOException(Leaving.FAULT));
    }
    return request;
  }

  /** Judges a redirect, or what came another way than through {@link #onExecute}. */
  private static Decision again(
      Call call, HttpRequest request, @Nullable GovernedConsumer<?> governed) {
    boolean hasBody =
        request instanceof HttpEntityEnclosingRequest
            && ((HttpEntityEnclosingRequest) request).getEntity() != null;
    Decision decision =
        hasBody || governed == null ? call.unread(Exchange.Unread.DUPLEX, -1) : call.whole(NONE);
    if (decision.refusal() == null) {
      if (decision.changesHead()) {
        decision.edit(new Outgoing(request, (HttpHost) null));
      }
      if (governed == null) {
        decision.answer(MOVED, HeaderSource.NONE, false); // nobody here sees the real one
      } else {
        governed.redirected(decision);
      }
    }
    return decision;
  }

  /** Where a connection's next request goes to: the client has told the server by now. */
  private static @Nullable HttpHost hostOf(
      HttpRequest request, @Nullable GovernedConsumer<?> governed) {
    Header line = request.getFirstHeader(HTTP.TARGET_HOST);
    HttpHost first = governed == null ? null : governed.target();
    if (line == null || (first != null && first.toHostString().equals(line.getValue()))) {
      return first;
    }
    String host = line.getValue();
    int port = host.lastIndexOf(':');
    return port <= host.lastIndexOf(']')
        ? new HttpHost(host)
        : new HttpHost(host.substring(0, port), Integer.parseInt(host.substring(port + 1)));
  }
}
