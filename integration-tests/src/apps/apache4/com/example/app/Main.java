package com.example.app;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.http.HttpEntity;
import org.apache.http.client.entity.GzipCompressingEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** An application that speaks to vendors with Apache HttpClient 4.3 to 4.5. */
public final class Main {
  private static final CloseableHttpClient CLIENT = HttpClients.createDefault();

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> read(a[0], new StringEntity(a[1], ContentType.APPLICATION_JSON)))
        .add("handler", a -> handled(a[0], new StringEntity(a[1], ContentType.APPLICATION_JSON)))
        .add("oneShot", a -> read(a[0], stream(a[1], bytes(a[1]).length)))
        .add("chunked", a -> read(a[0], stream(a[1], -1)))
        .add(
            "gzipRequest",
            a ->
                read(
                    a[0],
                    new GzipCompressingEntity(
                        new StringEntity(a[1], ContentType.APPLICATION_JSON))))
        .add("lines", a -> lines(a[0], new StringEntity(a[1], ContentType.APPLICATION_JSON)))
        .add("header", a -> withHeader(a[0], a[1], a[2], a[3]))
        .serveAndExit();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static HttpEntity stream(String body, long length) {
    return new InputStreamEntity(
        new ByteArrayInputStream(bytes(body)), length, ContentType.APPLICATION_JSON);
  }

  private static HttpPost post(String url, HttpEntity body) {
    HttpPost request = new HttpPost(url);
    request.setEntity(body);
    return request;
  }

  /** Returns status, content type and text, each on its line. */
  private static String read(String url, HttpEntity body) throws IOException {
    return read(post(url, body));
  }

  private static String read(HttpPost request) throws IOException {
    try (CloseableHttpResponse response = CLIENT.execute(request)) {
      return response.getStatusLine().getStatusCode()
          + "\n"
          + response.getFirstHeader("Content-Type").getValue()
          + "\n"
          + EntityUtils.toString(response.getEntity());
    }
  }

  private static String handled(String url, HttpEntity body) throws IOException {
    return CLIENT.execute(
        post(url, body),
        response ->
            response.getStatusLine().getStatusCode()
                + "\n"
                + response.getEntity().getContentType().getValue()
                + "\n"
                + EntityUtils.toString(response.getEntity()));
  }

  private static String lines(String url, HttpEntity body) throws IOException {
    StringBuilder text = new StringBuilder();
    try (CloseableHttpResponse response = CLIENT.execute(post(url, body))) {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(response.getEntity().getContent(), StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        text.append(line).append('\n');
      }
    }
    return text.toString();
  }

  private static String withHeader(String url, String body, String name, String value)
      throws IOException {
    HttpPost request = post(url, new StringEntity(body, ContentType.APPLICATION_JSON));
    request.addHeader(name, value);
    return read(request);
  }
}
