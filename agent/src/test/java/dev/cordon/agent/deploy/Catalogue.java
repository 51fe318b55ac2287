package dev.cordon.agent.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics and attributes of docs/telemetry.md, under the names that the collector's Prometheus
 * exporter gives them (OpenTelemetry specification, "Prometheus and OpenMetrics Compatibility").
 */
final class Catalogue {
  private static final Pattern METRIC =
      Pattern.compile("(?m)^\\| `([a-z0-9_.]+)` \\| (counter|histogram) \\| `([^`]+)` \\|");
  private static final Pattern ATTRIBUTE = Pattern.compile("(?m)^\\| `([a-z0-9_.]+)` \\|");
  private static final Map<String, String> UNITS = Map.of("s", "_seconds", "By", "_bytes");
  private static final Set<String> OTHER_LABELS = Set.of("job", "instance", "le");

  /** Series by the metric that they belong to. */
  private final Map<String, String> series = new TreeMap<>();

  private final Set<String> labels = new TreeSet<>(OTHER_LABELS);

  Catalogue() {
    String page;
    try {
      page = Files.readString(Path.of("../docs/telemetry.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Matcher metric = METRIC.matcher(page);
    while (metric.find()) {
      String unit = UNITS.getOrDefault(metric.group(3), ""); // {things} are no unit there
      String name = metric.group(1).replace('.', '_') + unit;
      if (metric.group(2).equals("counter")) {
        series.put(name + "_total", name);
      } else {
        for (String part : new String[] {"_bucket", "_sum", "_count"}) {
          series.put(name + part, name);
        }
      }
    }
    Matcher attribute = ATTRIBUTE.matcher(page);
    while (attribute.find()) {
      labels.add(attribute.group(1).replace('.', '_'));
    }
    assertTrue(series.size() > 15, series.toString());
  }

  /** Returns every metric. */
  Set<String> metrics() {
    return new TreeSet<>(series.values());
  }

  /** Checks a query and returns the metrics that it asks for. */
  Set<String> check(String where, String query) {
    balanced(where, query);
    Set<String> asked = new TreeSet<>();
    Matcher names = Pattern.compile("\\b(?:gen_ai|cordon)_[a-z0-9_]+").matcher(labelFree(query));
    while (names.find()) {
      String metric = series.get(names.group());
      assertTrue(metric != null, where + ": there is no " + names.group());
      asked.add(metric);
    }
    assertFalse(asked.isEmpty(), where + ": asks for nothing");
    for (String label : labels(query)) {
      assertTrue(labels.contains(label), where + ": there is no label " + label);
    }
    return asked;
  }

  /** Checks that a text asks only for labels that the query's result has. */
  void checkLabelsOf(String query, String text) {
    Matcher used = Pattern.compile("\\$labels\\.([a-z_]+)").matcher(text);
    while (used.find()) {
      assertTrue(grouped(query).contains(used.group(1)), used.group(1) + " is not in " + query);
    }
  }

  /** Checks that a legend names labels that the query's result has. */
  void checkLegend(String where, String query, String legend) {
    Matcher used = Pattern.compile("\\{\\{([a-z_]+)}}").matcher(legend);
    while (used.find()) {
      assertTrue(grouped(query).contains(used.group(1)), where + ": " + used.group(1));
    }
  }

  private static Set<String> grouped(String query) {
    Set<String> found = new TreeSet<>();
    Matcher by = Pattern.compile("by\\s*\\(([^)]*)\\)").matcher(query);
    while (by.find()) {
      found.addAll(Set.of(by.group(1).trim().split("\\s*,\\s*")));
    }
    return found;
  }

  private static Set<String> labels(String query) {
    Set<String> found = grouped(query);
    Matcher selector = Pattern.compile("\\{([^}]*)}").matcher(query);
    while (selector.find()) {
      Matcher label = Pattern.compile("([a-z_]+)\\s*(?:=~|!=|!~|=)").matcher(selector.group(1));
      while (label.find()) {
        found.add(label.group(1));
      }
    }
    return found;
  }

  /** The query without what stands between braces and after {@code by}. */
  private static String labelFree(String query) {
    return query.replaceAll("\\{[^}]*}", "").replaceAll("by\\s*\\([^)]*\\)", "");
  }

  private static void balanced(String where, String query) {
    for (String pair : new String[] {"()", "{}", "[]"}) {
      long open = query.chars().filter(c -> c == pair.charAt(0)).count();
      long close = query.chars().filter(c -> c == pair.charAt(1)).count();
      assertEquals(open, close, where + ": " + pair + " in " + query);
    }
  }
}
