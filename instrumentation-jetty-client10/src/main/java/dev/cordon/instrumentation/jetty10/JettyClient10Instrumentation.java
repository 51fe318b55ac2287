package dev.cordon.instrumentation.jetty10;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The hooks of Jetty's client 10 and 11. */
public final class JettyClient10Instrumentation implements Instrumentation {
  private static final String CLIENT = "org.eclipse.jetty.client.";
  private static final String SEND_ADVICE = "dev.cordon.instrumentation.jetty10.SendAdvice";
  private static final String ANSWER_ADVICE = "dev.cordon.instrumentation.jetty10.AnswerAdvice";
  private static final String EXCHANGE = "(Lorg/eclipse/jetty/client/HttpExchange;)V";

  /** Makes the description; it holds nothing. */
  public JettyClient10Instrumentation() {}

  @Override
  public String name() {
    return "jetty-client10";
  }

  @Override
  public int firstRelease() {
    return 11; // Jetty 9 has classes of the same names, written for Java 8
  }

  @Override
  public List<String> sharedConnectors() {
    return Collections.singletonList("org.eclipse.jetty.io.");
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(CLIENT + "HttpDestination")
            .method("send", EXCHANGE)
            .entry(SEND_ADVICE, "onSend")
            .refusing("onSendFault"),
        Hook.on(CLIENT + "HttpConnection")
            .method(
                "send",
                "(Lorg/eclipse/jetty/client/api/Request;"
                    + "Lorg/eclipse/jetty/client/api/Response$CompleteListener;)V")
            .entry(SEND_ADVICE, "onConnection"),
        Hook.on(CLIENT + "HttpSender").method("send", EXCHANGE).entry(SEND_ADVICE, "onLeaving"),
        Hook.on(CLIENT + "ResponseNotifier")
            .method("notifyHeaders", "(Ljava/util/List;Lorg/eclipse/jetty/client/api/Response;)V")
            .entry(ANSWER_ADVICE, "onHeaders"),
        Hook.on(CLIENT + "ResponseNotifier")
            .method(
                "notifyContent",
                "(Lorg/eclipse/jetty/client/api/Response;Ljava/util/function/ObjLongConsumer;"
                    + "Ljava/nio/ByteBuffer;Lorg/eclipse/jetty/util/Callback;Ljava/util/List;)V")
            .arguments(ANSWER_ADVICE, "onContent"),
        Hook.on(CLIENT + "ResponseNotifier")
            .method("notifySuccess", "(Ljava/util/List;Lorg/eclipse/jetty/client/api/Response;)V")
            .entry(ANSWER_ADVICE, "onSuccess"));
  }
}
