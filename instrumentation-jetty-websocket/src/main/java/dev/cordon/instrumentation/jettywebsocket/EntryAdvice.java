package dev.cordon.instrumentation.jettywebsocket;

import java.lang.invoke.MethodHandles;
import java.nio.Buffer;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.jspecify.annotations.Nullable;

/**
 * Does what {@link SendingAdvice} does where a frame has an entry around it, from Jetty 12.1 on.
 */
public final class EntryAdvice {
  private EntryAdvice() {}

  /**
   * Advice on the entry of {@code WebSocketCoreSession.sendFrame}, which all frames pass from Jetty
   * 12.1 on.
   *
   * @param lookup the class's own
   * @param session the session, a server's too
   * @param entry what is sent, and who is told
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onEntry(
      MethodHandles.Lookup lookup, CoreSession session, OutgoingEntry entry) throws Throwable {
    Frame frame = entry.getFrame();
    GovernedSocket governed = SendingAdvice.governed(session, frame);
    return governed == null
        ? null
        : SendingAdvice.send(
            lookup, governed, session, frame, entry.getCallback(), new Entry(session, entry));
  }

  private static final class Entry implements SendingAdvice.Again {
    private final CoreSession session;
    private final OutgoingEntry entry;

    Entry(CoreSession session, OutgoingEntry entry) {
      this.session = session;
      this.entry = entry;
    }

    @Override
    public void send(Frame frame) {
      session.sendFrame(new OutgoingEntry.Builder(entry).frame(frame).build());
    }

    @Override
    public void taken() {
      Buffer payload = entry.getFrame().getPayload();
      if (payload != null) {
        payload.position(payload.limit());
      }
    }
  }

  /**
   * Stops what {@link #onEntry} failed to judge.
   *
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onEntryFault(
      MethodHandles.Lookup lookup, CoreSession session, OutgoingEntry entry) throws Throwable {
    return SendingAdvice.onFault(lookup, session, entry.getFrame(), entry.getCallback(), false);
  }
}
