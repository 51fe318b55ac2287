package dev.cordon.agent.telemetry;

import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One POST over a socket of its own, ended by a deadline whatever hangs: the resolver, the
 * handshake, a peer that doesn't read or doesn't answer.
 *
 * <p>No {@link java.net.HttpURLConnection}: it would take the application's cookies, authenticator,
 * trust-all verifier or URL handlers along, and agents beside us trace it.
 */
final class HttpPost implements Runnable {
  private static final int MAX_LINE = 8192;

  private final HttpSenderConfig config;
  private final byte[] body;
  private volatile @Nullable Socket socket;
  private volatile boolean abandoned;
  private volatile int status;
  private volatile @Nullable IOException failure;

  HttpPost(HttpSenderConfig config, byte[] body) {
    this.config = config;
    this.body = body;
  }

  /** Returns the endpoint's port. */
  static int port(HttpSenderConfig config) {
    URI endpoint = config.getEndpoint();
    return endpoint.getPort() >= 0 ? endpoint.getPort() : isTls(endpoint) ? 443 : 80;
  }

  private static boolean isTls(URI endpoint) {
    return "https".equalsIgnoreCase(endpoint.getScheme());
  }

  /**
   * Sends and waits for the answer's status.
   *
   * @return the HTTP status
   * @throws IOException if there was none in time
   */
  int send() throws IOException {
    Thread thread = DaemonThread.start("cordon-otlp", this);
    try {
      thread.join(config.getTimeout().toMillis());
    } catch (InterruptedException interrupted) {
      abandon();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
    if (thread.isAlive()) {
      abandon();
      throw new SocketTimeoutException();
    }
    IOException broken = failure;
    if (broken != null) {
      throw broken;
    }
    return status;
  }

  private void abandon() {
    abandoned = true;
    close();
  }

  private void close() {
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException alreadyBroken) {
        return;
      }
    }
  }

  @Override
  public void run() {
    try {
      exchange();
    } catch (IOException broken) {
      failure = broken;
    } catch (RuntimeException | LinkageError fault) {
      failure = new IOException(fault);
    } finally {
      close();
    }
  }

  private void exchange() throws IOException {
    Socket connected = connect();
    OutputStream out = connected.getOutputStream();
    out.write(head().getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
    InputStream in = new BufferedInputStream(connected.getInputStream());
    status = status(line(in));
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
  }

  private Socket connect() throws IOException {
    URI endpoint = config.getEndpoint();
    String host = endpoint.getHost();
    String address = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    Socket plain = new Socket();
    socket = plain;
    plain.setTcpNoDelay(true);
    plain.connect(
        new InetSocketAddress(address, port(config)), (int) config.getConnectTimeout().toMillis());
    if (abandoned) {
      throw new SocketTimeoutException();
    }
    return isTls(endpoint) ? secure(plain, address) : plain;
  }

  private Socket secure(Socket plain, String host) throws IOException {
    SSLContext context = config.getSslContext();
    try {
      SSLContext used = context == null ? SSLContext.getDefault() : context;
      SSLSocket secure =
          (SSLSocket) used.getSocketFactory().createSocket(plain, host, port(config), true);
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      socket = secure;
      secure.startHandshake();
      return secure;
    } catch (java.security.NoSuchAlgorithmException noDefault) {
      throw new IOException(noDefault);
    }
  }

  private String head() {
    URI endpoint = config.getEndpoint();
    String path = endpoint.getRawPath();
    StringBuilder head = new StringBuilder(512);
    head.append("POST ").append(path == null || path.isEmpty() ? "/" : path);
    if (endpoint.getRawQuery() != null) {
      head.append('?').append(endpoint.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nHost: ").append(endpoint.getHost()).append(':').append(port(config));
    header(head, "Connection", "close");
    header(head, "Content-Type", config.getContentType());
    header(head, "Content-Length", Integer.toString(body.length));
    Compressor compressor = config.getCompressor();
    if (compressor != null) {
      header(head, "Content-Encoding", compressor.getEncoding());
    }
    Map<String, List<String>> headers = config.getHeadersSupplier().get();
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
