package dev.cordon.instrumentation.javawebsocket;

import dev.cordon.engine.HeaderSource;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.SocketCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of an AI call: its handshake's decision, then its messages. Fragments that leave
 * are put together, so that a whole message is judged. Thread-safe.
 */
final class GovernedSocket {
  private static final int SWITCHING_PROTOCOLS = 101;

  /** How the library's drafts tell of an answer that is no upgrade. */
  private static final Pattern STATUS =
      Pattern.compile("Invalid status code received: (\\d{3}) .*");

  private final Decision decision;

  /** False where policy lets a WebSocket pass whose messages can't be seen. */
  private final boolean seen;

  private volatile boolean accepted;
  private volatile @Nullable SocketCall call;

  /** The fragments of the message that is being sent, and the kind of the first of them. */
  private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();

  private @Nullable Frames kind;

  GovernedSocket(Decision decision, boolean seen) {
    this.decision = decision;
    this.seen = seen;
  }

  /** Begins, before anything may be sent. */
  void accepted() {
    if (seen) {
      call = decision.socket();
    } else {
      decision.answer(SWITCHING_PROTOCOLS, HeaderSource.NONE, false);
    }
    accepted = true;
  }

  /** Returns what messages are led through; null when they go as they are. */
  @Nullable SocketCall call() {
    return call;
  }

  /**
   * Judges frames that are about to leave.
   *
   * @return the frames to send in their place, the very collection when nothing changes; fewer
   *     while a message is not whole
   * @throws RefusedMessage when one must not be sent
   */
  Collection<Framedata> outgoing(SocketCall governed, Collection<Framedata> frames)
      throws RefusedMessage, ReflectiveOperationException {
    for (Framedata frame : frames) {
      if (Frames.of(frame) != Frames.CONTROL) {
        return judged(governed, frames);
      }
    }
    return frames;
  }

  private synchronized Collection<Framedata> judged(
      SocketCall governed, Collection<Framedata> frames)
      throws RefusedMessage, ReflectiveOperationException {
    List<Framedata> sent = new ArrayList<>(frames.size());
    boolean changed = false;
    for (Framedata frame : frames) {
      Framedata out = judged(governed, frame);
      changed |= out != frame;
      if (out != null) {
        sent.add(out);
      }
    }
    return changed ? sent : frames;
  }

  /** Returns what to send for one frame; null while its message is not whole. */
  private @Nullable Framedata judged(SocketCall governed, Framedata frame)
      throws RefusedMessage, ReflectiveOperationException {
    Frames of = Frames.of(frame);
    if (of == Frames.CONTROL) {
      return frame;
    }
    byte[] payload = Frames.payload(frame);
    if (frame.isFin() && of != Frames.CONTINUOUS) {
      byte[] judged = governed.send(payload);
      return judged == payload ? frame : of.inPlaceOf(frame, judged);
    }
    if (of != Frames.CONTINUOUS) {
      fragments.reset();
      kind = of;
    }
    fragments.write(payload, 0, payload.length);
    if (!frame.isFin()) {
      Frames.consume(frame);
      return null;
    }
    byte[] whole = fragments.toByteArray();
    Frames first = kind == null ? of : kind; // what the application began before its first fragment
    fragments.reset();
    kind = null;
    return first.inPlaceOf(frame, governed.send(whole));
  }

  /**
   * Ends the call, as the library tells of it.
   *
   * @param code the close code
   * @param reason the reason, which the library or the other side gives
   * @param remote whether the other side, or the network, closed it
   * @return texts that were held back, to hand to the application first
   */
  List<String> closed(int code, @Nullable String reason, boolean remote) {
    if (!accepted) {
      Matcher status = STATUS.matcher(reason == null ? "" : reason);
      if (status.matches()) {
        decision.answer(Integer.parseInt(status.group(1)), HeaderSource.NONE, false);
      } else {
        decision.fail(new IOException("the WebSocket was not opened: " + code));
      }
      return Collections.emptyList();
    }
    SocketCall governed = call;
    if (governed == null) {
      return Collections.emptyList();
    }
    boolean broken = remote && code == CloseFrame.ABNORMAL_CLOSE;
    return governed.end(broken ? new IOException("the WebSocket broke") : null);
  }
}
