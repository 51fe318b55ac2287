package dev.cordon.instrumentation.jettywebsocket;

import dev.cordon.instrumentation.Cordon;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.IncomingFrames;
import org.eclipse.jetty.websocket.core.OpCode;

/** Stands between a WebSocket's extensions and its session. Used by one thread at a time. */
final class Incoming implements IncomingFrames {
  private final GovernedSocket governed;
  private final IncomingFrames session;

  Incoming(GovernedSocket governed, IncomingFrames session) {
    this.governed = governed;
    this.session = session;
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    Demand demand = governed.demand();
    demand.came();
    if (frame.getOpCode() == OpCode.CLOSE) {
      for (String rest : governed.end(null)) {
        demand.add(new Frame(OpCode.TEXT, rest), Callback.NOOP, session);
      }
    }
    List<Frame> frames = frame.isDataFrame() ? restored(frame) : Collections.singletonList(frame);
    int left = frames.size();
    for (Frame each : frames) {
      left--;
      demand.add(each, left == 0 ? callback : Callback.NOOP, session);
    }
    if (frames.isEmpty()) {
      callback.succeeded();
    }
    demand.settle();
  }

  private List<Frame> restored(Frame frame) {
    try {
      return governed.incoming(frame);
    } catch (Throwable fault) {
      Cordon.fault(Sockets.WHERE + " message", fault);
      return Collections.singletonList(frame); // as it came
    }
  }
}
