package com.example.app;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.webclient.api.HttpClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An application that speaks to vendors with Helidon's client. */
public final class Main {
  private static final int PIECE = 7;

  private Main() {}

  public static void main(String[] args) throws Exception {
    WebClient client = WebClient.builder().sendExpectContinue(false).build();
    new Runner()
        .add("post", a -> read(request(client, a[0]).submit(a[1])))
        .add("chunked", a -> read(request(client, a[0]).outputStream(out -> write(a[1], out))))
        .serveAndExit();
  }

  private static HttpClientRequest request(WebClient client, String url) {
    return client.post().uri(URI.create(url)).contentType(MediaTypes.APPLICATION_JSON);
  }

  private static void write(String text, OutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += PIECE) {
      out.write(bytes, at, Math.min(PIECE, bytes.length - at));
    }
    out.close();
  }

  /** Returns status, content type and text, each on its line. */
  private static String read(HttpClientResponse answer) throws IOException {
    try (answer) {
      return answer.status().code()
          + "\n"
          + answer.headers().contentType().map(Object::toString).orElse("none")
          + "\n"
          + new String(answer.inputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
