package dev.cordon.agent.cli;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.scan.Scanners;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Writes findings in a form that people or machines read. Not thread-safe. */
abstract class FindingWriter {
  private final boolean values;

  FindingWriter(boolean values) {
    this.values = values;
  }

  /** Returns a writer; what it holds back is written at {@link #end}. */
  static FindingWriter of(
      ScanCommand.Format format, boolean values, boolean explain, PrintStream out) {
    switch (format) {
      case json:
        return new JsonFindings(values, out);
      case sarif:
        return new SarifFindings(values, out);
      case junit:
        return new JunitFindings(values, out);
      default:
        return new TextFindings(values, explain, out);
    }
  }

  /** Takes a finding; the value goes no further unless values are asked for. */
  final void finding(Place place, DataType type, int confidence, String value) {
    write(place, type, confidence, values ? value : null);
  }

  abstract void write(Place place, DataType type, int confidence, @Nullable String value);

  /** Says why the last finding is as sure as it is, if that was asked for. */
  void why(DataType type, long features) {}

  /** Ends the document. */
  void end() {}

  /** {@code FILE:LINE:COLUMN TYPE CONFIDENCE}. */
  private static final class TextFindings extends FindingWriter {
    private final boolean explain;
    private final PrintStream out;

    TextFindings(boolean values, boolean explain, PrintStream out) {
      super(values);
      this.explain = explain;
      this.out = out;
    }

    @Override
    void write(Place place, DataType type, int confidence, @Nullable String value) {
      String shown = value == null ? "(" + place.length + " characters)" : value;
      out.print(place.file + ':' + place.line + ':' + place.column + ' ');
      out.println(type.id() + ' ' + confidence + ' ' + shown);
    }

    @Override
    void why(DataType type, long features) {
      if (explain) {
        for (String line : Scanners.explain(type, features)) {
          out.println("    " + line);
        }
      }
    }
  }
}
