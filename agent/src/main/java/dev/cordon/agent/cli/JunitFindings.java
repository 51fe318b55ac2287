package dev.cordon.agent.cli;

import dev.cordon.engine.detect.DataType;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** JUnit's XML, which build servers show as tests: one that fails for each finding. */
final class JunitFindings extends FindingWriter {
  private final PrintStream out;
  private final List<String[]> failures = new ArrayList<String[]>();

  JunitFindings(boolean values, PrintStream out) {
    super(values);
    this.out = out;
  }

  @Override
  void write(Place place, DataType type, int confidence, @Nullable String value) {
    String where = place.file + ":" + place.line + ":" + place.column;
    String what = type.id() + " (" + place.length + " characters, confidence " + confidence + ")";
    failures.add(
        new String[] {place.file, where, type.id(), value == null ? what : what + ": " + value});
  }

  @Override
  void end() {
    int count = Math.max(1, failures.size());
    JunitXml.write(out, "cordon scan", count, failures.size(), this::tests);
  }

  private void tests(JunitXml xml) throws XMLStreamException {
    if (failures.isEmpty()) {
      xml.passed("cordon.scan", "nothing found");
    }
    for (String[] failure : failures) {
      xml.begin(failure[0], failure[1] + " " + failure[2]);
      xml.failure(failure[2], failure[1] + " " + failure[3]);
      xml.end();
    }
  }
}
