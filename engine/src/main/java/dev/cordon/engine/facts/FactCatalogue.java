package dev.cordon.engine.facts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of all vendors. Immutable and thread-safe; the file is read when it is first needed.
 */
public final class FactCatalogue {
  private static @Nullable FactCatalogue builtIn;

  private final Map<String, VendorFacts> vendors;

  private FactCatalogue(Map<String, VendorFacts> vendors) {
    this.vendors = vendors;
  }

  /**
   * Reads a catalogue.
   *
   * @param lines in the form of {@code docs/adding-a-vendor.md}
   * @throws IllegalArgumentException when a line is not of that form; the message names it
   */
  static FactCatalogue read(BufferedReader lines) throws IOException {
    return new FactCatalogue(new FactFile(lines).read());
  }

  /** Returns the catalogue that is built in; read at the first call. */
  public static synchronized FactCatalogue builtIn() {
    if (builtIn == null) {
      try (InputStream in = FactCatalogue.class.getResourceAsStream("vendor-facts.txt")) {
        if (in == null) {
          throw new IllegalStateException("vendor-facts.txt is missing");
        }
        builtIn = read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new IllegalStateException("vendor-facts.txt can't be read", e);
      }
    }
    return builtIn;
  }

  /** Returns the catalogue with what a user says, by vendor. */
  public FactCatalogue with(Map<String, Map<FactKind, Fact>> users) {
    if (users.isEmpty()) {
      return this;
    }
    Map<String, VendorFacts> all = new LinkedHashMap<>(vendors);
    for (Map.Entry<String, Map<FactKind, Fact>> entry : users.entrySet()) {
      all.put(entry.getKey(), of(entry.getKey()).with(entry.getValue()));
    }
    return new FactCatalogue(all);
  }

  /** Returns what is known of a vendor; null stands for one that the catalogue doesn't know. */
  public VendorFacts of(@Nullable String vendor) {
    VendorFacts facts = vendor == null ? null : vendors.get(vendor);
    return facts == null ? VendorFacts.NONE : facts;
  }

  /** Returns the identifiers of the vendors of whom something is said. */
  public Set<String> vendors() {
    return Collections.unmodifiableSet(vendors.keySet());
  }
}
