package dev.cordon.agent.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.cordon.agent.audit.Verification;
import dev.cordon.engine.facts.FactCatalogue;
import dev.cordon.engine.facts.FactKind;
import dev.cordon.engine.policy.Policy;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what was counted as the JSON that the page draws from. */
final class ReportData {
  /** Pure ASCII: the page is right whatever coding a browser takes it for. */
  static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

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
   * @param policy whose limits and exceptions are told, or null
   * @return JSON without {@code <}, so that it can stand in a script element
   * @throws IOException never: it is written to memory
   */
  static String write(
      Report report,
      Verification verification,
      long since,
      long made,
      String name,
      @Nullable Policy policy)
      throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("trail", name);
      json.writeNumberField("made", made);
      json.writeNumberField("since", since);
      json.writeNumberField("unreadable", report.unreadable);
      texts(json, "classes", Tally.CLASSES);
      json.writeObjectFieldStart("total");
      tally(json, report.total);
      json.writeEndObject();
      integrity(json, verification);
      openHooks(json, "openHooks", report.openHooks);
      openHooks(json, "flawed", report.flawed);
      dimensions(json, report.dimensions);
      json.writeObjectFieldStart("sizes");
      for (Map.Entry<String, Dimension> dimension : report.dimensions.entrySet()) {
        json.writeNumberField(dimension.getKey(), dimension.getValue().size());
      }
      json.writeEndObject();
      facts(json, report.dimension("vendor").largest(ROWS));
      rows(json, "types", report.types.largest(ROWS));
      rows(json, "threats", report.threats.largest(ROWS));
      news(json, report, since);
      List<String> anomalies = report.callers.anomalies(since);
      json.writeNumberField("anomaliesFound", anomalies.size());
      texts(json, "anomalies", anomalies);
      rows(json, "regions", report.regions.largest(ROWS * 4));
      PolicyData.write(json, report, policy);
      cells(json, "flows", report.flows, true);
      incident(json, report.incident);
      cells(json, "timeline", report.timeline, false);
      json.writeObjectFieldStart("spenders");
      rows(json, "model", report.dimension("model").costliest(ROWS));
      rows(json, "caller", report.dimension("caller").costliest(ROWS));
      json.writeEndObject();
      spending(json, "spentByModel", report.spentByModel);
      spending(json, "spentByCaller", report.spentByCaller);
      cells(json, "incidents", report.incidents, true);
      json.writeEndObject();
    }
    return text.toString().replace("<", "\\u003c");
  }

  private static void dimensions(JsonGenerator json, Map<String, Dimension> dimensions)
      throws IOException {
    json.writeObjectFieldStart("dimensions");
    for (Map.Entry<String, Dimension> dimension : dimensions.entrySet()) {
      rows(json, dimension.getKey(), dimension.getValue().largest(ROWS));
    }
    json.writeEndObject();
  }

  /** What is documented of the vendors that were called, in the order of the table of vendors. */
  private static void facts(JsonGenerator json, List<Map.Entry<String, Tally>> vendors)
      throws IOException {
    FactCatalogue facts = FactCatalogue.builtIn();
    json.writeArrayFieldStart("facts");
    for (Map.Entry<String, Tally> row : vendors) {
      if (facts.vendors().contains(row.getKey())) {
        json.writeStartObject();
        json.writeStringField("name", row.getKey());
        for (FactKind kind : FactKind.values()) {
          json.writeStringField(kind.id(), facts.of(row.getKey()).get(kind).toString());
        }
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void news(JsonGenerator json, Report report, long since) throws IOException {
    json.writeObjectFieldStart("news");
    for (String news : new String[] {"vendor", "host", "key", "service"}) {
      List<Map.Entry<String, Tally>> fresh = report.dimension(news).newSince(since);
      rows(json, news, fresh.subList(0, Math.min(NEW_ROWS, fresh.size())));
    }
    json.writeEndObject();
  }

  private static void openHooks(JsonGenerator json, String field, OpenHookRows hooks)
      throws IOException {
    json.writeNumberField(field + "More", hooks.more);
    json.writeArrayFieldStart(field);
    for (OpenHookRows.Row row : hooks.latest()) {
      json.writeStartObject();
      json.writeStringField("service", row.service);
      json.writeStringField("library", row.library);
      json.writeStringField("hook", row.hook);
      json.writeStringField("class", row.className);
      json.writeStringField("reason", row.reason);
      json.writeStringField("policy", row.policy);
      json.writeNumberField("processes", row.processes);
      json.writeNumberField("first", row.first);
      json.writeNumberField("last", row.last);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void incident(JsonGenerator json, @Nullable Incident incident) throws IOException {
    if (incident == null) {
      return;
    }
    json.writeObjectFieldStart("incident");
    json.writeStringField("vendor", incident.vendor);
    json.writeNumberField("from", incident.from);
    json.writeNumberField("to", incident.to);
    json.writeObjectFieldStart("total");
    tally(json, incident.total);
    json.writeEndObject();
    cells(json, "rows", incident.rows, true);
    dimensions(json, incident.dimensions);
    json.writeEndObject();
  }

  static void integrity(JsonGenerator json, Verification verification) throws IOException {
    json.writeObjectFieldStart("integrity");
    json.writeBooleanField("intact", verification.isIntact());
    json.writeNumberField("records", verification.records());
    json.writeNumberField("files", verification.files());
    json.writeStringField("verdict", verification.verdict().name().toLowerCase(Locale.ROOT));
    String key = verification.keyProblem();
    if (key != null) {
      json.writeStringField("key", key);
    }
    texts(json, "problems", verification.problems());
    texts(json, "notes", verification.notes());
    json.writeEndObject();
  }

  static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts.subList(0, Math.min(NEW_ROWS, texts.size()))) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  static void rows(JsonGenerator json, String field, List<Map.Entry<String, Tally>> rows)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Map.Entry<String, Tally> row : rows) {
      json.writeStartObject();
      json.writeStringField("name", row.getKey());
      tally(json, row.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void tally(JsonGenerator json, Tally tally) throws IOException {
    json.writeNumberField("calls", tally.calls);
    json.writeNumberField("refused", tally.refused);
    json.writeNumberField("failed", tally.failed);
    json.writeNumberField("withFindings", tally.withFindings);
    json.writeNumberField("safe", tally.protectedFindings);
    json.writeNumberField("exposed", tally.exposedFindings);
    json.writeNumberField("inputTokens", tally.inputTokens);
    json.writeNumberField("outputTokens", tally.outputTokens);
    json.writeNumberField("sentBytes", tally.sentBytes);
    json.writeNumberField("cost", BigDecimal.valueOf(tally.costNanos, 9));
    json.writeNumberField("unpriced", tally.unpriced);
    json.writeArrayFieldStart("classes");
    for (long calls : tally.classes) {
      json.writeNumber(calls);
    }
    json.writeEndArray();
    if (tally.first <= tally.last) {
      json.writeNumberField("first", tally.first);
      json.writeNumberField("last", tally.last);
    }
  }

  /** Who spent how much and when: of each cell the name, the dollars and the calls. */
  private static void spending(JsonGenerator json, String field, Cells cells) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("step", cells.stepMillis());
    json.writeArrayFieldStart("cells");
    for (Map.Entry<Cells.Key, long[]> cell : cells.inOrder()) {
      json.writeStartObject();
      json.writeNumberField("t", cell.getKey().bucket * cells.stepMillis());
      json.writeStringField("c", cell.getKey().service);
      json.writeNumberField("n", BigDecimal.valueOf(cell.getValue()[1], 9));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void cells(JsonGenerator json, String field, Cells cells, boolean names)
      throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("step", cells.stepMillis());
    json.writeArrayFieldStart("cells");
    for (Map.Entry<Cells.Key, long[]> cell : cells.inOrder()) {
      Cells.Key key = cell.getKey();
      long[] count = cell.getValue();
      json.writeStartObject();
      json.writeNumberField("t", key.bucket * cells.stepMillis());
      json.writeStringField("c", key.dataClass);
      if (names) {
        json.writeStringField("v", key.vendor);
        json.writeStringField("s", key.service);
      }
      json.writeNumberField("n", count[0]);
      json.writeNumberField("safe", count[1]);
      json.writeNumberField("exposed", count[2]);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
