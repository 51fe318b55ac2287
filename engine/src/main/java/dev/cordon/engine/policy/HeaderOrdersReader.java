package dev.cordon.engine.policy;

import dev.cordon.engine.policy.match.AllowDeny;
import dev.cordon.engine.policy.match.NamePattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which headers of requests are taken out or set. Used for one policy. */
final class HeaderOrdersReader {
  private static final String FIXED = "HTTP, routing or authentication needs it";

  private final Section headers;
  private final @Nullable Section values;
  private final Map<String, String> set = new LinkedHashMap<>();

  private HeaderOrdersReader(Section headers) {
    this.headers = headers;
    this.values = headers.section("set", null);
  }

  /**
   * Reads the section {@code headers} of {@code requests}.
   *
   * @param general the policy's section {@code headers}; null for none
   * @param betas which flags of betas requests may ask for
   */
  static HeaderOrders read(Section requests, @Nullable Section general, AllowDeny betas) {
    Section headers = requests.section("headers", PolicyKeys.REQUEST_HEADERS);
    if (headers == null) {
      return HeaderOrders.NONE;
    }
    HeaderOrdersReader reader = new HeaderOrdersReader(headers);
    HeaderOrders orders = reader.read(betas);
    reader.compare(general);
    return orders;
  }

  private HeaderOrders read(AllowDeny betas) {
    if (values != null) {
      for (String name : values.names()) {
        String value = values.text(name);
        if (value != null) {
          set(values, name, value, betas);
        }
      }
    }
    List<String> removed = headers.texts("remove");
    if (headers.has("remove") && removed.isEmpty()) {
      headers.wrong("remove", "is empty; leave it out to take none out");
    }
    for (String pattern : removed) {
      remove(pattern);
    }
    return new HeaderOrders(removed, set);
  }

  private void set(Section values, String name, String value, AllowDeny betas) {
    if (!ProtocolHeaders.isName(name) || name.indexOf('*') >= 0) {
      values.wrongKey(name, "is no header's name; * stands for nothing here");
    } else if (ProtocolHeaders.isFixed(name)) {
      values.wrongKey(name, "can't be set: " + FIXED);
    } else if (!ProtocolHeaders.isValue(value)) {
      values.wrong(name, "must be printable ASCII in one line");
    } else if (set.put(name.toLowerCase(Locale.ROOT), value) != null) {
      values.wrongKey(name, "is set already");
    }
    for (String flag : BetaHeaders.flags(name, value)) {
      String denial = betas.isEmpty() ? null : betas.denial(flag);
      if (denial != null) {
        values.wrong(
            name, "asks for \"" + flag + "\", which requests.betas." + denial + " refuses");
      }
    }
  }

  /** Finds headers that are set here and taken out by {@code headers.remove}. */
  private void compare(@Nullable Section general) {
    if (general == null || values == null) {
      return;
    }
    Object removed = general.plain("remove");
    List<?> names =
        removed instanceof List ? (List<?>) removed : Collections.singletonList(removed);
    for (Object name : names) {
      for (String other : values.names()) {
        if (other.equalsIgnoreCase(String.valueOf(name))) {
          values.wrongKey(other, "is taken out by headers.remove");
        }
      }
    }
  }

  private void remove(String pattern) {
    if (!ProtocolHeaders.isName(pattern)) {
      headers.wrongItem("remove", pattern, "\"" + pattern + "\" is no header's name");
      return;
    }
    String fixed = ProtocolHeaders.fixed(pattern);
    if (fixed != null) {
      boolean other = !fixed.equalsIgnoreCase(pattern);
      String what = "\"" + pattern + "\" can't be taken out";
      headers.wrongItem(
          "remove",
          pattern,
          other ? what + ", " + fixed + " fits it: " + FIXED : what + ": " + FIXED);
    }
    if (values == null) {
      return;
    }
    NamePattern names = new NamePattern(pattern);
    for (String name : values.names()) {
      if (names.matches(name)) {
        String both = "\"" + pattern + "\": " + name + " is set, too, in line " + values.line(name);
        headers.wrongItem("remove", pattern, both);
      }
    }
  }
}
