package dev.cordon.engine;

import dev.cordon.engine.policy.HeadRules;
import dev.cordon.engine.redact.Redactor;
import dev.cordon.engine.wire.TextKind;
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
 * Redacts the headers of one request: those that are neither HTTP's own nor authenticate. A
 * credential in them is left unless policy says otherwise, because gateways take keys in headers of
 * any name; in baggage nothing authenticates.
 */
final class HeaderRedaction implements BiConsumer<String, String> {
  private final HeadRules rules;
  private final Redactor redactor;
  private final UnsentHeaders unsent;
  private final Edits edits = new Edits();
  private final List<String> names = new ArrayList<>(4);
  private final List<String> values = new ArrayList<>(4);
  private final List<String> changed = new ArrayList<>(0);

  private HeaderRedaction(HeadRules rules, Redactor redactor, UnsentHeaders unsent) {
    this.rules = rules;
    this.redactor = redactor;
    this.unsent = unsent;
  }

  /**
   * Returns the headers to set; an empty value takes a header out.
   *
   * @param unsent headers that don't leave, so that nobody looks into them
   */
  static Map<String, String> of(
      HeaderSource headers, HeadRules rules, Redactor redactor, UnsentHeaders unsent) {
    if (headers == HeaderSource.NONE) {
      return Collections.emptyMap();
    }
    HeaderRedaction redaction = new HeaderRedaction(rules, redactor, unsent);
    if (rules.redact()) {
      headers.forEach(redaction);
      redactor.leaveCredentials(false);
    }
    boolean nothing = redaction.changed.isEmpty() && rules.remove().isEmpty();
    return nothing ? Collections.<String, String>emptyMap() : redaction.result(headers);
  }

  @Override
  public void accept(String name, String value) {
    if (value.isEmpty() || HeadNames.isProtocol(name) || isLeftOut(name)) {
      return;
    }
    redactor.leaveCredentials(!rules.credentials() && !TraceHeaders.isBaggage(name));
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    edits.clear();
    redactor.visit(text, 0, text.length, name, TextKind.METADATA, edits);
    names.add(name);
    if (edits.isEmpty()) {
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
        if (names.get(i).equalsIgnoreCase(name)) {
          if (all.length() > 0) {
            all.append(name.equalsIgnoreCase("cookie") ? "; " : ", ");
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
