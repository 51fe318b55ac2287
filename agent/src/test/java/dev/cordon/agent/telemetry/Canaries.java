package dev.cordon.agent.telemetry;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that exist nowhere else, each another one, and their places in a form. */
final class Canaries {
  /** A value of JSON that is a string, with the key before it if it has one. */
  private static final Pattern STRING =
      Pattern.compile("(\"([^\"]*)\": )?\"((?:[^\"\\\\]|\\\\.)*)\"(?=[,\\]}])");

  /** The value of a form's field. */
  private static final Pattern FIELD = Pattern.compile("(?<=\n\\.\n)([^{\n][^\n]*)(?=\n--)");

  /** What makes an event or a part what it is; without these an answer isn't read at all. */
  private static final List<String> STRUCTURE = List.of("type", "role", "object", "event_type");

  private final String domain;
  private int next;

  Canaries(String domain) {
    this.domain = domain;
  }

  /** Returns how many values there are. */
  int count() {
    return next;
  }

  /** Returns headers, which are parameters of the query too. */
  Map<String, String> strays() {
    return Map.of(
        "authorization", "Bearer " + value(),
        "x-api-key", value(),
        "key", value(),
        "baggage", "user=" + value(),
        "openai-organization", value(),
        "user-agent", value());
  }

  private String value() {
    return "person" + next++ + "@" + domain;
  }

  /** Puts another value in the place of each string. */
  String in(String text, boolean everything) {
    String filled = filled(text, everything, () -> value() + " ");
    return FIELD.matcher(filled).replaceAll(field -> value());
  }

  static String filled(String text, boolean everything, Supplier<String> values) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = STRING.matcher(text);
    while (matcher.find()) {
      String key = matcher.group(1) == null ? "" : matcher.group(1);
      boolean keep = !everything && !key.isEmpty() && STRUCTURE.contains(matcher.group(2));
      String value = keep ? matcher.group(3) : values.get();
      matcher.appendReplacement(out, Matcher.quoteReplacement(key + "\"" + value + "\""));
    }
    return matcher.appendTail(out).toString();
  }
}
