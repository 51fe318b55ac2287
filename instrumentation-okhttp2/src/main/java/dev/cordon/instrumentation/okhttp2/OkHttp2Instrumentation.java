package dev.cordon.instrumentation.okhttp2;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The hooks of OkHttp 2.7: where a call leaves the application's interceptors, where it leaves
 * those of the network, and where it is enqueued.
 */
public final class OkHttp2Instrumentation implements Instrumentation {
  private static final String ADVICE = "dev.cordon.instrumentation.okhttp2.";
  private static final String PROCEED =
      "(Lcom/squareup/okhttp/Request;)Lcom/squareup/okhttp/Response;";

  /** Makes the description; it holds nothing. */
  public OkHttp2Instrumentation() {}

  @Override
  public String name() {
    return "okhttp2";
  }

  @Override
  public List<String> connectors() {
    return Collections.singletonList("com.squareup.okhttp.internal.");
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on("com.squareup.okhttp.Call$ApplicationInterceptorChain")
            .method("proceed", PROCEED)
            .entry(ADVICE + "EarlyChainAdvice", "onCall")
            .refusing("onFault"),
        Hook.on("com.squareup.okhttp.internal.http.HttpEngine$NetworkInterceptorChain")
            .method("proceed", PROCEED)
            .entry(ADVICE + "EarlyChainAdvice", "onNetwork")
            .refusing("onFault"),
        Hook.on("com.squareup.okhttp.Call")
            .method("enqueue", "(Lcom/squareup/okhttp/Callback;Z)V")
            .entry(ADVICE + "CallerAdvice", "onEnqueue"));
  }
}
