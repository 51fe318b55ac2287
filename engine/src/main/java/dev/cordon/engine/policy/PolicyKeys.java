package dev.cordon.engine.policy;

import dev.cordon.engine.facts.FactKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every key that a policy file may hold, by section. {@code docs/configuration.md} lists them. */
final class PolicyKeys {
  static final List<String> TOP =
      keys(
          "version",
          "mode",
          "stop_message",
          "contact",
          "on_error",
          "on_malformed",
          "on_oversize",
          "on_unreadable",
          "on_path",
          "on_unguarded",
          "on_unhooked",
          "on_unscannable",
          "max_body_bytes",
          "min_confidence",
          "token_key",
          "redact",
          "allow_values",
          "allow_domains",
          "allow_patterns",
          "also_detect",
          "custom_types",
          "detectors",
          "vendors",
          "residency",
          "models",
          "callers",
          "limits",
          "requests",
          "hosts",
          "ignore_hosts",
          "headers",
          "query",
          "output",
          "untrusted",
          "hidden_text",
          "vault",
          "audit");
  static final List<String> VENDORS = keys("allow", "deny", "trust", "rules", "facts");
  static final List<String> VENDOR_DENY =
      keys("vendors", "aggregators", "training", "retention_over", "headquarters", "without");
  static final List<String> VENDOR_FACT = keys("value", "date", "source");
  static final List<String> VENDOR_RULE = keys("redact", "headers");
  static final List<String> VENDOR_HEADERS = keys("trace_context", "baggage");
  static final List<String> MODELS = keys("allow", "deny", "replace");
  static final List<String> CALLERS = keys("default", "rules", "user_from");
  static final List<String> CALLER_RULE =
      keys(
          "classes",
          "services",
          "users",
          "keys",
          "vendors",
          "models",
          "operations",
          "redact",
          "labels");
  static final List<String> REQUESTS = keys("store", "data_collection", "user", "server_tools");
  static final List<String> LIMIT = keys("allow", "per", "over");
  static final List<String> ALLOW_DENY = keys("allow", "deny");
  static final List<String> HOST = keys("vendor", "paths", "region");
  static final List<String> HEADERS =
      keys("redact", "credentials", "text", "skip", "remove", "trace_context", "baggage");
  static final List<String> QUERY = keys("redact", "skip");
  static final List<String> OUTPUT = keys("scan", "redact", "links", "allow_domains");
  static final List<String> VAULT = keys("max_values", "ttl", "redis");
  static final List<String> VAULT_REDIS =
      keys(
          "url",
          "topology",
          "nodes",
          "master",
          "password",
          "sentinel_password",
          "ca_file",
          "cert_file",
          "key_file",
          "encryption_key",
          "prefix",
          "connect_timeout",
          "read_timeout",
          "connections");
  static final List<String> AUDIT =
      keys("file", "max_bytes", "max_age", "retention", "key", "on_failure", "otlp", "user");
  static final List<String> AUDIT_USER = keys("from", "store");
  static final List<String> CUSTOM_TYPE =
      keys(
          "title",
          "token",
          "class",
          "severity",
          "confidence",
          "regex",
          "keywords",
          "keys",
          "values",
          "values_file",
          "context");
  static final List<String> DETECTORS = keys("jars", "use", "timeout", "on_failure");

  private PolicyKeys() {}

  /** Returns every key by its section's path; {@code *} stands for a name that the user chooses. */
  static Map<String, List<String>> sections() {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    sections.put("", TOP);
    sections.put("custom_types.*", CUSTOM_TYPE);
    sections.put("detectors", DETECTORS);
    sections.put("vendors", VENDORS);
    sections.put("vendors.deny", VENDOR_DENY);
    sections.put("vendors.facts.*", FactKind.ids());
    sections.put("vendors.facts.*.*", VENDOR_FACT);
    sections.put("vendors.rules.*", VENDOR_RULE);
    sections.put("vendors.rules.*.headers", VENDOR_HEADERS);
    sections.put("models", MODELS);
    sections.put("callers", CALLERS);
    sections.put("callers.rules.*", CALLER_RULE);
    sections.put("callers.rules.*.vendors", ALLOW_DENY);
    sections.put("callers.rules.*.models", ALLOW_DENY);
    sections.put("callers.rules.*.operations", ALLOW_DENY);
    sections.put("limits.*", LIMIT);
    sections.put("requests", REQUESTS);
    sections.put("requests.server_tools", ALLOW_DENY);
    sections.put("hosts.*", HOST);
    sections.put("headers", HEADERS);
    sections.put("query", QUERY);
    sections.put("output", OUTPUT);
    sections.put("vault", VAULT);
    sections.put("vault.redis", VAULT_REDIS);
    sections.put("audit", AUDIT);
    sections.put("audit.user", AUDIT_USER);
    return sections;
  }

  private static List<String> keys(String... keys) {
    return Collections.unmodifiableList(Arrays.asList(keys));
  }
}
