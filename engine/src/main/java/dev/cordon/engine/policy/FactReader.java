package dev.cordon.engine.policy;

import dev.cordon.engine.facts.Fact;
import dev.cordon.engine.facts.FactKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a policy says of vendors and which facts it puts up with. Stateless. */
final class FactReader {
  /** What {@code without} may name: what a vendor offers, or not. */
  private static final List<String> OFFERS =
      Collections.unmodifiableList(
          Arrays.asList(FactKind.DPA.id(), FactKind.BAA.id(), FactKind.ZERO_RETENTION.id()));

  /** What is true of vendors that train unless a customer does something against it. */
  private static final List<String> TRAINS = Arrays.asList("yes", "opt_out", "free_tier");

  private static final long CENTURY = 36_500L * 86_400;

  private FactReader() {}

  /** Reads {@code vendors.facts}; empty when there is none. */
  static Map<String, Map<FactKind, Fact>> facts(Section vendors, Set<String> known) {
    Section facts = vendors.section("facts", null);
    if (facts == null) {
      return Collections.emptyMap();
    }
    Map<String, Map<FactKind, Fact>> all = new LinkedHashMap<>();
    for (String vendor : facts.names()) {
      if (!known.contains(vendor) || vendor.equals(VendorRules.UNKNOWN)) {
        facts.wrongKey(vendor, "no such vendor" + Suggestion.text(vendor, known));
      }
      Section section = facts.section(vendor, FactKind.ids());
      if (section != null) {
        all.put(vendor, ofOne(section));
      }
    }
    return Collections.unmodifiableMap(all);
  }

  private static Map<FactKind, Fact> ofOne(Section section) {
    Map<FactKind, Fact> facts = new EnumMap<>(FactKind.class);
    for (FactKind kind : FactKind.values()) {
      Section whole = section.sectionOrNull(kind.id());
      if (whole != null) {
        whole = section.section(kind.id(), PolicyKeys.VENDOR_FACT);
      }
      String value = whole == null ? section.text(kind.id()) : whole.text("value");
      if (value != null && !kind.accepts(value)) {
        String message = "must be " + kind.form() + Suggestion.text(value, kind.choices());
        if (whole == null) {
          section.wrong(kind.id(), message);
        } else {
          whole.wrong("value", message);
        }
      } else if (value != null) {
        facts.put(kind, fact(whole, value));
      } else if (whole != null && !whole.has("value")) {
        section.wrong(kind.id(), "value is missing");
      }
    }
    return facts;
  }

  private static Fact fact(@Nullable Section whole, String value) {
    String date = whole == null ? null : whole.line("date", 10);
    if (date != null && whole != null && !date.matches("20[0-9]{2}-[01][0-9]-[0-3][0-9]")) {
      whole.wrong("date", "must be a day such as 2026-10-18");
    }
    return new Fact(value, date, whole == null ? null : whole.line("source", 500), null, true);
  }

  /** Reads the section that {@code vendors.deny} is where it is no list. */
  static void deny(Section vendors, FactRules rules) {
    Section deny = vendors.section("deny", PolicyKeys.VENDOR_DENY);
    if (deny == null) {
      return;
    }
    aggregators(deny, rules);
    for (String value : values(deny, "training", FactKind.TRAINING)) {
      rules.training.add(value);
      if (value.equals("yes")) {
        rules.training.addAll(TRAINS);
      }
    }
    rules.headquarters.addAll(values(deny, "headquarters", FactKind.HEADQUARTERS));
    rules.retentionOver = deny.number("retention_over", Quantity.SECONDS, 0, CENTURY, -1);
    for (String offer : deny.texts("without")) {
      FactKind kind = OFFERS.contains(offer) ? FactKind.of(offer) : null;
      if (kind == null) {
        deny.wrong(
            "without", "must be of " + String.join(", ", OFFERS) + Suggestion.text(offer, OFFERS));
      } else {
        rules.without.add(kind);
      }
    }
  }

  private static void aggregators(Section deny, FactRules rules) {
    List<String> values = deny.texts("aggregators");
    if (values.equals(Collections.singletonList("true"))) {
      rules.aggregators.add("yes");
    } else if (!values.equals(Collections.singletonList("false"))) {
      rules.aggregators.addAll(values(deny, "aggregators", FactKind.AGGREGATOR));
    }
  }

  private static List<String> values(Section deny, String key, FactKind kind) {
    List<String> values = deny.texts(key);
    for (String value : values) {
      if (!kind.accepts(value)) {
        deny.wrong(key, "must be " + kind.form() + Suggestion.text(value, kind.choices()));
      }
    }
    return values;
  }
}
