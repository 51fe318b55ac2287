package dev.cordon.instrumentation.jetty9;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The hooks of Jetty's client 9. */
public final class JettyClient9Instrumentation implements Instrumentation {
  private static final String CLIENT = "org.eclipse.jetty.client.";
  private static final String SEND_ADVICE = "dev.cordon.instrumentation.jetty9.SendAdvice";
  private static final String ANSWER_ADVICE = "dev.cordon.instrumentation.jetty9.AnswerAdvice";
  private static final String CONTENT = "notifyContent";
  private static final String RESPONSE = "Lorg/eclipse/jetty/client/api/Response;";
  private static final String PIECE = "Ljava/nio/ByteBuffer;Lorg/eclipse/jetty/util/Callback;";
  private static final String LIST = "Ljava/util/List;";

  /** Makes the description; it holds nothing. */
  public JettyClient9Instrumentation() {}

  @Override
  public String name() {
    return "jetty-client9";
  }

  @Override
  public int lastRelease() {
    return 10; // Jetty 10 has classes of the same names, written for Java 11
  }

  @Override
  public List<String> sharedConnectors() {
    return Collections.singletonList("org.eclipse.jetty.io.");
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(CLIENT + "HttpDestination")
            .method("send", "(Lorg/eclipse/jetty/client/HttpRequest;" + LIST + ")V")
            .entry(SEND_ADVICE, "onSend")
            .refusing("onSendFault"),
        Hook.on(CLIENT + "HttpConnection")
            .method(
                "send",
                "(Lorg/eclipse/jetty/client/api/Request;"
                    + "Lorg/eclipse/jetty/client/api/Response$CompleteListener;)V")
            .entry(SEND_ADVICE, "onConnection"),
        Hook.on(CLIENT + "HttpSender")
            .method("send", "(Lorg/eclipse/jetty/client/HttpExchange;)V")
            .entry(SEND_ADVICE, "onLeaving"),
        Hook.on(CLIENT + "ResponseNotifier")
            .method("notifyHeaders", "(" + LIST + RESPONSE + ")V")
            .entry(ANSWER_ADVICE, "onHeaders"),
        Hook.on(CLIENT + "ResponseNotifier")
            .method("notifySuccess", "(" + LIST + RESPONSE + ")V")
            .entry(ANSWER_ADVICE, "onSuccess"),
        // Each version has one of these, or one that calls another.
        Hook.on(CLIENT + "ResponseNotifier")
            .method(CONTENT, "(" + LIST + RESPONSE + PIECE + ")V")
            .arguments(ANSWER_ADVICE, "onContent")
            .optional(),
        Hook.on(CLIENT + "ResponseNotifier")
            .method(CONTENT, "(" + RESPONSE + PIECE + LIST + ")V")
            .arguments(ANSWER_ADVICE, "onContentFor")
            .optional(),
        Hook.on(CLIENT + "ResponseNotifier")
            .method(
                CONTENT,
                "(" + RESPONSE + "Ljava/util/function/ObjLongConsumer;" + PIECE + LIST + ")V")
            .arguments(ANSWER_ADVICE, "onDemandedContent")
            .optional());
  }
}
