package dev.cordon.engine.facts;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts' file, whose schema stands in {@code docs/adding-a-vendor.md}. Strict: what it
 * doesn't know is an error that names the line. Used once.
 */
final class FactFile {
  private static final int VALUE = 0;
  private static final int DATE = 1;
  private static final int SOURCE = 2;
  private static final int NOTE = 3;

  private final BufferedReader lines;
  private int number;

  FactFile(BufferedReader lines) {
    this.lines = lines;
  }

  /**
   * Reads to the end.
   *
   * @throws IllegalArgumentException when a line is no fact; the message names it
   */
  Map<String, VendorFacts> read() throws IOException {
    Map<String, VendorFacts> vendors = new LinkedHashMap<>();
    EnumMap<FactKind, Fact> facts = null;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String text = line.trim();
      if (text.isEmpty() || text.charAt(0) == '#') {
        continue;
      }
      int blank = text.indexOf(' ');
      String key = blank < 0 ? text : text.substring(0, blank);
      String rest = blank < 0 ? "" : text.substring(blank + 1).trim();
      if (key.equals("vendor")) {
        facts = new EnumMap<>(FactKind.class);
        if (rest.isEmpty() || vendors.put(rest, new VendorFacts(facts)) != null) {
          throw wrong("'vendor' takes one name, each once");
        }
      } else if (facts == null) {
        throw wrong("'" + key + "' stands before the first 'vendor'");
      } else {
        FactKind kind = FactKind.of(key);
        if (kind == null) {
          throw wrong("unknown key '" + key + "' (known: vendor, " + known() + ")");
        }
        if (facts.put(kind, fact(kind, rest)) != null) {
          throw wrong("a second '" + key + "'");
        }
      }
    }
    return vendors;
  }

  /** Reads {@code VALUE | DATE | ADDRESS | NOTE}, of which the note may be left out. */
  private Fact fact(FactKind kind, String text) {
    String[] parts = split(text);
    String value = parts[VALUE];
    if (value == null || !kind.accepts(value)) {
      throw wrong("'" + kind.id() + "' must be " + kind.form());
    }
    String date = parts[DATE];
    if (date == null || !date.matches("20[0-9]{2}-[01][0-9]-[0-3][0-9]")) {
      throw wrong("a day such as 2026-10-18 must follow the value");
    }
    String source = parts[SOURCE];
    if (source == null || !source.startsWith("https://")) {
      throw wrong("the source must be an https address");
    }
    return new Fact(value, date, source, parts[NOTE], false);
  }

  private @Nullable String[] split(String text) {
    @Nullable String[] parts = new @Nullable String[NOTE + 1];
    int from = 0;
    for (int part = 0; from >= 0; part++) {
      int bar = text.indexOf(" | ", from);
      if (part > NOTE) {
        throw wrong("a fact is VALUE | DATE | ADDRESS | NOTE");
      }
      parts[part] = (bar < 0 ? text.substring(from) : text.substring(from, bar)).trim();
      from = bar < 0 ? -1 : bar + 3;
    }
    return parts;
  }

  private static String known() {
    return String.join(", ", FactKind.ids());
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("vendor-facts.txt, line " + number + ": " + what);
  }
}
