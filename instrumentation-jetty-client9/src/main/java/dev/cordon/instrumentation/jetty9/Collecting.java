package dev.cordon.instrumentation.jetty9;

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
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.client.AsyncContentProvider;
import org.eclipse.jetty.client.HttpDestination;
import org.eclipse.jetty.client.HttpExchange;
import org.eclipse.jetty.client.HttpRequest;
import org.eclipse.jetty.client.api.ContentProvider;
import org.eclipse.jetty.client.api.Result;
import org.eclipse.jetty.client.util.ByteBufferContentProvider;
import org.eclipse.jetty.client.util.BytesContentProvider;
import org.eclipse.jetty.client.util.DeferredContentProvider;
import org.eclipse.jetty.client.util.OutputStreamContentProvider;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request's body, judges it and sends the request. A body that isn't there yet is waited
 * for by its listener, not by a thread; one that may block is read on a thread of the client's, as
 * the client itself may do it. Until then an exchange that is queued nowhere stands for the
 * request: it tells the application's listeners of a refusal, or that the request was given up.
 */
final class Collecting implements AsyncContentProvider.Listener {
  private static final byte[] EMPTY = {};

  private final Call call;
  private final Outgoing outgoing;
  private final HttpDestination destination;
  private final HttpExchange exchange;
  private final HttpRequest request;
  private final Send send;
  private final @Nullable ContentProvider body;

  /** How often there may have been more, since the body was last read to the end of what it had. */
  private final AtomicInteger news = new AtomicInteger(1);

  // Used by the one thread that reads, and by those after it.
  private @Nullable Source source;
  private @Nullable BodyCollector collector;
  private int pieces;
  private boolean inOne;
  private volatile Scheduler.@Nullable Task timeout;

  /** What opens the WebSocket whose handshake this is, when its messages will be seen. */
  private @Nullable Object opener;

  /** Sends the request, as the client would have. */
  interface Send {
    void run() throws Throwable;
  }

  /**
   * Makes ready to judge.
   *
   * @param call the call
   * @param outgoing its request
   * @param destination where it goes
   * @param exchange the same in the client's terms, queued nowhere
   * @param send sends the request, in an exchange of its own
   */
  Collecting(
      Call call, Outgoing outgoing, HttpDestination destination, HttpExchange exchange, Send send) {
    this.call = call;
    this.outgoing = outgoing;
    outgoing.freeze();
    this.destination = destination;
    this.exchange = exchange;
    this.request = exchange.getRequest();
    this.send = send;
    this.body = request.getContent();
  }

  /** Begins; the request is sent, refused or failed when the body is there. */
  void begin() throws Throwable {
    ContentProvider content = body;
    Throwable given = request.getAbortCause();
    if (given != null) {
      exchange.abort(given); // it was given up before there was an exchange to tell of it
    } else if (outgoing.isWebSocket()) {
      opener = outgoing.opener(exchange.getConversation());
      decided(opener == null ? call.unread(Exchange.Unread.WEBSOCKET, -1) : call.handshake());
    } else if (content == null) {
      decided(call.whole(EMPTY));
    } else if (isAtHand(content)) {
      collect(content);
    } else {
      readElsewhere(content);
    }
  }

  private static boolean isAtHand(ContentProvider content) {
    return content instanceof BytesContentProvider
        || content instanceof ByteBufferContentProvider
        || content instanceof DeferredContentProvider
        || content instanceof OutputStreamContentProvider;
  }

  private void readElsewhere(ContentProvider content) {
    try {
      destination.getHttpClient().getExecutor().execute(() -> collect(content));
    } catch (RejectedExecutionException stopped) {
      request.abort(stopped);
    }
  }

  private void collect(ContentProvider content) {
    try {
      source = new Source(content, this);
      collector = call.collect(outgoing.length(content)); // some know it when they have a listener
      if (collector.isFull()) {
        decided(collector.decide());
        return;
      }
      limitTime();
    } catch (Throwable failure) {
      failed(failure);
      return;
    }
    read();
  }

