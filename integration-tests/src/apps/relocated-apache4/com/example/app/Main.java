package com.example.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.snowflake.client.jdbc.internal.apache.http.HttpEntity;
import net.snowflake.client.jdbc.internal.apache.http.client.methods.CloseableHttpResponse;
import net.snowflake.client.jdbc.internal.apache.http.client.methods.HttpPost;
import net.snowflake.client.jdbc.internal.apache.http.entity.ContentType;
import net.snowflake.client.jdbc.internal.apache.http.entity.InputStreamEntity;
import net.snowflake.client.jdbc.internal.apache.http.entity.StringEntity;
import net.snowflake.client.jdbc.internal.apache.http.impl.client.CloseableHttpClient;
import net.snowflake.client.jdbc.internal.apache.http.impl.client.HttpClients;
import net.snowflake.client.jdbc.internal.apache.http.util.EntityUtils;

/** An application that speaks to vendors with the Apache HttpClient 4 that a driver brings. */
public final class Main {
  private static final CloseableHttpClient CLIENT = HttpClients.createDefault();

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> read(a[0], new StringEntity(a[1], ContentType.APPLICATION_JSON)))
        .add("chunked", a -> read(a[0], stream(a[1])))
        .serveAndExit();
  }

  private static HttpEntity stream(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new InputStreamEntity(new ByteArrayInputStream(bytes), -1, ContentType.APPLICATION_JSON);
  }

  /** Returns status, content type and text, each on its line. */
  private static String read(String url, HttpEntity body) throws IOException {
    HttpPost request = new HttpPost(url);
    request.setEntity(body);
    try (CloseableHttpResponse response = CLIENT.execute(request)) {
      return response.getStatusLine().getStatusCode()
          + "\n"
          + response.getFirstHeader("Content-Type").getValue()
          + "\n"
          + EntityUtils.toString(response.getEntity());
    }
  }
}
