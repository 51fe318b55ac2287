package dev.cordon.agent.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Reads a line of a trail: one JSON object (RFC 8259) of texts, numbers and lists of findings. Not
 * thread-safe.
 */
final class RecordParser {
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

  private final JsonFactory json = new JsonFactory();

  /**
   * Reads a line.
   *
   * @param bytes holds the line
   * @param count its length
   * @param into receives the fields
   * @return false when the line is no JSON object
   */
  boolean parse(byte[] bytes, int count, TrailRecord into) {
    into.clear();
    try (JsonParser line = json.createParser(bytes, 0, count)) {
      if (line.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      for (String name = line.nextFieldName(); name != null; name = line.nextFieldName()) {
        if (!field(line, name, into)) {
          return false;
        }
      }
      into.nameParties();
      return line.nextToken() == null;
    } catch (IOException malformed) {
      return false;
    }
  }

  private static boolean field(JsonParser line, String name, TrailRecord into) throws IOException {
    JsonToken value = line.nextToken();
    if (value == JsonToken.VALUE_STRING) {
      into.texts.put(name, line.getText());
    } else if (value.isNumeric() && name.equals("cost_usd")) {
      into.numbers.put(TrailRecord.COST, nanos(line.getDecimalValue()));
    } else if (value.isNumeric()) {
      into.numbers.put(name, whole(line));
    } else if (value == JsonToken.START_ARRAY && name.equals("findings")) {
      return findings(line, into);
    } else if (value == JsonToken.START_ARRAY && name.equals("threats")) {
      return threats(line, into);
    } else if (value == JsonToken.START_ARRAY && TrailRecord.LISTS.contains(name)) {
      return texts(line, into.list(name));
    } else {
      line.skipChildren();
    }
    return true;
  }

  private static boolean texts(JsonParser line, List<String> into) throws IOException {
    while (line.nextToken() != JsonToken.END_ARRAY) {
      if (line.currentToken() != JsonToken.VALUE_STRING
          || into.size() == TrailRecord.MAX_FINDINGS) {
        return false;
      }
      into.add(line.getText());
    }
    return true;
  }

  private static boolean threats(JsonParser line, TrailRecord into) throws IOException {
    while (line.nextToken() != JsonToken.END_ARRAY) {
      if (line.currentToken() != JsonToken.START_OBJECT
          || into.threats.size() == TrailRecord.MAX_FINDINGS) {
        return false;
      }
      String threat = "unknown";
      String origin = "unknown";
      String action = "unknown";
      long count = 1;
      for (String name = line.nextFieldName(); name != null; name = line.nextFieldName()) {
        JsonToken value = line.nextToken();
        if (value == JsonToken.VALUE_STRING) {
          threat = name.equals("threat") ? line.getText() : threat;
          origin = name.equals("origin") ? line.getText() : origin;
          action = name.equals("action") ? line.getText() : action;
        } else if (value.isNumeric() && name.equals("count")) {
          count = whole(line);
        } else {
          line.skipChildren();
        }
      }
      into.threats.merge(threat + " (" + origin + ", " + action + ")", count, Long::sum);
    }
    return true;
  }

  private static boolean findings(JsonParser line, TrailRecord into) throws IOException {
    while (line.nextToken() != JsonToken.END_ARRAY) {
      if (line.currentToken() != JsonToken.START_OBJECT
          || into.findings == TrailRecord.MAX_FINDINGS) {
        return false;
      }
      finding(line, into, into.findings++);
    }
    return true;
  }

  private static void finding(JsonParser line, TrailRecord into, int finding) throws IOException {
    into.findingTypes[finding] = "unknown";
    into.findingClasses[finding] = "unknown";
    into.findingActions[finding] = "unknown";
    into.findingCounts[finding] = 1;
    for (String name = line.nextFieldName(); name != null; name = line.nextFieldName()) {
      JsonToken value = line.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        text(into, name, line.getText(), finding);
      } else if (value.isNumeric() && name.equals("count")) {
        into.findingCounts[finding] = whole(line);
      } else {
        line.skipChildren();
      }
    }
  }

  private static void text(TrailRecord into, String name, String value, int finding) {
    if (name.equals("type")) {
      into.findingTypes[finding] = value;
    } else if (name.equals("class")) {
      into.findingClasses[finding] = value;
    } else if (name.equals("action")) {
      into.findingActions[finding] = value;
    }
  }

  /** What some other writer calls a cost may be any number. */
  private static long nanos(BigDecimal dollars) {
    boolean sane = dollars.signum() >= 0 && dollars.compareTo(MOST) < 0 && dollars.scale() < 1000;
    return sane ? dollars.movePointRight(9).longValue() : 0;
  }

  /** Counters are whole; what some other writer adds may be any number. */
  private static long whole(JsonParser line) throws IOException {
    return line.getNumberType() == JsonParser.NumberType.LONG
            || line.getNumberType() == JsonParser.NumberType.INT
        ? line.getLongValue()
        : (long) line.getDoubleValue();
  }
}
