package dev.cordon.instrumentation;

import dev.cordon.engine.Gate;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import org.jspecify.annotations.Nullable;

/**
 * The first word about a request: where policy sends it in place of where the application does. A
 * client module asks before its library chooses a connection, makes the request one to the target,
 * and shows {@link Call#of} the new head with {@link RequestHead#routed}. One that can't does
 * nothing: the call is then refused where it is judged. Stateless.
 */
public final class Routing {
  private Routing() {}

  /**
   * Tells whether policy sends calls elsewhere at all: a look at the policy, for clients that would
   * describe a request for {@link #of} alone. Never throws.
   */
  public static boolean isAny() {
    try {
      Gate gate = Cordon.gate();
      return gate != null && gate.routes();
    } catch (Throwable fault) {
      Cordon.fault("routes", fault);
      return false; // what a route leads elsewhere is refused where it is judged
    }
  }

  /**
   * Tells where a request is sent. Never throws.
   *
   * @param where the client's name in reports of faults, such as {@code okhttp}
   * @param head the request as it would go
   * @return where; null when it goes where it goes
   */
  public static @Nullable Target of(String where, RequestHead head) {
    try {
      Gate gate = Cordon.gate();
      return gate == null ? null : gate.target(head);
    } catch (Throwable fault) {
      Cordon.fault(where + " route", fault);
      return null;
    }
  }
}
