package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.call.Engine;
import dev.cordon.engine.call.EngineConfig;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The whole telemetry of a call of each form, with messages, as a collector gets it; decoded with
 * the protocol's own classes. {@code -Dcordon.forms=write} writes what is expected anew.
 */
class FormsTest {
  @TestFactory
  Stream<DynamicTest> eachFormHasItsTelemetry() throws IOException {
    List<Form> forms = Form.all();
    List<String> names = new ArrayList<>();
    List<String> telemetry = new ArrayList<>();
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      for (Form form : forms) {
        receiver.posts.clear();
        names.add(form.name());
        telemetry.add(telemetry(form, receiver));
      }
    }
    return Stream.iterate(0, i -> i < forms.size(), i -> i + 1)
        .map(
            i ->
                DynamicTest.dynamicTest(
                    names.get(i),
                    () -> {
                      if ("write".equals(System.getProperty("cordon.forms"))) {
                        forms.get(i).expect(telemetry.get(i));
                      } else {
                        assertEquals(forms.get(i).expected(), telemetry.get(i));
                      }
                    }));
  }

  @Test
  void everyFormatHasAForm() throws IOException {
    TreeSet<String> answered = new TreeSet<>();
    TreeSet<String> streamed = new TreeSet<>();
    for (Form form : Form.all()) {
      WireFormat format = WireFormats.catalogue().match(form.method(), form.path());
      String id = format == null ? WireFormats.catalogue().generic().id() : format.id();
      answered.add(id);
      if (form.streams()) {
        streamed.add(id);
      }
    }
    TreeSet<String> formats = new TreeSet<>();
    WireFormats.catalogue().ids().forEach(formats::add);
    assertEquals(formats, answered);
    TreeSet<String> streams = streamsOfThePage();
    streams.removeAll(streamed);
    assertEquals(Set.of(), streams, "formats without a streamed form");
  }

  /** The formats that docs/wire-formats.md says stream; another test keeps that table true. */
  private static TreeSet<String> streamsOfThePage() throws IOException {
    TreeSet<String> streams = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("../docs/wire-formats.md"))) {
      Matcher row = Pattern.compile("\\| `([a-z_.0-9]+)` \\|.*\\| (\\w.*) \\|").matcher(line);
      if (row.matches()) {
        streams.add(row.group(1));
      }
    }
    return streams;
  }

  private static String telemetry(Form form, OtlpReceiver receiver) throws IOException {
    List<String> notices = new ArrayList<>();
    Telemetry telemetry =
        Telemetry.start(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(),
                "OTEL_METRICS_EXPORTER", "none",
                "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "SPAN_AND_EVENT"),
            new Properties(),
            notices::add);
    Engine engine = Engine.start(new EngineConfig().captureContent(true).observer(telemetry));
    FormCall.plain(form, engine);
    telemetry.shutdown(20_000);
    assertEquals(List.of(), notices);
    StringBuilder text = new StringBuilder();
    List<Span> spans = receiver.spans();
    spans.stream().filter(s -> s.getParentSpanId().isEmpty()).forEach(s -> text.append(span(s)));
    spans.stream().filter(s -> !s.getParentSpanId().isEmpty()).forEach(s -> text.append(span(s)));
    for (LogRecord log : receiver.logs()) {
      text.append("event ").append(log.getEventName()).append('\n');
      text.append(attributes(log.getAttributesList(), "  ", true));
      for (KeyValue attribute : log.getAttributesList()) {
        if (attribute.getKey().endsWith("messages")) {
          assertTrue(attribute.getValue().hasArrayValue(), "events hold messages as values");
        }
      }
    }
    return text.toString()
        .replaceAll("(EMAIL)_[A-Z0-9]+", "$1_TOKEN")
        .replaceAll("hmac-sha256:[0-9a-f]{64}", "hmac-sha256:HASH")
        .replaceAll("(exchange.id|time_to_first_chunk|policy.version): .*", "$1: …");
  }

  private static String span(Span span) {
    StringBuilder text = new StringBuilder("span " + span.getName());
    text.append(' ').append(span.getKind().name().replace("SPAN_KIND_", ""));
    String status = span.getStatus().getCode().name().replace("STATUS_CODE_", "");
    text.append(' ').append(status).append('\n');
    text.append(attributes(span.getAttributesList(), "  ", false));
    for (Span.Event event : span.getEventsList()) {
      text.append("  event ").append(event.getName()).append('\n');
      text.append(attributes(event.getAttributesList(), "    ", false));
    }
    return text.toString();
  }

  /** Sorted; of events only what is not on the span: the messages are the same. */
  private static String attributes(List<KeyValue> attributes, String indent, boolean namesOnly) {
    TreeSet<String> lines = new TreeSet<>();
    for (KeyValue attribute : attributes) {
      String value = namesOnly ? "" : ": " + value(attribute.getValue());
      lines.add(indent + attribute.getKey() + value + "\n");
    }
    return String.join("", lines);
  }

  private static String value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> "" + value.getIntValue();
      case DOUBLE_VALUE -> "" + value.getDoubleValue();
      case BOOL_VALUE -> "" + value.getBoolValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(FormsTest::value)
              .collect(Collectors.joining(", ", "[", "]"));
      default -> throw new AssertionError(value);
    };
  }
}
