package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The event stream encoding of AWS ({@code application/vnd.amazon.eventstream}): binary messages
 * with lengths, headers and checksums. The document of a message is its payload, or, for invoked
 * models, the base64 inside of it. A message that doesn't change keeps its bytes.
 */
final class AwsEventStreamBody implements AnswerBody {
  private static final byte[] NOTHING = {};
  private static final int LONGEST = 32 << 20;
  private static final byte[] BYTES_KEY = "{\"bytes\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TYPE = ":event-type".getBytes(StandardCharsets.US_ASCII);

  private final TextEditor editor;
  private final StreamEnd refused;
  private final RawOutput out;
  private final RawOutput envelopes = new RawOutput();
  private final EventRewriter events;
  private final ByteSink begun = new ByteSink();

  /** Whether a message was the last, whatever still comes. */
  private boolean over;

  AwsEventStreamBody(
      TextEditor editor, Rule root, FactReader facts, RawOutput out, StreamEnd refused) {
    this.editor = editor;
    this.refused = refused;
    this.out = out;
    this.events = new EventRewriter(editor, root, facts, envelopes, NOTHING);
  }

  @Override
  public void feed(byte[] bytes, int from, int to) {
    if (begun.isEmpty()) {
      out.piece(bytes, from, to, true);
      int end = messages(bytes, from, to);
      begun.put(bytes, end, to);
    } else {
      begun.put(bytes, from, to);
      out.piece(begun.array(), 0, begun.size(), false);
      int end = messages(begun.array(), 0, begun.size());
      out.settle();
      begun.drop(end);
    }
  }

  @Override
  public void end() {
    out.piece(begun.array(), 0, begun.size(), false);
    if (over) {
      out.drop(begun.size());
    } else {
      envelopes.piece(NOTHING, 0, 0, false);
      events.flushAll(0);
      AwsMessage.write(envelopes.take(ByteBuffer.wrap(NOTHING)), out);
      endIfRefused();
      out.keepTo(begun.size());
    }
    out.settle();
    begun.clear();
  }

  private int messages(byte[] bytes, int from, int to) {
    int at = from;
    while (to - at >= AwsMessage.PRELUDE) {
      int length = AwsMessage.int32(bytes, at);
      if (length < AwsMessage.PRELUDE + 4 || length > LONGEST) {
        throw new IllegalStateException("not an event stream");
      }
      if (length > to - at) {
        break;
      }
      message(bytes, at, at + length);
      at += length;
      if (over) {
        out.drop(at);
      } else {
        out.keepTo(at);
        endIfRefused();
      }
    }
    out.keepTo(at);
    return at;
  }

  private void message(byte[] bytes, int start, int end) {
    out.keepTo(start);
    int headers = start + AwsMessage.PRELUDE;
    int payload = headers + AwsMessage.int32(bytes, start + 4);
    int payloadEnd = end - 4;
    if (payload < headers || payload >= payloadEnd) {
      return;
    }
    ByteSink envelope = envelope(bytes, headers, payload, payloadEnd);
    int document = AwsMessage.documentStart(envelope.array());
    int documentEnd = AwsMessage.end(envelope.array(), document);
    if (documentEnd > envelope.size()) {
      return;
    }
    events.begin();
    int type = AwsMessage.header(bytes, headers, payload, TYPE);
    if (type > 0) {
      events.type(bytes, type + 2, type + 2 + AwsMessage.int16(bytes, type));
    }
    envelopes.piece(envelope.array(), 0, envelope.size(), false);
    events.data(envelope.array(), document, documentEnd);
    if (over) {
      return; // its facts, such as the tokens used, were read
    }
    if (!events.event(envelope.array(), 0, envelope.size())) {
      envelopes.keepTo(envelope.size());
    }
    ByteBuffer result = envelopes.take(ByteBuffer.wrap(NOTHING));
    if (!result.equals(ByteBuffer.wrap(envelope.array(), 0, envelope.size()))) {
      AwsMessage.write(result, out);
      out.drop(end);
    }
    out.keepTo(end);
  }

  private void endIfRefused() {
    String rule = editor.stopped();
    if (rule != null) {
      over = true;
      byte[] last = refused.exception(rule);
      out.insert(last, 0, last.length);
    }
  }

  /** Puts a message into the form that {@link AwsMessage} describes. */
  private static ByteSink envelope(byte[] bytes, int headers, int payload, int end) {
    ByteSink envelope = new ByteSink();
    AwsMessage.putInt32(payload - headers, envelope);
    envelope.put(bytes, headers, payload);
    int base64 = payload + BYTES_KEY.length;
    int quote = base64;
    boolean wrapped = AwsMessage.startsWith(bytes, payload, end, BYTES_KEY);
    while (wrapped && quote < end && bytes[quote] != '"') {
      quote++;
    }
    byte[] document = null;
    if (wrapped) {
      byte[] text = new byte[quote - base64];
      System.arraycopy(bytes, base64, text, 0, text.length);
      document = Base64.getDecoder().decode(text);
    }
    envelope.put(bytes, payload, wrapped ? base64 : payload);
    envelope.put(0);
    if (document == null) {
      envelope.put(bytes, payload, end);
    } else {
      envelope.put(document);
    }
    envelope.put(0);
    envelope.put(bytes, wrapped ? quote : end, end);
    envelope.put(0);
    return envelope;
  }
}
