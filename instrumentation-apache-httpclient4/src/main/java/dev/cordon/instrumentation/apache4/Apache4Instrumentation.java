package dev.cordon.instrumentation.apache4;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The hooks of Apache HttpClient 4, classic and asynchronous, and of the HttpCore below it. */
public final class Apache4Instrumentation implements Instrumentation {
  private static final String CLIENTS = "org.apache.http.impl.client.";
  private static final String EXECUTOR = "org.apache.http.protocol.HttpRequestExecutor";
  private static final String ADVICE = "dev.cordon.instrumentation.apache4.ClientAdvice";
  private static final String SEND_ADVICE = "dev.cordon.instrumentation.apache4.SendAdvice";
  private static final String PARAMETERS =
      "(Lorg/apache/http/HttpHost;Lorg/apache/http/HttpRequest;"
          + "Lorg/apache/http/protocol/HttpContext;)";

  private static final String DO_EXECUTE =
      PARAMETERS + "Lorg/apache/http/client/methods/CloseableHttpResponse;";
  private static final String SEND =
      "(Lorg/apache/http/HttpRequest;Lorg/apache/http/HttpClientConnection;"
          + "Lorg/apache/http/protocol/HttpContext;)Lorg/apache/http/HttpResponse;";

  private static final String ASYNC_CLIENTS = "org.apache.http.impl.nio.client.";
  private static final String ASYNC_ADVICE = "dev.cordon.instrumentation.apache4.AsyncAdvice";
  private static final String ASYNC_EXECUTE =
      "(Lorg/apache/http/nio/protocol/HttpAsyncRequestProducer;"
          + "Lorg/apache/http/nio/protocol/HttpAsyncResponseConsumer;"
          + "Lorg/apache/http/protocol/HttpContext;"
          + "Lorg/apache/http/concurrent/FutureCallback;)Ljava/util/concurrent/Future;";

  /** Makes the description; it holds nothing. */
  public Apache4Instrumentation() {}

  @Override
  public String name() {
    return "apache-httpclient4";
  }

  @Override
  public List<String> connectors() {
    return Arrays.asList("org.apache.http.impl.conn.", "org.apache.http.conn.");
  }

  @Override
  public List<String> sharedConnectors() {
    return Collections.singletonList("org.apache.http.impl.nio.reactor.");
  }

  @Override
  public List<Hook> hooks() {
    String[] clients = {
      CLIENTS + "InternalHttpClient", CLIENTS + "MinimalHttpClient", CLIENTS + "AbstractHttpClient"
    };
    return Arrays.asList(
        Hook.on(clients).method("doExecute", DO_EXECUTE).arguments(ADVICE, "onTarget"),
        Hook.on(clients).method("doExecute", DO_EXECUTE).entry(ADVICE, "onExecute"),
        Hook.on(clients).method("doExecute", DO_EXECUTE).exit(ADVICE, "onExecuted"),
        Hook.on(EXECUTOR).method("execute", SEND).entry(SEND_ADVICE, "onSend").refusing("onFault"),
        Hook.on(
                ASYNC_CLIENTS + "InternalHttpAsyncClient",
                ASYNC_CLIENTS + "MinimalHttpAsyncClient",
                ASYNC_CLIENTS + "AbstractHttpAsyncClient")
            .method("execute", ASYNC_EXECUTE)
            .entry(ASYNC_ADVICE, "onExecute")
            .refusing("onExecuteFault"),
        Hook.on(
                ASYNC_CLIENTS + "DefaultClientExchangeHandlerImpl",
                ASYNC_CLIENTS + "MinimalClientExchangeHandlerImpl",
                ASYNC_CLIENTS + "PipeliningClientExchangeHandlerImpl",
                ASYNC_CLIENTS + "DefaultAsyncRequestDirector")
            .method("generateRequest", "()Lorg/apache/http/HttpRequest;")
            .onReturn(ASYNC_ADVICE, "onGenerated"));
  }
}
