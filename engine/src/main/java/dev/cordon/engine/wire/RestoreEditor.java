package dev.cordon.engine.wire;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;
import org.jspecify.annotations.Nullable;

/** Puts values back in an answer's texts. */
final class RestoreEditor implements TextEditor {
  private final Restorer restorer;
  private final ExchangeRecord record;
  private final InlineMedia media;

  RestoreEditor(Restorer restorer, ExchangeRecord record, InlineMedia media) {
    this.media = media;
    this.restorer = restorer;
    this.record = record;
  }

  @Override
  public int edit(byte[] text, int from, int to, boolean last, Place place, Edits edits) {
    long tail = place.memory.tail();
    int hold = restorer.restore(text, from, to, last, place.memory, edits);
    media.text(text, from, hold, last && hold == to, tail, place.memory);
    if (!edits.isEmpty()) {
      int restored = edits.size() - place.memory.takeOthers();
      record.restored(record.restored() + restored);
    }
    return hold;
  }

  @Override
  public @Nullable String stopped() {
    return restorer.stopped();
  }

  @Override
  public void ended() {
    restorer.ended();
  }

  @Override
  public void withhold(String rule) {
    restorer.withhold(rule);
  }

  @Override
  public boolean readsWhole() {
    return false;
  }
}
