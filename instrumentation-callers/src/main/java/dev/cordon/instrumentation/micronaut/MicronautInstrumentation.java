package dev.cordon.instrumentation.micronaut;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/**
 * Hooks Micronaut's client 4 where an application asks for an exchange, and where the request is
 * written on an event loop.
 */
public final class MicronautInstrumentation implements Instrumentation {
  private static final String ADVICE = "dev.cordon.instrumentation.micronaut.ExchangeAdvice";
  private static final String CLIENT = "io.micronaut.http.client.netty.DefaultHttpClient";
  private static final String REQUEST = "(Lio/micronaut/http/HttpRequest;";
  private static final String ARGUMENT = "Lio/micronaut/core/type/Argument;";
  private static final String PUBLISHER = ")Lorg/reactivestreams/Publisher;";

  /** Makes the description; it holds nothing. */
  public MicronautInstrumentation() {}

  @Override
  public String name() {
    return "micronaut";
  }

  @Override
  public List<Hook> hooks() {
    String hint = "Lio/micronaut/http/client/netty/BlockHint;)Lreactor/core/publisher/Mono;";
    String raw = "Lio/micronaut/http/body/CloseableByteBody;Ljava/lang/Thread;";
    return Arrays.asList(
        Hook.on(CLIENT)
            .method("exchange", REQUEST + ARGUMENT + ARGUMENT + hint)
            .entry(ADVICE, "onExchange")
            .optional(),
        Hook.on(CLIENT)
            .method("exchange", REQUEST + raw + PUBLISHER)
            .entry(ADVICE, "onThree")
            .optional(),
        Hook.on(CLIENT)
            .method("jsonStream", REQUEST + ARGUMENT + ARGUMENT + PUBLISHER)
            .entry(ADVICE, "onThree")
            .optional(),
        Hook.on(CLIENT)
            .method("exchangeStream", REQUEST + ARGUMENT + PUBLISHER)
            .entry(ADVICE, "onTwo")
            .optional(),
        Hook.on(CLIENT)
            .method("dataStream", REQUEST + ARGUMENT + PUBLISHER)
            .entry(ADVICE, "onTwo")
            .optional(),
        Hook.on(CLIENT).method("sendRawRequest0").entry(ADVICE, "onSend").optional(),
        Hook.on(CLIENT).method("sendRawRequest0").exit(ADVICE, "onSent").optional());
  }
}
