package dev.cordon.instrumentation.apache5;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.CallThreads;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.Leaving;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One request as a connection drives it. Has the last word about its headers, and judges what
 * nobody above has judged: the calls of clients without a chain, and redirects to another host.
 */
final class GovernedExchange implements AsyncClientExchangeHandler {
  private final AsyncClientExchangeHandler original;
  private final @Nullable HttpContext context;

  /** Whether a connection asks: it is busy until it has a request, and waits for no body. */
  private final boolean connected;

  private volatile @Nullable Request judged;
  private volatile @Nullable AnswerData answer;

  /** What the application gets when the connection has been given up. */
  private volatile @Nullable SyntheticAnswer refusal;

  GovernedExchange(
      AsyncClientExchangeHandler original, @Nullable HttpContext context, boolean connected) {
    this.original = original;
    this.context = context;
    this.connected = connected;
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext with)
      throws HttpException, IOException {
    original.produceRequest(
        (request, details, c) -> leave(new Request(channel, request, details, c)), with);
  }

  private void leave(Request request) throws HttpException, IOException {
    if (request.message.getMethod().equalsIgnoreCase("CONNECT")) {
      request.channel.sendRequest(request.message, request.details, request.with);
      return;
    }
    Decision above = above(request);
    RequestHead head = request.outgoing.head();
    Call call = Call.of(Outgoing.WHERE, head); // also tells that this connection is a guarded one
    if (above == null || !above.covers(head)) {
      if (call != null) {
        judge(call, request);
        return;
      }
      above = above == null && context != null ? GovernedCallback.UNDERWAY.get(context) : above;
      SyntheticAnswer elsewhere = above == null ? null : above.redirected(head);
      if (elsewhere != null) {
        request.refused(elsewhere);
        request.giveUp();
        return;
      }
      if (above != null) {
        above.editRedirected(head, request.outgoing);
      }
    }
    request.leave(above, request.details);
  }

  private @Nullable Decision above(Request request) {
    if (request.details instanceof SentDetails) {
      return ((SentDetails) request.details).decision();
    }
    if (request.details != null) {
      return null;
    }
    Decision made = GovernedCallback.BODILESS.get(request.message);
    return made == null && context != null ? GovernedCallback.BODILESS.get(context) : made;
  }

  private void judge(Call call, Request request) throws HttpException, IOException {
    boolean done = Collecting.judge(call, request.outgoing, original, request.details, request);
    if (connected && !done) {
      request.isLate = true;
      throw new ProtocolException("Cordon can't wait for the body of a request of HttpCore's own");
    }
    request.giveUp();
  }

  /** A request that is about to be sent. */
  private final class Request implements Collecting.Outcome {
    private final RequestChannel channel;
    private final HttpRequest message;
    private final @Nullable EntityDetails details;
    private final HttpContext with;
    private final Outgoing outgoing;
    private @Nullable Decision decision;
    private @Nullable SentBody body;
    private @Nullable Exception failure;
    private volatile boolean isLate;

    Request(
        RequestChannel channel,
        HttpRequest message,
        @Nullable EntityDetails details,
        HttpContext with) {
      this.channel = channel;
      this.message = message;
      this.details = details;
      this.with = with;
      this.outgoing = new Outgoing(message, details, connected);
    }

    @Override
    public void refused(SyntheticAnswer answered) {
      refusal = answered;
      if (!connected) {
        CallThreads.shared().execute(GovernedExchange.this::giveRefusal);
      }
    }

    @Override
    public void failed(Exception cause) {
      failure = cause;
      if (!connected) {
        original.failed(cause);
      }
    }

    @Override
    public void decided(Decision made, @Nullable SentBody sent) throws HttpException, IOException {
      if (isLate) {
        throw new CancellationException();
      }
      decision = made;
      body = sent;
      judged = this;
      leave(made, details == null ? null : new SentDetails(details, made));
    }

    /** Sends the request once its headers have been looked at. */
    void leave(@Nullable Decision made, @Nullable EntityDetails sent)
        throws HttpException, IOException {
      if (!Leaving.apply(
          Outgoing.WHERE, made == null ? null : made.exchange(), outgoing.head(), outgoing)) {
        throw new ProtocolException(Leaving.FAULT);
      }
      if (sent == null && made != null) {
        GovernedCallback.BODILESS.put(outgoing.request(), made);
      }
      channel.sendRequest(outgoing.request(), sent, with);
    }

    /** Has a connection give up what can't be sent: it knows no other way. */
    void giveUp() throws HttpException, IOException {
      if (!connected || (failure == null && refusal == null)) {
        return;
      }
      if (failure instanceof HttpException) {
        throw (HttpException) failure;
      }
      if (failure instanceof IOException) {
        throw (IOException) failure;
      }
      throw new ProtocolException("refused", failure);
    }

    void fail(Exception cause) {
      Decision made = decision;
      if (made != null) {
        made.fail(cause);
      }
      GovernedCallback.BODILESS.remove(outgoing.request());
    }
  }

  private void giveRefusal() {
    SyntheticAnswer answered = refusal;
    if (answered == null) {
      return;
    }
    refusal = null;
    SyntheticResponse response = new SyntheticResponse(answered);
    try {
      original.consumeResponse(response.head(), response.details(), context);
      response.deliver(original);
    } catch (Exception failure) {
      original.failed(failure);
    }
    if (!connected) {
      original.releaseResources(); // which a connection does by itself
    }
  }

  @Override
  public int available() {
    SentBody sent = body();
    return sent == null ? original.available() : sent.available();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    SentBody sent = body();
    if (sent == null) {
      original.produce(channel);
    } else {
      sent.produce(channel);
    }
  }

  private @Nullable SentBody body() {
    Request request = judged;
    return request == null ? null : request.body;
  }

  @Override
  public void consumeInformation(HttpResponse response, HttpContext with)
      throws HttpException, IOException {
    original.consumeInformation(response, with);
  }

  @Override
  public void consumeResponse(
      HttpResponse response, @Nullable EntityDetails details, HttpContext with)
      throws HttpException, IOException {
    Request request = judged;
    Decision made = request == null ? null : request.decision;
    EntityDetails fit = details;
    if (made != null) {
      AnswerPlan plan =
          made.answer(response.getCode(), new Lines(response, details), details != null);
      if (details != null && !plan.isUntouched()) {
        fit = AnswerData.fit(plan, response, details);
        answer = new AnswerData(original, plan.push());
      }
    }
    original.consumeResponse(response, fit, with);
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    AnswerData begun = answer;
    if (begun == null) {
      original.updateCapacity(channel);
    } else {
      begun.updateCapacity(channel);
    }
  }

  @Override
  public void consume(ByteBuffer source) throws IOException {
    AnswerData begun = answer;
    if (begun == null) {
      original.consume(source);
    } else {
      begun.consume(source);
    }
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers)
      throws HttpException, IOException {
    AnswerData begun = answer;
    if (begun == null) {
      original.streamEnd(trailers);
    } else {
      begun.streamEnd(trailers);
    }
  }

  @Override
  public void failed(Exception cause) {
    if (refusal != null) {
      giveRefusal();
      return;
    }
    end(cause);
    original.failed(cause);
  }

  @Override
  public void cancel() {
    end(new CancellationException());
    original.cancel();
  }

  @Override
  public void releaseResources() {
    end(null);
    original.releaseResources();
  }

  private void end(@Nullable Exception cause) {
    AnswerData begun = answer;
    if (begun != null) {
      begun.abort(cause);
    }
    Request request = judged;
    if (request != null) {
      request.fail(cause == null ? new CancellationException() : cause);
    }
  }
}
