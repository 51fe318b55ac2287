package dev.cordon.agent.telemetry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A POST of HTTP/1.1 (RFC 9112); its status is that of HTTP. */
final class HttpPost extends Post {
  private static final int MAX_LINE = 8192;

  HttpPost(Target target, byte[] body) {
    super(target, body);
  }

  @Override
  @Nullable String applicationProtocol() {
    return null;
  }

  @Override
  int exchange(Socket connected) throws IOException {
    OutputStream out = connected.getOutputStream();
    out.write(head().getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
    InputStream in = new BufferedInputStream(connected.getInputStream());
    int status = status(line(in));
    long length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = length(header.substring(15).trim());
      }
    }
    // A peer that is still writing takes a closed socket for an error.
    while (length > 0 && in.read() >= 0) {
      length--;
    }
    return status;
  }

  private String head() {
    StringBuilder head = new StringBuilder(512);
    head.append("POST ").append(target.path());
    head.append(" HTTP/1.1\r\nHost: ").append(target.authority());
    header(head, "Connection", "close");
    header(head, "Content-Type", target.contentType);
    header(head, "Content-Length", Integer.toString(body.length));
    if (target.compressor != null) {
      header(head, "Content-Encoding", target.compressor.getEncoding());
    }
    Map<String, List<String>> headers = target.headers.get();
    if (headers != null) {
      for (Map.Entry<String, List<String>> entry : headers.entrySet()) {
        for (String value : entry.getValue()) {
          header(head, entry.getKey(), value);
        }
      }
    }
    return head.append("\r\n\r\n").toString();
  }

  private static void header(StringBuilder head, String name, String value) {
    if (value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
      head.append("\r\n").append(name).append(": ").append(value);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    int c = in.read();
    while (c >= 0 && c != '\n' && line.length() < MAX_LINE) {
      if (c != '\r') {
        line.append((char) c);
      }
      c = in.read();
    }
    return line.toString();
  }

  private static int status(String line) throws IOException {
    int blank = line.indexOf(' ');
    if (!line.startsWith("HTTP/1.") || line.length() < blank + 4) {
      throw new IOException("not HTTP");
    }
    return (int) length(line.substring(blank + 1, blank + 4));
  }

  private static long length(String digits) throws IOException {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException notANumber) {
      throw new IOException("not HTTP");
    }
  }
}
