package dev.cordon.instrumentation.apache5;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The hooks of Apache HttpClient 5, classic and asynchronous, and of the HttpCore below it. */
public final class Apache5Instrumentation implements Instrumentation {
  private static final String CLIENTS = "org.apache.hc.client5.http.impl.classic.";
  private static final String EXECUTOR = "org.apache.hc.core5.http.impl.io.HttpRequestExecutor";
  private static final String ADVICE = "dev.cordon.instrumentation.apache5.ClassicAdvice";
  private static final String EXECUTE =
      "(Lorg/apache/hc/core5/http/HttpHost;Lorg/apache/hc/core5/http/ClassicHttpRequest;"
          + "Lorg/apache/hc/core5/http/protocol/HttpContext;)"
          + "Lorg/apache/hc/client5/http/impl/classic/CloseableHttpResponse;";
  private static final String SEND =
      "(Lorg/apache/hc/core5/http/ClassicHttpRequest;"
          + "Lorg/apache/hc/core5/http/io/HttpClientConnection;"
          + "Lorg/apache/hc/core5/http/io/HttpResponseInformationCallback;"
          + "Lorg/apache/hc/core5/http/protocol/HttpContext;)"
          + "Lorg/apache/hc/core5/http/ClassicHttpResponse;";

  private static final String ASYNC_CLIENTS = "org.apache.hc.client5.http.impl.async.";
  private static final String COMMAND =
      "org.apache.hc.core5.http.nio.command.RequestExecutionCommand";
  private static final String ASYNC_ADVICE = "dev.cordon.instrumentation.apache5.AsyncAdvice";
  private static final String HANDLER =
      "(Lorg/apache/hc/core5/http/nio/AsyncClientExchangeHandler;";
  private static final String PUSH = "Lorg/apache/hc/core5/http/nio/HandlerFactory;";
  private static final String CONTEXT = "Lorg/apache/hc/core5/http/protocol/HttpContext;)";
  private static final String ASYNC_EXECUTE =
      "(Lorg/apache/hc/core5/http/HttpHost;"
          + "Lorg/apache/hc/core5/http/nio/AsyncRequestProducer;"
          + "Lorg/apache/hc/core5/http/nio/AsyncResponseConsumer;"
          + PUSH
          + "Lorg/apache/hc/core5/http/protocol/HttpContext;"
          + "Lorg/apache/hc/core5/concurrent/FutureCallback;)Ljava/util/concurrent/Future;";
  private static final String STEP =
      "(Lorg/apache/hc/core5/http/HttpRequest;"
          + "Lorg/apache/hc/core5/http/nio/AsyncEntityProducer;"
          + "Lorg/apache/hc/client5/http/async/AsyncExecChain$Scope;"
          + "Lorg/apache/hc/client5/http/async/AsyncExecCallback;)V";

  /** Makes the description; it holds nothing. */
  public Apache5Instrumentation() {}

  @Override
  public String name() {
    return "apache-httpclient5";
  }

  @Override
  public List<String> connectors() {
    return Collections.singletonList("org.apache.hc.client5.http.impl.io.");
  }

  @Override
  public List<String> sharedConnectors() {
    return Collections.singletonList("org.apache.hc.core5.reactor.");
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(CLIENTS + "InternalHttpClient", CLIENTS + "MinimalHttpClient")
            .method("doExecute", EXECUTE)
            .arguments(ADVICE, "onTarget"),
        Hook.on(CLIENTS + "InternalHttpClient", CLIENTS + "MinimalHttpClient")
            .method("doExecute", EXECUTE)
            .entry(ADVICE, "onExecute"),
        Hook.on(CLIENTS + "InternalHttpClient", CLIENTS + "MinimalHttpClient")
            .method("doExecute", EXECUTE)
            .exit(ADVICE, "onExecuted"),
        Hook.on(EXECUTOR).method("execute", SEND).entry(ADVICE, "onSend").refusing("onFault"),
        Hook.on(ASYNC_CLIENTS + "InternalAbstractHttpAsyncClient")
            .method("doExecute", ASYNC_EXECUTE)
            .arguments(ASYNC_ADVICE, "onExecute"),
        Hook.on(ASYNC_CLIENTS + "AsyncExecChainElement")
            .method("execute", STEP)
            .entry(ASYNC_ADVICE, "onStep")
            .refusing("onStepFault"),
        Hook.on(ASYNC_CLIENTS + "MinimalHttpAsyncClient", ASYNC_CLIENTS + "MinimalH2AsyncClient")
            .method(
                "execute",
                HANDLER + PUSH + CONTEXT + "Lorg/apache/hc/core5/concurrent/Cancellable;")
            .arguments(ASYNC_ADVICE, "onMinimal"),
        Hook.on(COMMAND)
            .constructor(
                HANDLER
                    + PUSH
                    + "Lorg/apache/hc/core5/concurrent/CancellableDependency;"
                    + CONTEXT
                    + "V")
            .arguments(ASYNC_ADVICE, "onCommand"));
  }
}
