package dev.cordon.agent.report;

import dev.cordon.agent.audit.JsonLine;
import dev.cordon.agent.audit.Verification;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what was counted as the JSON that the page draws from. */
final class ReportData {
  private static final int ROWS = 25;
  private static final int NEW_ROWS = 50;

  private ReportData() {}

  /**
   * Writes the data.
   *
   * @param report complete
   * @param verification the check of the trail
   * @param since when the period began that "new" is meant for, milliseconds since the epoch
   * @param made when the report is made, milliseconds since the epoch
   * @param name the trail's name
   * @return JSON without {@code <}, so that it can stand in a script element
   */
  static String write(
      Report report, Verification verification, long since, long made, String name) {
    JsonLine json = new JsonLine().begin();
    json.field("trail", name).field("made", made).field("since", since);
    json.field("unreadable", report.unreadable);
    texts(json.array("classes"), Tally.CLASSES);
    tally(json.object("total"), report.total).end();
    integrity(json, verification);
    json.object("dimensions");
    for (Map.Entry<String, Dimension> dimension : report.dimensions.entrySet()) {
      json.array(dimension.getKey());
      rows(json, dimension.getValue().largest(ROWS));
    }
    json.end();
    json.object("sizes");
    for (Map.Entry<String, Dimension> dimension : report.dimensions.entrySet()) {
      json.field(dimension.getKey(), dimension.getValue().size());
    }
    json.end();
    json.array("types");
    rows(json, report.types.largest(ROWS));
    json.object("news");
    for (String news : new String[] {"vendor", "host", "key", "service"}) {
      List<Map.Entry<String, Tally>> fresh = report.dimension(news).newSince(since);
      json.array(news);
      rows(json, fresh.subList(0, Math.min(NEW_ROWS, fresh.size())));
    }
    json.end();
    List<String> anomalies = report.callers.anomalies(since);
    json.field("anomaliesFound", anomalies.size());
    texts(json.array("anomalies"), anomalies);
    cells(json.object("flows"), report.flows, true);
    incident(json, report.incident);
    cells(json.object("timeline"), report.timeline, false);
    cells(json.object("incidents"), report.incidents, true);
    return json.end().text(0).replace("<", "\\u003c");
  }

  private static void incident(JsonLine json, @Nullable Incident incident) {
    if (incident == null) {
      return;
    }
    json.object("incident").field("vendor", incident.vendor);
    json.field("from", incident.from).field("to", incident.to);
    tally(json.object("total"), incident.total).end();
    cells(json.object("rows"), incident.rows, true);
    json.object("dimensions");
    for (Map.Entry<String, Dimension> dimension : incident.dimensions.entrySet()) {
      json.array(dimension.getKey());
      rows(json, dimension.getValue().largest(ROWS));
    }
    json.end();
    json.end();
  }

  private static void integrity(JsonLine json, Verification verification) {
    json.object("integrity");
    json.field("intact", verification.isIntact()).field("records", verification.records());
    json.field("files", verification.files());
    texts(json.array("problems"), verification.problems());
    texts(json.array("notes"), verification.notes());
    json.end();
  }

  private static void texts(JsonLine json, List<String> texts) {
    for (String text : texts.subList(0, Math.min(NEW_ROWS, texts.size()))) {
      json.element(text);
    }
    json.endArray();
  }

  private static void rows(JsonLine json, List<Map.Entry<String, Tally>> rows) {
    for (Map.Entry<String, Tally> row : rows) {
      json.element().field("name", row.getKey());
      tally(json, row.getValue()).end();
    }
    json.endArray();
  }

  private static JsonLine tally(JsonLine json, Tally tally) {
    json.field("calls", tally.calls).field("refused", tally.refused).field("failed", tally.failed);
    json.field("withFindings", tally.withFindings);
    json.field("safe", tally.protectedFindings).field("exposed", tally.exposedFindings);
    json.field("inputTokens", tally.inputTokens).field("outputTokens", tally.outputTokens);
    json.field("sentBytes", tally.sentBytes);
    json.array("classes");
    for (long calls : tally.classes) {
      json.element(calls);
    }
    json.endArray();
    if (tally.first <= tally.last) {
      json.field("first", tally.first).field("last", tally.last);
    }
    return json;
  }

  private static void cells(JsonLine json, Cells cells, boolean names) {
    json.field("step", cells.stepMillis()).array("cells");
    for (Map.Entry<Cells.Key, long[]> cell : cells.inOrder()) {
      Cells.Key key = cell.getKey();
      long[] count = cell.getValue();
      json.element().field("t", key.bucket * cells.stepMillis()).field("c", key.dataClass);
      if (names) {
        json.field("v", key.vendor).field("s", key.service);
      }
      json.field("n", count[0]).field("safe", count[1]).field("exposed", count[2]).end();
    }
    json.endArray().end();
  }
}
