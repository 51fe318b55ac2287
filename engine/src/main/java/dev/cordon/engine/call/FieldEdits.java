package dev.cordon.engine.call;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.wire.RequestEditor;
import dev.cordon.engine.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** Everything that policy says about fields of a request. Used by one thread at a time. */
final class FieldEdits implements RequestEditor {
  private final @Nullable ModelCheck models;
  private final @Nullable SafeFields safe;
  private final @Nullable ToolCheck tools;
  private final Lifted lifted;

  private FieldEdits(
      @Nullable ModelCheck models,
      @Nullable SafeFields safe,
      @Nullable ToolCheck tools,
      Lifted lifted) {
    this.lifted = lifted;
    this.models = models;
    this.safe = safe;
    this.tools = tools;
  }

  /**
   * Returns what edits a call's fields; null when policy says nothing about any.
   *
   * @param head what the requests begin with
   * @param vendor who receives the call, null when not in the catalogue
   * @param caller who makes it, null when policy has no rule for the caller
   * @param lifted what exceptions lift
   */
  static @Nullable FieldEdits of(
      ActivePolicy active,
      WireFormat format,
      RequestHead head,
      @Nullable String vendor,
      @Nullable CallerRule caller,
      Lifted lifted) {
    ModelCheck models = ModelCheck.of(active, format, vendor, caller, lifted);
    SafeFields safe = SafeFields.of(active, format, head, vendor, caller);
    ToolCheck tools = ToolCheck.of(active, format, vendor, caller, lifted);
    return models == null && safe == null && tools == null
        ? null
        : new FieldEdits(models, safe, tools, lifted);
  }

  @Override
  public void begin() {
    if (models != null) {
      models.begin();
    }
    if (safe != null) {
      safe.begin();
    }
    if (tools != null) {
      tools.begin();
    }
  }

  @Override
  public void read(byte[] json, boolean many) {
    if (tools != null) {
      tools.read(json, many);
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
    if (tools != null) {
      tools.readFile(content);
    }
    byte[] edited = models == null ? content : models.file(content);
    return safe == null ? edited : safe.file(edited);
  }

  /** Returns why a request whose body was edited must not be sent, or null. */
  @Nullable Refusal judge(RequestHead head, ExchangeRecord record, ActivePolicy active) {
    Refusal why = tools == null ? null : tools.judge(record, active);
    why = why == null && safe != null ? safe.judge(head, record, lifted) : why;
    if (why == null && safe != null && safe.hasChanged()) {
      record.rule(SafeFields.RULE);
    }
    return why != null || models == null ? why : models.judge(head, record, active, true);
  }

  /** Tells whether a field was changed. */
  boolean hasChanged() {
    return (models != null && models.hasReplaced()) || (safe != null && safe.hasChanged());
  }
}
