package dev.cordon.engine.policy;

import dev.cordon.engine.facts.Residency;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where AI calls may be answered: a list of places, or a section. Stateless. */
final class ResidencyReader {
  private static final String KEY = "residency";

  private ResidencyReader() {}

  /** Returns the rule; null when calls may go anywhere. */
  static @Nullable Residency read(Section top) {
    Section section =
        top.sectionOrNull(KEY) == null ? null : top.section(KEY, PolicyKeys.RESIDENCY);
    if (section == null) {
      List<String> places = places(top, KEY);
      return places.isEmpty() ? null : new Residency(places);
    }
    if (!section.has("in")) {
      top.wrong(KEY, "in is missing: eu, eea or ISO 3166-1 countries such as NO");
      return null;
    }
    List<String> places = places(section, "in");
    boolean uses = section.flag("use_regional_host", false);
    Map<String, String> hosts = hosts(section);
    if (!uses && !hosts.isEmpty()) {
      section.wrong("regional_hosts", "has no effect without use_regional_host: true");
    }
    if (places.isEmpty()) {
      return null;
    }
    Residency residency = new Residency(places, uses, hosts);
    check(section, residency, hosts);
    return residency;
  }

  private static List<String> places(Section section, String key) {
    List<String> places = section.texts(key);
    for (String place : places) {
      if (!Residency.isPlace(place)) {
        section.wrong(key, "must be eu, eea or ISO 3166-1 countries such as NO");
      }
    }
    if (section.has(key) && places.isEmpty()) {
      section.wrong(key, "is empty; leave it out to let calls go anywhere");
    }
    return places;
  }

  private static Map<String, String> hosts(Section section) {
    Section named = section.section("regional_hosts", null);
    Map<String, String> hosts = new LinkedHashMap<>();
    for (String host : named == null ? Collections.<String>emptySet() : named.names()) {
      String regional = named == null ? null : named.text(host);
      if (named != null && !isHost(host)) {
        named.wrongKey(host, "is no host, without port");
      } else if (named != null && regional != null && !isHost(regional)) {
        named.wrong(host, "\"" + regional + "\" is no host, without port");
      } else if (regional != null) {
        hosts.put(host.toLowerCase(Locale.ROOT), regional.toLowerCase(Locale.ROOT));
      }
    }
    return hosts;
  }

  private static boolean isHost(String host) {
    return host.indexOf(':') < 0 && host.indexOf('*') < 0 && PolicyReader.isHostPattern(host);
  }

  /** A host of the user's choice that the rule itself forbids would have every call refused. */
  private static void check(Section section, Residency residency, Map<String, String> hosts) {
    Section named = section.section("regional_hosts", null);
    for (Map.Entry<String, String> entry : hosts.entrySet()) {
      String why = residency.objection(entry.getValue(), "/", null);
      if (named != null && why != null) {
        named.wrong(entry.getKey(), "residency keeps calls in " + residency + ", and " + why);
      }
    }
  }
}
