package com.example.app;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.entity.EntityBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** An application that speaks to vendors with Apache HttpClient 5. */
public final class Main {
  private static final CloseableHttpClient CLIENT = HttpClients.createDefault();

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> read(a[0], new StringEntity(a[1], ContentType.APPLICATION_JSON)))
        .add("handler", a -> handled(a[0], new StringEntity(a[1], ContentType.APPLICATION_JSON)))
        .add("oneShot", a -> read(a[0], stream(a[1], bytes(a[1]).length)))
        .add("chunked", a -> read(a[0], stream(a[1], -1)))
        .add("gzipRequest", a -> read(a[0], gzip(a[1])))
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

  private static HttpEntity gzip(String body) {
    return EntityBuilder.create()
        .setText(body)
        .setContentType(ContentType.APPLICATION_JSON)
        .gzipCompressed()
        .build();
  }

  private static HttpPost post(String url, HttpEntity body) {
    HttpPost request = new HttpPost(url);
    request.setEntity(body);
    return request;
  }

  /** Returns status, content type and text, each on its line. */
  private static String read(String url, HttpEntity body) throws IOException, ParseException {
    return read(post(url, body));
  }

  private static String read(HttpPost request) throws IOException, ParseException {
    try (CloseableHttpResponse response = CLIENT.execute(request)) {
      return response.getCode()
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
            response.getCode()
                + "\n"
                + response.getEntity().getContentType()
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
      throws IOException, ParseException {
    HttpPost request = post(url, new StringEntity(body, ContentType.APPLICATION_JSON));
    request.addHeader(name, value);
    return read(request);
  }
}
