package dev.cordon.engine.call;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.wire.RequestEditor;
import dev.cordon.engine.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** Everything that policy says about fields of a request. Used by one thread at a time. */
final class FieldEdits implements RequestEditor {
  private final @Nullable ModelCheck models;
  private final @Nullable SafeFields safe;

  private FieldEdits(@Nullable ModelCheck models, @Nullable SafeFields safe) {
    this.models = models;
    this.safe = safe;
  }

  /**
   * Returns what edits a call's fields; null when policy says nothing about any.
   *
   * @param vendor who receives the call, null when not in the catalogue
   * @param caller who makes it, null when policy has no rule for the caller
   */
  static @Nullable FieldEdits of(
      ActivePolicy active,
      WireFormat format,
      @Nullable String vendor,
      @Nullable CallerRule caller) {
    ModelCheck models = ModelCheck.of(active, caller);
    SafeFields safe = SafeFields.of(active, format, vendor);
    return models == null && safe == null ? null : new FieldEdits(models, safe);
  }

  @Override
  public void begin() {
    if (models != null) {
      models.begin();
    }
    if (safe != null) {
      safe.begin();
    }
  }

  @Override
  public byte[] json(byte[] json, boolean many) {
    byte[] edited = models == null ? json : models.json(json, many);
    return safe == null ? edited : safe.json(edited, many);
  }

  @Override
  public byte[] field(String name, byte[] value) {
    byte[] edited = models == null ? value : models.field(name, value);
    return safe == null ? edited : safe.field(name, edited);
  }

  @Override
  public byte[] file(byte[] content) {
    byte[] edited = models == null ? content : models.file(content);
    return safe == null ? edited : safe.file(edited);
  }

  /** Returns why a request whose body was edited must not be sent, or null. */
  @Nullable Refusal judge(RequestHead head, ExchangeRecord record, ActivePolicy active) {
    Refusal why = safe == null ? null : safe.judge();
    if (why == null && safe != null && safe.hasChanged()) {
      record.rule(SafeFields.RULE);
    }
    return why != null || models == null ? why : models.judge(head, record, active);
  }

  /** Tells whether a field was changed. */
  boolean hasChanged() {
    return (models != null && models.hasReplaced()) || (safe != null && safe.hasChanged());
  }
}
