package dev.cordon.engine.facts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where AI calls may be answered: countries, by the regions that hosts name. Immutable. */
public final class Residency {
  /** What a vendor calls the European Union or Europe, without a country. */
  private static final String EU = "EU";

  private static final List<String> UNION =
      Arrays.asList(
          EU, "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
          "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");

  private final List<String> places;
  private final Set<String> countries = new HashSet<>();
  private final Map<String, String> regions;

  /**
   * Makes a rule; reads the table of regions.
   *
   * @param places {@code eu}, {@code eea} or ISO 3166-1 countries
   */
  public Residency(List<String> places) {
    this.places = Collections.unmodifiableList(places);
    for (String place : places) {
      if (place.equals("eu") || place.equals("eea")) {
        countries.addAll(UNION);
      }
      if (place.equals("eea")) {
        countries.addAll(Arrays.asList("IS", "LI", "NO"));
      }
      countries.add(place);
    }
    regions = read();
  }

  /** Tells whether a text names places. */
  public static boolean isPlace(String text) {
    return text.equals("eu") || text.equals("eea") || FactKind.isCountry(text);
  }

  /** Tells whether a text is a country or a region that is known. */
  public static boolean isRegion(String text) {
    return FactKind.isCountry(text) || read().containsKey(text);
  }

  /**
   * Returns why a call must not go to a host, as the end of a sentence; null when it may.
   *
   * @param host the host's name or address
   * @param path the path, percent-encoded; Vertex and Bedrock name regions there
   * @param said where the user says that the host is: a region or a country; null when nowhere
   */
  public @Nullable String objection(String host, String path, @Nullable String said) {
    String name = host.toLowerCase(Locale.ROOT);
    String region = said == null ? Region.of(name, path) : said;
    if (region == null) {
      return "nothing tells in which region " + host + " is";
    }
    if (!allows(region)) {
      return host + " is in " + region + named(region);
    }
    String profile = InferenceProfile.in(name, path);
    return profile == null || allows(profile)
        ? null
        : "the inference profile " + profile + " is answered elsewhere";
  }

  private boolean allows(String region) {
    String country = FactKind.isCountry(region) ? region : regions.get(region);
    return country != null && countries.contains(country);
  }

  private String named(String region) {
    String country = regions.get(region);
    boolean plain = FactKind.isCountry(region) || EU.equals(country);
    return plain ? "" : country == null ? ", a region that is not known" : " (" + country + ")";
  }

  private static Map<String, String> read() {
    Map<String, String> regions = new HashMap<>();
    try (InputStream in = Residency.class.getResourceAsStream("regions.txt")) {
      if (in == null) {
        throw new IllegalStateException("regions.txt is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.trim().split(" +");
        for (int i = 2; words[0].equals("country") && i < words.length; i++) {
          regions.put(words[i], words[1]);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("regions.txt can't be read", e);
    }
    return regions;
  }

  @Override
  public String toString() {
    return String.join(", ", places);
  }
}
