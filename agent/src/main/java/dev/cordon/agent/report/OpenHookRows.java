package dev.cordon.agent.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Places by service: hooks that do nothing and connections that nobody guards, where calls may have
 * passed that no other record tells of; or connections that are not as policy wants them. Bounded;
 * not thread-safe.
 */
final class OpenHookRows {
  private static final int MOST = 200;

  private final Map<String, Row> rows = new LinkedHashMap<String, Row>();

  /** How many records there was no row for. */
  long more;

  /** One place of one service. */
  static final class Row {
    final String service;
    final String library;
    final String hook;
    final String className;
    String reason = "";
    String policy = "";
    long first;
    long last;
    long processes;

    private Row(TrailRecord record, long time) {
      service = record.text("service");
      boolean hooks = record.isUnhooked();
      boolean flawed = record.isFlawed();
      library = hooks ? record.text("library") : record.text("vendor");
      hook = flawed ? record.text("rule") : hooks ? record.text("hook") : "";
      className = record.text(flawed ? "host" : hooks ? "class" : "caller");
      first = time;
      last = time;
    }
  }

  /** Counts a record of the event {@code unhooked}, {@code unguarded} or {@code connection}. */
  void add(TrailRecord record, long time) {
    boolean hooks = record.isUnhooked();
    boolean flawed = record.isFlawed();
    String place = hooks ? record.text("hook") + '\n' + record.text("class") : host(record);
    String key = record.text("service") + '\n' + place;
    Row row = rows.get(key);
    if (row == null) {
      if (rows.size() == MOST) {
        more++;
        return;
      }
      row = new Row(record, time);
      rows.put(key, row);
    }
    row.processes++;
    row.first = Math.min(row.first, time);
    if (time >= row.last) {
      row.last = time;
      row.reason =
          hooks || flawed
              ? record.text("reason")
              : "it opens connections to " + record.text("host") + " that no governed call makes";
      String said = record.text(hooks ? "on_unhooked" : "decision");
      List<String> exceptions = record.list("exceptions");
      row.policy =
          !exceptions.isEmpty()
              ? "exception " + String.join(", ", exceptions)
              : "enforce".equals(record.text("mode")) ? said : record.text("mode");
    }
  }

  private static String host(TrailRecord record) {
    if (record.isFlawed()) {
      return record.text("rule") + '\n' + record.text("host");
    }
    return record.text("caller") + '\n' + record.text("host");
  }

  /** Returns the rows, those seen last first. */
  List<Row> latest() {
    List<Row> latest = new ArrayList<Row>(rows.values());
    latest.sort(Comparator.<Row>comparingLong(row -> row.last).reversed());
    return latest;
  }
}
