package dev.cordon.engine.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Values that are no finding although they look like one, such as the support address that every
 * prompt ends with. Compared without regard to case; {@code *} at the beginning stands for
 * anything. Immutable.
 */
final class AllowedValues {
  static final AllowedValues NONE = new AllowedValues(new ArrayList<String>());

  private final Set<String> values = new HashSet<>();
  private final List<String> endings = new ArrayList<>();

  AllowedValues(List<String> texts) {
    for (String text : texts) {
      String lower = text.toLowerCase(Locale.ROOT);
      if (lower.startsWith("*")) {
        endings.add(lower.substring(1));
      } else {
        values.add(lower);
      }
    }
  }

  boolean contains(byte[] text, int from, int to) {
    if (values.isEmpty() && endings.isEmpty()) {
      return false;
    }
    String value =
        new String(text, from, to - from, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    if (values.contains(value)) {
      return true;
    }
    for (String ending : endings) {
      if (value.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }
}
