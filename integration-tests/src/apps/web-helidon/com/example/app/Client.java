package com.example.app;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.net.URI;

/** Asks with Helidon's client. */
final class Client implements AutoCloseable {
  private final WebClient client = WebClient.builder().shareConnectionCache(false).build();

  String ask(String vendor, String prompt) {
    try (HttpClientResponse answer =
        client
            .post()
            .uri(URI.create(vendor + Chat.PATH))
            .contentType(MediaTypes.APPLICATION_JSON)
            .submit(Chat.body(prompt))) {
      return answer.as(String.class);
    }
  }

  @Override
  public void close() {
    client.closeResource();
  }
}
