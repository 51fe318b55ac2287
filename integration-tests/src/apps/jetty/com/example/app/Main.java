package com.example.app;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;

/** An application that speaks to vendors with Jetty's client 12. */
public final class Main {
  private static final int SECONDS = 30;
  private static final int PIECE = 7;

  private Main() {}

  public static void main(String[] args) throws Exception {
    HttpClient client = new HttpClient();
    client.start();
    new Runner()
        .add("post", a -> read(client, a[0], new StringRequestContent("application/json", a[1])))
        .add("chunked", a -> read(client, a[0], pieces(a[1])))
        .serveAndExit();
  }

  private static Request.Content pieces(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new InputStreamRequestContent(
        "application/json", new ByteArrayInputStream(bytes), PIECE);
  }

  /** Returns status, content type and text, each on its line. */
  private static String read(HttpClient client, String url, Request.Content body) throws Exception {
    ContentResponse answer = client.POST(url).body(body).timeout(SECONDS, TimeUnit.SECONDS).send();
    return answer.getStatus()
        + "\n"
        + answer.getHeaders().get("Content-Type")
        + "\n"
        + new String(answer.getContent(), StandardCharsets.UTF_8);
  }
}
