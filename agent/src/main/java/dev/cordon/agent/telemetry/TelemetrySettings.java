package dev.cordon.agent.telemetry;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The {@code OTEL_*} variables and {@code otel.*} properties, properties first, under the names of
 * properties. Immutable.
 *
 * <p>Source: OpenTelemetry specification, "Environment Variable Specification" and "OpenTelemetry
 * Protocol Exporter".
 */
final class TelemetrySettings {
  private static final String PREFIX = "otel.";
  private final Map<String, String> environment;
  private final Map<String, String> values;

  TelemetrySettings(Map<String, String> environment, Properties properties) {
    Map<String, String> found = new HashMap<>();
    for (Map.Entry<String, String> entry : environment.entrySet()) {
      if (entry.getKey().startsWith("OTEL_")) {
        put(found, entry.getKey().toLowerCase(Locale.ROOT).replace('_', '.'), entry.getValue());
      }
    }
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        put(found, name.replace('-', '.'), properties.getProperty(name, ""));
      }
    }
    values = found;
    this.environment = environment;
  }

  private static void put(Map<String, String> into, String name, String value) {
    if (!value.trim().isEmpty()) {
      into.put(name, value.trim());
    }
  }

  /** Tells whether spans are to be exported by our own SDK. */
  boolean exportsTraces() {
    return exports("traces");
  }

  /** Tells whether metrics are to be exported by our own SDK. */
  boolean exportsMetrics() {
    return exports("metrics");
  }

  /**
   * Unlike the specification's default, no endpoint means no export: an agent that nobody told
   * where to send doesn't knock on localhost.
   */
  private boolean exports(String signal) {
    if (Boolean.parseBoolean(get("otel.sdk.disabled"))) {
      return false;
    }
    String exporters = get(PREFIX + signal + ".exporter");
    if (exporters != null) {
      return names(exporters, "otlp");
    }
    return get("otel.exporter.otlp.endpoint") != null
        || get("otel.exporter.otlp." + signal + ".endpoint") != null;
  }

  private static boolean names(String list, String wanted) {
    for (String name : list.split(",")) {
      if (name.trim().equalsIgnoreCase(wanted)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells whether spans are to carry the messages, in their redacted form. Values: those of the
   * GenAI instrumentations, {@code SPAN_ONLY} and {@code SPAN_AND_EVENT}, and the older {@code
   * true}.
   */
  boolean capturesContent() {
    String mode = get("otel.instrumentation.genai.capture.message.content");
    return mode != null
        && (mode.equalsIgnoreCase("span_only")
            || mode.equalsIgnoreCase("span_and_event")
            || mode.equalsIgnoreCase("true"));
  }

  /** Returns why nothing can be exported the way it was asked for, or null. */
  @Nullable String unsupported() {
    String protocol = null;
    if (exportsTraces()) {
      protocol = protocol("traces");
    }
    if (protocol == null && exportsMetrics()) {
      protocol = protocol("metrics");
    }
    return protocol;
  }

  private @Nullable String protocol(String signal) {
    String protocol = get("otel.exporter.otlp." + signal + ".protocol");
    if (protocol == null) {
      protocol = get("otel.exporter.otlp.protocol");
    }
    return protocol == null || protocol.equals("http/protobuf") ? null : protocol;
  }

  /** Returns everything for the SDK's autoconfiguration, with our own defaults. */
  Map<String, String> forSdk() {
    Map<String, String> all = new HashMap<>(values);
    all.put("otel.traces.exporter", exportsTraces() ? "otlp" : "none");
    all.put("otel.metrics.exporter", exportsMetrics() ? "otlp" : "none");
    all.put("otel.logs.exporter", "none");
    all.put("otel.propagators", "none");
    all.put("otel.exporter.otlp.protocol", "http/protobuf");
    // Declarative configuration is not on board; an empty name is the same as none.
    all.put("otel.config.file", "");
    all.put("otel.experimental.config.file", "");
    return all;
  }

  /** Returns the environment variables. */
  Map<String, String> environment() {
    return environment;
  }

  /** Returns a setting, or null. */
  @Nullable String get(String name) {
    return values.get(name);
  }
}
