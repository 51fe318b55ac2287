package dev.cordon.instrumentation.okhttp;

import java.util.List;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/**
 * Puts our interceptors into every client, behind those of the application and of other agents:
 * theirs may still change the body, or add headers.
 */
public final class InterceptorsAdvice {
  private static final LastInterceptor GATE = new LastInterceptor(new GateInterceptor());
  private static final LastInterceptor LEAVING = new LastInterceptor(new LeavingInterceptor());

  private InterceptorsAdvice() {}

  /**
   * Advice on the return of {@code OkHttpClient.interceptors()}.
   *
   * @param client the client
   * @param result its list, which can't be changed
   * @return the list with our interceptor last
   */
  public static List<Interceptor> interceptors(OkHttpClient client, List<Interceptor> result) {
    return GATE.in(result);
  }

  /**
   * Advice on the return of {@code OkHttpClient.networkInterceptors()}.
   *
   * @param client the client
   * @param result its list, which can't be changed
   * @return the list with our interceptor last
   */
  public static List<Interceptor> networkInterceptors(
      OkHttpClient client, List<Interceptor> result) {
    return LEAVING.in(result);
  }
}
