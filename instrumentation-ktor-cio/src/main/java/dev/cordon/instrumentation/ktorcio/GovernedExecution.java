package dev.cordon.instrumentation.ktorcio;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.FaultAnswer;
import dev.cordon.instrumentation.Leaving;
import io.ktor.client.engine.HttpClientEngine;
import io.ktor.client.request.HttpRequestData;
import io.ktor.client.request.HttpResponseData;
import java.io.IOException;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.BuildersKt;
import org.jspecify.annotations.Nullable;

/**
 * One AI call in the place of the application's own: read, judged, sent, answered. Nothing of it
 * holds a thread of the engine's while it waits. Used by one thread at a time.
 */
@SuppressWarnings("serial") // as its base class
final class GovernedExecution extends Steps {
  private enum Step {
    READ,
    TAKE,
    SEND,
    ANSWER
  }

  private final HttpClientEngine engine;
  private final Outgoing outgoing;
  private final CoroutineContext context;
  private final RequestBody body;
  private Step step = Step.READ;
  private @Nullable Decision decision;
  private @Nullable SyntheticAnswer refusal;
  private @Nullable HttpRequestData leaving;
  private @Nullable Answer answer;

  /**
   * Makes one; what the application's body throws here is the application's.
   *
   * @param engine the engine
   * @param outgoing the request
   * @param call the call that it is
   * @param context what the call runs in
   * @param then takes the answer
   */
  GovernedExecution(
      HttpClientEngine engine,
      Outgoing outgoing,
      Call call,
      CoroutineContext context,
      Continuation<?> then) {
    super(then);
    this.engine = engine;
    this.outgoing = outgoing;
    this.context = context;
    this.body = new RequestBody(call, outgoing, context);
  }

  @Override
  Object next(Object result) throws Throwable {
    switch (step) {
      case TAKE:
        body.take((Integer) result);
        step = Step.READ;
        return result;
      case READ:
        if (body.isToBeRead()) {
          step = Step.TAKE;
          return body.read(this);
        }
        step = Step.SEND;
        return BuildersKt.withContext(
            Channels.MAY_WAIT, (scope, then) -> judged(), Steps.<Object>as(this));
      case SEND:
        return send();
      default:
        Answer begun = answer;
        return end(begun == null ? result : begun.of((HttpResponseData) result));
    }
  }

  /** Judges the call, and makes the request that leaves; takes its time. */
  private Unit judged() {
    Decision made = body.decide();
    decision = made;
    refusal = made.refusal();
    if (refusal == null) {
      try {
        prepare(made);
      } catch (Throwable fault) {
        Cordon.fault(Outgoing.WHERE + " edit", fault);
        made.fail(fault);
        refusal = FaultAnswer.create(); // the body may be gone
      }
    }
    return Unit.INSTANCE;
  }

  private void prepare(Decision made) {
    made.edit(outgoing);
    if (Leaving.apply(Outgoing.WHERE, made.exchange(), outgoing.head(), outgoing)) {
      HttpRequestData asked = outgoing.request();
      Answer begun = new Answer(made, asked.getMethod().getValue().equalsIgnoreCase("HEAD"));
      GovernedAttributes attributes =
          Channels.IS_3
              ? Wrapping.adapting(asked, begun)
              : new GovernedAttributes(asked.getAttributes(), null, null);
      leaving = outgoing.with(body.leaving(made), attributes);
      answer = begun;
    }
  }

  private Object send() throws IOException {
    SyntheticAnswer refused = refusal;
    if (refused != null) {
      body.abandon();
      return end(Answer.refused(refused, context));
    }
    HttpRequestData request = leaving;
    Decision made = decision;
    if (request == null || made == null) {
      throw new IOException(Leaving.FAULT);
    }
    step = Step.ANSWER;
    return made.send(() -> engine.execute(request, Steps.as(this)));
  }

  @Override
  Throwable failed(Throwable failure) {
    body.abandon();
    Throwable cause = body.cause(failure);
    if (decision != null) {
      decision.fail(cause);
    }
    return cause;
  }
}
