package dev.cordon.engine.call;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.facts.Residency;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.VendorCatalogue;
import org.jspecify.annotations.Nullable;

/** Judges whether a request stays where policy keeps AI calls. Stateless. */
final class ResidencyCheck {
  private ResidencyCheck() {}

  /**
   * Returns why a request must not be sent, or null: also where no host is known yet, which an
   * inner layer knows.
   */
  static @Nullable Refusal judge(ActivePolicy active, RequestHead head, Lifted lifted) {
    Residency residency = active.policy.residency();
    String host = head.host();
    if (residency == null
        || host == null
        || HeadFacts.isMcp(head) // its host is a name, and where that runs nobody knows
        || VendorCatalogue.isThisMachine(host)) {
      return null;
    }
    Target sent = head.target();
    String of = sent == null ? null : sent.region();
    String said = of == null ? active.vendors.region(host, head.path()) : of;
    String why = residency.objection(host, head.path(), said);
    return why == null || lifted.lifts("residency", null)
        ? null
        : Refusal.residency(residency, why);
  }
}
