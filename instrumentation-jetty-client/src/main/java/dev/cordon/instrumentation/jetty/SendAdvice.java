package dev.cordon.instrumentation.jetty;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Leaving;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpConnection;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.client.transport.HttpSender;
import org.eclipse.jetty.client.transport.SendFailure;
import org.jspecify.annotations.Nullable;

/** Advice on a request's way out. */
public final class SendAdvice {
  private SendAdvice() {}

  /**
   * Advice where a request is queued for its destination: those of the application, and those by
   * which the client follows a redirect or answers a challenge.
   *
   * @param destination the destination
   * @param exchange the request and what takes its answer
   * @return the call to make in the method's place, or null to go on
   */
  public static @Nullable Object onSend(HttpDestination destination, HttpExchange exchange) {
    HttpRequest request = exchange.getRequest();
    Outgoing outgoing = new Outgoing(request);
    RequestHead head = outgoing.head();
    Judged known = Judged.of(request.getConversation());
    if (outgoing.isTunnel() || (known != null && known.decision().covers(head))) {
      return null;
    }
    Call call = Call.of(Outgoing.WHERE, head);
    if (call != null) {
      Collecting collecting =
          new Collecting(call, outgoing, exchange, () -> destination.send(exchange));
      return takeOver(collecting::begin);
    }
    SyntheticAnswer refusal = known == null ? null : known.decision().redirected(head);
    return refusal == null ? null : takeOver(() -> Refused.give(exchange, refusal));
  }

  private static TakeOver takeOver(Runnable instead) {
    return () -> {
      instead.run();
      return Hook.NOTHING;
    };
  }

  /**
   * Answers in the place of {@link #onSend} when that failed.
   *
   * @return the refusal to give, or null to go on
   */
  public static @Nullable Object onSendFault(HttpDestination destination, HttpExchange exchange) {
    SyntheticAnswer refusal =
        Call.faulty(Outgoing.WHERE, new Outgoing(exchange.getRequest()).head());
    return refusal == null ? null : takeOver(() -> Refused.give(exchange, refusal));
  }

  /**
   * Advice where the application gives a request to a connection that it opened itself.
   *
   * @param connection the connection
   * @param request the request
   * @param listener takes the answer, or null
   * @return the call to make in the method's place, or null to go on
   */
  public static @Nullable Object onConnection(
      HttpConnection connection, Request request, Response.@Nullable CompleteListener listener) {
    HttpRequest own = (HttpRequest) request;
    Outgoing outgoing = new Outgoing(own);
    Call call = outgoing.isTunnel() ? null : Call.of(Outgoing.WHERE, outgoing.head());
    if (call == null) {
      return null;
    }
    return takeOver(
        () -> {
          if (listener != null) {
            own.getResponseListeners().addCompleteListener(listener, true);
          }
          HttpExchange exchange = new HttpExchange(connection.getHttpDestination(), own);
          Runnable send =
              () -> {
                SendFailure failed = connection.send(exchange);
                if (failed != null) {
                  own.abort(failed.failure);
                }
              };
          new Collecting(call, outgoing, exchange, send).begin();
        });
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
    Judged known = Judged.of(request.getConversation());
    if (known == null && outgoing.isTunnel()) {
      return null; // a WebSocket over HTTP/2 asks so too, and was judged
    }
    boolean mayLeave =
        known != null
            ? Leaving.apply(Outgoing.WHERE, known.decision().exchange(), outgoing.head(), outgoing)
            : Call.unhooked(Outgoing.WHERE, outgoing::head) == null
                && Leaving.apply(Outgoing.WHERE, null, outgoing.head(), outgoing);
    return mayLeave ? null : takeOver(() -> request.abort(new IOException(Leaving.FAULT)));
  }
}
