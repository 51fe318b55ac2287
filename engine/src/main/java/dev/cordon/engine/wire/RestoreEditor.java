package dev.cordon.engine.wire;

import dev.cordon.engine.Edits;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.redact.Restorer;

/** Puts values back in an answer's texts. */
final class RestoreEditor implements TextEditor {
  private final Restorer restorer;
  private final ExchangeRecord record;

  RestoreEditor(Restorer restorer, ExchangeRecord record) {
    this.restorer = restorer;
    this.record = record;
  }

  @Override
  public int edit(byte[] text, int from, int to, boolean last, Place place, Edits edits) {
    int hold = restorer.restore(text, from, to, last, edits);
    if (!edits.isEmpty()) {
      record.restored(record.restored() + edits.size());
    }
    return hold;
  }

  @Override
  public boolean readsWhole() {
    return false;
  }
}
