package dev.cordon.engine.wire;

import dev.cordon.engine.Edits;
import dev.cordon.engine.audit.ExchangeRecord;

/** Shows every text of a request to a {@link TextVisitor}; what is binary is counted instead. */
final class VisitEditor implements TextEditor {
  private TextVisitor visitor;
  private ExchangeRecord record;

  VisitEditor(TextVisitor visitor, ExchangeRecord record) {
    this.visitor = visitor;
    this.record = record;
  }

  /** Begins another request. */
  void begin(TextVisitor newVisitor, ExchangeRecord newRecord) {
    visitor = newVisitor;
    record = newRecord;
  }

  /** Counts bytes that nobody reads. */
  void unscanned(int bytes) {
    record.unscannedBytes(record.unscannedBytes() + bytes);
  }

  @Override
  public int edit(byte[] text, int from, int to, boolean last, Place place, Edits edits) {
    if (Base64Text.isBinary(text, from, to, place.rule.binary)) {
      unscanned(to - from);
    } else {
      visitor.visit(text, from, to, place.key, place.rule.kind(), edits);
    }
    return to;
  }

  @Override
  public boolean readsWhole() {
    return true;
  }
}
