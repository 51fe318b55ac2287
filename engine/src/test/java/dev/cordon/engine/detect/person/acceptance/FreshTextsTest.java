package dev.cordon.engine.detect.person.acceptance;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Mails, chats, logs and records of eleven kinds, written by somebody who knew no rule: what is
 * left of each kind's spans, and what is found beside them. The bounds of a kind are what is
 * reached and may only fall.
 */
class FreshTextsTest {
  /** At most so many spans may be left, and so many findings needless. */
  private record Bound(int left, int needless) {}

  private static final Map<String, Bound> FIRST_HALF =
      Map.ofEntries(
          entry("addresses", new Bound(62, 0)),
          entry("addresses: harmless", new Bound(0, 2)),
          entry("health and money", new Bound(17, 0)),
          entry("internal", new Bound(26, 0)),
          entry("labelled identifiers", new Bound(15, 0)),
          entry("names in sentences", new Bound(69, 2)),
          entry("names: harmless", new Bound(0, 9)),
          entry("passwords and secrets", new Bound(17, 0)),
          entry("passwords: harmless", new Bound(0, 1)),
          entry("text inside text", new Bound(28, 0)),
          entry("what touches a value", new Bound(56, 0)));

  /** No rule was mended against this half. */
  private static final Map<String, Bound> HELD_OUT =
      Map.ofEntries(
          entry("addresses", new Bound(98, 2)),
          entry("addresses: harmless", new Bound(0, 3)),
          entry("health and money", new Bound(22, 9)),
          entry("internal", new Bound(62, 1)),
          entry("labelled identifiers", new Bound(40, 1)),
          entry("names in sentences", new Bound(99, 2)),
          entry("names: harmless", new Bound(0, 6)),
          entry("passwords and secrets", new Bound(51, 1)),
          entry("text inside text", new Bound(50, 1)),
          entry("what touches a value", new Bound(72, 2)));

  /** Short texts, of many languages, of what is found worst. */
  private static final Map<String, Bound> SHORT =
      Map.of(
          "addresses", new Bound(9, 0),
          "internal", new Bound(4, 0),
          "labelled identifiers", new Bound(0, 0),
          "names in sentences", new Bound(7, 0),
          "passwords and secrets", new Bound(4, 1),
          "what touches a value", new Bound(3, 1));

  /** No rule was mended against this third of them. */
  private static final Map<String, Bound> SHORT_HELD_OUT =
      Map.of(
          "addresses", new Bound(3, 1),
          "internal", new Bound(2, 0),
          "labelled identifiers", new Bound(0, 0),
          "names in sentences", new Bound(9, 0),
          "passwords and secrets", new Bound(4, 1),
          "what touches a value", new Bound(0, 0));

  /** Of four who tried the product without knowing a rule, and mended what they had found. */
  private static final Map<String, Bound> TRIED =
      Map.ofEntries(
          entry("labels and what touches values", new Bound(39, 5)),
          entry("passwords, keys and nested text", new Bound(79, 31)),
          entry("people, addresses, documents", new Bound(90, 11)),
          entry("text that is not data", new Bound(2, 53)));

  @Test
  void whatPeopleWriteIsFoundKindByKind() {
    within(FIRST_HALF, "fresh.txt");
  }

  @Test
  void theHalfThatNoRuleWasMendedAgainstIsFound() {
    within(HELD_OUT, "fresh-held-out.txt");
  }

  @Test
  void shortTextsOfManyLanguagesAreFound() {
    within(SHORT, "short.txt");
  }

  @Test
  void theShortTextsThatNoRuleWasMendedAgainstAreFound() {
    within(SHORT_HELD_OUT, "short-held-out.txt");
  }

  @Test
  void whatWasTriedIsFound() {
    within(TRIED, "tried.txt");
  }

  private static void within(Map<String, Bound> bounds, String file) {
    Tally tally = new Tally();
    MarkedText.sentences(file, (kind, text) -> tally.add(MarkedText.untyped(text), Set.of(), kind));
    String report = file.contains("held-out") ? tally.table(file) : tally.report(file);
    System.out.println(report);
    assertEquals(tally.groups(), bounds.keySet());
    bounds.forEach(
        (kind, bound) -> {
          assertTrue(tally.left(kind) <= bound.left(), kind + " left\n" + report);
          assertTrue(tally.needless(kind) <= bound.needless(), kind + " needless\n" + report);
        });
  }
}
