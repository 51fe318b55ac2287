package dev.cordon.engine.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.redact.redis.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls under several limits whose answers say anything. */
class ReservationTest {
  private static final String LIMITS =
      "version: 1\nlimits:\n"
          + "  tokens: {allow: 1000 tokens/366d, burst: 100}\n"
          + "  more: {allow: 1000 tokens/366d sliding}\n"
          + "  once: {allow: 1 at once}\n";

  private final Policy policy = SharedLimits.parse(LIMITS);
  private final Limits limits = new Limits(new RedisServer.Log());

  private Reservation begun() {
    limits.retain(policy);
    Reservation reservation = new Reservation(limits, this);
    for (LimitRule rule : policy.limits()) {
      assertEquals(0, add(reservation, rule), rule.name());
    }
    return reservation;
  }

  private static long add(Reservation reservation, LimitRule rule) {
    return reservation.add(rule, "nora\n", () -> "user=3f", 1);
  }

  private LimitRule limit(int index) {
    return policy.limits().get(index);
  }

  @ParameterizedTest
  @ValueSource(longs = {3_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE})
  void whateverAnAnswerSaysCountsAndTheOtherLimitsAreSettled(long tokens) {
    Reservation two = begun();
    Reservation more = new Reservation(limits, this);
    assertEquals(0, add(more, limit(0)));
    two.settle((of, reserved) -> of == LimitRule.Of.TOKENS ? tokens : reserved);
    more.settle((of, reserved) -> tokens);
    Reservation next = new Reservation(limits, this);
    assertTrue(add(next, limit(0)) > 0, "the burst was forgotten");
    assertTrue(add(next, limit(1)) > 0, "the amount was forgotten");
    assertEquals(0, add(next, limit(2)));
  }

  @Test
  void aLimitThatCantBeSettledLeavesTheOthersSettledOnce() {
    Reservation reservation = begun();
    IllegalStateException fault = new IllegalStateException("first");
    Reservation.Usage usage =
        (of, reserved) -> {
          if (of == LimitRule.Of.TOKENS) {
            throw fault;
          }
          return reserved;
        };
    assertSame(fault, assertThrows(RuntimeException.class, () -> reservation.settle(usage)));
    Reservation next = new Reservation(limits, this);
    assertEquals(0, add(next, limit(2)));
    reservation.settle(usage); // nothing is left
    assertTrue(add(new Reservation(limits, this), limit(2)) > 0, "given back twice");
  }
}
