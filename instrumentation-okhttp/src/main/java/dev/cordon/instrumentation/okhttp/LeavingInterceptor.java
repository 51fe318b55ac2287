package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.Exchange;
import dev.cordon.instrumentation.Cordon;
import java.io.IOException;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sees every request right before it is written, below retries, redirects and the interceptors of
 * others, and takes out of an AI call's the headers that must not leave. Other requests cost one
 * look at a thread-local. Thread-safe.
 */
final class LeavingInterceptor implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Exchange exchange = Underway.current();
    return chain.proceed(exchange == null ? request : leaving(exchange, request));
  }

  private static Request leaving(Exchange exchange, Request request) throws IOException {
    try {
      Map<String, String> edits = exchange.leaving(GateInterceptor.head(request));
      if (edits.isEmpty()) {
        return request;
      }
      Request.Builder builder = request.newBuilder();
      HeadEdits.apply(edits, builder);
      return builder.build();
    } catch (Throwable fault) {
      Cordon.fault("okhttp headers", fault);
      if (Cordon.refuseOnFault()) {
        // Here OkHttp takes no other answer than the network's.
        throw new IOException("Cordon could not check this request's headers");
      }
      return request;
    }
  }
}
