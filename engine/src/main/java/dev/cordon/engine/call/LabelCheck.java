package dev.cordon.engine.call;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.label.Accepted;
import dev.cordon.engine.policy.label.LabelRules;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges whether a vendor may have what a caller sends, whatever the request says. Stateless. */
final class LabelCheck {
  private LabelCheck() {}

  /**
   * Returns why a request must not be sent, or null.
   *
   * @param vendor who receives it, null when not in the catalogue
   * @param record tells the caller's labels; is given the default one
   */
  static @Nullable Refusal judge(
      Policy policy, @Nullable String vendor, ExchangeRecord record, Lifted lifted) {
    LabelRules rules = policy.labels();
    if (rules == null) {
      return null;
    }
    List<String> labels = record.labels();
    String byDefault = rules.byDefault();
    if (labels.isEmpty() && byDefault != null) {
      record.label(byDefault);
      labels = Collections.singletonList(byDefault);
    }
    Accepted accepted = policy.accepted(vendor);
    for (String label : labels) {
      record.sentLabel(label);
      if (accepted != null && !mayHave(accepted, label, lifted)) {
        boolean own = record.callerRule() != null && !label.equals(byDefault);
        String who = own ? "what the caller " + record.callerRule() + " sends" : "any request";
        return Refusal.label(accepted, label, who);
      }
    }
    return null;
  }

  /** Returns why a request that was judged for another vendor must not go to this one, or null. */
  static @Nullable Refusal late(
      Policy policy, @Nullable String vendor, ExchangeRecord record, Lifted lifted) {
    Accepted accepted = policy.accepted(vendor);
    if (accepted == null) {
      return null;
    }
    boolean any = accepted.above() == Accepted.Above.REFUSE;
    for (String label : any ? record.labels() : record.sentLabels()) {
      if (!mayHave(accepted, label, lifted)) {
        return Refusal.label(accepted, label, "what the request holds");
      }
    }
    return null;
  }

  private static boolean mayHave(Accepted accepted, String label, Lifted lifted) {
    return accepted.accepts(label) || lifted.lifts(accepted.key(), null);
  }
}
