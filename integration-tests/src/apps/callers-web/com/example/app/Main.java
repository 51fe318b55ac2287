package com.example.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** A server whose web requests lead to AI calls, and who asks it. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    int port = Server.start();
    new Runner()
        .add("ask", a -> post("http://localhost:" + port + a[0], a[1], a[2]))
        .serveAndExit();
  }

  /** Sends a body; the URL of the vendor goes along as a header. Returns what comes back. */
  static String post(String to, String vendor, String body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(to).openConnection();
    connection.setRequestProperty("X-Vendor", vendor);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    int status = connection.getResponseCode();
    InputStream stream = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    try (InputStream in = stream) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      byte[] part = new byte[4096];
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        text.write(part, 0, n);
      }
      return text.toString("UTF-8");
    }
  }
}
