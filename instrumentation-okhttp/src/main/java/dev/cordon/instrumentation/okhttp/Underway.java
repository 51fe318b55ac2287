package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.Exchange;
import java.io.IOException;
import okhttp3.Interceptor.Chain;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The AI call that a thread is sending. OkHttp runs all interceptors of a call on one thread, from
 * ours down to the network, and no version's request can carry a mark that all of them keep.
 */
final class Underway {
  private static final ThreadLocal<@Nullable Exchange> CURRENT = new ThreadLocal<>();

  private Underway() {}

  static @Nullable Exchange current() {
    return CURRENT.get();
  }

  /**
   * Sends a request as part of a call.
   *
   * @param exchange the call's, null when it is none of ours: it may be made in the midst of one
   *     that is, as by an authenticator
   */
  static Response proceed(Chain chain, Request request, @Nullable Exchange exchange)
      throws IOException {
    Exchange outer = CURRENT.get();
    if (outer == exchange) {
      return chain.proceed(request);
    }
    CURRENT.set(exchange);
    try {
      return chain.proceed(request);
    } finally {
      CURRENT.set(outer);
    }
  }
}
