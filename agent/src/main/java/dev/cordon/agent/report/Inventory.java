package dev.cordon.agent.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cordon.agent.audit.AuditVerifier;
import dev.cordon.agent.audit.Clock;
import dev.cordon.agent.audit.Verification;
import dev.cordon.engine.facts.FactCatalogue;
import dev.cordon.engine.facts.FactKind;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of processing activities as far as a trail can tell it: as a page, as CSV and as JSON.
 * Making it reads the trail twice, once to check it and once to count. Immutable.
 */
public final class Inventory {
  private static final FactKind[] FACTS = {
    FactKind.HEADQUARTERS, FactKind.RETENTION, FactKind.TRAINING, FactKind.DPA
  };

  private final InventoryCount count;
  private final Verification verification;
  private final long unreadable;
  private final String name;

  private Inventory(InventoryCount count, Verification verification, long unreadable, String name) {
    this.count = count;
    this.verification = verification;
    this.unreadable = unreadable;
    this.name = name;
  }

  /**
   * Counts.
   *
   * @param trail the file being written; older files are found beside it
   * @param key the chain's key, or null for plain hashes
   * @param selection which calls are meant
   * @param progress hears how far it has come
   * @return the inventory
   * @throws IOException when a file can't be read
   */
  public static Inventory make(
      Path trail, byte @Nullable [] key, CallSelection selection, TrailPass.Progress progress)
      throws IOException {
    Verification verification = new AuditVerifier(trail, key).verify();
    InventoryCount count = new InventoryCount();
    long unreadable =
        TrailPass.calls(
            trail,
            progress,
            (record, time) -> {
              if (selection.holds(record, time)) {
                count.add(record, time);
              }
            });
    return new Inventory(count, verification, unreadable, trail.getFileName().toString());
  }

  /** Returns the check of the trail, which page and JSON tell of. */
  public Verification verification() {
    return verification;
  }

  /**
   * Returns the page.
   *
   * @throws IOException when the jar lacks a part of it
   */
  public String html() throws IOException {
    return PageTemplate.fill("inventory", json());
  }

  /** Returns one JSON object, in ASCII. */
  public String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = ReportData.JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("trail", name);
      json.writeNumberField("made", System.currentTimeMillis());
      json.writeNumberField("unreadable", unreadable);
      ReportData.integrity(json, verification);
      json.writeObjectFieldStart("total");
      ReportData.tally(json, count.total);
      json.writeEndObject();
      json.writeNumberField("calls_not_listed", count.notListed);
      json.writeArrayFieldStart("activities");
      for (InventoryCount.Row row : count.rows()) {
        row(json, row);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString().replace("<", "\\u003c");
  }

  private static void row(JsonGenerator json, InventoryCount.Row row) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < row.names.length; i++) {
      json.writeStringField(InventoryCount.NAMES[i], row.names[i]);
    }
    json.writeArrayFieldStart("data");
    for (Map.Entry<String, Outcomes> data : row.classes.entrySet()) {
      json.writeStartObject();
      json.writeStringField("class", data.getKey());
      json.writeNumberField("calls", data.getValue().calls);
      json.writeNumberField("in_clear", data.getValue().clear);
      json.writeNumberField("replaced", data.getValue().replaced);
      json.writeNumberField("refused", data.getValue().refused);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("labels");
    for (String label : row.labels) {
      json.writeString(label);
    }
    json.writeEndArray();
    for (FactKind fact : FACTS) {
      json.writeStringField("vendor_" + fact.id(), fact(row, fact));
    }
    json.writeNumberField("calls", row.tally.calls);
    json.writeNumberField("refused_calls", row.tally.refused);
    json.writeNumberField("users", row.users.size());
    json.writeNumberField("input_tokens", row.tally.inputTokens);
    json.writeNumberField("output_tokens", row.tally.outputTokens);
    json.writeNumberField("cost_usd", BigDecimal.valueOf(row.tally.costNanos, 9));
    json.writeStringField("first", Clock.format(row.tally.first));
    json.writeStringField("last", Clock.format(row.tally.last));
    json.writeEndObject();
  }

  private static String fact(InventoryCount.Row row, FactKind fact) {
    return FactCatalogue.builtIn().of(row.names[4]).get(fact).toString();
  }

  /** Returns lines with commas (RFC 4180), a heading first. */
  public String csv() {
    StringBuilder text = new StringBuilder();
    List<String> cells = new ArrayList<>(Arrays.asList(InventoryCount.NAMES));
    cells.addAll(Arrays.asList("data_in_clear", "data_replaced", "data_refused", "labels"));
    for (FactKind fact : FACTS) {
      cells.add("vendor_" + fact.id());
    }
    cells.addAll(Arrays.asList("calls", "refused_calls", "users", "input_tokens"));
    cells.addAll(Arrays.asList("output_tokens", "cost_usd", "first", "last"));
    line(text, cells);
    for (InventoryCount.Row row : count.rows()) {
      cells = new ArrayList<>(Arrays.asList(row.names));
      classes(cells, row);
      cells.add(String.join(" ", row.labels));
      for (FactKind fact : FACTS) {
        cells.add(fact(row, fact));
      }
      cells.add(Long.toString(row.tally.calls));
      cells.add(Long.toString(row.tally.refused));
      cells.add(Integer.toString(row.users.size()));
      cells.add(Long.toString(row.tally.inputTokens));
      cells.add(Long.toString(row.tally.outputTokens));
      cells.add(BigDecimal.valueOf(row.tally.costNanos, 9).toPlainString());
      cells.add(Clock.format(row.tally.first));
      cells.add(Clock.format(row.tally.last));
      line(text, cells);
    }
    return text.toString();
  }

  private static void classes(List<String> cells, InventoryCount.Row row) {
    List<String> clear = new ArrayList<>();
    List<String> replaced = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Map.Entry<String, Outcomes> data : row.classes.entrySet()) {
      Outcomes outcomes = data.getValue();
      if (outcomes.clear > 0) {
        clear.add(data.getKey());
      }
      if (outcomes.replaced > 0) {
        replaced.add(data.getKey());
      }
      if (outcomes.refused > 0) {
        refused.add(data.getKey());
      }
    }
    cells.add(String.join(" ", clear));
    cells.add(String.join(" ", replaced));
    cells.add(String.join(" ", refused));
  }

  private static void line(StringBuilder text, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
    }
    text.append("\r\n");
  }

  /** A name is the application's text: a table calculator must not take it for a formula. */
  private static String cell(String text) {
    if (text.equals("(none)")) {
      return "";
    }
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
