package dev.cordon.agent.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that is counted about a trail. Its size is bounded by the number of different names
 * and times, which are capped, and not by the number of records. Not thread-safe.
 */
final class Report {
  private static final int MAX_CELLS = 8_000;
  private static final int MAX_BARS = 120;

  final Map<String, Dimension> dimensions = new LinkedHashMap<>();
  final Dimension types = new Dimension();
  final Cells timeline = new Cells(MAX_CELLS);
  final Cells incidents = new Cells(MAX_CELLS);
  final CallerHistory callers = new CallerHistory();
  final Tally total = new Tally();
  long unreadable;

  private final TrailRecord record = new TrailRecord();
  private final RecordParser parser = new RecordParser();

  Report() {
    for (String name :
        new String[] {"vendor", "service", "caller", "model", "rule", "host", "key", "user"}) {
      dimensions.put(name, new Dimension());
    }
  }

  /**
   * Counts a line of a trail.
   *
   * @param line holds the line
   * @param length its length
   */
  void add(byte[] line, int length) {
    if (length == 0) {
      return;
    }
    if (!parser.parse(line, length, record)) {
      unreadable++;
    } else if (record.isExchange()) {
      long time = record.time();
      if (time < 0) {
        unreadable++;
      } else {
        count(time);
      }
    }
  }

  private void count(long time) {
    total.add(record, time);
    for (Map.Entry<String, Dimension> dimension : dimensions.entrySet()) {
      dimension.getValue().of(record.text(dimension.getKey())).add(record, time);
    }
    callers.add(record, time);
    String vendor = record.text("vendor");
    String service = record.text("service");
    boolean anyFinding = false;
    for (int i = 0; i < record.findings; i++) {
      long count = record.findingCounts[i];
      boolean exposed = record.isExposed(i);
      Tally type = types.of(record.findingTypes[i]);
      type.calls += count;
      type.exposedFindings += exposed ? count : 0;
      type.protectedFindings += exposed ? 0 : count;
      String dataClass = record.findingClasses[i];
      long safe = exposed ? 0 : count;
      long open = exposed ? count : 0;
      timeline.add(time, "", "", dataClass, 1, safe, open);
      if (!record.isRefused()) {
        incidents.add(time, vendor, service, dataClass, 1, safe, open);
      }
      anyFinding = true;
    }
    if (record.isRefused()) {
      timeline.add(time, "", "", "(refused)", 1, 0, 0);
    } else if (!anyFinding) {
      timeline.add(time, "", "", "(clean)", 1, 0, 0);
    }
  }

  /** Returns the tallies of one of the names of the constructor. */
  Dimension dimension(String name) {
    return Objects.requireNonNull(dimensions.get(name), name);
  }

  /** Makes the timeline as coarse as a chart needs it. */
  void finish() {
    timeline.coarsenTo(MAX_BARS);
  }
}
