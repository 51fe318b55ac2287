package dev.cordon.engine.detect.person.acceptance;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A thousand texts of four who tried the product without knowing a rule, and mended what they had
 * found: the bounds are what is reached and may only fall.
 */
class TriedTextsTest {
  /** At most so many spans may be left, and so many findings needless. */
  private record Bound(int left, int needless) {}

  private static final Map<String, Bound> BOUNDS =
      Map.ofEntries(
          entry("labels and what touches values", new Bound(39, 5)),
          entry("passwords, keys and nested text", new Bound(79, 31)),
          entry("people, addresses, documents", new Bound(90, 11)),
          entry("text that is not data", new Bound(2, 53)));

  @Test
  void whatWasTriedIsFound() {
    Tally tally = new Tally();
    MarkedText.sentences(
        "tried.txt", (kind, text) -> tally.add(MarkedText.untyped(text), Set.of(), kind));
    String report = tally.report("Texts that were tried");
    System.out.println(report);
    assertEquals(BOUNDS.keySet(), tally.groups());
    BOUNDS.forEach(
        (kind, bound) -> {
          assertTrue(tally.left(kind) <= bound.left(), kind + " left\n" + report);
          assertTrue(tally.needless(kind) <= bound.needless(), kind + " needless\n" + report);
        });
  }
}
