package dev.cordon.engine.call;

import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.Verdict;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket to a host that nobody knows, at a path that other programs have, too: its first frame
 * in the form of an AI request makes it one; until then the frames go as they are. Thread-safe.
 */
final class UndecidedSocket implements SocketTransform {
  private final EngineExchange exchange;
  private @Nullable SocketTransform decided;
  private @Nullable Verdict refused;
  private boolean closed;

  UndecidedSocket(EngineExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public Verdict send(byte[] frame) {
    SocketTransform socket = decide(frame);
    Verdict no = refused();
    if (no != null) {
      return no;
    }
    return socket == null ? Verdict.forward(frame) : socket.send(frame);
  }

  private synchronized @Nullable SocketTransform decide(byte[] frame) {
    if (decided == null && refused == null && exchange.fits(frame)) {
      exchange.claim();
      Verdict verdict = exchange.judgeSocket();
      refused = verdict.refusal() == null ? null : verdict;
      decided = exchange.socket();
      if (decided != null && closed) {
        decided.close(null); // nothing comes any more
      }
    }
    return decided;
  }

  private synchronized @Nullable Verdict refused() {
    return refused;
  }

  private synchronized @Nullable SocketTransform decided() {
    return decided;
  }

  @Override
  public List<byte[]> receive(byte[] frame) {
    SocketTransform socket = decided();
    return socket == null ? Collections.singletonList(frame) : socket.receive(frame);
  }

  @Override
  public List<byte[]> close(@Nullable Throwable failure) {
    SocketTransform socket;
    synchronized (this) {
      closed = true;
      socket = decided;
    }
    return socket == null ? Collections.<byte[]>emptyList() : socket.close(failure);
  }
}
