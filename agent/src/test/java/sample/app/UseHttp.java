package sample.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Uses the JDK's client, whose classes are in a named module. */
public final class UseHttp {
  public static void main(String[] arguments) throws Exception {
    send(HttpClient.newHttpClient(), URI.create("http://127.0.0.1:1/early"));
  }

  static void send(HttpClient http, URI uri) throws InterruptedException {
    try {
      http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      // Nobody listens: the hook runs before that is noticed.
      System.out.println("sent " + System.getProperty("sample.sent"));
    }
  }
}
