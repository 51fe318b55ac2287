package dev.cordon.engine.policy;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads what a policy says about what is looked for. */
final class DetectionReader {
  private static final Pattern DOMAIN =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+");

  private DetectionReader() {}

  /**
   * Reads the keys.
   *
   * @param off the types that are off; those that are switched on are taken out
   */
  static void read(Section top, PolicyBuilder policy, Set<String> off) {
    alsoDetect(top, policy, off);
    for (String domain : top.texts("internal_domains")) {
      if (!DOMAIN.matcher(domain).matches()) {
        top.wrong(
            "internal_domains", "must be domains such as corp.example, not \"" + domain + "\"");
      }
      policy.internalDomains.add(domain.toLowerCase(Locale.ROOT));
    }
    if (top.has("regions")) {
      policy.regions = regions(top);
    }
  }

  private static Set<String> regions(Section top) {
    List<String> known = Arrays.asList(Locale.getISOCountries());
    Set<String> regions = new LinkedHashSet<>();
    for (String region : top.texts("regions")) {
      String code = "UK".equalsIgnoreCase(region) ? "GB" : region.toUpperCase(Locale.ROOT);
      if (!known.contains(code)) {
        top.wrong("regions", "must be countries of ISO 3166 such as NO, not \"" + region + "\"");
      }
      regions.add("GB".equals(code) ? "uk" : code.toLowerCase(Locale.ROOT));
    }
    return regions;
  }

  private static void alsoDetect(Section top, PolicyBuilder policy, Set<String> off) {
    for (String type : top.texts("also_detect")) {
      if (off.remove(type)) {
        policy.alsoDetect.add(type);
      } else if (!policy.alsoDetect.contains(type)) {
        top.wrong(
            "also_detect",
            "no data type that is off by default: \"" + type + "\"" + Suggestion.text(type, off));
      }
    }
  }
}
