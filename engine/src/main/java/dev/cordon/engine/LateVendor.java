package dev.cordon.engine;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.FindingCount;
import dev.cordon.engine.policy.Action;
import dev.cordon.engine.policy.Policy;
import org.jspecify.annotations.Nullable;

/** Looks at a vendor that only an inner layer knows, when the request was redacted already. */
final class LateVendor {
  private LateVendor() {}

  /**
   * Tells whether what was done about the request's findings is enough for the vendor: nothing was
   * left that its own rules would have taken out, and nothing that they forbid was in it.
   */
  static boolean isAsStrict(Policy policy, @Nullable String vendor, ExchangeRecord record) {
    for (FindingCount count : record.inputFindings().values()) {
      Action wanted = policy.action(count.type(), vendor);
      boolean left = count.action().equals("allow");
      if (wanted == Action.BLOCK || (left && wanted != Action.ALLOW)) {
        return false;
      }
    }
    return true;
  }
}
