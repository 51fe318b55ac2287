package dev.cordon.instrumentation.anthropic;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/**
 * Hooks anthropic-java above its retries, its asynchronous services where they prepare a request,
 * and the backends that make other bodies.
 */
public final class AnthropicJavaInstrumentation implements Instrumentation {
  private static final String CLIENT = "com.anthropic.core.http.RetryingHttpClient";
  private static final String ADVICE = "dev.cordon.instrumentation.anthropic.";
  private static final String REQUEST = "Lcom/anthropic/core/http/HttpRequest;";
  private static final String PARAMETERS = "(" + REQUEST + "Lcom/anthropic/core/RequestOptions;)";

  /** Makes the description. */
  public AnthropicJavaInstrumentation() {}

  @Override
  public String name() {
    return "anthropic-java";
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(CLIENT)
            .method("execute", PARAMETERS + "Lcom/anthropic/core/http/HttpResponse;")
            .entry(ADVICE + "HttpClientAdvice", "execute"),
        Hook.on(CLIENT)
            .method("executeAsync", PARAMETERS + "Ljava/util/concurrent/CompletableFuture;")
            .entry(ADVICE + "HttpClientAdvice", "executeAsync"),
        Hook.on("com.anthropic.core.PrepareRequest")
            .staticMethod("prepareAsync")
            .onReturn(ADVICE + "CallerAdvice", "prepared"),
        Hook.on(
                "com.anthropic.bedrock.backends.BedrockBackend",
                "com.anthropic.bedrock.backends.BedrockMantleBackend",
                "com.anthropic.vertex.backends.VertexBackend")
            .method("prepareRequest", "(" + REQUEST + ")" + REQUEST)
            .exit(ADVICE + "BackendAdvice", "onPrepared"));
  }
}
