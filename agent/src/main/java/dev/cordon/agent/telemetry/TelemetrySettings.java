package dev.cordon.agent.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
  private static final String NONE = "none";
  private static final String SUPPORTED = " otlp console ";
  private static final String LOGS = "otel.logs.exporter";
  private static final String CAPTURE = "otel.instrumentation.genai.capture.message.content";
  private static final String PROTOCOLS = "http/protobuf and grpc are";
  private static final String[] SIGNALS = {"traces", "metrics", "logs"};
  private static final String[] LIMITS = {
    "otel.attribute.value.length.limit", "otel.span.attribute.value.length.limit"
  };

  /** Characters. */
  private static final int MAX_MESSAGES = 65_536;

  private final boolean audit;
  private final boolean alerts;
  private final Map<String, String> environment;
  private final Map<String, String> values;

  TelemetrySettings(Map<String, String> environment, Properties properties) {
    this(environment, properties, false, false);
  }

  /**
   * Reads the settings.
   *
   * @param audit whether the policy wants audit records sent, whatever the settings say of logs
   * @param alerts whether the policy has alerts, which are log records unless the settings say no
   */
  TelemetrySettings(
      Map<String, String> environment, Properties properties, boolean audit, boolean alerts) {
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
    if (audit) {
      String named = found.get(LOGS);
      found.put(LOGS, named == null || named.equals(NONE) ? "otlp" : named + ",otlp");
    }
    this.audit = audit;
    this.alerts = alerts;
    values = found;
    this.environment = environment;
  }

  private static void put(Map<String, String> into, String name, String value) {
    if (!value.trim().isEmpty()) {
      into.put(name, value.trim());
    }
  }

  /** Tells whether anything is to be exported by our own SDK. */
  boolean exportsAny() {
    return exportsTraces() || exports("metrics") || exports("logs");
  }

  /** Tells whether spans are to be exported by our own SDK. */
  boolean exportsTraces() {
    return exports("traces");
  }

  /** Tells whether log records were asked for by name: they are a copy of the audit trail. */
  boolean exportsAudit() {
    return get(LOGS) != null && exports("logs");
  }

  /** Says where spans, metrics and log records go; an address without what may be a password. */
  String destination() {
    StringBuilder text = new StringBuilder();
    for (String signal : new String[] {"traces", "metrics", "logs"}) {
      if (exports(signal)) {
        text.append(text.length() == 0 ? "" : ", ").append(signal).append(" by ");
        text.append(exporters(signal)).append(address(signal));
      }
    }
    return text.length() == 0 ? "no export of its own" : text.toString();
  }

  private String address(String signal) {
    if (!names(signal, "otlp")) {
      return "";
    }
    String address = get("otel.exporter.otlp." + signal + ".endpoint");
    address = address == null ? get("otel.exporter.otlp.endpoint") : address;
    return address == null
        ? " to this machine"
        : " to " + address.replaceFirst("//[^/@]*@", "//").replaceFirst("[?#].*", "");
  }

  private boolean exports(String signal) {
    return !exporters(signal).equals(NONE);
  }

  /** Tells whether an exporter is to be used for a signal. */
  boolean names(String signal, String exporter) {
    return ("," + exporters(signal) + ",").contains("," + exporter + ",");
  }

  /**
   * Returns the exporters of a signal that we have, separated by commas, or {@code none}. Unlike
   * the specification's default, no endpoint means no export: an agent that nobody told where to
   * send doesn't knock on localhost.
   */
  private String exporters(String signal) {
    if (isDisabled() || unsupportedProtocol(signal) != null) {
      return NONE;
    }
    String named = get(PREFIX + signal + ".exporter");
    if (named == null) {
      boolean wanted = !signal.equals("logs") || capture().inEvent() || alerts;
      return wanted && hasEndpoint(signal) ? "otlp" : NONE;
    }
    StringBuilder known = new StringBuilder();
    for (String each : named.split(",")) {
      String name = each.trim().toLowerCase(Locale.ROOT);
      boolean again = ("," + known + ",").contains("," + name + ",");
      if (!again && SUPPORTED.contains(" " + name + " ")) {
        known.append(known.length() == 0 ? "" : ",").append(name);
      }
    }
    return known.length() == 0 ? NONE : known.toString();
  }

  private boolean isDisabled() {
    return Boolean.parseBoolean(get("otel.sdk.disabled"));
  }

  private boolean hasEndpoint(String signal) {
    return get("otel.exporter.otlp.endpoint") != null
        || get("otel.exporter.otlp." + signal + ".endpoint") != null;
  }

  /** Returns where messages are to be shown. */
  Capture capture() {
    Capture capture = Capture.of(get(CAPTURE));
    return capture == null ? Capture.NO_CONTENT : capture;
  }

  /**
   * Returns the most characters of messages in an attribute; a collector refuses exports of a few
   * megabytes. A shorter limit of the SDK would cut through the JSON, so it is ours too.
   */
  int captureLimit() {
    int limit = MAX_MESSAGES;
    for (String name : LIMITS) {
      String value = get(name);
      if (value != null) {
        try {
          limit = Math.min(limit, Math.max(0, Integer.parseInt(value)));
        } catch (NumberFormatException notANumber) {
          continue; // the SDK says so
        }
      }
    }
    return limit;
  }

  /** Returns a line for everything that was asked for and that we don't have. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (isDisabled()) {
      if (audit) {
        problems.add("audit records are not sent by OTLP (audit.otlp): OTEL_SDK_DISABLED is true");
      }
      return problems;
    }
    for (String signal : SIGNALS) {
      String protocol = unsupportedProtocol(signal);
      if (protocol != null && isAsked(signal)) {
        problems.add(
            signal + " are not exported: OTLP by " + protocol + " is not supported, " + PROTOCOLS);
      }
      String named = get(PREFIX + signal + ".exporter");
      for (String name : named == null ? new String[0] : named.split(",")) {
        String exporter = name.trim().toLowerCase(Locale.ROOT);
        if (!exporter.equals(NONE) && !SUPPORTED.contains(" " + exporter + " ")) {
          problems.add(
              signal + " are not exported to " + exporter + ", only to:" + SUPPORTED + NONE);
        }
      }
    }
    if (Capture.of(get(CAPTURE)) == null) {
      problems.add(
          "messages are not captured: the mode "
              + get(CAPTURE)
              + " is unknown, "
              + "NO_CONTENT, SPAN_ONLY, EVENT_ONLY and SPAN_AND_EVENT are known");
    }
    return problems;
  }

  private boolean isAsked(String signal) {
    String named = get(PREFIX + signal + ".exporter");
    return named == null ? !signal.equals("logs") && hasEndpoint(signal) : named.contains("otlp");
  }

  private @Nullable String unsupportedProtocol(String signal) {
    String protocol = get("otel.exporter.otlp." + signal + ".protocol");
    if (protocol == null) {
      protocol = get("otel.exporter.otlp.protocol");
    }
    return protocol == null || protocol.equals("http/protobuf") || protocol.equals("grpc")
        ? null
        : protocol;
  }

  /** Returns everything for the SDK's autoconfiguration, with our own defaults. */
  Map<String, String> forSdk() {
    Map<String, String> all = new HashMap<>(values);
    for (String signal : SIGNALS) {
      all.put(PREFIX + signal + ".exporter", exporters(signal));
    }
    all.put("otel.propagators", NONE);
    if (get("otel.metrics.exemplar.filter") == null) {
      // Written on a thread of our own, behind the calls: no span is current there.
      all.put("otel.metrics.exemplar.filter", "always_off");
    }
    if (get("otel.exporter.otlp.protocol") == null) {
      all.put("otel.exporter.otlp.protocol", "http/protobuf");
    }
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
