package dev.cordon.engine.head;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.policy.HeadRules;
import dev.cordon.engine.redact.Reading;
import dev.cordon.engine.redact.Redactor;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Splice;
import dev.cordon.engine.text.TextKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Redacts the headers of one request: those that are neither HTTP's own nor authenticate, each read
 * as its name says. A credential in them is left unless policy says otherwise, because gateways
 * take keys in headers of any name; where nothing authenticates, as in baggage, it is not.
 */
public final class HeaderRedaction implements BiConsumer<String, String> {
  private final HeadRules rules;
  private final Redactor redactor;
  private final UnsentHeaders unsent;
  private final boolean late;
  private final Edits edits = new Edits();
  private final List<String> names = new ArrayList<>(4);
  private final List<String> values = new ArrayList<>(4);
  private final List<String> changed = new ArrayList<>(0);

  private HeaderRedaction(HeadRules rules, Redactor redactor, UnsentHeaders unsent, boolean late) {
    this.late = late;
    this.rules = rules;
    this.redactor = redactor;
    this.unsent = unsent;
  }

  /**
   * Returns the headers to set; an empty value takes a header out.
   *
   * @param unsent headers that don't leave, so that nobody looks into them
   */
  public static Map<String, String> of(
      HeaderSource headers, HeadRules rules, Redactor redactor, UnsentHeaders unsent) {
    return of(headers, rules, new HeaderRedaction(rules, redactor, unsent, false));
  }

  /**
   * Returns the headers to set behind a verdict: what policy blocks is taken out, because it is too
   * late to refuse the call.
   */
  static Map<String, String> ofLate(
      HeaderSource headers, HeadRules rules, Redactor redactor, UnsentHeaders unsent) {
    return of(headers, rules, new HeaderRedaction(rules, redactor, unsent, true));
  }

  private static Map<String, String> of(
      HeaderSource headers, HeadRules rules, HeaderRedaction redaction) {
    if (headers == HeaderSource.NONE) {
      return Collections.emptyMap();
    }
    if (rules.redact()) {
      headers.forEach(redaction);
      redaction.redactor.read(Reading.PROSE, false);
    }
    boolean nothing = redaction.changed.isEmpty() && rules.remove().isEmpty();
    return nothing ? Collections.<String, String>emptyMap() : redaction.result(headers);
  }

  @Override
  public void accept(String name, String value) {
    Reading reading = value.isEmpty() || isLeftOut(name) ? null : HeadNames.reading(name);
    if (reading == null) {
      return;
    }
    if (rules.text().contains(name.toLowerCase(Locale.ROOT))) {
      reading = Reading.PROSE;
    }
    redactor.read(reading, !rules.credentials() && !HeadNames.neverAuthenticates(name));
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    edits.clear();
    redactor.visit(text, 0, text.length, name, TextKind.METADATA, edits);
    names.add(name);
    if (edits.isEmpty() && late && redactor.lastUnwanted() != null) {
      changed.add(name);
      values.add("");
    } else if (edits.isEmpty()) {
      values.add(value);
    } else {
      changed.add(name);
      values.add(new String(Splice.apply(text, edits), StandardCharsets.UTF_8));
    }
  }

  private boolean isLeftOut(String name) {
    Set<String> skip = rules.skip();
    return unsent.contains(name)
        || (!skip.isEmpty() && skip.contains(name.toLowerCase(Locale.ROOT)));
  }

  private Map<String, String> result(HeaderSource headers) {
    Map<String, String> result = new LinkedHashMap<>();
    for (String name : changed) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).equalsIgnoreCase(name) && !values.get(i).isEmpty()) {
          if (all.length() > 0) {
            all.append(Verdict.NEXT_LINE); // several lines stay several
          }
          all.append(values.get(i));
        }
      }
      result.put(name, all.toString());
    }
    for (String name : rules.remove()) {
      if (headers.first(name) != null) {
        result.put(name, "");
      }
    }
    return result;
  }
}
