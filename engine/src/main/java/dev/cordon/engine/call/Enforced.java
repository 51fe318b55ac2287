package dev.cordon.engine.call;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.head.LeavingHeaders;
import dev.cordon.engine.head.UnsentHeaders;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.Fallback;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.wire.AnswerTransform;
import dev.cordon.engine.wire.WireFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mode {@code enforce}: what policy decides is done. */
class Enforced extends Enforcement {
  @Override
  String recordedAs() {
    return "enforce";
  }

  @Override
  boolean isDryRun() {
    return false;
  }

  @Override
  <T> T of(T changed, T original) {
    return changed;
  }

  @Override
  @Nullable String objection(Observers observers) {
    return observers.objection();
  }

  @Override
  boolean denies(ExchangeRecord record) {
    record.decision(Decision.DENY);
    return true;
  }

  @Override
  void unjudged(ExchangeRecord record) {
    record.decision(Decision.WARN);
  }

  @Override
  void judged(ExchangeRecord record, Decision decision, int findings) {
    record.decision(decision);
  }

  @Override
  boolean refusesOnFault(Policy policy) {
    return policy.onError() == Fallback.BLOCK;
  }

  @Override
  Map<String, String> removals(UnsentHeaders unsent, HeaderSource headers) {
    return unsent.removals(headers);
  }

  @Override
  Map<String, String> leaving(
      ActivePolicy active,
      @Nullable String vendor,
      @Nullable CallerRule caller,
      RequestHead head,
      HeaderSource judged,
      Map<String, String> edited) {
    return LeavingHeaders.edits(active, vendor, caller, head, judged, edited);
  }

  @Override
  AnswerTransform answer(
      WireFormat format,
      int status,
      HeaderSource headers,
      Restorer restorer,
      @Nullable TextVisitor outputScan,
      ExchangeRecord record) {
    return format.newAnswer(status, headers, restorer, outputScan, record);
  }
}
