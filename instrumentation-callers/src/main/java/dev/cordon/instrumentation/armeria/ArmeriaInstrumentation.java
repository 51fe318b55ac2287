package dev.cordon.instrumentation.armeria;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/**
 * Hooks Armeria's client 1.x where a call comes out of its decorators, on the application's thread
 * as a rule, and where its head is written on an event loop.
 */
public final class ArmeriaInstrumentation implements Instrumentation {
  private static final String ADVICE = "dev.cordon.instrumentation.armeria.ContextAdvice";
  private static final String CLIENT = "com.linecorp.armeria.client.";
  private static final String EXECUTE =
      "(Lcom/linecorp/armeria/client/ClientRequestContext;"
          + "Lcom/linecorp/armeria/common/HttpRequest;)"
          + "Lcom/linecorp/armeria/common/HttpResponse;";
  private static final String HEADERS = "(Lcom/linecorp/armeria/common/RequestHeaders;Z)V";

  /** Makes the description; it holds nothing. */
  public ArmeriaInstrumentation() {}

  @Override
  public String name() {
    return "armeria";
  }

  @Override
  public List<Hook> hooks() {
    String handler = CLIENT + "AbstractHttpRequestHandler";
    String subscriber = CLIENT + "HttpRequestSubscriber";
    return Arrays.asList(
        Hook.on(CLIENT + "HttpClientDelegate")
            .method("execute", EXECUTE)
            .entry(ADVICE, "onExecute"),
        Hook.on(handler).method("writeHeaders", HEADERS).entry(ADVICE, "onHeaders"),
        Hook.on(handler).method("writeHeaders", HEADERS).exit(ADVICE, "onHeadersWritten"),
        Hook.on(subscriber).method("writeFirstHeader").entry(ADVICE, "onFirstHeader").optional(),
        Hook.on(subscriber)
            .method("writeFirstHeader")
            .exit(ADVICE, "onFirstHeaderWritten")
            .optional());
  }
}
