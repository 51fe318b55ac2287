package dev.cordon.agent.report;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one vendor received in one time, counted to the record: the answer to "they were breached,
 * what of ours did they have?" Not thread-safe.
 */
final class Incident {
  private static final int MAX_ROWS = 2_000;

  final String vendor;
  final long from;
  final long to;
  final Tally total = new Tally();
  final Cells rows = new Cells(MAX_ROWS);
  final Map<String, Dimension> dimensions = new LinkedHashMap<>();

  private final Set<String> classes = new HashSet<>();

  /**
   * Begins a count.
   *
   * @param vendor the vendor's identifier, or a host
   * @param from the first moment, milliseconds since the epoch
   * @param to the first moment after it, milliseconds since the epoch
   */
  Incident(String vendor, long from, long to) {
    this.vendor = vendor;
    this.from = from;
    this.to = to;
    for (String name : new String[] {"caller", "model", "host", "key", "user"}) {
      dimensions.put(name, new Dimension());
    }
  }

  void add(TrailRecord record, long time) {
    boolean there =
        vendor.equals(record.textOrNull("vendor")) || vendor.equals(record.textOrNull("host"));
    if (!there || time < from || time >= to || record.isRefused()) {
      return;
    }
    total.add(record, time);
    for (Map.Entry<String, Dimension> dimension : dimensions.entrySet()) {
      dimension.getValue().of(record.text(dimension.getKey())).add(record, time);
    }
    String service = record.text("service");
    classes.clear();
    for (int i = 0; i < record.findings; i++) {
      String dataClass = record.findingClasses[i];
      long count = record.findingCounts[i];
      boolean exposed = record.isExposed(i);
      int calls = classes.add(dataClass) ? 1 : 0;
      rows.add(0, vendor, service, dataClass, calls, exposed ? 0 : count, exposed ? count : 0);
    }
    if (record.number("unscanned_bytes") > 0) {
      rows.add(0, vendor, service, "(unscanned)", 1, 0, 0);
    } else if (record.findings == 0) {
      rows.add(0, vendor, service, "(clean)", 1, 0, 0);
    }
  }
}
