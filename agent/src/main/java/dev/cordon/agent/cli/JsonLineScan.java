package dev.cordon.agent.cli;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.wire.json.ByteSink;
import dev.cordon.engine.wire.json.JsonLexer;
import dev.cordon.engine.wire.json.JsonStrings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * {@code scan --jsonl}: {@code {"id":…,"text":…}} lines in, {@code {"id":…,"findings":[…]}} lines
 * out, in memory that does not grow with their number.
 */
final class JsonLineScan {
  private static final int FLUSH = 1 << 16;
  private static final byte[] ID = "id".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TEXT = "text".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEAD = "{\"id\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FINDINGS = ",\"findings\":[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TYPE = "{\"type\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] START = "\",\"start\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = ",\"end\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SURE = ",\"confidence\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TAIL = "]}\n".getBytes(StandardCharsets.US_ASCII);

  private final Scanner scanner;
  private final Policy policy;
  private final int least;
  private final PrintStream err;
  private final JsonLexer lexer = new JsonLexer();
  private final ByteSink text = new ByteSink();
  private final ByteSink out = new ByteSink();
  private final Findings findings = new Findings();
  private final Utf16Offset offset = new Utf16Offset();
  private int idStart;
  private int idEnd;
  private boolean hasText;
  private long found;

  JsonLineScan(Scanner scanner, Policy policy, int least, PrintStream err) {
    this.scanner = scanner;
    this.policy = policy;
    this.least = least;
    this.err = err;
  }

  /** Returns how many findings were written. */
  long found() {
    return found;
  }

  /**
   * Scans all lines.
   *
   * @return how many lines were malformed
   */
  long run(InputStream in, OutputStream to) throws IOException {
    LineSource lines = new LineSource(in);
    long number = 0;
    long malformed = 0;
    while (lines.nextLine()) {
      if (++number == 1) {
        lines.skipMark();
      }
      String complaint = isBlank(lines) ? null : line(lines);
      if (complaint != null) {
        malformed++;
        err.println("scan: line " + number + ": " + complaint);
      }
      if (out.size() > FLUSH || !lines.hasMore()) {
        // Who writes a line and waits for the answer gets it.
        to.write(out.array(), 0, out.size());
        to.flush();
        out.clear();
      }
    }
    to.write(out.array(), 0, out.size());
    out.clear();
    to.flush();
    return malformed;
  }

  /** Scans a line; returns what is wrong with it, or null. */
  private @Nullable String line(LineSource lines) {
    String complaint = parse(lines.bytes(), lines.start(), lines.end());
    if (complaint != null) {
      return complaint;
    }
    int before = out.size();
    try {
      write(lines.bytes());
      return null;
    } catch (IllegalStateException e) {
      out.truncate(before);
      return String.valueOf(e.getMessage()); // such as an external detector that failed
    }
  }

  private static boolean isBlank(LineSource lines) {
    for (int i = lines.start(); i < lines.end(); i++) {
      if (lines.bytes()[i] > ' ' || lines.bytes()[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Finds the identifier's bytes and the decoded text; returns what is wrong, or null. */
  private @Nullable String parse(byte[] line, int from, int to) {
    lexer.reset(false, true);
    lexer.piece(from);
    text.clear();
    idStart = -1;
    hasText = false;
    if (lexer.next(line, to) != JsonLexer.OPEN_OBJECT) {
      return "a JSON object is expected";
    }
    while (true) {
      int event = lexer.next(line, to);
      if (event == JsonLexer.CLOSE) {
        break;
      }
      if (event != JsonLexer.KEY) {
        return "invalid JSON at byte " + (lexer.position() - from + 1);
      }
      boolean id = is(line, ID);
      boolean isText = is(line, TEXT);
      String complaint = value(line, from, to, id, isText);
      if (complaint != null) {
        return complaint;
      }
    }
    if (lexer.next(line, to) != JsonLexer.MORE || !lexer.atEnd()) {
      return "more than one JSON value";
    }
    return hasText ? null : "no \"text\"";
  }

  private boolean is(byte[] line, byte[] name) {
    int start = lexer.tokenStart();
    if (lexer.tokenEnd() - start != name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (line[start + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  private @Nullable String value(byte[] line, int from, int to, boolean id, boolean isText) {
    int event = lexer.next(line, to);
    int start = lexer.tokenStart();
    int end = lexer.tokenEnd();
    if (event == JsonLexer.STRING) {
      start--;
      end++;
    } else if (event == JsonLexer.OPEN_OBJECT || event == JsonLexer.OPEN_ARRAY) {
      start = lexer.position() - 1;
      int depth = lexer.depth();
      while (lexer.depth() >= depth) {
        int inner = lexer.next(line, to);
        if (inner == JsonLexer.MORE || inner == JsonLexer.ERROR) {
          return "invalid JSON at byte " + (lexer.position() - from + 1);
        }
      }
      end = lexer.position();
    } else if (event != JsonLexer.SCALAR) {
      return "invalid JSON at byte " + (lexer.position() - from + 1);
    }
    if (isText) {
      if (event != JsonLexer.STRING) {
        return "\"text\" is not a string";
      }
      decode(line, start + 1, end - 1);
    } else if (id) {
      idStart = start;
      idEnd = end;
    }
    return null;
  }

  private void decode(byte[] line, int from, int to) {
    hasText = true;
    text.clear();
    int plain = from;
    int i = from;
    while (i < to) {
      if (line[i] != '\\') {
        i++;
        continue;
      }
      text.put(line, plain, i);
      int length = JsonStrings.escapeLength(line, i, to);
      length = length < 0 ? 6 : length;
      JsonStrings.unescape(line, i, length, text);
      i += length;
      plain = i;
    }
    text.put(line, plain, to);
  }

  private void write(byte[] line) {
    findings.clear();
    scanner.newSession().scan(text.array(), 0, text.size(), "", findings);
    out.put(HEAD);
    if (idStart < 0) {
      out.put(NULL);
    } else {
      out.put(line, idStart, idEnd);
    }
    out.put(FINDINGS);
    offset.begin(0);
    boolean first = true;
    for (int i = 0; i < findings.size(); i++) {
      if (findings.confidence(i) < least
          || policy.isAllowedValue(text.array(), findings.start(i), findings.end(i))) {
        continue;
      }
      if (!first) {
        out.put(',');
      }
      first = false;
      found++;
      out.put(TYPE);
      out.put(findings.type(i).id());
      out.put(START);
      number(offset.of(text.array(), findings.start(i)));
      out.put(END);
      number(offset.of(text.array(), findings.end(i)));
      out.put(SURE);
      number(findings.confidence(i));
      out.put('}');
    }
    out.put(TAIL);
  }

  private void number(int value) {
    if (value >= 10) {
      number(value / 10);
    }
    out.put('0' + value % 10);
  }
}
