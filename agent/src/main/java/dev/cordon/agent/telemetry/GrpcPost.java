package dev.cordon.agent.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A unary call of gRPC: one stream on an HTTP/2 connection of its own, with prior knowledge where
 * there is no TLS (gRPC over HTTP/2, repository grpc/grpc, {@code doc/PROTOCOL-HTTP2.md}). Its
 * status is that of gRPC. Runs on every Java; with TLS on 8 since update 251.
 */
final class GrpcPost extends Post {
  /** The stream of the only call on a connection. */
  private static final int STREAM = 1;

  private static final int PREFIX = 5;

  GrpcPost(Target target, byte[] body) {
    super(target, body);
  }

  @Override
  String applicationProtocol() {
    return "h2";
  }

  @Override
  int exchange(Socket connected) throws IOException {
    Http2Connection connection =
        new Http2Connection(connected.getInputStream(), connected.getOutputStream());
    connection.begin();
    connection.headers(STREAM, head());
    connection.data(STREAM, message());
    int status = connection.awaitStatus(STREAM);
    connection.goAway();
    return status;
  }

  /** A flag whether the message is compressed and its length come first. */
  private byte[] message() {
    byte[] message = new byte[PREFIX + body.length];
    message[0] = (byte) (target.compressor == null ? 0 : 1);
    for (int i = 0; i < 4; i++) {
      message[1 + i] = (byte) (body.length >>> (24 - 8 * i));
    }
    System.arraycopy(body, 0, message, PREFIX, body.length);
    return message;
  }

  private byte[] head() {
    HeaderBlock head = new HeaderBlock();
    head.indexed(HeaderBlock.METHOD_POST);
    head.indexed(target.isTls() ? HeaderBlock.SCHEME_HTTPS : HeaderBlock.SCHEME_HTTP);
    head.named(HeaderBlock.PATH, target.path());
    head.named(HeaderBlock.AUTHORITY, target.authority());
    head.literal("te", "trailers");
    head.literal("content-type", target.contentType);
    head.literal("grpc-timeout", target.timeout.toMillis() + "m");
    if (target.compressor != null) {
      head.literal("grpc-encoding", target.compressor.getEncoding());
    }
    Map<String, List<String>> headers = target.headers.get();
    if (headers != null) {
      for (Map.Entry<String, List<String>> entry : headers.entrySet()) {
        String name = entry.getKey().toLowerCase(Locale.ROOT);
        for (String value : entry.getValue()) {
          head.literal(name, value);
        }
      }
    }
    return head.bytes();
  }

  /**
   * Writes the fields of a head without compression, which needs no table (HPACK, RFC 7541, section
   * 6.2.2).
   */
  static final class HeaderBlock {
    // Of the static table, RFC 7541, appendix A.
    static final int AUTHORITY = 1;
    static final int METHOD_POST = 3;
    static final int PATH = 4;
    static final int SCHEME_HTTP = 6;
    static final int SCHEME_HTTPS = 7;

    private static final int INDEXED = 0x80;
    private static final int SEVEN_BITS = 127;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    void indexed(int index) {
      out.write(INDEXED | index);
    }

    void named(int nameIndex, String value) {
      out.write(nameIndex);
      string(value);
    }

    void literal(String name, String value) {
      if (value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
        out.write(0);
        string(name);
        string(value);
      }
    }

    private void string(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      int length = bytes.length;
      if (length < SEVEN_BITS) {
        out.write(length);
      } else {
        out.write(SEVEN_BITS);
        for (length -= SEVEN_BITS; length >= 128; length >>>= 7) {
          out.write((length & 127) | 128);
        }
        out.write(length);
      }
      out.write(bytes, 0, bytes.length);
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
