package dev.cordon.agent.cli;

import dev.cordon.agent.audit.JsonLine;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** {@code scan} of plain text: one line a finding, with its place. */
final class PlainScan {
  private final Scanner scanner;
  private final Policy policy;
  private final int least;
  private final boolean json;
  private final boolean values;
  private final PrintStream out;
  private final Findings findings = new Findings();
  private final JsonLine line = new JsonLine();
  private final Utf16Offset column = new Utf16Offset();
  private long lineNumber;
  private int lineStart;
  private int searched;

  PlainScan(
      Scanner scanner, Policy policy, int least, boolean json, boolean values, PrintStream out) {
    this.scanner = scanner;
    this.policy = policy;
    this.least = least;
    this.json = json;
    this.values = values;
    this.out = out;
  }

  /** Scans one file. */
  void run(String name, InputStream in) throws IOException {
    LineSource source = new LineSource(in);
    Scanner.Session session = scanner.newSession();
    lineNumber = 1;
    boolean first = true;
    while (source.nextBlock()) {
      if (first) {
        source.skipMark();
        first = false;
      }
      findings.clear();
      byte[] text = source.bytes();
      session.scan(text, source.start(), source.end(), "", findings);
      lineStart = source.start();
      searched = lineStart;
      for (int i = 0; i < findings.size(); i++) {
        if (findings.confidence(i) >= least
            && !policy.isAllowedValue(text, findings.start(i), findings.end(i))) {
          advance(text, findings.start(i));
          print(name, text, i);
        }
      }
      advance(text, source.end());
    }
  }

  /** Moves the line number on to the line that holds a place. */
  private void advance(byte[] text, int place) {
    while (searched < place) {
      if (text[searched++] == '\n') {
        lineNumber++;
        lineStart = searched;
      }
    }
  }

  private void print(String name, byte[] text, int i) {
    int start = findings.start(i);
    int end = findings.end(i);
    column.begin(lineStart);
    int from = column.of(text, start) + 1;
    int length = column.of(text, end) + 1 - from;
    String type = findings.type(i).id();
    String value = values ? new String(text, start, end - start, StandardCharsets.UTF_8) : null;
    if (json) {
      line.begin().field("file", name).field("line", lineNumber).field("column", from);
      line.field("length", length).field("type", type);
      line.field("confidence", findings.confidence(i)).field("value", value).end();
      out.println(line.text(0));
      return;
    }
    String shown = value == null ? "(" + length + " characters)" : value;
    out.println(
        name
            + ":"
            + lineNumber
            + ":"
            + from
            + " "
            + type
            + " "
            + findings.confidence(i)
            + " "
            + shown);
  }
}
