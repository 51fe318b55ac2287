package dev.cordon.engine.call;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.connection.Reaction;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.VendorCatalogue;
import org.jspecify.annotations.Nullable;

/** Judges where a request goes and on what way. Stateless. */
final class WayCheck {
  private WayCheck() {}

  /**
   * Returns why a request must not be sent, or null: also where no host is known yet. A mode that
   * changes nothing sends nothing elsewhere: what is judged then is where it would go.
   */
  static @Nullable Refusal judge(
      ActivePolicy active, RequestHead asked, ExchangeRecord record, Lifted lifted) {
    RequestHead head = asked;
    Target elsewhere = Routing.of(active, asked);
    if (elsewhere != null) {
      if (!Enforcement.of(active).isDryRun()) {
        return Refusal.unrouted(elsewhere, asked);
      }
      head = asked.at(elsewhere);
    }
    record.route(head.target());
    Refusal abroad = ResidencyCheck.judge(active, head, lifted);
    return abroad == null ? inPlainText(active, head, record, lifted) : abroad;
  }

  /**
   * A catalogued vendor answers on TLS; what is written to it without can be read by anybody on the
   * way. Servers that the user names may stand behind the same wall.
   */
  private static @Nullable Refusal inPlainText(
      ActivePolicy active, RequestHead head, ExchangeRecord record, Lifted lifted) {
    String host = head.host();
    Reaction reaction = active.policy.connection().plainHttp();
    if (reaction == Reaction.ALLOW
        || host == null
        || !(head.scheme().equals("http") || head.scheme().equals("ws"))
        || VendorCatalogue.isThisMachine(host)
        || VendorCatalogue.builtIn().find(host, head.path()) == null
        || lifted.lifts("connection.plain_http", null)) {
      return null;
    }
    Refusal why = Refusal.plainHttp(host);
    if (reaction == Reaction.REPORT) {
      record.rule(why.rule());
      return null;
    }
    return why;
  }
}
