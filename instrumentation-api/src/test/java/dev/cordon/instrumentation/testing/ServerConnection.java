package dev.cordon.instrumentation.testing;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.server.DefaultWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;

/**
 * The server's end of a WebSocket, which ends behind all that came. Java-WebSocket 1.6.0 ends it on
 * the thread that reads, while another may still take apart what was read: it then tells of a
 * broken connection where the client had closed, or loses the client's last messages. Here the end
 * goes to that other thread, too, in its turn.
 */
final class ServerConnection extends WebSocketImpl {
  /** Stands for the end; the server keeps it with its buffers afterwards. */
  private final ByteBuffer end;

  private boolean ending;

  private ServerConnection(WebSocketServer server, List<Draft> drafts) {
    super(server, drafts);
    end = server.createBuffer();
  }

  /** Makes the connections of a server. */
  static final class Factory extends DefaultWebSocketServerFactory {
    @Override
    public WebSocketImpl createWebSocket(WebSocketAdapter server, List<Draft> drafts) {
      return new ServerConnection((WebSocketServer) server, drafts);
    }
  }

  /** Takes the end of what comes. */
  @Override
  public synchronized void eot() {
    if (getWorkerThread() == null) {
      super.eot();
    } else if (!ending) {
      ending = true;
      inQueue.add(end);
      try {
        getWorkerThread().put(this);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very buffer that was put there
  public void decode(ByteBuffer bytes) {
    if (bytes == end) {
      super.eot();
    } else {
      super.decode(bytes);
    }
  }

  /** Takes a connection that is reset as one that ends. */
  @Override
  public void closeConnection(int code, String message) {
    if (code == CloseFrame.ABNORMAL_CLOSE) {
      eot();
    } else {
      super.closeConnection(code, message);
    }
  }
}
