package dev.cordon.instrumentation.openai;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/**
 * Hooks openai-java 0.8 to 4.x above its retries, and its asynchronous services where they prepare
 * a request: on the caller's thread, which they leave before they send it.
 */
public final class OpenAiJavaInstrumentation implements Instrumentation {
  private static final String CLIENT = "com.openai.core.http.RetryingHttpClient";
  private static final String ADVICE = "dev.cordon.instrumentation.openai.HttpClientAdvice";
  private static final String PARAMETERS =
      "(Lcom/openai/core/http/HttpRequest;Lcom/openai/core/RequestOptions;)";

  /** Makes the description. */
  public OpenAiJavaInstrumentation() {}

  @Override
  public String name() {
    return "openai-java";
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(CLIENT)
            .method("execute", PARAMETERS + "Lcom/openai/core/http/HttpResponse;")
            .entry(ADVICE, "execute"),
        Hook.on(CLIENT)
            .method("executeAsync", PARAMETERS + "Ljava/util/concurrent/CompletableFuture;")
            .entry(ADVICE, "executeAsync"),
        Hook.on("com.openai.core.PrepareRequest")
            .staticMethod("prepareAsync")
            .onReturn("dev.cordon.instrumentation.openai.CallerAdvice", "prepared"));
  }
}
