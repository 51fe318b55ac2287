package com.example.app;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.util.StringContentProvider;

/** Asks with Jetty's client 9. */
final class Client implements AutoCloseable {
  private final HttpClient client = new HttpClient();

  String ask(String vendor, String prompt) throws Exception {
    client.start();
    return client
        .POST(vendor + Chat.PATH)
        .content(new StringContentProvider(Chat.body(prompt)), "application/json")
        .send()
        .getContentAsString();
  }

  @Override
  public void close() throws Exception {
    client.stop();
  }
}
