package com.example.app;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Asks with Apache HttpClient 5. */
final class Client implements AutoCloseable {
  private final CloseableHttpClient client = HttpClients.createDefault();

  String ask(String vendor, String prompt) throws Exception {
    HttpPost request = new HttpPost(vendor + Chat.PATH);
    request.setEntity(new StringEntity(Chat.body(prompt), ContentType.APPLICATION_JSON));
    return client.execute(request, answer -> EntityUtils.toString(answer.getEntity()));
  }

  @Override
  public void close() throws Exception {
    client.close();
  }
}
