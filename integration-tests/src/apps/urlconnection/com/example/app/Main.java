package com.example.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** An application that uses nothing but {@code HttpURLConnection}. */
public final class Main {
  /** What a scenario does to a connection before its body is written. */
  private interface Setting {
    void apply(HttpURLConnection connection, byte[] body) throws IOException;
  }

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> post(a, (connection, body) -> connection.setRequestMethod("POST")))
        .add("put", a -> post(a, (connection, body) -> connection.setRequestMethod("PUT")))
        .add("methodUnknown", a -> post(a, (connection, body) -> {}))
        .add("fixed", a -> post(a, (c, body) -> c.setFixedLengthStreamingMode(body.length)))
        .add(
            "fixedLong",
            a -> post(a, (c, body) -> c.setFixedLengthStreamingMode((long) body.length)))
        .add("chunked", a -> post(a, (connection, body) -> connection.setChunkedStreamingMode(0)))
        .add(
            "chunkedSmall",
            a -> post(a, (connection, body) -> connection.setChunkedStreamingMode(7)))
        .add(
            "expectContinue",
            a ->
                post(
                    a,
                    (connection, body) -> {
                      connection.setFixedLengthStreamingMode(body.length);
                      connection.setRequestProperty("Expect", "100-Continue");
                    }))
        .add("tooMuch", a -> post(a, (c, body) -> c.setFixedLengthStreamingMode(body.length - 1)))
        .add("tooLittle", a -> post(a, (c, body) -> c.setFixedLengthStreamingMode(body.length + 1)))
        .add(
            "gzipAnswer",
            a ->
                post(
                    a,
                    (connection, body) -> connection.setRequestProperty("Accept-Encoding", "gzip")))
        .add("trustingAll", Main::trustingAll)
        .add("gzipRequest", Main::gzipRequest)
        .add("header", Main::header)
        .add("bytewise", Main::bytewise)
        .add("state", Main::state)
        .add("neverClosed", Main::neverClosed)
        .add("abandoned", Main::abandoned)
        .add("get", a -> show(open(a[0])))
        .add("streamOfUrl", a -> text(new URL(a[0]).openStream()))
        .serve();
  }

  private static HttpURLConnection open(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    connection.setConnectTimeout(20_000);
    connection.setReadTimeout(20_000);
    return connection;
  }

  /** Does what thousands of answers on the web tell people to do about errors of TLS. */
  private static String trustingAll(String[] a) throws Exception {
    TrustManager all =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {all}, null);
    return post(
        a,
        (connection, body) -> {
          ((HttpsURLConnection) connection).setSSLSocketFactory(tls.getSocketFactory());
          ((HttpsURLConnection) connection).setHostnameVerifier((host, session) -> true);
        });
  }

  private static HttpURLConnection output(String url) throws IOException {
    HttpURLConnection connection = open(url);
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    return connection;
  }

  private static String post(String[] a, Setting setting) throws IOException {
    byte[] body = a[1].getBytes(StandardCharsets.UTF_8);
    HttpURLConnection connection = output(a[0]);
    setting.apply(connection, body);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    return show(connection);
  }

  /** Returns status, content type and text, each on its line. */
  private static String show(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    String length = connection.getHeaderField("Content-Length");
    byte[] bytes =
        "gzip".equalsIgnoreCase(connection.getContentEncoding())
            ? bytes(new GZIPInputStream(in))
            : bytes(in);
    if (length != null
        && connection.getContentEncoding() == null
        && Integer.parseInt(length) != bytes.length) {
      throw new IllegalStateException(length + " bytes announced, " + bytes.length + " there");
    }
    return status
        + "\n"
        + connection.getContentType()
        + "\n"
        + new String(bytes, StandardCharsets.UTF_8);
  }

  private static String gzipRequest(String[] a) throws IOException {
    HttpURLConnection connection = output(a[0]);
    connection.setRequestProperty("Content-Encoding", "gzip");
    try (OutputStream out = new GZIPOutputStream(connection.getOutputStream())) {
      out.write(a[1].getBytes(StandardCharsets.UTF_8));
    }
    return show(connection);
  }

  private static String header(String[] a) throws IOException {
    HttpURLConnection connection = output(a[0]);
    connection.setRequestProperty(a[2], a[3]);
    connection.getOutputStream().write(a[1].getBytes(StandardCharsets.UTF_8));
    return show(connection) + "\n" + connection.getRequestProperty(a[2]);
  }

  private static String bytewise(String[] a) throws IOException {
    HttpURLConnection connection = output(a[0]);
    connection.setChunkedStreamingMode(0);
    OutputStream out = connection.getOutputStream();
    for (byte b : a[1].getBytes(StandardCharsets.UTF_8)) {
      out.write(b);
    }
    out.flush();
    out.close();
    InputStream in = connection.getInputStream();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      text.write(b);
    }
    return new String(text.toByteArray(), StandardCharsets.UTF_8);
  }

  /** All that a connection tells of itself, before and after. */
  private static String state(String[] a) throws IOException {
    HttpURLConnection connection = output(a[0]);
    String before = getters(connection);
    OutputStream out = connection.getOutputStream();
    out.write(a[1].getBytes(StandardCharsets.UTF_8));
    String between = getters(connection) + " " + out.getClass().getName();
    int status = connection.getResponseCode();
    connection.getInputStream().close();
    return before
        + "\n"
        + between
        + "\n"
        + status
        + " "
        + getters(connection)
        + " "
        + connection.getResponseMessage()
        + " "
        + connection.getHeaderFieldKey(0)
        + " "
        + connection.getHeaderField(0)
        + " "
        + connection.getContentType();
  }

  private static String getters(HttpURLConnection connection) {
    return connection.getClass().getName()
        + " "
        + connection.getRequestMethod()
        + " "
        + connection.getDoOutput()
        + " "
        + connection.usingProxy()
        + " "
        + connection.getInstanceFollowRedirects()
        + " "
        + connection.getRequestProperty("Content-Type")
        + " "
        + connection.getRequestProperty("Content-Length")
        + " "
        + connection.getURL().getPath();
  }

  private static String neverClosed(String[] a) throws IOException {
    HttpURLConnection connection = output(a[0]);
    connection.setChunkedStreamingMode(0);
    connection.getOutputStream().write(a[1].getBytes(StandardCharsets.UTF_8));
    return show(connection);
  }

  private static String abandoned(String[] a) throws IOException {
    HttpURLConnection connection = output(a[0]);
    connection.getOutputStream().write(a[1].getBytes(StandardCharsets.UTF_8));
    InputStream in = connection.getInputStream();
    int first = in.read();
    in.close();
    connection.disconnect();
    return String.valueOf((char) first);
  }

  private static String text(InputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] chunk = new byte[4096];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      all.write(chunk, 0, count);
    }
    in.close();
    return all.toByteArray();
  }
}
