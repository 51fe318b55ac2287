package com.example.app;

import java.io.ByteArrayInputStream;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.client.methods.AsyncCharConsumer;
import org.apache.http.nio.client.methods.HttpAsyncMethods;
import org.apache.http.protocol.HttpContext;
import org.apache.http.util.EntityUtils;

/** An application that speaks to vendors with Apache HttpAsyncClient 4. */
public final class Main {
  private static final CloseableHttpAsyncClient CLIENT = HttpAsyncClients.createDefault();

  private Main() {}

  public static void main(String[] args) throws Exception {
    CLIENT.start();
    new Runner()
        .add("post", a -> post(a[0], a[1]))
        .add("chunked", a -> chunked(a[0], a[1]))
        .serveAndExit();
  }

  /** Returns status, content type and text, each on its line. */
  private static String post(String url, String body) throws Exception {
    HttpPost request = new HttpPost(url);
    request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    HttpResponse response = CLIENT.execute(request, null).get(30, TimeUnit.SECONDS);
    return response.getStatusLine().getStatusCode()
        + "\n"
        + response.getFirstHeader("Content-Type").getValue()
        + "\n"
        + EntityUtils.toString(response.getEntity());
  }

  /** A body of unknown length, an answer that is read as it comes. */
  private static String chunked(String url, String body) throws Exception {
    HttpPost request = new HttpPost(url);
    request.setEntity(
        new InputStreamEntity(
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
            -1,
            ContentType.APPLICATION_JSON));
    return CLIENT
        .execute(HttpAsyncMethods.create(request), new Text(), null)
        .get(30, TimeUnit.SECONDS);
  }

  private static final class Text extends AsyncCharConsumer<String> {
    private final StringBuilder text = new StringBuilder();

    @Override
    protected void onResponseReceived(HttpResponse response) {
      text.append(response.getStatusLine().getStatusCode())
          .append('\n')
          .append(response.getFirstHeader("Content-Type").getValue())
          .append('\n');
    }

    @Override
    protected void onCharReceived(CharBuffer source, IOControl control) {
      text.append(source);
    }

    @Override
    protected String buildResult(HttpContext context) {
      return text.toString();
    }
  }
}
