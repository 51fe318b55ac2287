package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Enters the two chains of OkHttp 3.0 to 3.3, which ask the client for one interceptor after the
 * other, where they have asked for the last: there the application's own have seen the call.
 */
public final class EarlyChainAdvice {
  /** The chain that ours has asked to go on. */
  private static final ThreadLocal<Interceptor.@Nullable Chain> GOES_ON = new ThreadLocal<>();

  private static volatile @Nullable EarlyChainAdvice callChain;
  private static volatile @Nullable EarlyChainAdvice networkChain;

  private final MethodHandle index;
  private final MethodHandle owner;
  private final MethodHandle client;

  private EarlyChainAdvice(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
    Class<?> type = lookup.lookupClass();
    Class<?> outer = type.getDeclaringClass();
    index = lookup.findGetter(type, "index", int.class);
    owner = lookup.findGetter(type, "this$0", outer);
    client = lookup.in(outer).findGetter(outer, "client", OkHttpClient.class);
  }

  /**
   * Advice on the entry of {@code RealCall.ApplicationInterceptorChain.proceed}.
   *
   * @return null to go on, or the call through ours
   * @throws Throwable when the fields are others, which the linker reports
   */
  public static @Nullable Object onCall(
      MethodHandles.Lookup lookup, Interceptor.Chain chain, Request request) throws Throwable {
    if (goesOn(chain) || !isLast(lookup, chain, false)) {
      return null;
    }
    return (TakeOver) () -> GateInterceptor.intercept(request, next -> proceed(chain, next));
  }

  /**
   * Advice on the entry of {@code HttpEngine.NetworkInterceptorChain.proceed}.
   *
   * @return null to go on, or the call through ours
   * @throws Throwable when the fields are others, which the linker reports
   */
  public static @Nullable Object onNetwork(
      MethodHandles.Lookup lookup, Interceptor.Chain chain, Request request) throws Throwable {
    if (goesOn(chain) || !isLast(lookup, chain, true)) {
      return null;
    }
    return (TakeOver) () -> LeavingInterceptor.intercept(request, next -> proceed(chain, next));
  }

  /**
   * Answers in the place of either when that failed.
   *
   * @return a refusal, or null to go on
   */
  public static @Nullable Object onFault(Interceptor.Chain chain, Request request) {
    SyntheticAnswer refusal = Call.faulty("okhttp", OutgoingRequest.head(request));
    return refusal == null ? null : Answers.synthetic(request, refusal);
  }

  private static boolean isLast(
      MethodHandles.Lookup lookup, Interceptor.Chain chain, boolean network) throws Throwable {
    EarlyChainAdvice of = network ? networkChain : callChain;
    if (of == null) {
      of = new EarlyChainAdvice(lookup);
      if (network) {
        networkChain = of;
      } else {
        callChain = of;
      }
    }
    OkHttpClient client = (OkHttpClient) of.client.invoke(of.owner.invoke(chain));
    int index = (int) of.index.invoke(chain);
    return index == (network ? client.networkInterceptors() : client.interceptors()).size();
  }

  private static boolean goesOn(Interceptor.Chain chain) {
    boolean goesOn = GOES_ON.get() == chain;
    if (goesOn) {
      GOES_ON.remove();
    }
    return goesOn;
  }

  private static Response proceed(Interceptor.Chain chain, Request request) throws IOException {
    GOES_ON.set(chain);
    return chain.proceed(request);
  }
}
