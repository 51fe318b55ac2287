package dev.cordon.agent.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans to Zipkin in its own JSON, version 2, as the OpenTelemetry specification maps them
 * ("OpenTelemetry to Zipkin Transformation"). For the one thread of the span processor.
 */
final class ZipkinExporter implements SpanExporter {
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

  private final Delivery delivery;

  private ZipkinExporter(Delivery delivery) {
    this.delivery = delivery;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    Json json = new Json();
    json.out.append('[');
    for (SpanData span : spans) {
      json.next();
      span(json, span);
    }
    json.out.append(']');
    delivery.deliver(json.out.toString().getBytes(StandardCharsets.UTF_8));
    return CompletableResultCode.ofSuccess();
  }

  private static void span(Json json, SpanData span) {
    json.open();
    json.field("traceId", span.getTraceId());
    json.field("id", span.getSpanId());
    if (span.getParentSpanContext().isValid()) {
      json.field("parentId", span.getParentSpanId());
    }
    json.field("name", span.getName());
    if (span.getKind() != SpanKind.INTERNAL) {
      json.field("kind", span.getKind().name());
    }
    long start = TimeUnit.NANOSECONDS.toMicros(span.getStartEpochNanos());
    long end = TimeUnit.NANOSECONDS.toMicros(span.getEndEpochNanos());
    json.number("timestamp", start);
    json.number("duration", Math.max(1, end - start));
    String service = span.getResource().getAttribute(SERVICE);
    json.key("localEndpoint").open();
    json.field("serviceName", service == null ? "unknown_service" : service);
    json.close();
    json.key("tags").open();
    tags(json, span);
    json.close();
    events(json, span.getEvents());
    json.close();
  }

  private static void tags(Json json, SpanData span) {
    for (Map.Entry<AttributeKey<?>, Object> tag : span.getAttributes().asMap().entrySet()) {
      json.field(tag.getKey().getKey(), text(tag.getValue()));
    }
    json.field("otel.scope.name", span.getInstrumentationScopeInfo().getName());
    StatusData status = span.getStatus();
    if (status.getStatusCode() == io.opentelemetry.api.trace.StatusCode.ERROR) {
      json.field("otel.status_code", "ERROR");
      json.field("error", status.getDescription());
    }
  }

  private static void events(Json json, List<EventData> events) {
    if (events.isEmpty()) {
      return;
    }
    json.key("annotations").out.append('[');
    json.comma = false;
    for (EventData event : events) {
      json.next().open();
      json.number("timestamp", TimeUnit.NANOSECONDS.toMicros(event.getEpochNanos()));
      json.field("value", "\"" + event.getName() + "\":" + object(event.getAttributes()));
      json.close();
    }
    json.out.append(']');
    json.comma = true;
  }

  private static String object(Attributes attributes) {
    Json json = new Json();
    json.open();
    for (Map.Entry<AttributeKey<?>, Object> one : attributes.asMap().entrySet()) {
      json.field(one.getKey().getKey(), text(one.getValue()));
    }
    json.close();
    return json.out.toString();
  }

  /** Arrays are written as JSON, as the specification says. */
  private static String text(Object value) {
    if (!(value instanceof List)) {
      return String.valueOf(value);
    }
    Json json = new Json();
    json.out.append('[');
    for (Object element : (List<?>) value) {
      json.next();
      if (element instanceof String) {
        json.string((String) element);
      } else {
        json.out.append(element);
      }
    }
    return json.out.append(']').toString();
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  /** Makes the exporter from {@code OTEL_EXPORTER_ZIPKIN_*}. */
  static final class Provider implements ConfigurableSpanExporterProvider {
    private static final long TIMEOUT_MILLIS = 10_000;

    private final Components components;

    Provider(Components components) {
      this.components = components;
    }

    @Override
    public String getName() {
      return "zipkin";
    }

    @Override
    public SpanExporter createExporter(ConfigProperties config) {
      String address =
          config.getString("otel.exporter.zipkin.endpoint", "http://localhost:9411/api/v2/spans");
      Duration timeout =
          config.getDuration("otel.exporter.zipkin.timeout", Duration.ofMillis(TIMEOUT_MILLIS));
      return new ZipkinExporter(components.delivery(new Target(endpoint(address), timeout), false));
    }

    private static URI endpoint(String address) {
      try {
        URI endpoint = URI.create(address);
        if (endpoint.getHost() != null) {
          return endpoint;
        }
      } catch (IllegalArgumentException malformed) {
        throw new ConfigurationException("otel.exporter.zipkin.endpoint is no address", malformed);
      }
      throw new ConfigurationException("otel.exporter.zipkin.endpoint is no address");
    }
  }

  /** Puts commas. */
  private static final class Json {
    final StringBuilder out = new StringBuilder(1024);
    boolean comma;

    Json next() {
      if (comma) {
        out.append(',');
      }
      comma = true;
      return this;
    }

    Json open() {
      out.append('{');
      comma = false;
      return this;
    }

    void close() {
      out.append('}');
      comma = true;
    }

    Json key(String name) {
      next();
      string(name);
      out.append(':');
      return this;
    }

    void field(String name, @Nullable String value) {
      key(name);
      string(value == null ? "" : value);
    }

    void number(String name, long value) {
      key(name).out.append(value);
    }

    void string(String text) {
      out.append('"');
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"' || c == '\\') {
          out.append('\\').append(c);
        } else if (c < ' ') {
          out.append("\\u00").append(c < 16 ? '0' : '1').append(Character.forDigit(c & 15, 16));
        } else {
          out.append(c);
        }
      }
      out.append('"');
    }
  }
}
