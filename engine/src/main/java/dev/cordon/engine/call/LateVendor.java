package dev.cordon.engine.call;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.FindingCount;
import dev.cordon.engine.policy.Action;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.FactDenial;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.Vendor;
import org.jspecify.annotations.Nullable;

/**
 * Judges a vendor that only an inner layer knows, when the request was redacted already and can't
 * be changed any more. Stateless.
 */
final class LateVendor {
  private LateVendor() {}

  /** Notes the vendor; returns why the request must not go there, or null. */
  static @Nullable Refusal judge(
      Policy policy,
      @Nullable Vendor vendor,
      @Nullable CallerCheck caller,
      ExchangeRecord record,
      Lifted lifted) {
    String id = vendor == null ? null : vendor.id();
    record.vendor(id);
    record.provider(vendor == null ? null : vendor.provider());
    String denial = policy.denial(id, lifted);
    CallerRule rule = caller == null ? null : caller.rule();
    if (denial == null && !isAsStrict(policy, id, rule, record, lifted)) {
      denial = "vendors.rules";
    }
    if (denial == null) {
      Refusal label = LabelCheck.late(policy, id, record, lifted);
      return label == null && caller != null ? caller.objection(id, lifted) : label;
    }
    return denied(policy, denial, id, record);
  }

  /** Refuses a vendor, and notes the fact that speaks against it if there is one. */
  static Refusal denied(Policy policy, String key, @Nullable String vendor, ExchangeRecord record) {
    FactDenial fact = policy.factDenial(vendor, key);
    record.fact(fact == null ? null : fact.toString());
    return Refusal.vendor(key, vendor, fact);
  }

  /**
   * Tells whether what was done about the request's findings is enough for the vendor: nothing was
   * left that its own rules would have taken out, and nothing that they forbid was in it.
   */
  private static boolean isAsStrict(
      Policy policy,
      @Nullable String vendor,
      @Nullable CallerRule caller,
      ExchangeRecord record,
      Lifted lifted) {
    for (FindingCount count : record.inputFindings().values()) {
      Action wanted = policy.action(count.type(), vendor, caller);
      boolean left = count.action().equals("allow");
      boolean enough = wanted == Action.ALLOW || (wanted != Action.BLOCK && !left);
      if (!enough && !lifted.leaves(count.type())) {
        return false;
      }
    }
    return true;
  }
}
