package com.example.app;

import com.squareup.okhttp.MediaType;
import com.squareup.okhttp.OkHttpClient;
import com.squareup.okhttp.Request;
import com.squareup.okhttp.RequestBody;
import java.lang.reflect.Field;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks with OkHttp 2. */
final class Client implements AutoCloseable {
  // Without timeouts, because Okio's watchdog of that time never ends.
  private final OkHttpClient client = new OkHttpClient();

  Client() {
    client.setConnectTimeout(0, TimeUnit.SECONDS);
    client.setReadTimeout(0, TimeUnit.SECONDS);
    client.setWriteTimeout(0, TimeUnit.SECONDS);
  }

  String ask(String vendor, String prompt) throws Exception {
    RequestBody body = RequestBody.create(MediaType.parse("application/json"), Chat.body(prompt));
    Request request = new Request.Builder().url(vendor + Chat.PATH).post(body).build();
    return client.newCall(request).execute().body().string();
  }

  @Override
  public void close() throws Exception {
    client.getDispatcher().getExecutorService().shutdownNow();
    client.getConnectionPool().evictAll();
    Field executor = client.getConnectionPool().getClass().getDeclaredField("executor");
    executor.setAccessible(true);
    ((ExecutorService) executor.get(client.getConnectionPool())).shutdownNow();
  }
}
