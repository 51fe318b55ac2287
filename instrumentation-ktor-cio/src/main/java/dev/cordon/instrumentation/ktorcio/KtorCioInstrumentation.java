package dev.cordon.instrumentation.ktorcio;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The hooks of Ktor's CIO engine: where it is given a request, behind every plugin, and where a
 * request is built, on the application's thread, for who makes it.
 */
public final class KtorCioInstrumentation implements Instrumentation {
  private static final String ADVICE = "dev.cordon.instrumentation.ktorcio.ExecuteAdvice";

  /** Makes the description; it holds nothing. */
  public KtorCioInstrumentation() {}

  @Override
  public String name() {
    return "ktor-cio";
  }

  @Override
  public List<String> connectors() {
    return Collections.singletonList("io.ktor.client.engine.cio.");
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on("io.ktor.client.engine.cio.CIOEngine")
            .method(
                "execute",
                "(Lio/ktor/client/request/HttpRequestData;"
                    + "Lkotlin/coroutines/Continuation;)Ljava/lang/Object;")
            .entry(ADVICE, "onExecute")
            .refusing("onFault"),
        Hook.on("io.ktor.client.request.HttpRequestBuilder")
            .method("build", "()Lio/ktor/client/request/HttpRequestData;")
            .onReturn("dev.cordon.instrumentation.ktorcio.CallerAdvice", "onBuild"));
  }
}
