package com.example.app;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.StringRequestContent;

/** Asks with Jetty's client 12. */
final class Client implements AutoCloseable {
  private final HttpClient client = new HttpClient();

  String ask(String vendor, String prompt) throws Exception {
    client.start();
    return client
        .POST(vendor + Chat.PATH)
        .body(new StringRequestContent("application/json", Chat.body(prompt)))
        .send()
        .getContentAsString();
  }

  @Override
  public void close() throws Exception {
    client.stop();
  }
}
