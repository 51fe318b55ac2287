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
          "profile",
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
          "internal_domains",
          "regions",
          "custom_types",
          "detectors",
          "labels",
          "vendors",
          "residency",
          "routes",
          "connection",
          "models",
          "callers",
          "limits",
          "exceptions",
          "requests",
          "hosts",
          "ignore_hosts",
          "headers",
          "query",
          "output",
          "untrusted",
          "hidden_text",
          "canaries",
          "tools",
          "instructions",
          "vault",
          "audit",
          "alerts",
          "keys");
  static final List<String> VENDORS =
      keys("allow", "deny", "trust", "accepts", "above", "rules", "facts", "prices");
  static final List<String> VENDOR_DENY =
      keys("vendors", "aggregators", "training", "retention_over", "headquarters", "without");
  static final List<String> VENDOR_FACT = keys("value", "date", "source");
  static final List<String> VENDOR_PRICE =
      keys("input", "cached", "cache_write", "long_cache_write", "output", "date", "source");
  static final List<String> VENDOR_RULE = keys("redact", "accepts", "above", "headers");
  static final List<String> LABELS =
      keys("others", "default", "types", "keys", "markers", "documents");
  static final List<String> VENDOR_HEADERS = keys("trace_context", "baggage");
  static final List<String> RESIDENCY = keys("in", "use_regional_host", "regional_hosts");
  static final List<String> ROUTE =
      keys(
          "url",
          "region",
          "credentials",
          "token",
          "set_headers",
          "secret_headers",
          "remove_headers");
  static final List<String> CONNECTION =
      keys("plain_http", "min_tls", "verification", "unseen", "pins", "client_certificates");
  static final List<String> CONNECTION_PINS = keys("sha256", "report_only");
  static final List<String> CONNECTION_CERTIFICATE = keys("cert_file", "key_file");
  static final List<String> MODELS = keys("allow", "deny", "replace", "deprecated");
  static final List<String> DEPRECATED = keys("until", "use");
  static final List<String> CALLERS = keys("default", "rules", "user_from");
  static final List<String> CALLER_RULE =
      keys(
          "classes",
          "services",
          "users",
          "keys",
          "paths",
          "vendors",
          "models",
          "operations",
          "tools",
          "redact",
          "labels");
  static final List<String> REQUESTS =
      keys(
          "store",
          "data_collection",
          "zdr",
          "user",
          "max_output_tokens",
          "required",
          "operations",
          "server_tools",
          "stored",
          "headers",
          "betas");
  static final List<String> REQUEST_HEADERS = keys("remove", "set");

  /** What stands beside limits' names. */
  static final List<String> LIMITS = keys("store", "on_store_failure");

  static final List<String> LIMIT = keys("allow", "per", "over", "burst");
  static final List<String> EXCEPTIONS = keys("file", "keys", "warn");

  /** The keys of the file with the exceptions. */
  static final List<String> EXCEPTIONS_FILE = keys("version", "exceptions");

  static final List<String> EXCEPTION_SCOPE =
      keys("vendors", "hosts", "callers", "services", "models", "types");
  static final List<String> EXCEPTION =
      keys(
          "rules",
          "owner",
          "reason",
          "approver",
          "from",
          "until",
          "vendors",
          "hosts",
          "callers",
          "services",
          "models",
          "types");
  static final List<String> ALLOW_DENY = keys("allow", "deny");
  static final List<String> HOST = keys("vendor", "paths", "region");
  static final List<String> HEADERS =
      keys("redact", "credentials", "text", "skip", "remove", "trace_context", "baggage");
  static final List<String> QUERY = keys("redact", "skip");
  static final List<String> OUTPUT =
      keys(
          "scan",
          "redact",
          "links",
          "allow_domains",
          "deny_patterns",
          "denied",
          "max_length",
          "language",
          "other_language");
  static final List<String> CANARIES =
      keys("values", "values_file", "prompts", "prompts_file", "request", "answer", "per_call");
  static final List<String> TOOLS =
      keys("allow", "deny", "known", "changed", "max_calls", "foreign_values");
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
      keys(
          "file",
          "max_bytes",
          "max_age",
          "retention",
          "key",
          "on_failure",
          "otlp",
          "user",
          "subjects");
  static final List<String> AUDIT_USER = keys("from", "store");
  static final List<String> ALERTS =
      keys("spike", "new", "learn", "refusals", "spending", "repeat", "webhook", "secret");
  static final List<String> KEYS = keys("revoked");
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
          "context",
          "label");
  static final List<String> DETECTORS = keys("jars", "use", "settings", "timeout", "on_failure");

  private PolicyKeys() {}

  /** Returns every key by its section's path; {@code *} stands for a name that the user chooses. */
  static Map<String, List<String>> sections() {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    sections.put("", TOP);
    sections.put("custom_types.*", CUSTOM_TYPE);
    sections.put("detectors", DETECTORS);
    sections.put("labels", LABELS);
    sections.put("vendors", VENDORS);
    sections.put("vendors.deny", VENDOR_DENY);
    sections.put("vendors.facts.*", FactKind.ids());
    sections.put("vendors.facts.*.*", VENDOR_FACT);
    sections.put("vendors.prices.*.*", VENDOR_PRICE);
    sections.put("vendors.rules.*", VENDOR_RULE);
    sections.put("vendors.rules.*.headers", VENDOR_HEADERS);
    sections.put("residency", RESIDENCY);
    sections.put("routes.*", ROUTE);
    sections.put("connection", CONNECTION);
    sections.put("connection.pins.*", CONNECTION_PINS);
    sections.put("connection.client_certificates.*", CONNECTION_CERTIFICATE);
    sections.put("models", MODELS);
    sections.put("models.deprecated.*", DEPRECATED);
    sections.put("callers", CALLERS);
    sections.put("callers.rules.*", CALLER_RULE);
    sections.put("callers.rules.*.vendors", ALLOW_DENY);
    sections.put("callers.rules.*.models", ALLOW_DENY);
    sections.put("callers.rules.*.operations", ALLOW_DENY);
    sections.put("callers.rules.*.tools", ALLOW_DENY);
    sections.put("limits", LIMITS);
    sections.put("limits.*", LIMIT);
    sections.put("exceptions", EXCEPTIONS);
    sections.put("requests", REQUESTS);
    sections.put("requests.operations", ALLOW_DENY);
    sections.put("requests.server_tools", ALLOW_DENY);
    sections.put("requests.stored", ALLOW_DENY);
    sections.put("requests.headers", REQUEST_HEADERS);
    sections.put("requests.betas", ALLOW_DENY);
    sections.put("hosts.*", HOST);
    sections.put("headers", HEADERS);
    sections.put("query", QUERY);
    sections.put("output", OUTPUT);
    sections.put("canaries", CANARIES);
    sections.put("tools", TOOLS);
    sections.put("vault", VAULT);
    sections.put("vault.redis", VAULT_REDIS);
    sections.put("audit", AUDIT);
    sections.put("audit.user", AUDIT_USER);
    sections.put("alerts", ALERTS);
    sections.put("keys", KEYS);
    return sections;
  }

  private static List<String> keys(String... keys) {
    return Collections.unmodifiableList(Arrays.asList(keys));
  }
}
