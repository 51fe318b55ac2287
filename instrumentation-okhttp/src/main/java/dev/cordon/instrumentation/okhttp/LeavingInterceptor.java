package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.Leaving;
import dev.cordon.instrumentation.okhttp.ChainAdvice.Next;
import java.io.IOException;
import java.util.Collections;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sees every request right before it is written, below retries, redirects and what others made of
 * it. One that is not what was judged any more, because a redirect leads to another host, or an
 * authenticator or interceptor of the application sends something else, is judged as a call of its
 * own.
 */
final class LeavingInterceptor {
  private LeavingInterceptor() {}

  static Response intercept(Request request, Next next) throws IOException {
    RequestHead head = GateInterceptor.head(request);
    if (head == null) {
      return next.proceed(request);
    }
    GateInterceptor sent = GateInterceptor.underway();
    if (sent == null || !sent.is(request, head)) {
      Call call = Call.of("okhttp", sent == null ? head : sent.decision().routed(head));
      if (call != null) {
        return again(next, request, call);
      }
    }
    Decision decision = sent == null ? null : sent.decision();
    SyntheticAnswer refusal = decision == null ? null : decision.redirected(head);
    if (refusal != null) {
      throw new RefusedHop(refusal);
    }
    return next.proceed(decision == null ? request : leaving(decision, request, head));
  }

  private static Response again(Next next, Request request, Call call) throws IOException {
    Decision decision = BytesBody.decide(call, request);
    if (decision.refusal() != null) {
      throw new RefusedHop(decision.refusal());
    }
    OutgoingRequest outgoing = new OutgoingRequest(request);
    RequestBody body = BytesBody.of(request.body(), decision);
    if (body != null && body != request.body()) {
      outgoing.body(body);
      if (request.header("Content-Length") != null) {
        outgoing.header(
            "Content-Length", Collections.singletonList(Long.toString(body.contentLength())));
      }
    }
    decision.edit(outgoing);
    Request edited = outgoing.build();
    Response response =
        decision.send(() -> next.proceed(leaving(decision, edited, OutgoingRequest.head(edited))));
    return Sockets.begins(request, response, decision)
        ? response
        : Answers.governed(decision, response);
  }

  private static Request leaving(@Nullable Decision decision, Request request, RequestHead head)
      throws IOException {
    OutgoingRequest outgoing = new OutgoingRequest(request);
    boolean mayLeave =
        decision == null
            || decision.exchange() == null
            || Leaving.apply("okhttp", decision.exchange(), head, outgoing);
    if (!mayLeave) {
      throw new IOException(Leaving.FAULT); // here OkHttp takes no other answer than the network's
    }
    return outgoing.build();
  }
}
