package dev.cordon.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.cordon.engine.detect.DataType;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** An object a line. */
final class JsonFindings extends FindingWriter {
  private final JsonGenerator json;

  JsonFindings(boolean values, PrintStream out) {
    super(values);
    try {
      json = new JsonFactory().createGenerator(out);
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      json.setRootValueSeparator(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void write(Place place, DataType type, int confidence, @Nullable String value) {
    try {
      json.writeStartObject();
      json.writeStringField("file", place.file);
      json.writeNumberField("line", place.line);
      json.writeNumberField("column", place.column);
      json.writeNumberField("length", place.length);
      json.writeStringField("type", type.id());
      json.writeNumberField("confidence", confidence);
      if (value != null) {
        json.writeStringField("value", value);
      }
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void end() {
    try {
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
