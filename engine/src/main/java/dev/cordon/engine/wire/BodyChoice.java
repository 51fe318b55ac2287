package dev.cordon.engine.wire;

import dev.cordon.engine.SyntheticAnswer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Chooses how an answer's body is read: by its content type, or by its first bytes. */
final class BodyChoice {
  private final WireFormat format;
  private final MediaType type;
  private final TextEditor editor;
  private final FactReader facts;
  private final RawOutput out;
  private final StreamEnd end;
  private final boolean mayRepeat;

  BodyChoice(
      WireFormat format,
      MediaType type,
      TextEditor editor,
      FactReader facts,
      RawOutput out,
      StreamEnd end,
      boolean mayRepeat) {
    this.format = format;
    this.type = type;
    this.editor = editor;
    this.facts = facts;
    this.out = out;
    this.end = end;
    this.mayRepeat = mayRepeat;
  }

  /** Tells whether an answer of this type can't hold a text that we know how to read. */
  static boolean isBinary(MediaType type) {
    return !(type.isUnknown()
        || type.isOpaque()
        || type.isJson()
        || type.isJsonLines()
        || type.isText()
        || type.isEventStream()
        || type.isAwsEventStream());
  }

  /** Tells whoever looks into the answer that no more of it comes. */
  void ended() {
    editor.ended();
  }

  /** Returns the answer to give in the place of one that was stopped; null while it wasn't. */
  @Nullable SyntheticAnswer withheld() {
    String rule = editor.stopped();
    return rule == null ? null : end.answer(rule);
  }

  AnswerBody choose(ByteBuffer first) {
    if (type.isEventStream() || (!type.isJson() && looksLikeEvents(first))) {
      EventStreamBody events =
          new EventStreamBody(editor, format.answerRules(), facts, out, end, false);
      return mayRepeat ? events.mayRepeat() : events;
    }
    if (type.isJsonLines() || (format.streamsLines() && !type.isJson())) {
      return new EventStreamBody(editor, format.answerRules(), facts, out, end, true);
    }
    if (type.isAwsEventStream()) {
      return new AwsEventStreamBody(editor, format.answerRules(), facts, out, end);
    }
    if (format.streamsArray() && firstCharacter(first) == '[') {
      return new JsonArrayBody(editor, format.answerRules(), facts, out, end);
    }
    return new TextBody(editor, format.answerRules(), facts, out);
  }

  private static byte firstCharacter(ByteBuffer first) {
    for (int p = first.position(); p < first.limit(); p++) {
      if (first.get(p) > ' ') {
        return first.get(p);
      }
    }
    return 0;
  }

  private static boolean looksLikeEvents(ByteBuffer first) {
    return startsWith(first, "data:") || startsWith(first, "event:") || startsWith(first, "id:");
  }

  private static boolean startsWith(ByteBuffer bytes, String word) {
    if (bytes.remaining() < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes.get(bytes.position() + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
