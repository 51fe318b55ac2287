package dev.cordon.instrumentation.jetty9;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.JudgedCall;
import dev.cordon.instrumentation.Leaving;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.client.HttpConnection;
import org.eclipse.jetty.client.HttpDestination;
import org.eclipse.jetty.client.HttpExchange;
import org.eclipse.jetty.client.HttpRequest;
import org.eclipse.jetty.client.HttpSender;
import org.eclipse.jetty.client.api.Request;
import org.eclipse.jetty.client.api.Response;
import org.jspecify.annotations.Nullable;

/** Advice on a request's way out. */
public final class SendAdvice {
  private static final MethodType SEND =
      MethodType.methodType(void.class, HttpRequest.class, List.class);
  private static final MethodType LISTENERS = MethodType.methodType(List.class);

  private SendAdvice() {}

  /**
   * Advice where a destination takes a request: those of the application, and those by which the
   * client follows a redirect or answers a challenge.
   *
   * @param lookup the client's own
   * @param destination the destination
   * @param request the request
   * @param listeners take the answer
   * @return the call to make in the method's place, or null to go on
   * @throws Throwable when the client has another shape, which the linker reports
   */
  public static @Nullable Object onSend(
      MethodHandles.Lookup lookup,
      HttpDestination destination,
      HttpRequest request,
      List<Response.ResponseListener> listeners)
      throws Throwable {
    Outgoing outgoing = new Outgoing(request);
    RequestHead head = outgoing.head();
    JudgedCall known = Outgoing.CALLS.of(Outgoing.conversation(lookup, request));
    if (outgoing.isTunnel() || (known != null && known.decision().covers(head))) {
      return null;
    }
    Call call = Call.of(Outgoing.WHERE, head);
    if (call != null) {
      MethodHandle send = lookup.findVirtual(HttpDestination.class, "send", SEND);
      return (TakeOver)
          () -> {
            HttpExchange exchange = new StandIn(destination, request, listeners);
            Collecting.Send again = () -> send.invoke(destination, request, listeners);
            new Collecting(call, outgoing, destination, exchange, again).begin();
            return Hook.NOTHING;
          };
    }
    SyntheticAnswer refusal = known == null ? null : known.decision().redirected(head);
    return refusal == null ? null : refuse(destination, request, listeners, refusal);
  }

  private static TakeOver takeOver(Runnable instead) {
    return () -> {
      instead.run();
      return Hook.NOTHING;
    };
  }

  private static TakeOver refuse(
      HttpDestination destination,
      HttpRequest request,
      List<Response.ResponseListener> listeners,
      SyntheticAnswer refusal) {
    return takeOver(
        () -> {
          HttpExchange exchange = new StandIn(destination, request, listeners);
          Refused.give(destination, exchange, refusal);
        });
  }

  /**
   * Answers in the place of {@link #onSend} when that failed.
   *
   * @return the refusal to give, or null to go on
   */
  public static @Nullable Object onSendFault(
      MethodHandles.Lookup lookup,
      HttpDestination destination,
      HttpRequest request,
      List<Response.ResponseListener> listeners) {
    SyntheticAnswer refusal = Call.faulty(Outgoing.WHERE, new Outgoing(request).head());
    return refusal == null ? null : refuse(destination, request, listeners, refusal);
  }

  /**
   * Advice where the application gives a request to a connection that it opened itself.
   *
   * @param lookup the client's own
   * @param connection the connection
   * @param request the request
   * @param listener takes the answer, or null
   * @return the call to make in the method's place, or null to go on
   * @throws Throwable when the client has another shape, which the linker reports
   */
  @SuppressWarnings("unchecked") // the method's own type
  public static @Nullable Object onConnection(
      MethodHandles.Lookup lookup,
      HttpConnection connection,
      Request request,
      Response.@Nullable CompleteListener listener)
      throws Throwable {
    HttpRequest own = (HttpRequest) request;
    Outgoing outgoing = new Outgoing(own);
    RequestHead head = outgoing.head();
    JudgedCall known = Outgoing.CALLS.of(Outgoing.conversation(lookup, own));
    if (outgoing.isTunnel() || (known != null && known.decision().covers(head))) {
      return null;
    }
    Call call = Call.of(Outgoing.WHERE, head);
    if (call == null) {
      return null;
    }
    MethodHandle added = lookup.findVirtual(HttpRequest.class, "getResponseListeners", LISTENERS);
    return (TakeOver)
        () -> {
          List<Response.ResponseListener> listeners =
              new ArrayList<>((List<Response.ResponseListener>) added.invoke(own));
          if (listener != null) {
            listeners.add(listener);
          }
          HttpDestination destination = connection.getHttpDestination();
          HttpExchange exchange = new StandIn(destination, own, listeners);
          Collecting.Send again = () -> connection.send(request, listener);
          new Collecting(call, outgoing, destination, exchange, again).begin();
          return Hook.NOTHING;
        };
  }

  /**
   * Advice where a request is handed to what writes it, with the headers that the client added: the
   * last look.
   *
   * @param sender writes the request
   * @param exchange the request
   * @return what keeps it back, or null to go on
   */
  public static @Nullable Object onLeaving(HttpSender sender, HttpExchange exchange) {
    HttpRequest request = exchange.getRequest();
    Outgoing outgoing = new Outgoing(request);
    if (outgoing.isTunnel()) {
      return null;
    }
    JudgedCall known = Outgoing.CALLS.of(exchange.getConversation());
    boolean mayLeave =
        known != null
            ? Leaving.apply(Outgoing.WHERE, known.decision().exchange(), outgoing.head(), outgoing)
            : Call.unhooked(Outgoing.WHERE, outgoing::head) == null
                && Leaving.apply(Outgoing.WHERE, null, outgoing.head(), outgoing);
    return mayLeave ? null : takeOver(() -> request.abort(new IOException(Leaving.FAULT)));
  }
}
