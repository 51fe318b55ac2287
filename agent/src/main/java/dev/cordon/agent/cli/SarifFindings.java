package dev.cordon.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** SARIF 2.1.0 (OASIS), which code hosts show beside the lines. */
final class SarifFindings extends FindingWriter {
  private final JsonGenerator json;
  private final Map<String, DataType> rules = new TreeMap<String, DataType>();

  SarifFindings(boolean values, PrintStream out) {
    super(values);
    try {
      json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      json.writeStartObject();
      json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      json.writeStartObject();
      json.writeStringField("columnKind", "utf16CodeUnits");
      json.writeArrayFieldStart("results");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void write(Place place, DataType type, int confidence, @Nullable String value) {
    rules.put(type.id(), type);
    try {
      json.writeStartObject();
      json.writeStringField("ruleId", type.id());
      json.writeStringField("level", level(type));
      json.writeObjectFieldStart("message");
      String what = type.id() + " (" + place.length + " characters)";
      json.writeStringField("text", value == null ? what : what + ": " + value);
      json.writeEndObject();
      location(place);
      json.writeObjectFieldStart("properties");
      json.writeNumberField("confidence", confidence);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void location(Place place) throws IOException {
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", uri(place.file));
    json.writeEndObject();
    json.writeObjectFieldStart("region");
    json.writeNumberField("startLine", place.line);
    json.writeNumberField("startColumn", place.column);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  @Override
  void end() {
    try {
      json.writeEndArray();
      json.writeObjectFieldStart("tool");
      json.writeObjectFieldStart("driver");
      json.writeStringField("name", "Cordon");
      String version = SarifFindings.class.getPackage().getImplementationVersion();
      if (version != null) {
        json.writeStringField("version", version);
      }
      json.writeArrayFieldStart("rules");
      for (DataType type : rules.values()) {
        json.writeStartObject();
        json.writeStringField("id", type.id());
        json.writeObjectFieldStart("properties");
        json.writeStringField("class", type.dataClass().id());
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String level(DataType type) {
    return type.severity() == Severity.LOW
        ? "note"
        : type.severity() == Severity.MEDIUM ? "warning" : "error";
  }

  private static String uri(String file) {
    try {
      Path path = Paths.get(file);
      if (path.isAbsolute()) {
        return path.toUri().toString();
      }
      String plain = path.normalize().toString().replace('\\', '/');
      return new URI(null, null, plain, null).toASCIIString();
    } catch (InvalidPathException | URISyntaxException e) {
      return "-";
    }
  }
}
