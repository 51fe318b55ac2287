package dev.cordon.engine.wire;

import dev.cordon.engine.ContentDecoder;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.MediaKind;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextCuts;
import dev.cordon.engine.text.TextVisitor;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens answers. */
final class Answers {
  private Answers() {}

  static AnswerTransform open(
      WireFormat format,
      HeaderSource headers,
      Restorer restorer,
      @Nullable TextVisitor outputVisitor,
      boolean observeOnly,
      ExchangeRecord record) {
    MediaType type = MediaType.of(headers.first("content-type"));
    List<String> codings = ContentDecoder.parse(ContentDecoder.codings(headers));
    if (BodyChoice.isBinary(type) || !ContentDecoder.canDecode(codings)) {
      return new Untouched(type, record);
    }
    boolean lines = type.isJsonLines() && !format.recalls(); // a file of lines is no stream
    if (type.isEventStream() || type.isAwsEventStream() || lines) {
      record.streaming(true);
    }
    // Whoever changes the answer gets it decoded: the transport undid the coding, see
    // StreamTransform.
    boolean coded = observeOnly && !codings.isEmpty();
    RawOutput out = new RawOutput();
    InlineMedia media = new InlineMedia(record);
    TextEditor restore = new RestoreEditor(restorer, record, media);
    TextEditor whole = outputVisitor == null ? restore : new OutputEditor(restore, outputVisitor);
    TextCuts cuts = restorer.cuts();
    TextEditor editor = cuts == null ? whole : new CutEditor(whole, cuts);
    BodyChoice choice =
        new BodyChoice(
            format,
            type,
            editor,
            FactReader.ofAnswer(record, format.uses(), media),
            out,
            new StreamEnd(format, record),
            format.repeats() && !record.pieces());
    return new Answer(
        out, choice, observeOnly, coded ? ContentDecoder.of(codings) : null, record.content());
  }

  /** An answer that nobody reads. */
  private static final class Untouched implements AnswerTransform {
    private final MediaType type;
    private final ExchangeRecord record;
    private long bytes;

    Untouched(MediaType type, ExchangeRecord record) {
      this.type = type;
      this.record = record;
    }

    @Override
    public boolean isIdentity() {
      return true;
    }

    @Override
    public ByteBuffer transform(ByteBuffer chunk) {
      bytes += chunk.remaining();
      return chunk;
    }

    @Override
    public ByteBuffer finish() {
      MediaKind kind = bytes == 0 ? null : type.media();
      if (kind != null) {
        record.countMedia(kind, bytes); // the whole answer is one
        bytes = 0;
      }
      return StreamTransform.EMPTY.duplicate();
    }

    @Override
    public boolean faulted() {
      return false;
    }
  }
}
