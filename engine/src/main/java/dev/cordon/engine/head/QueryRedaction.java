package dev.cordon.engine.head;

import dev.cordon.engine.policy.HeadRules;
import dev.cordon.engine.redact.Reading;
import dev.cordon.engine.redact.Redactor;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Splice;
import dev.cordon.engine.text.TextKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Redacts a query's parameters but for those that authenticate: their values as texts, their names
 * as names. Used for one query.
 */
public final class QueryRedaction {
  private final String query;
  private final Redactor redactor;
  private final Edits edits = new Edits();
  private @Nullable StringBuilder result;
  private int copied;

  private QueryRedaction(String query, Redactor redactor) {
    this.query = query;
    this.redactor = redactor;
  }

  /**
   * Returns the query to send, or null when it stays as it is.
   *
   * @param query the query, percent-encoded, or null
   * @param rules what policy says of queries
   * @param redactor replaces what it finds
   */
  public static @Nullable String of(@Nullable String query, HeadRules rules, Redactor redactor) {
    if (query == null || query.isEmpty() || !rules.redact()) {
      return null;
    }
    return new QueryRedaction(query, redactor).redacted(rules);
  }

  private @Nullable String redacted(HeadRules rules) {
    for (int at = 0; at < query.length(); ) {
      int end = query.indexOf('&', at);
      end = end < 0 ? query.length() : end;
      int equals = query.indexOf('=', at);
      int value = equals < 0 || equals > end ? at : equals + 1;
      String name = value == at ? "" : query.substring(at, value - 1);
      if (!HeadNames.isProtocolParameter(name)
          && !rules.skip().contains(name.toLowerCase(Locale.ROOT))) {
        if (!name.isEmpty()) {
          part(at, value - 1, "", Reading.IDENTIFIER);
        }
        part(value, end, name, Reading.PROSE);
      }
      at = end + 1;
    }
    StringBuilder made = result;
    return made == null ? null : made.append(query, copied, query.length()).toString();
  }

  private void part(int from, int to, String label, Reading reading) {
    byte[] text = Percent.decode(query, from, to, true);
    edits.clear();
    redactor.read(reading, false);
    redactor.visit(text, 0, text.length, label, TextKind.METADATA, edits);
    redactor.read(Reading.PROSE, false);
    if (!edits.isEmpty()) {
      StringBuilder made = result == null ? new StringBuilder(query.length() + 16) : result;
      made.append(query, copied, from);
      Percent.encode(Splice.apply(text, edits), made);
      copied = to;
      result = made;
    }
  }
}
