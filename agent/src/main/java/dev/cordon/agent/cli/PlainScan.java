package dev.cordon.agent.cli;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** {@code scan} of plain text: each finding with its line and column. Not thread-safe. */
final class PlainScan {
  private final Scanner scanner;
  private final Policy policy;
  private final int least;
  private final Baseline baseline;
  private final FindingWriter writer;
  private final Findings findings = new Findings();
  private final Utf16Offset column = new Utf16Offset();
  private final Utf16Offset length = new Utf16Offset();
  private long found;
  private long lineNumber;
  private int searched;

  PlainScan(Scanner scanner, Policy policy, int least, Baseline baseline, FindingWriter writer) {
    this.scanner = scanner;
    this.policy = policy;
    this.least = least;
    this.baseline = baseline;
    this.writer = writer;
  }

  /** Returns how many findings were written; what the baseline lists is not among them. */
  long found() {
    return found;
  }

  /** Returns how many bytes were looked at for the columns. */
  long columnSteps() {
    return column.steps() + length.steps();
  }

  /** Scans one file. */
  void run(String name, InputStream in) throws IOException {
    LineSource source = new LineSource(in);
    Scanner.Session session = scanner.newSession();
    lineNumber = 1;
    int before = 0;
    boolean first = true;
    while (source.nextBlock()) {
      if (first) {
        source.skipMark();
        first = false;
      }
      findings.clear();
      byte[] text = source.bytes();
      session.scan(text, source.start(), source.end(), "", findings);
      searched = source.start();
      column.begin(searched, before); // a line that is longer than a block goes on
      for (int i = 0; i < findings.size(); i++) {
        if (findings.confidence(i) >= least
            && !policy.isAllowedValue(text, findings.start(i), findings.end(i))) {
          advance(text, findings.start(i));
          finding(name, text, i);
        }
      }
      advance(text, source.end());
      before = column.of(text, source.end());
    }
  }

  /** Moves the line number on to the line that holds a place; columns are counted from there. */
  private void advance(byte[] text, int place) {
    while (searched < place) {
      if (text[searched++] == '\n') {
        lineNumber++;
        column.begin(searched);
      }
    }
  }

  private void finding(String name, byte[] text, int i) {
    int start = findings.start(i);
    int end = findings.end(i);
    String type = findings.type(i).id();
    if (baseline.knows(name, type, text, start, end)) {
      return;
    }
    found++;
    length.begin(start);
    Place place = new Place(name, lineNumber, column.of(text, start) + 1, length.of(text, end));
    writer.finding(
        place,
        findings.type(i),
        findings.confidence(i),
        new String(text, start, end - start, StandardCharsets.UTF_8));
    writer.why(findings.type(i), findings.features(i));
  }
}
