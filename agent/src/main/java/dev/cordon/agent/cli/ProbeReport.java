package dev.cordon.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.cordon.agent.cli.Probe.Group;
import dev.cordon.agent.cli.Probe.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** What became of probes. Not thread-safe. */
final class ProbeReport {
  private static final int SHOWN = 20;

  private final boolean strict;
  private final Map<Probe, Outcome> outcomes = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private int failed;

  /**
   * Begins a report.
   *
   * @param strict whether what is only reported got through, too
   */
  ProbeReport(boolean strict) {
    this.strict = strict;
  }

  void add(Probe probe, Outcome outcome) {
    outcomes.put(probe, outcome);
    failed += isFailure(probe, outcome) ? 1 : 0;
  }

  /** Says what was not tried. */
  void note(String note) {
    notes.add(note);
  }

  int failed() {
    return failed;
  }

  private boolean isFailure(Probe probe, Outcome outcome) {
    return probe.group.hostile
        ? outcome == Outcome.THROUGH || (strict && outcome == Outcome.REPORTED)
        : outcome != Outcome.THROUGH;
  }

  /** A table by group, and a line for each probe that fared as it shouldn't. */
  void text(PrintStream out, boolean all) {
    out.println(
        row("", "probes", "refused", "removed", "marked", "reported", "through", "changed"));
    for (Group group : Group.values()) {
      int[] counts = new int[Outcome.values().length];
      int probes = 0;
      for (Map.Entry<Probe, Outcome> one : outcomes.entrySet()) {
        if (one.getKey().group == group) {
          counts[one.getValue().ordinal()]++;
          probes++;
        }
      }
      if (probes > 0) {
        Object[] cells = new Object[counts.length + 2];
        cells[0] = group.title;
        cells[1] = probes;
        for (int i = 0; i < counts.length; i++) {
          cells[i + 2] = counts[i] == 0 ? "-" : counts[i];
        }
        out.println(row(cells));
      }
    }
    out.println();
    int shown = 0;
    for (Map.Entry<Probe, Outcome> one : outcomes.entrySet()) {
      if (isFailure(one.getKey(), one.getValue()) && (all || shown++ < SHOWN)) {
        out.println(said(one.getKey(), one.getValue()));
      }
    }
    if (shown > SHOWN) {
      out.println("... and " + (shown - SHOWN) + " more; --all names them");
    }
    for (String note : notes) {
      out.println(note);
    }
    out.println(
        outcomes.size() + " probes, " + (failed == 0 ? "none" : failed) + " not as they should be");
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-40s%8s%9s%9s%8s%10s%9s%9s", cells);
  }

  private static String said(Probe probe, Outcome outcome) {
    String word =
        probe.group.hostile
            ? outcome == Outcome.REPORTED ? "REPORTED ONLY" : "GOT THROUGH"
            : outcome == Outcome.REFUSED ? "REFUSED" : "CHANGED";
    return word + "  " + probe.group.id + ": " + probe.title();
  }

  /** An object a probe. */
  void json(PrintStream out) {
    try {
      JsonGenerator json = new JsonFactory().createGenerator(out);
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      json.setRootValueSeparator(null);
      for (Map.Entry<Probe, Outcome> one : outcomes.entrySet()) {
        Probe probe = one.getKey();
        json.writeStartObject();
        json.writeStringField("group", probe.group.id);
        json.writeStringField("probe", probe.name);
        json.writeStringField("format", probe.form.id);
        json.writeBooleanField("answer", probe.answer != null);
        json.writeBooleanField("streamed", probe.streamed);
        json.writeBooleanField("from_tool", probe.fromTool);
        json.writeBooleanField("in_tool", probe.inTool);
        json.writeStringField("outcome", one.getValue().id);
        json.writeBooleanField("passed", !isFailure(probe, one.getValue()));
        json.writeEndObject();
        json.writeRaw('\n');
      }
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JUnit's XML. */
  void junit(PrintStream out) {
    JunitXml.write(out, "cordon probe", outcomes.size(), failed, this::tests);
  }

  private void tests(JunitXml xml) throws XMLStreamException {
    for (Map.Entry<Probe, Outcome> one : outcomes.entrySet()) {
      xml.begin(one.getKey().group.id, one.getKey().title());
      if (isFailure(one.getKey(), one.getValue())) {
        xml.failure("policy", said(one.getKey(), one.getValue()));
      }
      xml.end();
    }
  }
}
