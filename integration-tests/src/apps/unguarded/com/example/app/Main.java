package com.example.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An application that opens its connections itself, in every way that the JDK has. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("socket", a -> socket(URI.create(a[0]), a[1]))
        .add("channel", a -> channel(URI.create(a[0]), a[1]))
        .add("channelSocket", a -> channelSocket(URI.create(a[0]), a[1]))
        .add("asynchronous", a -> asynchronous(URI.create(a[0]), a[1]))
        .add("withHandler", a -> withHandler(URI.create(a[0]), a[1]))
        .add("urlConnection", a -> urlConnection(URI.create(a[0]), a[1]))
        .serveAndExit();
  }

  private static InetSocketAddress address(URI uri) {
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  private static byte[] request(URI uri, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + uri.getPath()
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(head.getBytes(StandardCharsets.US_ASCII), 0, head.length());
    all.write(bytes, 0, bytes.length);
    return all.toByteArray();
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] chunk = new byte[1000];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      all.write(chunk, 0, count);
    }
    return new String(all.toByteArray(), StandardCharsets.UTF_8);
  }

  private static String socket(URI uri, String body) throws IOException {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request(uri, body));
      out.flush();
      return read(socket.getInputStream());
    }
  }

  private static String channel(URI uri, String body) throws IOException {
    try (SocketChannel channel = SocketChannel.open(address(uri))) {
      return exchange(channel, uri, body);
    }
  }

  private static String exchange(SocketChannel channel, URI uri, String body) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(request(uri, body));
    while (out.hasRemaining()) {
      channel.write(out);
    }
    ByteBuffer in = ByteBuffer.allocate(100_000);
    while (channel.read(in) >= 0) {}
    return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
  }

  private static String channelSocket(URI uri, String body) throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(address(uri), 30_000);
      return exchange(channel, uri, body);
    }
  }

  private static String asynchronous(URI uri, String body) throws Exception {
    try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
      channel.connect(address(uri)).get(30, TimeUnit.SECONDS);
      return exchange(channel, uri, body);
    }
  }

  private static String exchange(AsynchronousSocketChannel channel, URI uri, String body)
      throws Exception {
    ByteBuffer out = ByteBuffer.wrap(request(uri, body));
    while (out.hasRemaining()) {
      channel.write(out).get(30, TimeUnit.SECONDS);
    }
    ByteBuffer in = ByteBuffer.allocate(100_000);
    while (channel.read(in).get(30, TimeUnit.SECONDS) >= 0) {}
    return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
  }

  private static String withHandler(URI uri, String body) throws Exception {
    CompletableFuture<Void> connected = new CompletableFuture<>();
    try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
      channel.connect(
          address(uri),
          connected,
          new CompletionHandler<Void, CompletableFuture<Void>>() {
            @Override
            public void completed(Void result, CompletableFuture<Void> future) {
              future.complete(null);
            }

            @Override
            public void failed(Throwable failure, CompletableFuture<Void> future) {
              future.completeExceptionally(failure);
            }
          });
      connected.get(30, TimeUnit.SECONDS);
      return exchange(channel, uri, body);
    }
  }

  /** A client that is governed. */
  private static String urlConnection(URI uri, String body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    return read(connection.getInputStream());
  }
}
