package dev.cordon.instrumentation.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on a real socket that keeps every request as the bytes it came in, and answers as a
 * script says. One connection, one request.
 */
public final class RawServer implements AutoCloseable {
  /** Writes an answer. */
  public interface Script {
    /**
     * Answers a request.
     *
     * @param request the request, head and body, chunks joined
     * @param out takes raw bytes, flushed when the script flushes
     * @throws Exception anything; the connection is closed
     */
    void answer(String request, OutputStream out) throws Exception;
  }

  private final ServerSocket socket;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Script script;

  /**
   * Starts a server on a free port.
   *
   * @param script answers every request
   * @throws IOException when no port is free
   */
  public RawServer(Script script) throws IOException {
    this.script = script;
    socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread thread = new Thread(this::serve, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Answers differently from now on. */
  public void script(Script next) {
    script = next;
  }

  /** Returns the requests so far: head and body as ISO 8859-1 text, chunks joined. */
  public List<String> requests() {
    return requests;
  }

  /** Returns the port. */
  public int port() {
    return socket.getLocalPort();
  }

  /** Returns the address of a path. */
  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** Makes a script that answers with status 200 and a body of known length. */
  public static Script ok(String contentType, String body) {
    return (request, out) ->
        out.write(
            ("HTTP/1.1 200 OK\r\nContent-Type: "
                    + contentType
                    + "\r\nContent-Length: "
                    + body.length()
                    + "\r\nConnection: close\r\n\r\n"
                    + body)
                .getBytes(ISO_8859_1));
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread thread = new Thread(() -> serve(connection), "raw-server-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      if (isEmpty(in)) {
        return;
      }
      String request = read(in);
      requests.add(request);
      script.answer(request, connection.getOutputStream());
      connection.getOutputStream().flush();
    } catch (Exception broken) {
      requests.add("broken: " + broken);
    }
  }

  /** Tells whether the client connected and went away without having sent a byte. */
  private static boolean isEmpty(InputStream in) throws IOException {
    in.mark(1);
    try {
      if (in.read() < 0) {
        return true;
      }
    } catch (SocketException reset) {
      return true;
    }
    in.reset();
    return false;
  }

  private static String read(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      request.append((char) one(in));
    }
    String head = request.toString().toLowerCase(Locale.ROOT);
    int at = head.indexOf("\r\ncontent-length:");
    if (at >= 0) {
      int length = Integer.parseInt(head.substring(at + 17, head.indexOf("\r\n", at + 2)).trim());
      request.append(new String(in.readNBytes(length), ISO_8859_1));
    } else if (head.contains("transfer-encoding: chunked")) {
      request.append(chunks(in));
    }
    return request.toString();
  }

  private static String chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      StringBuilder line = new StringBuilder();
      while (line.indexOf("\r\n") < 0) {
        line.append((char) one(in));
      }
      int length = Integer.parseInt(line.toString().trim(), 16);
      body.write(in.readNBytes(length));
      in.readNBytes(2);
      if (length == 0) {
        return body.toString(ISO_8859_1);
      }
    }
  }

  private static int one(InputStream in) throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new IOException("the client closed the connection");
    }
    return b;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
