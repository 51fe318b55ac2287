package dev.cordon.engine.policy;

import dev.cordon.engine.facts.ModelPrices;
import dev.cordon.engine.facts.Price;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a policy says that models cost. Stateless. */
final class PriceReader {
  private PriceReader() {}

  /** Reads {@code vendors.prices}; empty when there is none. */
  static Map<String, ModelPrices> read(Section vendors, Set<String> known) {
    Section prices = vendors.section("prices", null);
    if (prices == null) {
      return Collections.emptyMap();
    }
    Map<String, ModelPrices> all = new LinkedHashMap<>();
    for (String vendor : prices.names()) {
      if (!known.contains(vendor)) {
        prices.wrongKey(vendor, "no such vendor" + Suggestion.text(vendor, known));
      }
      Section models = prices.section(vendor, null);
      if (models != null) {
        all.put(vendor, models(models));
      }
    }
    return Collections.unmodifiableMap(all);
  }

  private static ModelPrices models(Section section) {
    ModelPrices prices = new ModelPrices();
    for (String model : section.names()) {
      Section one = section.section(model, PolicyKeys.VENDOR_PRICE);
      Price price = one == null ? null : price(section, model, one);
      if (!ModelPrices.isName(model)) {
        section.wrongKey(model, "must be a model's name, perhaps with * at its end");
      } else if (price != null && !prices.put(model, price)) {
        section.wrongKey(model, "is here twice; case does not matter");
      }
    }
    return prices;
  }

  private static @Nullable Price price(Section section, String model, Section one) {
    long[] rates = Price.noRates();
    boolean right = true;
    for (Price.Kind kind : Price.Kind.values()) {
      String text = one.text(kind.id());
      long rate = text == null ? Price.UNKNOWN : Price.rate(text);
      if (text != null && rate < 0) {
        one.wrong(kind.id(), "must be US dollars per million tokens such as 2.50");
        right = false;
      }
      rates[kind.ordinal()] = rate;
    }
    if (!one.has(Price.Kind.INPUT.id()) && section.sectionOrNull(model) != null) {
      section.wrong(model, "input is missing: say what a million tokens read cost in US dollars");
    }
    right &= rates[Price.Kind.INPUT.ordinal()] >= 0;
    String date = one.line("date", 10);
    if (date != null && !date.matches("20[0-9]{2}-[01][0-9]-[0-3][0-9]")) {
      one.wrong("date", "must be a day such as 2026-10-18");
    }
    String source = one.line("source", 500);
    return right ? new Price(rates, Long.MAX_VALUE, null, date, source, null) : null;
  }
}
