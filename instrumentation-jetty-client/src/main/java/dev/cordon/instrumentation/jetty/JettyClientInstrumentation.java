package dev.cordon.instrumentation.jetty;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The hooks of Jetty's client 12. */
public final class JettyClientInstrumentation implements Instrumentation {
  private static final String TRANSPORT = "org.eclipse.jetty.client.transport.";
  private static final String SEND_ADVICE = "dev.cordon.instrumentation.jetty.SendAdvice";
  private static final String ANSWER_ADVICE = "dev.cordon.instrumentation.jetty.AnswerAdvice";
  private static final String EXCHANGE = "(Lorg/eclipse/jetty/client/transport/HttpExchange;)V";

  /** Makes the description; it holds nothing. */
  public JettyClientInstrumentation() {}

  @Override
  public String name() {
    return "jetty-client";
  }

  @Override
  public List<String> sharedConnectors() {
    return Collections.singletonList("org.eclipse.jetty.io.");
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(TRANSPORT + "HttpDestination")
            .method("send", EXCHANGE)
            .entry(SEND_ADVICE, "onSend")
            .refusing("onSendFault"),
        Hook.on(TRANSPORT + "HttpConnection")
            .method(
                "send",
                "(Lorg/eclipse/jetty/client/Request;"
                    + "Lorg/eclipse/jetty/client/Response$CompleteListener;)V")
            .entry(SEND_ADVICE, "onConnection"),
        Hook.on(TRANSPORT + "HttpSender").method("send", EXCHANGE).entry(SEND_ADVICE, "onLeaving"),
        Hook.on(TRANSPORT + "ResponseListeners")
            .method("notifyHeaders", "(Lorg/eclipse/jetty/client/Response;)V")
            .entry(ANSWER_ADVICE, "onHeaders"),
        Hook.on(TRANSPORT + "ResponseListeners")
            .method(
                "notifyContentSource",
                "(Lorg/eclipse/jetty/client/Response;Lorg/eclipse/jetty/io/Content$Source;)V")
            .arguments(ANSWER_ADVICE, "onContent"));
  }
}
