package dev.cordon.it.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP/1.1 server of its own making, because tests need every byte as it was on the socket and
 * answers that no proper server would give. Keeps connections alive. Thread-safe.
 */
public final class ScriptedServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  /** Starts a server on a free port of the loopback address. */
  public ScriptedServer() {
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon("server-accept", this::accept);
  }

  /** Returns the server's URL without a slash at the end. */
  public String origin() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** Begins a conversation that is answered by this script. */
  public Conversation conversation(Answer... script) {
    String prefix = "/c" + next.incrementAndGet();
    Conversation conversation = new Conversation(origin(), prefix, List.of(script));
    conversations.put(prefix, conversation);
    return conversation;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        daemon("server-connection", () -> serve(socket));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean stays = true;
      while (stays && !socket.isClosed()) {
        Parsed request = new RequestReader(in, socket).read();
        answer(request, socket);
        stays = !request.closes();
      }
    } catch (IOException e) {
      // The client went away, or the script closed the connection: both are part of tests.
    }
  }

  private void answer(Parsed parsed, Socket socket) throws IOException {
    int slash = parsed.target.indexOf('/', 1);
    String prefix = slash < 0 ? parsed.target : parsed.target.substring(0, slash);
    Conversation conversation = conversations.get(prefix);
    Answer.Wire wire = new Answer.Wire(socket, prefix);
    if (conversation == null) {
      wire.fixed(
          404, "text/plain", "no such conversation".getBytes(StandardCharsets.UTF_8), Map.of());
      return;
    }
    Received request =
        new Received(
            parsed.method,
            parsed.target.substring(prefix.length()),
            parsed.headers,
            parsed.raw,
            parsed.body);
    conversation.take(request).give(request, wire);
  }

  private static void daemon(String name, Runnable run) {
    Thread thread = new Thread(run, name);
    thread.setDaemon(true);
    thread.start();
  }

  private record Parsed(
      String method, String target, List<String[]> headers, byte[] raw, byte[] body) {
    /** Tells whether the client wants the connection to end with the answer. */
    boolean closes() {
      return headers.stream()
          .anyMatch(
              header ->
                  header[0].equalsIgnoreCase("connection") && header[1].equalsIgnoreCase("close"));
    }
  }

  /** Reads one request and keeps all its bytes. */
  private static final class RequestReader {
    private final InputStream in;
    private final Socket socket;
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();

    RequestReader(InputStream in, Socket socket) {
      this.in = in;
      this.socket = socket;
    }

    Parsed read() throws IOException {
      String[] first = line().split(" ");
      List<String[]> headers = new ArrayList<>();
      int length = 0;
      boolean chunked = false;
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        String name = line.substring(0, colon);
        String value = line.substring(colon + 1).trim();
        headers.add(new String[] {name, value});
        if (name.equalsIgnoreCase("content-length")) {
          length = Integer.parseInt(value);
        } else if (name.equalsIgnoreCase("transfer-encoding")) {
          chunked = value.equalsIgnoreCase("chunked");
        } else if (name.equalsIgnoreCase("expect")) {
          socket
              .getOutputStream()
              .write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
      }
      byte[] body = chunked ? chunks() : bytes(length);
      return new Parsed(first[0], first[1], headers, raw.toByteArray(), body);
    }

    private byte[] chunks() throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        body.write(bytes(size));
        line();
      }
      line();
      return body.toByteArray();
    }

    private int chunkSize() throws IOException {
      return Integer.parseInt(line().split(";")[0].trim(), 16);
    }

    private String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = next(); b != '\n'; b = next()) {
        if (b != '\r') {
          line.write(b);
        }
      }
      return line.toString(StandardCharsets.ISO_8859_1);
    }

    private byte[] bytes(int length) throws IOException {
      byte[] bytes = in.readNBytes(length);
      raw.write(bytes);
      if (bytes.length < length) {
        throw new EOFException("a body ended early");
      }
      return bytes;
    }

    private int next() throws IOException {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("the connection closed");
      }
      raw.write(b);
      return b;
    }
  }
}
