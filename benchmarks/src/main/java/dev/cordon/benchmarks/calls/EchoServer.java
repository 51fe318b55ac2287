package dev.cordon.benchmarks.calls;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A vendor that repeats the prompt, in 2,000 events if it is asked to stream, and a telemetry
 * backend that takes everything. Prints its port and ends with its input.
 */
public final class EchoServer {
  private static final byte[] CONTENT = "\"content\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final String BEFORE =
      "{\"id\":\"cmpl_1\",\"object\":\"chat.completion\",\"created\":1767225600,"
          + "\"model\":\"echo-1\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
          + "\"logprobs\":null,\"message\":{\"role\":\"assistant\",\"refusal\":null,"
          + "\"content\":\"";
  private static final String AFTER =
      "\"}}],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}";
  private static final byte[] STREAM = "\"stream\":true".getBytes(StandardCharsets.US_ASCII);
  private static final int EVENTS = 2_000;
  private static final byte[] EVENT =
      ("data: {\"id\":\"cmpl_1\",\"object\":\"chat.completion.chunk\",\"created\":1767225600,"
              + "\"model\":\"echo-1\",\"choices\":[{\"index\":0,\"finish_reason\":null,\"delta\":"
              + "{\"content\":\"")
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EVENT_END = "\"}}]}\n\n".getBytes(StandardCharsets.US_ASCII);

  private EchoServer() {}

  /**
   * Serves until standard input ends.
   *
   * @param arguments any, to serve at all addresses of this machine; none for the loopback one
   * @throws IOException when no port is free
   */
  public static void main(String[] arguments) throws IOException {
    ServerSocket listener =
        new ServerSocket(0, 100, arguments.length > 0 ? null : InetAddress.getLoopbackAddress());
    System.out.println(listener.getLocalPort());
    Thread accept = new Thread(() -> accept(listener), "accept");
    accept.setDaemon(true);
    accept.start();
    while (System.in.read() >= 0) {
      // Until the parent ends.
    }
  }

  private static void accept(ServerSocket listener) {
    while (true) {
      try {
        Socket socket = listener.accept();
        Thread thread = new Thread(() -> serve(socket), "connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void serve(Socket socket) {
    try (Socket closing = socket) {
      closing.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(closing.getInputStream(), 1 << 16);
      OutputStream out = closing.getOutputStream();
      while (true) {
        out.write(answer(request(in)));
      }
    } catch (IOException e) {
      // The client is done.
    }
  }

  private static byte[] answer(byte[] request) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(request.length + 512);
    boolean stream = indexOf(request, STREAM) >= 0;
    int from = indexOf(request, CONTENT);
    if (from < 0) {
      body.write('{');
      body.write('}');
    } else {
      int to = from + CONTENT.length;
      while (request[to] != '"') {
        to += request[to] == '\\' ? 2 : 1;
      }
      if (stream) {
        writeEvents(body, request, from + CONTENT.length, to);
      } else {
        body.write(BEFORE.getBytes(StandardCharsets.US_ASCII));
        body.write(request, from + CONTENT.length, to - from - CONTENT.length);
        body.write(AFTER.getBytes(StandardCharsets.US_ASCII));
      }
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream(body.size() + 128);
    answer.write(
        ("HTTP/1.1 200 OK\r\nContent-Type: "
                + (stream ? "text/event-stream" : "application/json")
                + "\r\nContent-Length: "
                + body.size()
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    body.writeTo(answer);
    return answer.toByteArray();
  }

  /** Writes a text without escapes in as many events as {@link #EVENTS} says. */
  private static void writeEvents(ByteArrayOutputStream body, byte[] text, int from, int to) {
    for (int i = 0; i < EVENTS; i++) {
      int begin = from + (int) ((long) (to - from) * i / EVENTS);
      int end = from + (int) ((long) (to - from) * (i + 1) / EVENTS);
      body.writeBytes(EVENT);
      body.write(text, begin, end - begin);
      body.writeBytes(EVENT_END);
    }
    body.writeBytes("data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] request(InputStream in) throws IOException {
    int length = 0;
    boolean chunked = false;
    line(in);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).trim());
      }
      chunked |= lower.startsWith("transfer-encoding:");
    }
    return chunked ? chunks(in) : in.readNBytes(length);
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(in).trim(), 16); ; ) {
      body.write(in.readNBytes(size));
      line(in);
      if (size == 0) {
        return body.toByteArray();
      }
      size = Integer.parseInt(line(in).trim(), 16);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  private static int indexOf(byte[] text, byte[] part) {
    for (int at = 0; at <= text.length - part.length; at++) {
      int i = 0;
      while (i < part.length && text[at + i] == part[i]) {
        i++;
      }
      if (i == part.length) {
        return at;
      }
    }
    return -1;
  }
}
