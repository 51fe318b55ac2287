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

  /** The key of the last text, and whether it is one of an address: a stream has few. */
  private String key = "";

  private boolean address;

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
    tool = given = blocked = address = false;
    key = "";
  }

  /**
   * Tells what text is read next. What a vendor gives as an address in a field of its own, such as
   * where an image lies, no model wrote.
   */
  void in(TextMemory text) {
    tool = text.kind() == TextKind.TOOL_CALL;
    if (!text.key().equals(key)) {
      key = text.key();
      address = isAddress(key);
    }
    given = !tool && address;
  }

  private static boolean isAddress(String key) {
    return endsWith(key, "url") || endsWith(key, "uri") || endsWith(key, "href");
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
