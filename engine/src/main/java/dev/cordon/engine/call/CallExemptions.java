package dev.cordon.engine.call;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.policy.Exemption;
import dev.cordon.engine.policy.Exemptions;
import dev.cordon.engine.policy.Lifted;
import org.jspecify.annotations.Nullable;

/** The exceptions that are for one call, as its record tells by then. */
final class CallExemptions implements Lifted {
  private final Exemptions all;
  private final CallerSource source;
  private final ExchangeRecord record;

  private CallExemptions(Exemptions all, CallerSource source, ExchangeRecord record) {
    this.all = all;
    this.source = source;
    this.record = record;
  }

  /** Returns what exceptions lift for a call. */
  static Lifted of(Exemptions all, CallerSource source, ExchangeRecord record) {
    return all.isEmpty() ? NOTHING : new CallExemptions(all, source, record);
  }

  @Override
  public boolean lifts(String rule, @Nullable String model) {
    return note(
        all.lifting(
            rule,
            model,
            record.vendor(),
            record.serverAddress(),
            record.callerRule(),
            source.service()));
  }

  @Override
  public boolean leaves(DataType type) {
    return note(
        all.leaving(
            type, record.vendor(), record.serverAddress(), record.callerRule(), source.service()));
  }

  private boolean note(@Nullable Exemption exception) {
    if (exception != null) {
      record.exception(exception.name());
    }
    return exception != null;
  }
}
