package dev.cordon.instrumentation.javawebsocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.instrumentation.testing.Heard;
import dev.cordon.instrumentation.testing.SocketContract;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft;
import org.java_websocket.handshake.ServerHandshake;

/** An application's client, which notes what it hears. */
class Client extends WebSocketClient implements SocketContract.Peer {
  private static final int CONNECT_MILLIS = 30_000;

  private final Heard heard;
  private volatile boolean opened;
  private volatile Thread reader = Thread.currentThread();

  Client(String url, Draft draft, Map<String, String> headers, Heard heard) {
    super(URI.create(url), draft, headers, CONNECT_MILLIS);
    this.heard = heard;
  }

  @Override
  public void text(String... fragments) throws Exception {
    if (fragments.length == 1) {
      send(fragments[0]);
      return;
    }
    for (int i = 0; i < fragments.length; i++) {
      fragment("TEXT", fragments[i].getBytes(UTF_8), i == fragments.length - 1);
    }
  }

  /** Sends a fragment; the constants of its kind are in another class from 1.4 on. */
  void fragment(String kind, byte[] part, boolean last) throws Exception {
    for (Method method : getConnection().getClass().getMethods()) {
      if (method.getName().equals("sendFragmentedFrame")) {
        Class<?> opcodes = method.getParameterTypes()[0];
        Object opcode = opcodes.getMethod("valueOf", String.class).invoke(null, kind);
        method.invoke(getConnection(), opcode, ByteBuffer.wrap(part), last);
        return;
      }
    }
    throw new NoSuchMethodException("sendFragmentedFrame");
  }

  @Override
  public void binary(byte[] message) {
    send(message);
  }

  @Override
  public void close(int code, String reason) {
    awaitReading();
    getConnection().close(code, reason);
  }

  /**
   * Waits until the thread that reads waits for more. Where that finds between two reads that
   * somebody closes, the library ends the connection, and the close frame, which another thread
   * writes, may be lost, with us or without.
   */
  private void awaitReading() {
    Thread thread = reader;
    Await.until("the client reads", () -> thread == Thread.currentThread() || isReading(thread));
  }

  private static boolean isReading(Thread thread) {
    boolean reads = !thread.isAlive();
    boolean decodes = false;
    for (StackTraceElement frame : thread.getStackTrace()) {
      boolean own = frame.getClassName().startsWith("org.java_websocket.");
      reads |= !own && frame.getMethodName().equals("read");
      decodes |= own && frame.getMethodName().equals("decode");
    }
    return reads && !decodes;
  }

  @Override
  public void abort() {
    getConnection().closeConnection(1006, "");
  }

  /**
   * Waits until no thread of a closed connection writes any more. Up to 1.5.0 the library itself
   * doesn't when it connects again: the old thread, late, then closes the new connection's socket,
   * with us or without.
   */
  void awaitWritten() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("WebSocketWriteThread")) {
        thread.join(CONNECT_MILLIS);
      }
    }
  }

  @Override
  public void onOpen(ServerHandshake handshake) {
    opened = true;
    reader = Thread.currentThread();
    heard.opened();
  }

  @Override
  public void onMessage(String text) {
    heard.text(text);
  }

  @Override
  public void onMessage(ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    heard.binary(bytes);
  }

  @Override
  public void onClose(int code, String reason, boolean remote) {
    if (opened) {
      heard.closed(code, reason);
    } else {
      heard.failed(new IOException(code + " " + reason), 0);
    }
  }

  @Override
  public void onError(Exception failure) {
    heard.failed(failure, 0);
  }
}
