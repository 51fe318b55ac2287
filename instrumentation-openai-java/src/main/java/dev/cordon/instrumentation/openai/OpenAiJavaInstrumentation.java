package dev.cordon.instrumentation.openai;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Hooks openai-java 0.8 to 4.x above its retries. */
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
        Hook.onEntry(
            CLIENT,
            "execute",
            PARAMETERS + "Lcom/openai/core/http/HttpResponse;",
            ADVICE,
            "execute"),
        Hook.onEntry(
            CLIENT,
            "executeAsync",
            PARAMETERS + "Ljava/util/concurrent/CompletableFuture;",
            ADVICE,
            "executeAsync"));
  }
}
