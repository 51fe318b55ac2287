package com.example.app;

import java.net.URI;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.ContentType;

/** Asks with the asynchronous Apache HttpClient 5. */
final class Client implements AutoCloseable {
  private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();

  Client() {
    client.start();
  }

  String ask(String vendor, String prompt) throws Exception {
    SimpleHttpRequest request = new SimpleHttpRequest("POST", URI.create(vendor + Chat.PATH));
    request.setBody(Chat.body(prompt), ContentType.APPLICATION_JSON);
    return client.execute(request, null).get().getBodyText();
  }

  @Override
  public void close() throws Exception {
    client.close();
  }
}
