package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Target;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.FaultAnswer;
import dev.cordon.instrumentation.Routing;
import dev.cordon.instrumentation.okhttp.ChainAdvice.Next;
import java.io.IOException;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sees every call of a client above retries, redirects and the cache, and governs the AI calls
 * among them. OkHttp runs all interceptors of a call on one thread, from here down to the network,
 * and no version's request can carry a mark that all of them keep: what is under way is the
 * thread's. Immutable.
 */
final class GateInterceptor {
  private static final ThreadLocal<@Nullable GateInterceptor> UNDERWAY = new ThreadLocal<>();

  private final Decision decision;
  private final @Nullable RequestBody body;

  private GateInterceptor(Decision decision, @Nullable RequestBody body) {
    this.decision = decision;
    this.body = body;
  }

  static Response intercept(Request request, Next next) throws IOException {
    try {
      RequestHead head = head(request);
      Target target = head == null ? null : Routing.of("okhttp", head);
      Request routed = target == null ? request : routed(request, target);
      RequestHead sent = target == null ? head : OutgoingRequest.head(routed).routed(target);
      Call call = sent == null ? null : Call.of("okhttp", sent, CallerAdvice.callerOf(request));
      return call == null ? proceed(next, request, null) : governed(next, request, routed, call);
    } catch (RefusedHop refused) {
      return Answers.synthetic(request, refused.answer());
    }
  }

  /**
   * Describes a request; null when that fails: every call of the application would fail so, and the
   * client is like one that isn't instrumented.
   */
  static @Nullable RequestHead head(Request request) throws RefusedHop {
    if (Cordon.gate() == null) {
      return null;
    }
    try {
      return OutgoingRequest.head(request);
    } catch (LinkageError unknownVersion) {
      Cordon.fault("okhttp version", unknownVersion);
      Library library = new Library("okhttp", Request.class.getClassLoader());
      Cordon.unhooked(library, "okhttp3.Request", unknownVersion);
      return null;
    } catch (RuntimeException | Error fault) {
      Cordon.fault("okhttp request", fault);
      if (Cordon.refuseOnFault()) {
        throw new RefusedHop(FaultAnswer.create());
      }
      return null;
    }
  }

  /** Returns a request to where policy sends it; the very one where that can't be said in a URL. */
  private static Request routed(Request request, Target target) {
    try {
      return request.newBuilder().url(target.url()).removeHeader("Host").build();
    } catch (RuntimeException fault) {
      Cordon.fault("okhttp route", fault);
      return request; // refused where it is judged
    }
  }

  /**
   * Governs a call.
   *
   * @param asked the application's request, which its answer shows
   * @param request the same where policy sends it
   */
  private static Response governed(Next next, Request asked, Request request, Call call)
      throws IOException {
    Decision decision = BytesBody.decide(call, request);
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      return Answers.synthetic(asked, refusal);
    }
    Request outgoing = outgoing(request, decision);
    GateInterceptor sent = new GateInterceptor(decision, outgoing.body());
    Response response = decision.send(() -> proceed(next, outgoing, sent));
    Response shown = outgoing == asked ? response : Answers.asAsked(response, outgoing, asked);
    return Sockets.begins(request, response, decision) ? shown : Answers.governed(decision, shown);
  }

  private static Request outgoing(Request request, Decision decision) throws IOException {
    try {
      OutgoingRequest outgoing = new OutgoingRequest(request);
      RequestBody body = BytesBody.of(request.body(), decision);
      if (body != null && body != request.body()) {
        outgoing.body(body);
      }
      decision.edit(outgoing);
      return outgoing.build();
    } catch (RuntimeException | Error fault) {
      Cordon.fault("okhttp request", fault);
      decision.fail(fault);
      throw new RefusedHop(FaultAnswer.create()); // neither the old nor the new one can leave
    }
  }

  /**
   * Sends a request as part of a call.
   *
   * @param call the call, null when it is none of ours: it may be made in the midst of one that is,
   *     as by an authenticator
   */
  private static Response proceed(Next next, Request request, @Nullable GateInterceptor call)
      throws IOException {
    GateInterceptor outer = UNDERWAY.get();
    if (outer == call) {
      return next.proceed(request);
    }
    UNDERWAY.set(call);
    try {
      return next.proceed(request);
    } finally {
      UNDERWAY.set(outer);
    }
  }

  /** Returns the AI call that this thread is sending, or null. */
  static @Nullable GateInterceptor underway() {
    return UNDERWAY.get();
  }

  Decision decision() {
    return decision;
  }

  /** Tells whether a request is the one that was judged, or one without a body that it led to. */
  boolean is(Request request, RequestHead head) {
    return (request.body() == null || request.body() == body) && decision.covers(head);
  }
}
