package com.example.app;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An application that says late whom it trusts, in one of the two ways that Java has for it. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("ask", a -> ask(a[0], a[1]))
        .add("property", a -> property(a[0], a[1]))
        .add("context", a -> context(a[0], a[1]))
        .add("tooEarly", a -> SSLContext.getDefault().getProtocol())
        .add("get", a -> text(new URL(a[0]).openStream()))
        .serveAndExit();
  }

  private static String property(String file, String password) {
    System.setProperty("javax.net.ssl.trustStore", file);
    System.setProperty("javax.net.ssl.trustStorePassword", password);
    return "set";
  }

  private static String context(String file, String password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    SSLContext.setDefault(context);
    return "set";
  }

  private static String ask(String url, String body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    connection.setRequestProperty("content-type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return text(connection.getInputStream());
  }

  private static String text(InputStream from) throws IOException {
    try (InputStream in = from) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        bytes.write(b);
      }
      return bytes.toString("UTF-8");
    }
  }
}
