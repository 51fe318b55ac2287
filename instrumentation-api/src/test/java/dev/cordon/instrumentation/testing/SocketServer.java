package dev.cordon.instrumentation.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.extensions.DefaultExtension;
import org.java_websocket.extensions.IExtension;
import org.java_websocket.extensions.permessage_deflate.PerMessageDeflateExtension;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.DefaultSSLWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket server on the loopback address, Java-WebSocket's, that keeps what its clients sent:
 * the handshakes, each message whole and inflated, the payloads of pings and pongs, closes. Thread-
 * safe.
 */
public final class SocketServer implements AutoCloseable {
  private static final int SECONDS = 30;
  private static final int REMINDER_MILLIS = 20;

  /** Answers a message. */
  public interface Script {
    /** Answers nothing. */
    Script SILENT = (client, message) -> {};

    /**
     * Answers.
     *
     * @param client who sent the message; take {@link #fragments} for texts in pieces
     * @param message the message
     */
    void message(WebSocket client, Message message) throws Exception;
  }

  /**
   * What came.
   *
   * @param kind {@code text}, {@code binary}, {@code pong} or {@code close}
   * @param bytes a text as UTF-8; of a close its code, a blank and its reason
   */
  public record Message(String kind, byte[] bytes) {
    /** Returns the bytes as text. */
    public String text() {
      return new String(bytes, UTF_8);
    }

    @Override
    public String toString() {
      return kind + " " + text();
    }
  }

  /**
   * A client's handshake.
   *
   * @param target path and query
   * @param headers the headers, of one name the first, under lower-case names
   */
  public record Handshake(String target, Map<String, String> headers) {}

  private final Server server;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<Handshake> handshakes = new LinkedBlockingQueue<>();
  private final BlockingQueue<WebSocket> clients = new LinkedBlockingQueue<>();
  private final CountDownLatch started = new CountDownLatch(1);
  private final ScheduledExecutorService reminder =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "socket-server-reminder");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Starts a server.
   *
   * @param script answers messages
   * @param compresses whether it agrees to compress messages (RFC 7692)
   */
  public SocketServer(Script script, boolean compresses) throws InterruptedException {
    this(script, compresses, null);
  }

  /**
   * Starts a server.
   *
   * @param script answers messages
   * @param compresses whether it agrees to compress messages (RFC 7692)
   * @param tls makes it speak TLS; null for none
   */
  public SocketServer(Script script, boolean compresses, @Nullable SSLContext tls)
      throws InterruptedException {
    server = new Server(script, draft(compresses));
    server.setWebSocketFactory(
        tls == null ? new ServerConnection.Factory() : new DefaultSSLWebSocketServerFactory(tls));
    server.setTcpNoDelay(true);
    server.setReuseAddr(true);
    server.setDaemon(true);
    server.start();
    if (!started.await(SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server does not start");
    }
    reminder.scheduleWithFixedDelay(
        server::remind, REMINDER_MILLIS, REMINDER_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Draft draft(boolean compresses) {
    List<IExtension> extensions = new ArrayList<>();
    if (compresses) {
      PerMessageDeflateExtension deflate = new PerMessageDeflateExtension();
      deflate.setThreshold(0);
      extensions.add(deflate);
    }
    extensions.add(new DefaultExtension());
    return new Draft_6455(extensions);
  }

  /** Returns the URL of a path, with the scheme {@code ws}. */
  public String url(String path) {
    return "ws://127.0.0.1:" + server.getPort() + path;
  }

  /** Returns the port. */
  public int port() {
    return server.getPort();
  }

  /** Returns the next thing that a client sent. */
  public Message next() throws InterruptedException {
    return next(messages);
  }

  /** Returns all that came and was not asked for, at once. */
  public List<Message> rest() {
    List<Message> rest = new ArrayList<>();
    messages.drainTo(rest);
    return rest;
  }

  /** Returns the next handshake. */
  public Handshake handshake() throws InterruptedException {
    return next(handshakes);
  }

  /** Returns how many handshakes came that were not asked for. */
  public int handshakes() {
    return handshakes.size();
  }

  /** Returns the next client that connected. */
  public WebSocket client() throws InterruptedException {
    return next(clients);
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }

  /** Sends one text in several frames. */
  public static void fragments(WebSocket client, String... fragments) {
    for (int i = 0; i < fragments.length; i++) {
      client.sendFragmentedFrame(
          Opcode.TEXT, ByteBuffer.wrap(fragments[i].getBytes(UTF_8)), i == fragments.length - 1);
    }
  }

  /**
   * Closes the connections, and ends. The connections first: Java-WebSocket 1.6.0 ends its thread
   * when it has been idle for a moment after {@code stop}, and then can't close what is left.
   */
  @Override
  public void close() {
    reminder.shutdownNow();
    for (WebSocket client : server.getConnections()) {
      client.close(CloseFrame.GOING_AWAY);
    }
    try {
      server.stop(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Server extends WebSocketServer {
    private final Script script;

    Server(Script script, Draft draft) {
      super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, List.of(draft));
      this.script = script;
    }

    /**
     * Has the selector look at what waits to be written. Java-WebSocket 1.6.0 forgets a message
     * that is queued after its thread found the queue empty and before that thread has stopped
     * watching for room: it takes back what the one who queued has just asked for.
     */
    void remind() {
      for (WebSocket client : getConnections()) {
        if (client.hasBufferedData()) {
          onWriteDemand(client);
        }
      }
    }

    @Override
    public void onStart() {
      started.countDown();
    }

    @Override
    public void onOpen(WebSocket client, ClientHandshake handshake) {
      Map<String, String> headers = new TreeMap<>();
      handshake
          .iterateHttpFields()
          .forEachRemaining(
              name ->
                  headers.put(
                      name.toLowerCase(java.util.Locale.ROOT), handshake.getFieldValue(name)));
      handshakes.add(new Handshake(handshake.getResourceDescriptor(), headers));
      clients.add(client);
    }

    @Override
    public void onMessage(WebSocket client, String text) {
      take(client, new Message("text", text.getBytes(UTF_8)));
    }

    @Override
    public void onMessage(WebSocket client, ByteBuffer message) {
      byte[] bytes = new byte[message.remaining()];
      message.get(bytes);
      take(client, new Message("binary", bytes));
    }

    private void take(WebSocket client, Message message) {
      messages.add(message);
      try {
        script.message(client, message);
      } catch (Exception e) {
        System.err.println("the script of a socket server failed at " + message + ": " + e);
        client.closeConnection(1011, String.valueOf(e));
      }
    }

    @Override
    public void onWebsocketPong(WebSocket client, Framedata frame) {
      super.onWebsocketPong(client, frame);
      ByteBuffer payload = frame.getPayloadData();
      byte[] bytes = new byte[payload.remaining()];
      payload.get(bytes);
      messages.add(new Message("pong", bytes));
    }

    @Override
    public void onClose(WebSocket client, int code, String reason, boolean remote) {
      messages.add(new Message("close", (code + " " + reason).getBytes(UTF_8)));
    }

    @Override
    public void onError(WebSocket client, Exception failure) {
      // a connection that breaks is part of tests
    }
  }
}
