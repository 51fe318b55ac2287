package dev.cordon.agent.report;

import java.nio.charset.StandardCharsets;

/**
 * Reads a line of a trail: one JSON object of texts, numbers and lists of findings. Not
 * thread-safe.
 */
final class RecordParser {
  private byte[] line = new byte[0];
  private int length;
  private int at;
  private final StringBuilder text = new StringBuilder();

  /**
   * Reads a line.
   *
   * @param bytes holds the line
   * @param count its length
   * @param into receives the fields
   * @return false when the line is no JSON object
   */
  boolean parse(byte[] bytes, int count, TrailRecord into) {
    line = bytes;
    length = count;
    at = 0;
    into.clear();
    try {
      object(into, -1);
      skipSpace();
      return at == length;
    } catch (Malformed e) {
      return false;
    }
  }

  /** Reads an object into the record, or into its finding {@code finding}. */
  private void object(TrailRecord into, int finding) throws Malformed {
    expect('{');
    if (peek() == '}') {
      at++;
      return;
    }
    while (true) {
      String name = string();
      expect(':');
      value(into, name, finding);
      if (peek() == ',') {
        at++;
      } else {
        expect('}');
        return;
      }
    }
  }

  private void value(TrailRecord into, String name, int finding) throws Malformed {
    byte first = peek();
    if (first == '"') {
      String value = string();
      if (finding < 0) {
        into.texts.put(name, value);
      } else {
        findingText(into, name, value, finding);
      }
    } else if (first == '[' && name.equals("findings") && finding < 0) {
      findings(into);
    } else if (first == '-' || (first >= '0' && first <= '9')) {
      long value = number();
      if (finding < 0) {
        into.numbers.put(name, value);
      } else if (name.equals("count")) {
        into.findingCounts[finding] = value;
      }
    } else {
      skip();
    }
  }

  private static void findingText(TrailRecord into, String name, String value, int finding) {
    if (name.equals("type")) {
      into.findingTypes[finding] = value;
    } else if (name.equals("class")) {
      into.findingClasses[finding] = value;
    } else if (name.equals("action")) {
      into.findingActions[finding] = value;
    }
  }

  private void findings(TrailRecord into) throws Malformed {
    expect('[');
    while (peek() != ']') {
      if (into.findings == TrailRecord.MAX_FINDINGS) {
        throw new Malformed();
      }
      int finding = into.findings++;
      into.findingTypes[finding] = "unknown";
      into.findingClasses[finding] = "unknown";
      into.findingActions[finding] = "unknown";
      into.findingCounts[finding] = 1;
      object(into, finding);
      if (peek() == ',') {
        at++;
      }
    }
    at++;
  }

  /** Passes over a value that the report does not need. */
  private void skip() throws Malformed {
    int depth = 0;
    do {
      byte b = peek();
      if (b == '"') {
        string();
      } else {
        if (b == '{' || b == '[') {
          depth++;
        } else if (b == '}' || b == ']') {
          depth--;
        }
        at++;
      }
    } while (depth > 0 || (peek() != ',' && peek() != '}' && peek() != ']'));
  }

  private long number() throws Malformed {
    boolean negative = line[at] == '-';
    if (negative) {
      at++;
    }
    long value = 0;
    while (at < length && line[at] >= '0' && line[at] <= '9') {
      value = value * 10 + (line[at++] - '0');
    }
    while (at < length && line[at] != ',' && line[at] != '}' && line[at] != ']') {
      at++; // a fraction or an exponent, which no counter has
    }
    return negative ? -value : value;
  }

  private String string() throws Malformed {
    expect('"');
    int start = at;
    while (at < length && line[at] != '"' && line[at] != '\\') {
      at++;
    }
    String plain = new String(line, start, at - start, StandardCharsets.UTF_8);
    if (at < length && line[at] == '"') {
      at++;
      return plain;
    }
    text.setLength(0);
    text.append(plain);
    return escaped();
  }

  private String escaped() throws Malformed {
    while (at < length) {
      byte b = line[at++];
      if (b == '"') {
        return text.toString();
      }
      if (b != '\\') {
        text.append((char) (b & 0xff)); // the trail's own lines are ASCII
      } else {
        escape();
      }
    }
    throw new Malformed();
  }

  private void escape() throws Malformed {
    if (at >= length) {
      throw new Malformed();
    }
    byte kind = line[at++];
    if (kind == 'u' && at + 4 <= length) {
      int value = 0;
      for (int i = 0; i < 4; i++) {
        int digit = Character.digit(line[at++], 16);
        if (digit < 0) {
          throw new Malformed();
        }
        value = value << 4 | digit;
      }
      text.append((char) value);
    } else {
      int plain = "\"\\/bfnrt".indexOf(kind);
      if (plain < 0) {
        throw new Malformed();
      }
      text.append("\"\\/\b\f\n\r\t".charAt(plain));
    }
  }

  private byte peek() throws Malformed {
    skipSpace();
    if (at >= length) {
      throw new Malformed();
    }
    return line[at];
  }

  private void expect(char wanted) throws Malformed {
    if (peek() != wanted) {
      throw new Malformed();
    }
    at++;
  }

  private void skipSpace() {
    while (at < length && (line[at] == ' ' || line[at] == '\t' || line[at] == '\r')) {
      at++;
    }
  }

  /** The line is no JSON object. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super(null, null, false, false);
    }
  }
}
