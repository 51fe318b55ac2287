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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

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
  private @Nullable Edits edits;

  /** How many lines were looked into. */
  private int lines;

  /** What becomes of lines that change, by their number among those; empty for none. */
  private Map<Integer, String> changed = Collections.emptyMap();

  /** The headers that these are lines of. */
  private List<String> names = Collections.emptyList();

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
      redaction.unsent.shown(headers);
      redaction.redactor.read(Reading.PROSE, false);
    }
    boolean nothing = redaction.changed.isEmpty() && rules.remove().isEmpty();
    return nothing ? Collections.<String, String>emptyMap() : redaction.result(headers);
  }

  @Override
  public void accept(String name, String value) {
    HeaderName known = HeaderName.of(name);
    Reading reading = reading(known, name, value);
    if (reading == null) {
      return;
    }
    int line = lines++;
    if (isKnownClean(reading, redactor, name, value)) {
      return;
    }
    redactor.read(reading, !rules.credentials() && !known.neverAuthenticates);
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    Edits made = edits();
    redactor.visit(text, 0, text.length, name, TextKind.METADATA, made);
    if (made.isEmpty() && late && redactor.lastUnwanted() != null) {
      change(line, name, "");
    } else if (!made.isEmpty()) {
      change(line, name, new String(Splice.apply(text, made), StandardCharsets.UTF_8));
    } else if (reading != Reading.PROSE) {
      redactor.keepClean(name, value);
    }
  }

  /** Returns as what a header is read; null when nobody looks into it. */
  private @Nullable Reading reading(HeaderName known, String name, String value) {
    return isLeftOut(known, name) || value.isEmpty() ? null : reading(known, rules);
  }

  private static @Nullable Reading reading(HeaderName known, HeadRules rules) {
    boolean text = known.reading != null && rules.text().contains(known.lower);
    return text ? Reading.PROSE : known.reading;
  }

  private static boolean isKnownClean(
      Reading reading, Redactor redactor, String name, String value) {
    return reading != Reading.PROSE && redactor.isKnownClean(name, value);
  }

  /** Tells whether a header's line was looked into before and held nothing. */
  static boolean isKnownClean(HeadRules rules, Redactor redactor, String name, String value) {
    Reading reading = reading(HeaderName.of(name), rules);
    return reading == null || isKnownClean(reading, redactor, name, value);
  }

  private Edits edits() {
    Edits made = edits;
    if (made == null) {
      made = edits = new Edits();
    }
    made.clear();
    return made;
  }

  private void change(int line, String name, String value) {
    if (changed.isEmpty()) {
      changed = new HashMap<>();
      names = new ArrayList<>(2);
    }
    changed.put(line, value);
    names.add(name);
  }

  /** Returns all lines of a header as they become; several stay several. */
  private String lines(HeaderSource headers, String wanted) {
    StringBuilder all = new StringBuilder();
    lines = 0;
    headers.forEach(
        (name, value) -> {
          if (reading(HeaderName.of(name), name, value) != null) {
            String becomes = changed.getOrDefault(lines++, value);
            if (name.equalsIgnoreCase(wanted) && !becomes.isEmpty()) {
              all.append(all.length() > 0 ? String.valueOf(Verdict.NEXT_LINE) : "").append(becomes);
            }
          }
        });
    return all.toString();
  }

  private boolean isLeftOut(HeaderName known, String name) {
    Set<String> skip = rules.skip();
    return unsent.takes(known, name) || (!skip.isEmpty() && skip.contains(known.lower));
  }

  private Map<String, String> result(HeaderSource headers) {
    Map<String, String> result = new LinkedHashMap<>();
    for (String name : names) {
      result.put(name, lines(headers, name));
    }
    for (String name : rules.remove()) {
      if (headers.first(name) != null) {
        result.put(name, "");
      }
    }
    return result;
  }
}
