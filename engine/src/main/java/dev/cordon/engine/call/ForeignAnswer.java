package dev.cordon.engine.call;

import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.hidden.IncomingTexts;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.wire.MalformedBodyException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an answer that others wrote, and that a model will be told, with the rules for such
 * texts in requests: hidden text, instructions, definitions of tools. Sensitive data in it is for
 * the answer's transform to find. Used once.
 */
final class ForeignAnswer {
  private static final TextVisitor NOBODY = (text, from, to, key, kind, edits) -> {};

  private final EngineExchange exchange;
  private final ExchangeRecord record;
  private final ActivePolicy active;
  private @Nullable Refusal refusal;

  ForeignAnswer(EngineExchange exchange) {
    this.exchange = exchange;
    this.record = exchange.record;
    this.active = exchange.active;
  }

  /** Returns the answer without what policy takes out of it; the very array if that is nothing. */
  byte[] look(byte[] body) throws MalformedBodyException {
    IncomingTexts texts = Enforcement.of(active).incomingTexts(active, NOBODY, record, null);
    FieldEdits fields =
        FieldEdits.of(
            active, exchange.format, exchange.head, record.vendor(), null, exchange.lifted);
    long unscanned = record.unscannedBytes();
    byte[] changed = exchange.format.rewrite(body, "application/json", null, texts, fields, record);
    record.unscannedBytes(unscanned); // it counts what leaves
    Refusal hidden = texts.refusal(exchange.lifted);
    refusal =
        hidden != null || fields == null ? hidden : fields.judge(record.head(), record, active);
    return changed;
  }

  /** Returns why the answer must not be handed on, or null. */
  @Nullable Refusal refusal() {
    return refusal;
  }
}
