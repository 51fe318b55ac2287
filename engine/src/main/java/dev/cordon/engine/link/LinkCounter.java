package dev.cordon.engine.link;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.policy.LinkAction;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextMemory;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts what is found in the links of one answer, and knows when enough was found. */
final class LinkCounter {
  private final LinkAction action;
  private @Nullable ExchangeRecord record;
  private boolean tool;
  private boolean given;
  private boolean blocked;

  LinkCounter(LinkAction action) {
    this.action = action;
  }

  /**
   * Begins an answer.
   *
   * @param newRecord counts; null between two answers
   */
  void begin(@Nullable ExchangeRecord newRecord) {
    record = newRecord;
    tool = given = blocked = false;
  }

  /**
   * Tells what text is read next. What a vendor gives as an address in a field of its own, such as
   * where an image lies, no model wrote.
   */
  void in(TextMemory text) {
    tool = text.kind() == TextKind.TOOL_CALL;
    given = !tool && isAddress(text.key());
  }

  private static boolean isAddress(String key) {
    switch (key.isEmpty() ? ' ' : key.charAt(key.length() - 1)) {
      case 'l':
      case 'L':
        return endsWith(key, "url");
      case 'i':
      case 'I':
        return endsWith(key, "uri");
      case 'f':
      case 'F':
        return endsWith(key, "href");
      default:
        return false;
    }
  }

  private static boolean endsWith(String key, String end) {
    return key.regionMatches(true, key.length() - end.length(), end, 0, end.length());
  }

  /** Counts a link once, and once that it holds tokens. */
  void count(TextPlace place, Threat threat) {
    boolean token = threat == Threat.FOREIGN_LINK_WITH_TOKEN;
    if (token ? place.tokenCounted : given || place.counted) {
      return;
    }
    place.tokenCounted |= token;
    place.counted = true;
    blocked |= action == LinkAction.BLOCK;
    String origin = tool ? "tool_call" : "assistant";
    ExchangeRecord counts = record;
    if (counts != null) {
      counts.countThreat(threat, origin, action.name().toLowerCase(Locale.ROOT));
    }
  }

  /** Tells whether a link's destination is taken out. */
  boolean takesOut() {
    return action != LinkAction.REPORT && !given;
  }

  /** Lets nothing more of the answer's texts go on. */
  void block() {
    blocked = true;
  }

  /** Tells whether nothing more of the answer's texts goes on. */
  boolean isBlocked() {
    return blocked;
  }
}
