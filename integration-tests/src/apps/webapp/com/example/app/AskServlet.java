package com.example.app;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A web application that asks a model, and that cleans up after itself. */
@SuppressWarnings("deprecation")
public final class AskServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  // Without timeouts, because Okio's watchdog would outlive the web application by a minute.
  private final transient OkHttpClient client =
      new OkHttpClient.Builder()
          .connectTimeout(0, TimeUnit.SECONDS)
          .readTimeout(0, TimeUnit.SECONDS)
          .writeTimeout(0, TimeUnit.SECONDS)
          .build();

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    StringBuilder body = new StringBuilder();
    for (String line = request.getReader().readLine();
        line != null;
        line = request.getReader().readLine()) {
      body.append(line).append('\n');
    }
    Request ask =
        new Request.Builder()
            .url(request.getHeader("X-Vendor"))
            .post(RequestBody.create(MediaType.parse("application/json"), body.toString()))
            .build();
    try (Response answer = client.newCall(ask).execute()) {
      response.setCharacterEncoding("UTF-8");
      response.getWriter().print(answer.body().string());
    }
  }

  @Override
  public void destroy() {
    client.dispatcher().executorService().shutdownNow();
    client.connectionPool().evictAll();
    try {
      // OkHttp 3 offers no other way to end this thread at once.
      Field executor =
          Class.forName("okhttp3.internal.connection.RealConnectionPool")
              .getDeclaredField("executor");
      executor.setAccessible(true);
      ((ExecutorService) executor.get(null)).shutdownNow();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
