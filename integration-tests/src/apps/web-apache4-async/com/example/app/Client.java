package com.example.app;

import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.util.EntityUtils;

/** Asks with Apache HttpAsyncClient 4. */
final class Client implements AutoCloseable {
  private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();

  Client() {
    client.start();
  }

  String ask(String vendor, String prompt) throws Exception {
    HttpPost request = new HttpPost(vendor + Chat.PATH);
    request.setEntity(new StringEntity(Chat.body(prompt), ContentType.APPLICATION_JSON));
    return EntityUtils.toString(client.execute(request, null).get().getEntity());
  }

  @Override
  public void close() throws Exception {
    client.close();
  }
}
