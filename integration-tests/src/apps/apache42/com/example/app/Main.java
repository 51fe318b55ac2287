package com.example.app;

import java.nio.charset.StandardCharsets;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.util.EntityUtils;

/** An application with an Apache HttpClient from before 4.3. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner().add("post", Main::post).serveAndExit();
  }

  private static String post(String[] a) throws Exception {
    DefaultHttpClient client = new DefaultHttpClient();
    try {
      HttpPost request = new HttpPost(a[0]);
      ByteArrayEntity entity = new ByteArrayEntity(a[1].getBytes(StandardCharsets.UTF_8));
      entity.setContentType("application/json");
      request.setEntity(entity);
      HttpResponse response = client.execute(request);
      return response.getStatusLine().getStatusCode()
          + "\n"
          + EntityUtils.toString(response.getEntity(), "UTF-8");
    } finally {
      client.getConnectionManager().shutdown();
    }
  }
}
