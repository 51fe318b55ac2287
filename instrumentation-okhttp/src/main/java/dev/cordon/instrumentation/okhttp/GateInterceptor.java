package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.Gate;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.FaultAnswer;
import java.io.IOException;
import java.util.Locale;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sees every call of a client and governs the AI calls among them. The others cost one {@link
 * RequestHead}. Thread-safe.
 */
final class GateInterceptor implements Interceptor {
  private static final Library LIBRARY = new Library("okhttp", OkHttpClient.class.getClassLoader());

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    GovernedCall call;
    try {
      call = governed(chain, request);
    } catch (Throwable fault) {
      Cordon.fault("okhttp request", fault);
      if (Cordon.refuseOnFault()) {
        return Answers.synthetic(request, FaultAnswer.create());
      }
      call = null;
    }
    return call == null ? Underway.proceed(chain, request, null) : call.execute();
  }

  /** The call when it is one for us, else null. */
  private static @Nullable GovernedCall governed(Chain chain, Request request) {
    Gate gate = Cordon.gate();
    if (gate == null) {
      return null;
    }
    RequestHead head;
    try {
      head = head(request);
    } catch (LinkageError fault) {
      // A version of OkHttp that we don't know. It would be every call of the application: such a
      // client is like one that isn't instrumented.
      Cordon.fault("okhttp version", fault);
      return null;
    }
    return gate.isAiCall(head) ? new GovernedCall(gate, head, chain, request) : null;
  }

  static RequestHead head(Request request) {
    HttpUrl url = request.url();
    return new RequestHead(
        LIBRARY,
        request.method().toUpperCase(Locale.ROOT), // OkHttp sends any case
        url.scheme(),
        url.host(),
        url.port(),
        url.encodedPath(),
        url.encodedQuery(),
        new OkHttpHeaders(request.headers()));
  }
}
