package dev.cordon.instrumentation.helidon;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.Leaving;
import dev.cordon.instrumentation.TakeOver;
import io.helidon.webclient.api.WebClientServiceRequest;
import io.helidon.webclient.spi.WebClientService;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/**
 * Takes AI calls over where a client's chain of services ends: services of the application's, such
 * as one that adds credentials, have run, and no connection was taken. Thread-safe.
 */
public final class ProceedAdvice {
  /** What left in the place of a request's body: a redirect must not bring the original back. */
  private static final Attached<Object, byte[]> SENT = new Attached<>();

  private ProceedAdvice() {}

  /**
   * Advice on the entry of {@code Http1CallChainBase.proceed}, and of HTTP/2's.
   *
   * @param lookup the class's own
   * @param chain the end of the chain
   * @param request the request, as the services left it
   * @return the call to make, or null to go on
   * @throws Throwable for a chain of another shape; nothing was sent then
   */
  public static @Nullable Object onProceed(
      MethodHandles.Lookup lookup, Object chain, WebClientServiceRequest request) throws Throwable {
    GovernedChain current = GovernedChain.current();
    if (current != null && (current.sends(chain) || current.covers(request))) {
      return null;
    }
    Call call = Call.of(Outgoing.WHERE, Outgoing.head(request));
    if (call == null) {
      return redirected(lookup, chain, request);
    }
    ChainShape shape = ChainShape.of(lookup, chain.getClass());
    return (TakeOver) new GovernedChain(call, shape, chain, request, current != null)::call;
  }

  private static @Nullable Object redirected(
      MethodHandles.Lookup lookup, Object chain, WebClientServiceRequest request) throws Throwable {
    ChainShape shape = ChainShape.of(lookup, chain.getClass());
    byte[] sent = SENT.get(shape.request(chain));
    Object body = shape.body(chain);
    if (sent == null || (body instanceof byte[] && ((byte[]) body).length == 0)) {
      return null;
    }
    Object outgoing = shape.with(chain, sent);
    return (TakeOver)
        () -> {
          try {
            return ((WebClientService.Chain) outgoing).proceed(request);
          } finally {
            shape.copyState(outgoing, chain);
          }
        };
  }

  /**
   * Refuses a request that {@link #onProceed} failed to judge.
   *
   * @return the answer, or null to go on
   * @throws Throwable for a chain of another shape: the request fails then
   */
  public static @Nullable Object onFault(
      MethodHandles.Lookup lookup, Object chain, WebClientServiceRequest request) throws Throwable {
    SyntheticAnswer refusal = Call.faulty(Outgoing.WHERE, Outgoing.head(request));
    if (refusal == null) {
      return null;
    }
    try {
      GovernedChain.withoutConnection(ChainShape.of(lookup, chain.getClass()), chain, request);
    } catch (Throwable ofAnotherShape) {
      throw new DeliberateException(new IOException(Leaving.FAULT));
    }
    return Answers.refused(refusal, request);
  }

  /**
   * Advice on the constructors that copy a request to follow a redirect.
   *
   * @param made the copy
   * @param from the request that was redirected
   */
  public static void onRedirect(Object made, Object from) {
    byte[] sent = SENT.get(from);
    if (sent != null) {
      SENT.put(made, sent);
    }
  }

  /** Remembers what left in the place of a request's body. */
  static void sent(Object request, byte[] body) {
    SENT.put(request, body);
  }
}
