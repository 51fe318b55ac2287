package dev.cordon.instrumentation;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Gate;
import dev.cordon.engine.RequestHead;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last word about the headers of a request, where a client hands it to the network: others
 * added some behind the decision. Stateless.
 */
public final class Leaving {
  /** What the exception says that a client throws when a request must not leave. */
  public static final String FAULT = "Cordon could not check this request's headers";

  private Leaving() {}

  /**
   * Changes the headers of a request that is about to leave.
   *
   * @param where the client's name in reports of faults
   * @param exchange the Exchange that the request is part of, see {@link Decision#exchange}; null
   *     when nobody knows: then only a host that certainly receives AI calls is looked at
   * @param head the request as it would leave
   * @param to takes the changes
   * @return false when the request must not leave: that could not be told
   */
  public static boolean apply(
      String where, @Nullable Exchange exchange, RequestHead head, HeadEditor to) {
    try {
      HeadEdits.of(exchange == null ? unknown(head) : exchange.leaving(head)).apply(to);
      return true;
    } catch (Throwable fault) {
      Cordon.fault(where + " headers", fault);
      return exchange == null || !Cordon.refuseOnFault();
    }
  }

  private static Map<String, String> unknown(RequestHead head) {
    Gate gate = Cordon.gate();
    return gate == null ? Collections.<String, String>emptyMap() : gate.leaving(head);
  }
}
