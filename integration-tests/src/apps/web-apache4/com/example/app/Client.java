package com.example.app;

import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** Asks with Apache HttpClient 4. */
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
