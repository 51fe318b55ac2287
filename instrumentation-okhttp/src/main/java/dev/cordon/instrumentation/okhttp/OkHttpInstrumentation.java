package dev.cordon.instrumentation.okhttp;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/**
 * Hooks OkHttp 3.0 to 5.x. {@code RealCall} and {@code OkHttpClient.Builder(client)} of all these
 * versions ask a client for its application interceptors through one method, for calls, enqueued
 * calls and WebSockets: whatever it returns runs above retries, redirects and the cache. They ask
 * for its network interceptors through another one, but for WebSockets: those run right before a
 * request is written.
 */
public final class OkHttpInstrumentation implements Instrumentation {
  /** Makes the description. */
  public OkHttpInstrumentation() {}

  @Override
  public String name() {
    return "okhttp";
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(hook("interceptors"), hook("networkInterceptors"));
  }

  private static Hook hook(String method) {
    return Hook.onReturn(
        "okhttp3.OkHttpClient",
        method,
        "()Ljava/util/List;",
        "dev.cordon.instrumentation.okhttp.InterceptorsAdvice",
        method);
  }
}
