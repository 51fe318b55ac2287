package dev.cordon.instrumentation.jetty10;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.BodyCollector;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.JudgedCall;
import dev.cordon.instrumentation.Leaving;
import dev.cordon.instrumentation.Upgrades;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpConversation;
import org.eclipse.jetty.client.HttpExchange;
import org.eclipse.jetty.client.HttpRequest;
import org.eclipse.jetty.client.api.Request;
import org.eclipse.jetty.client.api.Response;
import org.eclipse.jetty.client.api.Result;
import org.eclipse.jetty.client.util.AsyncRequestContent;
import org.eclipse.jetty.client.util.ByteBufferRequestContent;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request's body, judges it and sends the request. A body that isn't there yet is waited
 * for by its demand, not by a thread; one that may block is read on a thread of the client's, as
 * the client itself may do it. Used by one thread at a time.
 */
final class Collecting implements Request.Content.Consumer {
  private static final byte[] EMPTY = {};

  private final Call call;
  private final Outgoing outgoing;
  private final HttpExchange exchange;
  private final HttpRequest request;
  private final Runnable send;
  private final Request.@Nullable Content body;
  private final BodyCollector collector;
  private Scheduler.@Nullable Task timeout;

  /** What opens the WebSocket whose handshake this is, when its messages will be seen. */
  private @Nullable Object opener;

  private final Source source = new Source();
  private boolean isFirst = true;
  private boolean inOne;

  /**
   * Makes ready to judge.
   *
   * @param call the call
   * @param outgoing its request
   * @param exchange the same in the client's terms
   * @param send sends the request
   */
  Collecting(Call call, Outgoing outgoing, HttpExchange exchange, Runnable send) {
    this.call = call;
    this.outgoing = outgoing;
    outgoing.freeze();
    this.exchange = exchange;
    this.request = exchange.getRequest();
    this.send = send;
    this.body = request.getBody();
    this.collector = call.collect(body == null ? 0 : outgoing.length(body));
  }

  /** Begins; the request is sent, refused or failed when the body is there. */
  void begin() {
    if (outgoing.isWebSocket()) {
      opener = outgoing.opener();
      decided(
          opener == null ? call.unread(Exchange.Unread.WEBSOCKET, -1) : call.handshake(), false);
    } else if (body == null) {
      decided(call.whole(EMPTY), false);
    } else if (collector.isFull()) {
      decided(collector.decide(), false);
    } else if (body instanceof ByteBufferRequestContent || body instanceof AsyncRequestContent) {
      collect(body);
    } else {
      readElsewhere(body);
    }
  }

  private void readElsewhere(Request.Content content) {
    try {
      client().getExecutor().execute(() -> collect(content));
    } catch (RejectedExecutionException stopped) {
      request.abort(stopped);
    }
  }

  private HttpClient client() {
    return exchange.getHttpDestination().getHttpClient();
  }

  private void collect(Request.Content content) {
    try {
      Request.Content.Subscription made = content.subscribe(this, true);
      source.started(made);
      limitTime();
      made.demand();
    } catch (Throwable failure) {
      failed(failure);
    }
  }

  @Override
  public void onContent(ByteBuffer buffer, boolean last, Callback callback) {
    if (source.isPassing()) {
      source.pass(buffer, last, callback);
      return;
    }
    inOne = isFirst && last;
    isFirst = false;
    if (!collector.add(buffer)) {
      source.taken(buffer, last, callback);
      decided(collector.decide(), true);
      return;
    }
    callback.succeeded();
    if (last) {
      decided(collector.decide(), false);
    } else {
      source.demand();
    }
  }

  @Override
  public void onFailure(Throwable failure) {
    if (source.isPassing()) {
      source.failed(failure);
    } else {
      failed(failure);
    }
  }

  private void failed(Throwable failure) {
    stopTimer();
    request.abort(failure);
  }

  /** The client begins to count when the request is queued, which comes only when it is judged. */
  private void limitTime() {
    long limit = request.getTimeout();
    if (limit > 0 && timeout == null) {
      timeout =
          client()
              .getScheduler()
              .schedule(
                  () ->
                      request.abort(new TimeoutException("Total timeout " + limit + " ms elapsed")),
                  limit,
                  TimeUnit.MILLISECONDS);
    }
  }

  private void stopTimer() {
    Scheduler.Task running = timeout;
    if (running != null) {
      running.cancel();
    }
  }

  private void decided(Decision decision, boolean isPart) {
    stopTimer();
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      Refused.give(exchange, refusal);
      return;
    }
    HttpConversation conversation = request.getConversation();
    try {
      decision.edit(outgoing);
      replaceBody(decision, isPart);
      JudgedCall judged = Outgoing.CALLS.begin(conversation, decision);
      Response.CompleteListener ends =
          result -> {
            if (!opens(result)) {
              judged.end(result.getFailure());
            }
          };
      exchange.getResponseListeners().add(ends);
      conversation.updateResponseListeners(null);
      if (opener != null) {
        Upgrades.opening(opener, decision);
      }
    } catch (Throwable fault) {
      Cordon.fault(Outgoing.WHERE + " head", fault);
      IOException failure = new IOException(Leaving.FAULT);
      decision.fail(failure);
      request.abort(failure);
      return;
    }
    Throwable given = request.getAbortCause();
    if (given != null) {
      exchange.abort(given); // perhaps it was given up before there was an exchange to tell of it
      decision.fail(given); // nobody was told who would end the call
      return;
    }
    send(decision);
  }

  /** Tells whether what follows are the messages of a WebSocket, which end the call. */
  private boolean opens(Result result) {
    return opener != null
        && result.isSucceeded()
        && result.getResponse().getStatus() == HttpStatus.SWITCHING_PROTOCOLS_101;
  }

  private void replaceBody(Decision decision, boolean isPart) {
    Request.Content original = body;
    byte[] changed = decision.body();
    if (original == null) {
      return;
    }
    if (isPart) {
      outgoing.body(SentContent.part(original, collector.bytes(), source));
    } else if (!collector.isFull()) {
      byte[] bytes = changed == null ? collector.bytes() : changed;
      boolean hasOther = changed != null && original.getLength() >= 0;
      long length = hasOther ? decision.length() : original.getLength();
      outgoing.body(SentContent.whole(original, bytes, length, inOne));
      if (changed != null) {
        outgoing.length(decision.length());
      }
    }
  }

  private void send(Decision decision) {
    Exchange.Scope scope = decision.makeCurrent();
    try {
      send.run();
    } catch (Throwable failure) {
      decision.fail(failure);
      throw failure;
    } finally {
      scope.close();
    }
  }
}
