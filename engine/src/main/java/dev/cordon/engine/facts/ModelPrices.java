package dev.cordon.engine.facts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prices by names of models, of which one may end with {@code *}. A whole name comes before such a
 * one, and a longer one before a shorter one; case does not matter. Not changed once it is read;
 * thread-safe then.
 */
public final class ModelPrices {
  private final Map<String, Price> exact = new HashMap<>();
  private final List<String> prefixes = new ArrayList<>();
  private final Map<String, Price> all = new LinkedHashMap<>();

  /** Begins without prices. */
  public ModelPrices() {}

  /**
   * Adds a price.
   *
   * @param name a name of which {@link #isName} is true
   * @return false when there is one for the name
   */
  public boolean put(String name, Price price) {
    String key = name.toLowerCase(Locale.ROOT);
    if (all.put(key, price) != null) {
      return false;
    }
    if (key.endsWith("*")) {
      prefixes.add(key.substring(0, key.length() - 1));
      prefixes.sort((a, b) -> b.length() - a.length());
    } else {
      exact.put(key, price);
    }
    return true;
  }

  /** Tells whether a text is a name of a model, perhaps with {@code *} at its end. */
  public static boolean isName(String text) {
    int star = text.indexOf('*');
    return !text.isEmpty() && text.length() <= 256 && (star < 0 || star == text.length() - 1);
  }

  /** Returns the price of a model, or null when it is not known. */
  public @Nullable Price of(String model) {
    String key = model.toLowerCase(Locale.ROOT);
    Price price = exact.get(key);
    if (price != null) {
      return price;
    }
    for (String prefix : prefixes) {
      if (key.startsWith(prefix)) {
        return all.get(prefix + '*');
      }
    }
    return null;
  }

  /** Returns the prices by name, in their order. */
  public Map<String, Price> all() {
    return Collections.unmodifiableMap(all);
  }
}
