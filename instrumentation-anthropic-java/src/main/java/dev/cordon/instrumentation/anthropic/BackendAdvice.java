package dev.cordon.instrumentation.anthropic;

import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Tells which bytes a backend makes of a judged body, before it signs them. Stateless. */
public final class BackendAdvice {
  private BackendAdvice() {}

  /**
   * Advice on the exit of {@code prepareRequest}.
   *
   * @param backend the backend
   * @param request the request as the SDK makes it for each vendor
   * @param prepared the request as this one wants it
   * @param thrown what is thrown instead
   * @return null: what was made is sent
   */
  public static @Nullable Object onPrepared(
      Object backend,
      HttpRequest request,
      @Nullable HttpRequest prepared,
      @Nullable Throwable thrown) {
    if (prepared == null || prepared == request || Cordon.gate() == null) {
      return null;
    }
    HttpRequestBody judged = RequestBody.of(request);
    HttpRequestBody sent = RequestBody.of(prepared);
    if (judged == null || sent == null || judged == sent) {
      return null;
    }
    if (judged.repeatable() && sent.repeatable()) { // JSON is, as all that backends rewrite
      Call.rewritten("anthropic-java", bytes(judged), bytes(sent));
    }
    return null;
  }

  private static byte[] bytes(HttpRequestBody body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    body.writeTo(bytes);
    return bytes.toByteArray();
  }
}