  @Override
  public void onContent() {
    if (news.getAndIncrement() == 0) {
      read();
    }
  }

  private void read() {
    try {
      int seen;
      do {
        seen = news.get();
        if (!takeAll()) {
          return; // news stay: nobody reads here again
        }
      } while (news.addAndGet(-seen) != 0);
    } catch (Throwable failure) {
      failed(failure);
    }
  }

  /** Takes what is there, and decides behind the last piece; returns whether to wait for more. */
  private boolean takeAll() throws Throwable {
    Source from = source;
    BodyCollector into = collector;
    if (from == null || into == null) {
      throw new IllegalStateException("not begun");
    }
    while (request.getAbortCause() == null) {
      ByteBuffer piece = from.next();
      if (piece == null && !from.isLast()) {
        return true;
      }
      if (piece != null) {
        inOne = pieces++ == 0 && from.isLast();
        if (!into.add(piece)) {
          from.keep(piece);
          decided(into.decide());
          return false;
        }
        from.taken();
      }
      if (from.isLast()) {
        from.close();
        decided(into.decide());
        return false;
      }
    }
    stopTimer();
    from.close();
    return false;
  }

  private void failed(Throwable failure) {
    stopTimer();
    request.abort(failure);
    if (source != null) {
      source.close();
    }
  }

  /**
   * The client may begin to count when the request is queued, which comes only when it is judged.
   */
  private void limitTime() {
    long limit = request.getTimeout();
    if (limit > 0 && timeout == null) {
      timeout =
          destination
              .getHttpClient()
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

  private void decided(Decision decision) throws Throwable {
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      stopTimer();
      Refused.give(destination, exchange, refusal);
      if (source != null) {
        source.fail(new IOException("refused: " + refusal.reason()));
      }
      return;
    }
    JudgedCall judged;
    try {
      decision.edit(outgoing);
      replaceBody(decision);
      judged = Outgoing.begin(exchange.getConversation(), destination.getHttpClient(), decision);
      request.onComplete(
          result -> {
            stopTimer();
            if (!opens(result)) {
              judged.end(result.getFailure());
            }
          });
      if (opener != null) {
        Upgrades.opening(opener, decision);
      }
    } catch (Throwable fault) {
      Cordon.fault(Outgoing.WHERE + " head", fault);
      IOException failure = new IOException(Leaving.FAULT);
      decision.fail(failure);
      failed(failure);
      return;
    }
    if (request.getAbortCause() == null) {
      exchange.getConversation().getExchanges().remove(exchange);
      send(decision);
    }
    Throwable given = request.getAbortCause();
    if (given != null) {
      judged.end(given); // perhaps nobody was told who would end the call
    }
  }

  /** Tells whether what follows are the messages of a WebSocket, which end the call. */
  private boolean opens(Result result) {
    return opener != null
        && result.isSucceeded()
        && result.getResponse().getStatus() == HttpStatus.SWITCHING_PROTOCOLS_101;
  }

  private void replaceBody(Decision decision) {
    ContentProvider original = body;
    Source from = source;
    BodyCollector into = collector;
    if (original == null || from == null || into == null) {
      return;
    }
    byte[] changed = decision.body();
    if (into.isFull()) {
      outgoing.body(SentContent.part(original, into.bytes(), from));
      return;
    }
    byte[] bytes = changed == null ? into.bytes() : changed;
    boolean hasOther = changed != null && original.getLength() >= 0;
    long length = hasOther ? decision.length() : original.getLength();
    int count = pieces == 0 && bytes.length == 0 ? 0 : inOne ? 1 : 2;
    outgoing.body(SentContent.whole(original, bytes, length, count));
    if (changed != null) {
      outgoing.length(decision.length());
    }
  }

  private void send(Decision decision) throws Throwable {
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
