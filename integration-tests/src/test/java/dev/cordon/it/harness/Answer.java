package dev.cordon.it.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How the server answers one request. */
@FunctionalInterface
public interface Answer {
  /** Answers; the connection stays open unless the answer closes it. */
  void give(Received request, Wire wire) throws IOException;

  /** An answer with JSON of a known length. */
  static Answer json(int status, String body) {
    return json(status, body, Map.of());
  }

  /** An answer with JSON of a known length and more headers. */
  static Answer json(int status, String body, Map<String, String> headers) {
    return (request, wire) ->
        wire.fixed(status, "application/json", body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** An answer with bytes of a known length. */
  static Answer bytes(int status, String contentType, byte[] body) {
    return (request, wire) -> wire.fixed(status, contentType, body, Map.of());
  }

  /** A vendor's error. */
  static Answer error(int status, String message) {
    return json(status, "{\"error\":{\"message\":\"" + message + "\",\"type\":\"server_error\"}}");
  }

  /** A redirect within the same conversation. */
  static Answer redirect(int status, String target) {
    return (request, wire) ->
        wire.fixed(status, "text/plain", new byte[0], Map.of("Location", wire.prefix() + target));
  }

  /** A stream cut into pieces at will; each piece is its own chunk and its own write. */
  static Answer stream(String contentType, List<byte[]> pieces) {
    return (request, wire) -> {
      wire.chunkedHead(200, contentType, Map.of());
      for (byte[] piece : pieces) {
        wire.chunk(piece);
      }
      wire.endChunks();
    };
  }

  /** The beginning of a stream, then the connection closes without the last chunk. */
  static Answer truncatedStream(String contentType, List<byte[]> pieces) {
    return (request, wire) -> {
      wire.chunkedHead(200, contentType, Map.of());
      for (byte[] piece : pieces) {
        wire.chunk(piece);
      }
      wire.close();
    };
  }

  /** A stream that waits for the latch before its last piece. */
  static Answer heldStream(
      String contentType, List<byte[]> first, CountDownLatch latch, List<byte[]> rest) {
    return (request, wire) -> {
      wire.chunkedHead(200, contentType, Map.of());
      for (byte[] piece : first) {
        wire.chunk(piece);
      }
      try {
        latch.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      for (byte[] piece : rest) {
        wire.chunk(piece);
      }
      wire.endChunks();
    };
  }

  /** A stream of which a piece in its middle comes again and again. */
  static Answer longStream(
      String contentType, byte[] first, byte[] repeated, int times, byte[] last) {
    return (request, wire) -> {
      wire.chunkedHead(200, contentType, Map.of());
      wire.chunk(first);
      for (int i = 0; i < times; i++) {
        wire.chunk(repeated);
      }
      wire.chunk(last);
      wire.endChunks();
    };
  }

  /** The connection is reset without an answer. */
  static Answer reset() {
    return (request, wire) -> wire.reset();
  }

  /** Where an answer is written to. */
  final class Wire {
    private final Socket socket;
    private final OutputStream out;
    private final String prefix;

    Wire(Socket socket, String prefix) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
      this.prefix = prefix;
    }

    /** Returns the conversation's path prefix. */
    String prefix() {
      return prefix;
    }

    void fixed(int status, String contentType, byte[] body, Map<String, String> headers)
        throws IOException {
      StringBuilder head = head(status, contentType, headers);
      head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
      raw(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      raw(body);
    }

    void chunkedHead(int status, String contentType, Map<String, String> headers)
        throws IOException {
      StringBuilder head = head(status, contentType, headers);
      head.append("Transfer-Encoding: chunked\r\n\r\n");
      raw(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    void chunk(byte[] bytes) throws IOException {
      if (bytes.length > 0) {
        raw((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        raw(bytes);
        raw(new byte[] {'\r', '\n'});
      }
    }

    void endChunks() throws IOException {
      raw("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes bytes as they are. */
    public void raw(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    void close() throws IOException {
      socket.close();
    }

    private static StringBuilder head(int status, String contentType, Map<String, String> headers) {
      StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Scripted\r\n");
      head.append("Content-Type: ").append(contentType).append("\r\n");
      headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
      return head;
    }
  }
}
