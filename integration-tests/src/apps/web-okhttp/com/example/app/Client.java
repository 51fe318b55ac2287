package com.example.app;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Asks with OkHttp 5. */
final class Client implements AutoCloseable {
  // Without timeouts, because Okio's watchdog would outlive the web application by a minute.
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .connectTimeout(Duration.ZERO)
          .readTimeout(Duration.ZERO)
          .writeTimeout(Duration.ZERO)
          .build();

  String ask(String vendor, String prompt) throws Exception {
    Request request =
        new Request.Builder()
            .url(vendor + Chat.PATH)
            .post(RequestBody.create(Chat.body(prompt), MediaType.get("application/json")))
            .build();
    try (Response answer = client.newCall(request).execute()) {
      return answer.body().string();
    }
  }

  @Override
  public void close() throws Exception {
    client.dispatcher().executorService().shutdownNow();
    client.connectionPool().evictAll();
    // OkHttp offers no other way to end these threads, which would wait for a minute.
    Object backend = value(Class.forName("okhttp3.internal.concurrent.TaskRunner"), "INSTANCE");
    backend = value(backend, "backend");
    ((ExecutorService) value(backend, "executor")).shutdownNow();
  }

  private static Object value(Object of, String name) throws Exception {
    boolean constant = of instanceof Class;
    Field field = (constant ? (Class<?>) of : of.getClass()).getDeclaredField(name);
    field.setAccessible(true);
    return field.get(constant ? null : of);
  }
}
