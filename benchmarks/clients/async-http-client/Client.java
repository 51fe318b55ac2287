package com.example.app;

import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Dsl;

/** Asks with AsyncHttpClient. */
final class Client implements AutoCloseable {
  private final AsyncHttpClient client = Dsl.asyncHttpClient();

  String ask(String vendor, String prompt) throws Exception {
    return client
        .preparePost(vendor + Chat.PATH)
        .setHeader("Content-Type", "application/json")
        .setBody(Chat.body(prompt))
        .execute()
        .get()
        .getResponseBody();
  }

  @Override
  public void close() throws Exception {
    client.close();
  }
}
