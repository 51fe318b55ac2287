package dev.cordon.agent.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who uses AI, for what, with which data: a row for each way in which a service is recorded to call
 * a vendor. Bounded, whatever the trail holds. Not thread-safe.
 */
final class InventoryCount {
  /** What tells rows apart, in the order of the columns. */
  static final String[] NAMES = {
    "service", "caller_rule", "caller", "operation", "vendor", "host", "region", "model", "key"
  };

  private static final int MOST = 10_000;
  private static final int MOST_USERS = 100_000;

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();
  private int users;

  /** Calls of rows that there is no room for. */
  long notListed;

  final Tally total = new Tally();

  /** One way of using AI. */
  static final class Row {
    final String[] names;
    final Tally tally = new Tally();
    final Map<String, Outcomes> classes = new TreeMap<>();
    final Set<String> labels = new TreeSet<>();
    final Set<String> users = new HashSet<>();

    Row(String[] names) {
      this.names = names;
    }
  }

  void add(TrailRecord record, long time) {
    total.add(record, time);
    String[] names = new String[NAMES.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = record.text(NAMES[i]);
    }
    String key = String.join("\n", names);
    Row row = rows.get(key);
    if (row == null) {
      if (rows.size() >= MOST) {
        notListed++;
        return;
      }
      row = new Row(names);
      rows.put(key, row);
    }
    row.tally.add(record, time);
    row.labels.addAll(record.list("labels"));
    String user = record.textOrNull("user");
    if (user != null && users < MOST_USERS && row.users.add(user)) {
      users++;
    }
    seen.clear();
    for (int i = 0; i < record.findings; i++) {
      String name = record.findingClasses[i];
      Outcomes outcomes = row.classes.computeIfAbsent(name, k -> new Outcomes());
      outcomes.add(record, i);
      outcomes.calls += seen.add(name) ? 1 : 0;
    }
  }

  /** Returns the rows by service, those with most calls first. */
  List<Row> rows() {
    List<Row> all = new ArrayList<>(rows.values());
    all.sort(
        Comparator.comparing((Row row) -> row.names[0])
            .thenComparing(row -> -row.tally.calls)
            .thenComparing(row -> String.join("\n", row.names)));
    return all;
  }
}
