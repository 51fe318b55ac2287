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
  private final RegionalHosts hosts;
  private final boolean usesRegionalHosts;

  /**
   * Makes a rule; reads the table of regions.
   *
   * @param places {@code eu}, {@code eea} or ISO 3166-1 countries
   */
  public Residency(List<String> places) {
    this(places, false, Collections.<String, String>emptyMap());
  }

  /**
   * Makes a rule; reads the tables of regions and regional hosts.
   *
   * @param places {@code eu}, {@code eea} or ISO 3166-1 countries
   * @param usesRegionalHosts whether a vendor's regional host is used in the place of its others
   * @param regional such hosts of the user's choice, by the host that applications call
   */
  public Residency(List<String> places, boolean usesRegionalHosts, Map<String, String> regional) {
    this.usesRegionalHosts = usesRegionalHosts;
    this.hosts = RegionalHosts.read(regional);
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
    String region = said == null ? region(name, path) : said;
    if (region == null ? !hosts.isUsers(name) : !allows(region)) {
      String where =
          region == null
              ? "nothing tells in which region " + host + " is"
              : host + " is in " + region + named(region);
      String instead = said == null ? regionalHost(host) : null;
      return instead == null
          ? where
          : where + "; " + instead + " is there: call it, or set residency.use_regional_host: true";
    }
    String profile = InferenceProfile.in(name, path);
    return profile == null || allows(profile)
        ? null
        : "the inference profile " + profile + " is answered elsewhere";
  }

  /**
   * Returns where a host is, as the catalogue or its name says; null when neither does.
   *
   * @param host the host's name
   * @param path the path, percent-encoded
   */
  public @Nullable String region(String host, String path) {
    String name = host.toLowerCase(Locale.ROOT);
    String told = Region.of(name, path);
    String country = told == null ? hosts.country(name) : told;
    return EU.equals(country) ? "eu" : country;
  }

  /** Tells whether a vendor's regional host is used in the place of its others. */
  public boolean usesRegionalHosts() {
    return usesRegionalHosts;
  }

  /**
   * Returns the host of the same API that is in the place; null when none is known.
   *
   * @param host the host that the application calls
   */
  public @Nullable String regionalHost(String host) {
    for (String candidate : hosts.of(host.toLowerCase(Locale.ROOT))) {
      String region = region(candidate, "/");
      if (region == null ? hosts.isUsers(candidate) : allows(region)) {
        return candidate;
      }
    }
    return null;
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
