package com.example.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** Asks with the JDK's old client. */
final class Client implements AutoCloseable {
  String ask(String vendor, String prompt) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(vendor + Chat.PATH).openConnection();
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(Chat.body(prompt).getBytes(StandardCharsets.UTF_8));
    }
    try (InputStream in = connection.getInputStream()) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        text.write(next);
      }
      return text.toString("UTF-8");
    }
  }

  @Override
  public void close() {}
}
