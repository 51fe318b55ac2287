package dev.cordon.instrumentation.ktorcio;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.Leaving;
import dev.cordon.instrumentation.TakeOver;
import io.ktor.client.engine.HttpClientEngine;
import io.ktor.client.request.HttpRequestData;
import java.io.IOException;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import org.jspecify.annotations.Nullable;

/** Takes AI calls over where the engine is given them. Thread-safe. */
public final class ExecuteAdvice {
  private ExecuteAdvice() {}

  /**
   * Advice on the entry of {@code CIOEngine.execute}.
   *
   * @param engine the engine
   * @param request the request; null where the suspend function goes on after a suspension
   * @param then what takes its result
   * @return the call to make, or null to go on
   */
  public static @Nullable Object onExecute(
      HttpClientEngine engine, @Nullable HttpRequestData request, Continuation<?> then) {
    if (request == null || request.getAttributes() instanceof GovernedAttributes) {
      return null;
    }
    Outgoing outgoing = Outgoing.routed(request);
    Call call = Call.of(Outgoing.WHERE, outgoing.head(), CallerAdvice.callerOf(request));
    if (call == null) {
      return null;
    }
    CoroutineContext context = Channels.callContext(then);
    return (TakeOver) () -> new GovernedExecution(engine, outgoing, call, context, then).begin();
  }

  /**
   * Refuses a request that {@link #onExecute} failed to judge.
   *
   * @return the answer, or null to go on
   */
  public static @Nullable Object onFault(
      HttpClientEngine engine, @Nullable HttpRequestData request, Continuation<?> then) {
    SyntheticAnswer refusal =
        request == null ? null : Call.faulty(Outgoing.WHERE, Outgoing.head(request));
    if (refusal == null) {
      return null;
    }
    try {
      return Answer.refused(refusal, Channels.callContext(then));
    } catch (Throwable ofAnotherShape) {
      throw new DeliberateException(new IOException(Leaving.FAULT));
    }
  }
}
