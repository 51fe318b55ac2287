package dev.cordon.engine.wire;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;

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
    int hold = restorer.restore(text, from, to, last, place.memory, edits);
    if (!edits.isEmpty()) {
      int restored = edits.size() - place.memory.takeOthers();
      record.restored(record.restored() + restored);
    }
    return hold;
  }

  @Override
  public boolean readsWhole() {
    return false;
  }
}
