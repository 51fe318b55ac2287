package dev.cordon.agent.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cordon.agent.audit.AuditVerifier;
import dev.cordon.agent.audit.Clock;
import dev.cordon.agent.audit.Verification;
import dev.cordon.engine.facts.Fact;
import dev.cordon.engine.facts.VendorContacts;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an incident touches, as a page and as JSON. Making it reads the trail twice, once to check
 * it and once to count. Immutable.
 */
public final class IncidentPage {
  private static final int ROWS = 1_000;

  private final String json;
  private final Verification verification;

  private IncidentPage(String json, Verification verification) {
    this.json = json;
    this.verification = verification;
  }

  /**
   * Counts.
   *
   * @param trail the file being written; older files are found beside it
   * @param key the chain's key, or null for plain hashes
   * @param selection which calls are meant
   * @param progress hears how far it has come
   * @return the page
   * @throws IOException when a file can't be read
   */
  public static IncidentPage make(
      Path trail, byte @Nullable [] key, CallSelection selection, TrailPass.Progress progress)
      throws IOException {
    Verification verification = new AuditVerifier(trail, key).verify();
    IncidentCount count = new IncidentCount();
    long unreadable =
        TrailPass.calls(
            trail,
            progress,
            (record, time) -> {
              if (selection.holds(record, time)) {
                count.add(record, time);
              }
            });
    StringWriter text = new StringWriter();
    try (JsonGenerator json = ReportData.JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("trail", trail.getFileName().toString());
      json.writeNumberField("made", System.currentTimeMillis());
      json.writeNumberField("unreadable", unreadable);
      selection(json, selection);
      ReportData.integrity(json, verification);
      json.writeObjectFieldStart("total");
      ReportData.tally(json, count.total);
      json.writeEndObject();
      outcomes(json, "classes", count.classes);
      outcomes(json, "types", count.types);
      json.writeObjectFieldStart("names");
      for (Map.Entry<String, Dimension> names : count.dimensions.entrySet()) {
        ReportData.rows(json, names.getKey(), names.getValue().largest(ROWS));
      }
      json.writeEndObject();
      conversations(json, count);
      contacts(json, count);
      json.writeEndObject();
    }
    return new IncidentPage(text.toString().replace("<", "\\u003c"), verification);
  }

  private static void selection(JsonGenerator json, CallSelection selection) throws IOException {
    json.writeObjectFieldStart("selection");
    for (Map.Entry<String, String> name : selection.names().entrySet()) {
      json.writeStringField(name.getKey(), name.getValue());
    }
    optional(json, "from", selection.first());
    optional(json, "to", selection.end());
    json.writeEndObject();
  }

  private static void outcomes(JsonGenerator json, String field, Map<String, Outcomes> rows)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Map.Entry<String, Outcomes> row : rows.entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", row.getKey());
      json.writeNumberField("calls", row.getValue().calls);
      outcomes(json, row.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void outcomes(JsonGenerator json, Outcomes outcomes) throws IOException {
    json.writeNumberField("in_clear", outcomes.clear);
    json.writeNumberField("replaced", outcomes.replaced);
    json.writeNumberField("refused", outcomes.refused);
  }

  private static void conversations(JsonGenerator json, IncidentCount count) throws IOException {
    json.writeArrayFieldStart("conversations");
    for (Map.Entry<String, IncidentCount.Conversation> row : count.conversations.entrySet()) {
      IncidentCount.Conversation conversation = row.getValue();
      json.writeStartObject();
      json.writeStringField("id", row.getKey());
      json.writeStringField("kind", conversation.kind);
      json.writeStringField("vendor", conversation.vendor);
      json.writeStringField("caller", conversation.caller);
      json.writeStringField("user", conversation.user);
      json.writeStringField("first", Clock.format(conversation.first));
      json.writeStringField("last", Clock.format(conversation.last));
      json.writeNumberField("calls", conversation.calls);
      json.writeNumberField("refused_calls", conversation.refusedCalls);
      outcomes(json, conversation.values);
      json.writeArrayFieldStart("classes");
      for (String dataClass : conversation.classes) {
        json.writeString(dataClass);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("calls_of_conversations_not_listed", count.notListed);
  }

  /** Whom to call at each vendor that was called: nobody where none is known. */
  private static void contacts(JsonGenerator json, IncidentCount count) throws IOException {
    json.writeArrayFieldStart("contacts");
    Dimension vendors = count.dimensions.get("vendor");
    if (vendors != null) {
      for (Map.Entry<String, Tally> vendor : vendors.largest(ROWS)) {
        json.writeStartObject();
        json.writeStringField("vendor", vendor.getKey());
        json.writeArrayFieldStart("contacts");
        for (VendorContacts.Contact contact : VendorContacts.builtIn().of(vendor.getKey())) {
          Fact address = contact.address();
          json.writeStartObject();
          json.writeStringField("purpose", contact.purpose());
          json.writeStringField("address", address.value());
          optional(json, "date", address.date());
          optional(json, "source", address.source());
          optional(json, "note", address.note());
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void optional(JsonGenerator json, String field, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(field, text);
    }
  }

  /**
   * Returns the page.
   *
   * @throws IOException when the jar lacks a part of it
   */
  public String html() throws IOException {
    return PageTemplate.fill("incident", json);
  }

  /** Returns one JSON object, in ASCII. */
  public String json() {
    return json;
  }

  /** Returns the check of the trail, which the page tells of. */
  public Verification verification() {
    return verification;
  }
}
