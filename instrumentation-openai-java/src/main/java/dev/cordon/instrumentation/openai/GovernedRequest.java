package dev.cordon.instrumentation.openai;

import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Target;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.FaultAnswer;
import dev.cordon.instrumentation.Routing;
import org.jspecify.annotations.Nullable;

/** The request that is made in an AI call's place, or the answer to it. Immutable. */
final class GovernedRequest {
  private final @Nullable Decision decision;
  private final @Nullable HttpResponse refusal;
  private final HttpRequest outgoing;

  private GovernedRequest(
      @Nullable Decision decision, @Nullable HttpResponse refusal, HttpRequest outgoing) {
    this.decision = decision;
    this.refusal = refusal;
    this.outgoing = outgoing;
  }

  /** Governs a request; null when it must go on as it is. Never throws. */
  static @Nullable GovernedRequest of(HttpRequest request) {
    HttpRequestBody body = RequestBody.of(request);
    if (Cordon.gate() == null || body == null || body instanceof GovernedBody) {
      return null; // a request without a body is left to the transport
    }
    try {
      RequestHead head = OutgoingRequest.head(request, body);
      Target target = Routing.of("openai-java", head);
      HttpRequest routed = target == null ? request : OutgoingRequest.to(request, target);
      RequestHead sent = target == null ? head : OutgoingRequest.head(routed, body).routed(target);
      Call call = Call.of("openai-java", sent, CallerAdvice.callerOf(body));
      return call == null ? null : decided(call, routed, body);
    } catch (RuntimeException | Error fault) {
      Cordon.fault("openai-java request", fault);
      return Cordon.refuseOnFault() ? refused(FaultAnswer.create(), request) : null;
    }
  }

  private static GovernedRequest decided(Call call, HttpRequest request, HttpRequestBody body) {
    Decision decision;
    try {
      decision =
          call.read(target -> body.writeTo(target), body.contentLength(), RequestBody.isKept(body));
    } catch (Throwable failure) { // for the client to meet where it expects it
      HttpRequestBody failing = GovernedBody.failing(body, failure);
      return new GovernedRequest(null, null, OutgoingRequest.with(request, failing));
    }
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      body.close(); // as the client does with a body that it has sent
      return refused(refusal, request);
    }
    try {
      HttpRequestBody sent = GovernedBody.of(body, decision);
      if (!decision.changesHead()) {
        return new GovernedRequest(decision, null, OutgoingRequest.with(request, sent));
      }
      OutgoingRequest outgoing = new OutgoingRequest(request, sent);
      decision.edit(outgoing);
      return new GovernedRequest(decision, null, outgoing.build());
    } catch (RuntimeException | Error fault) {
      Cordon.fault("openai-java request", fault);
      decision.fail(fault);
      return refused(FaultAnswer.create(), request); // the body may be gone
    }
  }

  private static GovernedRequest refused(SyntheticAnswer answer, HttpRequest request) {
    return new GovernedRequest(null, new SyntheticResponse(answer), request);
  }

  /** The answer to give instead of calling, or null. */
  @Nullable HttpResponse refusal() {
    return refusal;
  }

  /** What the answer is led through; null when the body failed before. */
  @Nullable Decision decision() {
    return decision;
  }

  /** The request to make instead; its body is a {@link GovernedBody}. */
  HttpRequest outgoing() {
    return outgoing;
  }
}
