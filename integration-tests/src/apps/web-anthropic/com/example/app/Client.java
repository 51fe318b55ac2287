package com.example.app;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.Timeout;
import com.anthropic.models.messages.MessageCreateParams;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/** Asks with anthropic-java. */
final class Client implements AutoCloseable {
  // Without timeouts, because Okio's watchdog would outlive the web application by a minute.
  private static final Timeout NONE =
      Timeout.builder()
          .connect(Duration.ZERO)
          .read(Duration.ZERO)
          .write(Duration.ZERO)
          .request(Duration.ZERO)
          .build();

  private AnthropicClient client;

  String ask(String vendor, String prompt) {
    client = AnthropicOkHttpClient.builder().baseUrl(vendor).apiKey("k").timeout(NONE).build();
    return client
        .messages()
        .create(
            MessageCreateParams.builder()
                .model("echo-1")
                .maxTokens(100)
                .addUserMessage(prompt)
                .build())
        .content()
        .get(0)
        .asText()
        .text();
  }

  @Override
  public void close() throws Exception {
    client.close();
    // OkHttp offers no other way to end these threads, which would wait for a minute.
    Field of = Class.forName("okhttp3.internal.concurrent.TaskRunner").getDeclaredField("INSTANCE");
    Object backend = value(of.get(null), "backend");
    ((ExecutorService) value(backend, "executor")).shutdownNow();
  }

  private static Object value(Object of, String name) throws Exception {
    Field field = of.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }
}
