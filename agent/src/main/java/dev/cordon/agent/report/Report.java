package dev.cordon.agent.report;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
  final Cells flows = new Cells(MAX_CELLS);
  final @Nullable Incident incident;
  final CallerHistory callers = new CallerHistory();
  final Tally total = new Tally();
  long unreadable;

  private static final String UNSCANNED = "(unscanned)";

  private final Set<String> classes = new HashSet<>();
  private final TrailRecord record = new TrailRecord();
  private final RecordParser parser = new RecordParser();

  Report() {
    this(null);
  }

  /**
   * Begins a report.
   *
   * @param incident counts what it would have exposed as well, or null
   */
  Report(@Nullable Incident incident) {
    this.incident = incident;
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
    if (incident != null) {
      incident.add(record, time);
    }
    boolean refused = record.isRefused();
    classes.clear();
    for (int i = 0; i < record.findings; i++) {
      finding(time, i, refused);
    }
    if (record.number("unscanned_bytes") > 0 && !refused) {
      cell(time, UNSCANNED, 1, 0, 0, false);
    }
    if (refused) {
      cell(time, "(refused)", 1, 0, 0, true);
    } else if (record.findings == 0) {
      cell(time, "(clean)", 1, 0, 0, true);
    }
  }

  private void finding(long time, int i, boolean refused) {
    long count = record.findingCounts[i];
    boolean exposed = record.isExposed(i);
    Tally type = types.of(record.findingTypes[i]);
    type.calls += count;
    type.exposedFindings += exposed ? count : 0;
    type.protectedFindings += exposed ? 0 : count;
    String dataClass = record.findingClasses[i];
    int calls = classes.add(dataClass) ? 1 : 0;
    cell(time, dataClass, calls, exposed ? 0 : count, exposed ? count : 0, refused);
  }

  /**
   * Counts a call in a cell of each kind.
   *
   * @param atHome whether nothing of this class left: the call was refused, or held nothing
   */
  private void cell(
      long time, String dataClass, long calls, long safe, long exposed, boolean atHome) {
    String vendor = record.text("vendor");
    String service = record.text("service");
    timeline.add(time, "", "", dataClass, calls, safe, exposed);
    boolean heldBack = atHome && dataClass.charAt(0) != '(';
    if (!heldBack) {
      flows.add(0, vendor, service, dataClass, calls, safe, exposed);
    }
    if (!atHome) {
      incidents.add(time, vendor, service, dataClass, calls, safe, exposed);
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
