package dev.cordon.instrumentation.apache5;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.CallThreads;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Routing;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.AsyncPushConsumer;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.HandlerFactory;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Advice on the asynchronous clients. The requests that it changes are the client's own copies. */
public final class AsyncAdvice {
  /** Encloses the callback that an application's call begins its way through the chain with. */
  private static final String CLIENT =
      "org.apache.hc.client5.http.impl.async.InternalAbstractHttpAsyncClient";

  private static final ClassValue<Boolean> BEGINS =
      new ClassValue<Boolean>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return type.getName().startsWith(CLIENT);
        }
      };

  private static final MethodType EXECUTE =
      MethodType.methodType(
          void.class,
          HttpRequest.class,
          AsyncEntityProducer.class,
          AsyncExecChain.Scope.class,
          AsyncExecCallback.class);

  private AsyncAdvice() {}

  /**
   * Advice on a client's one method that every call passes: sends a call where policy wants it. A
   * call whose target stands apart from the request stays, and is refused where it is judged.
   *
   * @param client the client
   * @param target where to; null where the request says it
   * @param producer the application's request
   * @param consumer takes the answer
   * @param push takes what the server sends unasked
   * @param context the application's context
   * @param callback hears of the result
   * @return the arguments, or null to leave them
   */
  public static Object @Nullable [] onExecute(
      Object client,
      @Nullable HttpHost target,
      AsyncRequestProducer producer,
      AsyncResponseConsumer<?> consumer,
      @Nullable HandlerFactory<AsyncPushConsumer> push,
      @Nullable HttpContext context,
      @Nullable FutureCallback<?> callback) {
    return target != null || !Routing.isAny()
        ? null
        : new Object[] {null, new RoutedProducer(producer), consumer, push, context, callback};
  }

  /**
   * Advice on the entry of an element of the chain. The first one sees what the application asks
   * for, once, on its thread.
   *
   * @param lookup the element's own
   * @param element the element
   * @param request the client's copy of the request
   * @param producer the body, or null
   * @param scope the call's state
   * @param callback takes the answer
   * @return the call to make in the method's place, or null to go on
   * @throws ReflectiveOperationException when the element has another shape, which the linker
   *     reports
   */
  public static @Nullable Object onStep(
      MethodHandles.Lookup lookup,
      Object element,
      HttpRequest request,
      @Nullable AsyncEntityProducer producer,
      AsyncExecChain.Scope scope,
      AsyncExecCallback callback)
      throws ReflectiveOperationException {
    if (!BEGINS.get(callback.getClass())) {
      return null;
    }
    Outgoing outgoing = new Outgoing(request, producer, true);
    RequestHead head = outgoing.head(target(request, scope));
    Call call = Call.of(Outgoing.WHERE, head.routed(RoutedProducer.target(scope.originalRequest)));
    if (call == null) {
      return null;
    }
    MethodHandle execute =
        lookup.findVirtual(element.getClass(), "execute", EXECUTE).bindTo(element);
    Collecting.Outcome outcome = new Judged(execute, request, producer, scope, callback);
    return (TakeOver)
        () -> {
          Collecting.judge(call, outgoing, producer, producer, outcome);
          return Hook.NOTHING;
        };
  }

  /**
   * Answers in the place of {@link #onStep} when that failed.
   *
   * @return the refusal to give, or null to go on
   */
  public static @Nullable Object onStepFault(
      MethodHandles.Lookup lookup,
      Object element,
      HttpRequest request,
      @Nullable AsyncEntityProducer producer,
      AsyncExecChain.Scope scope,
      AsyncExecCallback callback) {
    SyntheticAnswer refusal =
        Call.faulty(
            Outgoing.WHERE, new Outgoing(request, producer, true).head(target(request, scope)));
    if (refusal == null) {
      return null;
    }
    CallThreads.shared().execute(() -> GovernedCallback.refuse(callback, refusal));
    return Hook.NOTHING;
  }

  /** Where to, when the request itself doesn't say. */
  private static @Nullable HttpHost target(HttpRequest request, AsyncExecChain.Scope scope) {
    return request.getAuthority() == null ? scope.route.getTargetHost() : null;
  }

  /** A call of the application's, when it has been judged. */
  private static final class Judged implements Collecting.Outcome {
    private final MethodHandle execute;
    private final HttpRequest request;
    private final @Nullable AsyncEntityProducer producer;
    private final AsyncExecChain.Scope scope;
    private final AsyncExecCallback callback;

    Judged(
        MethodHandle execute,
        HttpRequest request,
        @Nullable AsyncEntityProducer producer,
        AsyncExecChain.Scope scope,
        AsyncExecCallback callback) {
      this.execute = execute;
      this.request = request;
      this.producer = producer;
      this.scope = scope;
      this.callback = callback;
    }

    @Override
    public void refused(SyntheticAnswer answer) {
      CallThreads.shared().execute(() -> GovernedCallback.refuse(callback, answer));
    }

    @Override
    public void failed(Exception cause) {
      callback.failed(cause);
    }

    @Override
    public void decided(Decision decision, @Nullable SentBody body)
        throws HttpException, IOException {
      AsyncEntityProducer sent =
          producer == null || body == null ? null : new SentProducer(producer, decision, body);
      if (sent == null) {
        GovernedCallback.BODILESS.put(scope.clientContext, decision);
      }
      AsyncExecCallback governed = new GovernedCallback(callback, scope.clientContext, decision);
      Exchange.Scope current = decision.makeCurrent();
      try {
        proceed(sent, governed);
      } finally {
        current.close();
      }
    }

    private void proceed(@Nullable AsyncEntityProducer sent, AsyncExecCallback governed)
        throws HttpException, IOException {
      try {
        execute.invoke(request, sent, scope, governed);
      } catch (HttpException | IOException | RuntimeException | Error thrown) {
        throw thrown;
      } catch (Throwable impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /**
   * Advice on a client without a chain: takes the place of what is given to it.
   *
   * @param client the client
   * @param handler sends and receives
   * @param push takes what the server sends unasked
   * @param context the application's context
   * @return the arguments
   */
  public static Object[] onMinimal(
      Object client,
      AsyncClientExchangeHandler handler,
      @Nullable HandlerFactory<AsyncPushConsumer> push,
      @Nullable HttpContext context) {
    return new Object[] {new GovernedExchange(handler, context, false), push, context};
  }

  /**
   * Advice where HttpCore gets a request to send: the last look.
   *
   * @param handler sends and receives
   * @param push takes what the server sends unasked
   * @param dependency what can be cancelled
   * @param context the call's context
   * @return the arguments
   */
  public static Object[] onCommand(
      AsyncClientExchangeHandler handler,
      @Nullable HandlerFactory<AsyncPushConsumer> push,
      @Nullable CancellableDependency dependency,
      @Nullable HttpContext context) {
    return new Object[] {new GovernedExchange(handler, context, true), push, dependency, context};
  }
}
