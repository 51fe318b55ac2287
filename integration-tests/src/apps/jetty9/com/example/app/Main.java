package com.example.app;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.api.ContentProvider;
import org.eclipse.jetty.client.api.ContentResponse;
import org.eclipse.jetty.client.util.InputStreamContentProvider;
import org.eclipse.jetty.client.util.StringContentProvider;

/** An application that speaks to vendors with Jetty's client 9.4. */
public final class Main {
  private static final int SECONDS = 30;
  private static final int PIECE = 7;

  private Main() {}

  public static void main(String[] args) throws Exception {
    HttpClient client = new HttpClient();
    client.start();
    new Runner()
        .add("post", a -> read(client, a[0], new StringContentProvider(a[1])))
        .add("chunked", a -> read(client, a[0], pieces(a[1])))
        .serveAndExit();
  }

  private static ContentProvider pieces(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new InputStreamContentProvider(new ByteArrayInputStream(bytes), PIECE);
  }

  /** Returns status, content type and text, each on its line. */
  private static String read(HttpClient client, String url, ContentProvider body) throws Exception {
    ContentResponse answer =
        client
            .POST(url)
            .content(body, "application/json")
            .timeout(SECONDS, TimeUnit.SECONDS)
            .send();
    return answer.getStatus()
        + "\n"
        + answer.getHeaders().get("Content-Type")
        + "\n"
        + new String(answer.getContent(), StandardCharsets.UTF_8);
  }
}
