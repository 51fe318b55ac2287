package dev.cordon.engine.wire;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextVisitor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Restores what comes through a WebSocket: every message is one event. Not thread-safe; never
 * throws: after a fault inside, frames go on as they come.
 */
public final class FrameReader {
  private static final byte[] NOTHING = {};

  /** No JSON holds a zero byte. */
  private static final byte[] SEPARATOR = {0};

  private final RawOutput out = new RawOutput();
  private final TextEditor editor;
  private final EventRewriter events;
  private final StreamEnd refused;
  private final InlineMedia media;
  private boolean faulted;

  /** Whether it was said that no text goes on any more. */
  private boolean over;

  FrameReader(
      WireFormat format,
      Restorer restorer,
      @Nullable TextVisitor outputVisitor,
      ExchangeRecord record) {
    media = new InlineMedia(record);
    TextEditor restore = new RestoreEditor(restorer, record, media);
    FactReader facts = FactReader.ofAnswer(record, true, media);
    editor = outputVisitor == null ? restore : new OutputEditor(restore, outputVisitor);
    events = new EventRewriter(editor, format.answerRules(), facts, out, SEPARATOR);
    refused = new StreamEnd(format, record);
  }

  /**
   * Takes a whole message.
   *
   * @param frame its bytes, a text's as UTF-8; not changed afterwards. Some vendors send their JSON
   *     in binary messages; what is no text goes on as it came
   * @return the frames to hand on: usually one, and {@code frame} itself when nothing in it
   *     changed; more when a text ended of which something was held back, or the answer did
   */
  public List<byte[]> receive(byte[] frame) {
    if (faulted || frame.length == 0 || holds(frame, SEPARATOR[0])) {
      return Collections.singletonList(frame);
    }
    try {
      out.piece(frame, 0, frame.length, false);
      events.begin();
      int parts = media.parts();
      events.data(frame, 0, frame.length);
      if (over && (events.isSound() || media.parts() > parts)) {
        return Collections.emptyList(); // it says what must not be read
      }
      if (!events.event(frame, 0, frame.length)) {
        events.text(frame, 0, frame.length);
        out.keepTo(frame.length);
      }
      endIfRefused();
      List<byte[]> frames = frames();
      boolean same = frames.size() == 1 && Arrays.equals(frames.get(0), frame);
      return same ? Collections.singletonList(frame) : frames;
    } catch (Throwable e) {
      faulted = true;
      return Collections.singletonList(frame);
    }
  }

  /**
   * Says once that the rest is withheld. The connection goes on without texts: whoever waits for
   * the answer's end gets it.
   */
  private void endIfRefused() {
    String rule = over ? null : editor.stopped();
    if (rule != null) {
      over = true;
      byte[] last = refused.message(rule);
      out.insert(SEPARATOR, 0, SEPARATOR.length);
      out.insert(last, 0, last.length);
    }
  }

  private static boolean holds(byte[] frame, byte wanted) {
    for (byte b : frame) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }

  /**
   * Ends the stream of frames.
   *
   * @return frames with what was held back; usually none
   */
  public List<byte[]> end() {
    if (faulted) {
      return Collections.emptyList();
    }
    try {
      out.piece(NOTHING, 0, 0, false);
      events.flushAll(0);
      endIfRefused();
      editor.ended();
      return frames();
    } catch (Throwable e) {
      faulted = true;
      return Collections.emptyList();
    }
  }

  /** Tells whether something failed inside, so that tokens may be left. */
  public boolean faulted() {
    return faulted;
  }

  private List<byte[]> frames() {
    ByteBuffer all = out.take(ByteBuffer.wrap(NOTHING));
    List<byte[]> frames = new ArrayList<>(1);
    int from = all.position();
    for (int p = from; p <= all.limit(); p++) {
      if (p == all.limit() || all.get(p) == 0) {
        if (p > from) {
          byte[] frame = new byte[p - from];
          for (int i = 0; i < frame.length; i++) {
            frame[i] = all.get(from + i);
          }
          frames.add(frame);
        }
        from = p + 1;
      }
    }
    return frames;
  }
}
