package dev.cordon.engine.facts;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the prices' file, whose schema stands in {@code docs/adding-a-vendor.md}. Strict: what it
 * doesn't know is an error that names the line. Used once.
 */
final class PriceFile {
  private static final int NAMES = 0;
  private static final int PRICES = 1;
  private static final int DATE = 2;
  private static final int SOURCE = 3;
  private static final int NOTE = 4;
  private static final String OVER = "over ";

  private final BufferedReader lines;
  private int number;

  PriceFile(BufferedReader lines) {
    this.lines = lines;
  }

  /**
   * Reads to the end.
   *
   * @throws IllegalArgumentException when a line is no price; the message names it
   */
  Map<String, ModelPrices> read() throws IOException {
    Map<String, ModelPrices> vendors = new LinkedHashMap<>();
    ModelPrices models = null;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String text = line.trim();
      if (text.isEmpty() || text.charAt(0) == '#') {
        continue;
      }
      if (text.startsWith("vendor ")) {
        models = new ModelPrices();
        if (vendors.put(text.substring(7).trim(), models) != null) {
          throw wrong("a second block of '" + text.substring(7).trim() + "'");
        }
      } else if (models == null) {
        throw wrong("a price stands before the first 'vendor'");
      } else {
        price(text, models);
      }
    }
    return vendors;
  }

  /** Reads {@code NAMES | PRICES | DATE | SOURCE | NOTE}, of which the note may be left out. */
  private void price(String text, ModelPrices models) {
    List<String> parts = Arrays.asList(text.split(" \\| ", -1));
    if (parts.size() < NOTE || parts.size() > NOTE + 1) {
      throw wrong("a price is NAMES | PRICES | DATE | SOURCE | NOTE");
    }
    String date = parts.get(DATE).trim();
    if (!date.matches("20[0-9]{2}-[01][0-9]-[0-3][0-9]")) {
      throw wrong("a day such as 2026-10-18 must follow the prices");
    }
    String source = parts.get(SOURCE).trim();
    if (!source.startsWith("https://")) {
      throw wrong("the source must be an https address");
    }
    String note = parts.size() > NOTE ? parts.get(NOTE).trim() : null;
    Price price = price(parts.get(PRICES).trim(), date, source, note);
    for (String name : parts.get(NAMES).split(",")) {
      if (!ModelPrices.isName(name.trim()) || !models.put(name.trim(), price)) {
        throw wrong("'" + name.trim() + "' must be a name, perhaps with * at its end, and once");
      }
    }
  }

  private Price price(String text, String date, String source, @Nullable String note) {
    int semicolon = text.indexOf(';');
    long[] rates = rates(semicolon < 0 ? text : text.substring(0, semicolon));
    if (semicolon < 0) {
      return new Price(rates, Long.MAX_VALUE, null, date, source, note);
    }
    String rest = text.substring(semicolon + 1).trim();
    int blank = rest.indexOf(' ', OVER.length());
    if (!rest.startsWith(OVER) || blank < 0) {
      throw wrong("'over TOKENS' and prices or 'unknown' must follow the semicolon");
    }
    String tokens = rest.substring(OVER.length(), blank);
    if (!tokens.matches("[1-9][0-9]{0,9}")) {
      throw wrong("'" + tokens + "' is no number of tokens");
    }
    String longer = rest.substring(blank + 1).trim();
    long[] longRates = longer.equals(FactKind.UNKNOWN) ? null : rates(longer);
    return new Price(rates, Long.parseLong(tokens), longRates, date, source, note);
  }

  private long[] rates(String text) {
    long[] rates = Price.noRates();
    String[] words = text.trim().split(" +");
    for (int i = 0; i < words.length; i += 2) {
      int kind = Price.Kind.ids().indexOf(words[i]);
      if (kind < 0 || rates[kind] >= 0) {
        throw wrong(
            "'" + words[i] + "' must be one of " + String.join(", ", Price.Kind.ids()) + ", once");
      }
      rates[kind] = i + 1 < words.length ? Price.rate(words[i + 1]) : Price.UNKNOWN;
      if (rates[kind] < 0) {
        throw wrong("dollars such as 2.50 must follow '" + words[i] + "'");
      }
    }
    if (rates[Price.Kind.INPUT.ordinal()] < 0) {
      throw wrong("'input' is missing");
    }
    return rates;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("model-prices.txt, line " + number + ": " + what);
  }
}
