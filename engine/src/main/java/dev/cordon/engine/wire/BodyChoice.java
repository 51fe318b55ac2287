package dev.cordon.engine.wire;

import java.nio.ByteBuffer;

/** Chooses how an answer's body is read: by its content type, or by its first bytes. */
final class BodyChoice {
  private final WireFormat format;
  private final MediaType type;
  private final TextEditor editor;
  private final FactReader facts;
  private final RawOutput out;

  BodyChoice(
      WireFormat format, MediaType type, TextEditor editor, FactReader facts, RawOutput out) {
    this.format = format;
    this.type = type;
    this.editor = editor;
    this.facts = facts;
    this.out = out;
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

  AnswerBody choose(ByteBuffer first) {
    if (type.isEventStream() || (!type.isJson() && looksLikeEvents(first))) {
      return new EventStreamBody(editor, format.answerRules(), facts, out, false);
    }
    if (type.isJsonLines() || (format.streamsLines() && !type.isJson())) {
      return new EventStreamBody(editor, format.answerRules(), facts, out, true);
    }
    if (type.isAwsEventStream()) {
      return new AwsEventStreamBody(editor, format.answerRules(), facts, out);
    }
    if (format.streamsArray() && firstCharacter(first) == '[') {
      return new JsonArrayBody(editor, format.answerRules(), facts, out);
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
