package com.example.app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.Timeout;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/** Asks with openai-java. */
final class Client implements AutoCloseable {
  // Without timeouts, because Okio's watchdog would outlive the web application by a minute.
  private static final Timeout NONE =
      Timeout.builder()
          .connect(Duration.ZERO)
          .read(Duration.ZERO)
          .write(Duration.ZERO)
          .request(Duration.ZERO)
          .build();

  private OpenAIClient client;

  String ask(String vendor, String prompt) {
    client = OpenAIOkHttpClient.builder().baseUrl(vendor + "/v1").apiKey("k").timeout(NONE).build();
    return client
        .chat()
        .completions()
        .create(ChatCompletionCreateParams.builder().model("echo-1").addUserMessage(prompt).build())
        .choices()
        .get(0)
        .message()
        .content()
        .get();
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
