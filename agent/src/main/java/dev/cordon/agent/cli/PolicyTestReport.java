package dev.cordon.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.cordon.engine.policy.PolicyTest;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** What became of the tests of one file. Not thread-safe. */
final class PolicyTestReport {
  private final String file;
  private final Map<PolicyTest, List<PolicyTestRun.Failure>> results = new LinkedHashMap<>();
  private int failed;

  /**
   * Begins a report.
   *
   * @param file the tests' file as it was named
   */
  PolicyTestReport(String file) {
    this.file = file;
  }

  void add(PolicyTest test, List<PolicyTestRun.Failure> failures) {
    results.put(test, failures);
    failed += failures.isEmpty() ? 0 : 1;
  }

  int failed() {
    return failed;
  }

  private String place(int line) {
    return file + ":" + line;
  }

  /** A line a test, and a line for each thing that is not as expected. */
  void text(PrintStream out) {
    for (Map.Entry<PolicyTest, List<PolicyTestRun.Failure>> result : results.entrySet()) {
      PolicyTest test = result.getKey();
      String word = result.getValue().isEmpty() ? "ok      " : "FAILED  ";
      out.println(word + test.name());
      for (PolicyTestRun.Failure failure : result.getValue()) {
        out.println("        " + place(failure.line) + ": " + failure.message);
      }
    }
    String all = results.size() + (results.size() == 1 ? " test" : " tests");
    out.println(file + ": " + all + ", " + (failed == 0 ? "none" : failed) + " failed");
  }

  /** An object a test. */
  void json(PrintStream out) {
    try {
      JsonGenerator json = new JsonFactory().createGenerator(out);
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      json.setRootValueSeparator(null);
      for (Map.Entry<PolicyTest, List<PolicyTestRun.Failure>> result : results.entrySet()) {
        json.writeStartObject();
        json.writeStringField("file", file);
        json.writeNumberField("line", result.getKey().line());
        json.writeStringField("test", result.getKey().name());
        json.writeBooleanField("passed", result.getValue().isEmpty());
        json.writeArrayFieldStart("failures");
        for (PolicyTestRun.Failure failure : result.getValue()) {
          json.writeStartObject();
          json.writeNumberField("line", failure.line);
          json.writeStringField("message", failure.message);
          json.writeEndObject();
        }
        json.writeEndArray();
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
    JunitXml.write(out, "cordon policy test", results.size(), failed, this::tests);
  }

  private void tests(JunitXml xml) throws XMLStreamException {
    for (Map.Entry<PolicyTest, List<PolicyTestRun.Failure>> result : results.entrySet()) {
      xml.begin(file, result.getKey().name());
      for (PolicyTestRun.Failure failure : result.getValue()) {
        xml.failure("policy", place(failure.line) + ": " + failure.message);
      }
      xml.end();
    }
  }
}
