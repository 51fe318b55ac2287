package com.example.app;

import java.io.IOException;
import org.apache.commons.httpclient.HttpClient;
import org.apache.commons.httpclient.methods.PostMethod;
import org.apache.commons.httpclient.methods.StringRequestEntity;

/** An application that uses Commons HttpClient 3, which nobody hooks. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner().add("post", a -> post(a[0], a[1])).serveAndExit();
  }

  private static String post(String url, String body) throws IOException {
    PostMethod post = new PostMethod(url);
    post.setRequestEntity(new StringRequestEntity(body, "application/json", "UTF-8"));
    try {
      new HttpClient().executeMethod(post);
      return post.getResponseBodyAsString();
    } finally {
      post.releaseConnection();
    }
  }
}
