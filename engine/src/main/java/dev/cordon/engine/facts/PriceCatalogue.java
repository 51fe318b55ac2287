package dev.cordon.engine.facts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What vendors charge for models. Immutable and thread-safe; the file is read when it is first
 * needed.
 */
public final class PriceCatalogue {
  private static volatile @Nullable PriceCatalogue builtIn;

  private final Map<String, ModelPrices> vendors;
  private final Map<String, ModelPrices> users;

  private PriceCatalogue(Map<String, ModelPrices> vendors, Map<String, ModelPrices> users) {
    this.vendors = vendors;
    this.users = users;
  }

  /**
   * Reads a catalogue.
   *
   * @param lines in the form of {@code docs/adding-a-vendor.md}
   * @throws IllegalArgumentException when a line is not of that form; the message names it
   */
  static PriceCatalogue read(BufferedReader lines) throws IOException {
    return new PriceCatalogue(
        new PriceFile(lines).read(), Collections.<String, ModelPrices>emptyMap());
  }

  /** Returns the catalogue that is built in; read at the first call. */
  public static PriceCatalogue builtIn() {
    PriceCatalogue known = builtIn; // each call asks: without a lock
    return known == null ? readBuiltIn() : known;
  }

  private static synchronized PriceCatalogue readBuiltIn() {
    PriceCatalogue made = builtIn;
    if (made == null) {
      try (InputStream in = PriceCatalogue.class.getResourceAsStream("model-prices.txt")) {
        if (in == null) {
          throw new IllegalStateException("model-prices.txt is missing");
        }
        made = read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new IllegalStateException("model-prices.txt can't be read", e);
      }
      builtIn = made;
    }
    return made;
  }

  /**
   * Returns the catalogue with what a user says, which comes before it.
   *
   * @param said by vendor
   */
  public PriceCatalogue with(Map<String, ModelPrices> said) {
    return said.isEmpty() ? this : new PriceCatalogue(vendors, said);
  }

  /**
   * Returns the price of a model, or null when it is not known.
   *
   * @param vendor who charges, as the vendors' catalogue calls it
   * @param model the model as a request or an answer names it, or null
   */
  public @Nullable Price of(String vendor, @Nullable String model) {
    if (model == null) {
      return null;
    }
    Price said = of(users.get(vendor), model);
    return said == null ? of(vendors.get(vendor), model) : said;
  }

  private static @Nullable Price of(@Nullable ModelPrices prices, String model) {
    return prices == null ? null : prices.of(model);
  }

  /** Returns the identifiers of the vendors of whom the catalogue knows prices. */
  public Set<String> vendors() {
    return Collections.unmodifiableSet(vendors.keySet());
  }

  /** Returns what the catalogue says of a vendor, by model. */
  public Map<String, Price> listed(String vendor) {
    ModelPrices prices = vendors.get(vendor);
    return prices == null ? Collections.<String, Price>emptyMap() : prices.all();
  }

  /** Returns what the user says of a vendor, by model. */
  public Map<String, Price> said(String vendor) {
    ModelPrices prices = users.get(vendor);
    return prices == null ? Collections.<String, Price>emptyMap() : prices.all();
  }
}
