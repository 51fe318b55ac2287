package dev.cordon.engine.call;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.head.UnsentHeaders;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.wire.AnswerTransform;
import dev.cordon.engine.wire.WireFormat;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mode {@code observe}: what policy decides is recorded; no byte changes, no call is refused. */
class Observed extends Enforcement {
  @Override
  String recordedAs() {
    return "observe";
  }

  @Override
  boolean isDryRun() {
    return true;
  }

  @Override
  <T> T of(T changed, T original) {
    return original;
  }

  @Override
  @Nullable String objection(Observers observers) {
    return null;
  }

  @Override
  boolean denies(ExchangeRecord record) {
    record.decision(Decision.AUDIT);
    return false;
  }

  @Override
  void unjudged(ExchangeRecord record) {
    record.decision(Decision.AUDIT);
  }

  @Override
  void judged(ExchangeRecord record, Decision decision, int findings) {
    if (findings > 0) {
      record.decision(Decision.AUDIT);
    }
  }

  @Override
  boolean refusesOnFault(Policy policy) {
    return false;
  }

  @Override
  Map<String, String> removals(UnsentHeaders unsent, HeaderSource headers) {
    return Collections.emptyMap();
  }

  @Override
  Map<String, String> leaving(
      ActivePolicy active,
      @Nullable String vendor,
      @Nullable CallerRule caller,
      RequestHead head,
      HeaderSource judged,
      Map<String, String> edited) {
    return Collections.emptyMap();
  }

  @Override
  AnswerTransform answer(
      WireFormat format,
      int status,
      HeaderSource headers,
      Restorer restorer,
      @Nullable TextVisitor outputScan,
      ExchangeRecord record) {
    return format.observeAnswer(status, headers, restorer, outputScan, record);
  }
}
