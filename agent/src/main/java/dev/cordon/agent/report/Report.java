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
  final Dimension threats = new Dimension();

  /** Each call once: refused, else by the worst class of what was in it. */
  final Cells timeline = new Cells(MAX_CELLS);

  /** Dollars by time and model, and by time and caller; only calls whose cost is known. */
  final Cells spentByModel = new Cells(MAX_CELLS);

  final Cells spentByCaller = new Cells(MAX_CELLS);

  final Cells incidents = new Cells(MAX_CELLS);
  final Cells flows = new Cells(MAX_CELLS);
  final @Nullable Incident incident;
  final OpenHookRows openHooks = new OpenHookRows();
  final OpenHookRows flawed = new OpenHookRows();
  final CallerHistory callers = new CallerHistory();
  final Tally total = new Tally();
  long unreadable;

  /** Where calls go: vendors with their regions. */
  final Dimension regions = new Dimension();

  /** What lifted a rule for calls. */
  final Dimension exceptions = new Dimension();

  /** What is used of the limits of the policy that the report is about; null without one. */
  @Nullable ReplayLimits limits;

  private static final String UNSCANNED = "(unscanned)";
  private static final String CLEAN = "(clean)";
  private static final String REFUSED = "(refused)";

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
    } else if (record.isExchange()
        || record.isUnhooked()
        || record.isUnguarded()
        || record.isFlawed()) {
      long time = record.time();
      if (time < 0) {
        unreadable++;
      } else if (record.isExchange()) {
        count(time);
      } else {
        (record.isFlawed() ? flawed : openHooks).add(record, time);
        lifted(time);
      }
    }
  }

  private void count(long time) {
    total.add(record, time);
    for (Map.Entry<String, Dimension> dimension : dimensions.entrySet()) {
      dimension.getValue().of(record.text(dimension.getKey())).add(record, time);
    }
    callers.add(record, time);
    boolean routed = record.texts.containsKey("route");
    String by = routed ? " · " + record.text("host") + " by " + record.text("route") : "";
    regions.of(record.text("vendor") + " · " + record.text("region") + by).add(record, time);
    lifted(time);
    ReplayLimits known = limits;
    if (known != null && !record.isRefused()) {
      known.count(record);
    }
    if (incident != null) {
      incident.add(record, time);
    }
    long cost = record.number(TrailRecord.COST);
    if (cost > 0) {
      spentByModel.add(time, "", record.text("model"), "", 1, cost, 0);
      spentByCaller.add(time, "", record.text("caller"), "", 1, cost, 0);
    }
    boolean refused = record.isRefused();
    classes.clear();
    String worst = null;
    for (int i = 0; i < record.findings; i++) {
      String dataClass = record.findingClasses[i];
      worst = worst == null || Tally.rank(dataClass) < Tally.rank(worst) ? dataClass : worst;
      finding(time, i, refused);
    }
    for (Map.Entry<String, Long> threat : record.threats.entrySet()) {
      threats.of(threat.getKey()).calls += threat.getValue();
    }
    boolean unscanned = record.number("unscanned_bytes") > 0;
    if (unscanned && !refused) {
      cell(time, UNSCANNED, 1, 0, 0);
    }
    String rest = refused ? REFUSED : CLEAN;
    if (refused || (worst == null && !unscanned)) {
      flows.add(0, record.text("vendor"), record.text("service"), rest, 1, 0, 0);
    } else {
      rest = worst == null ? UNSCANNED : worst;
    }
    timeline.add(time, "", "", rest, 1, 0, 0);
  }

  private void lifted(long time) {
    for (String exception : record.list("exceptions")) {
      exceptions.of(exception).add(record, time);
    }
  }

  private void finding(long time, int i, boolean refused) {
    long count = record.findingCounts[i];
    boolean exposed = record.isExposed(i);
    Tally type = types.of(record.findingTypes[i]);
    type.calls += count;
    if (refused) {
      return;
    }
    type.exposedFindings += exposed ? count : 0;
    type.protectedFindings += exposed ? 0 : count;
    String dataClass = record.findingClasses[i];
    int calls = classes.add(dataClass) ? 1 : 0;
    cell(time, dataClass, calls, exposed ? 0 : count, exposed ? count : 0);
  }

  /** Counts what left in a call in the cells of who sent it and when. */
  private void cell(long time, String dataClass, long calls, long safe, long exposed) {
    String vendor = record.text("vendor");
    String service = record.text("service");
    flows.add(0, vendor, service, dataClass, calls, safe, exposed);
    incidents.add(time, vendor, service, dataClass, calls, safe, exposed);
  }

  /** Returns the tallies of one of the names of the constructor. */
  Dimension dimension(String name) {
    return Objects.requireNonNull(dimensions.get(name), name);
  }

  /** Makes the timeline as coarse as a chart needs it. */
  void finish() {
    timeline.coarsenTo(MAX_BARS);
    spentByModel.coarsenTo(MAX_BARS);
    spentByCaller.coarsenTo(MAX_BARS);
  }
}
