package dev.cordon.engine.policy;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.scan.Scanners;
import java.util.Map;
import java.util.TreeMap;

/** What a policy says, as a map that can be compared. */
final class Settings {
  private Settings() {}

  static Map<String, Object> of(Policy policy) {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("mode", policy.mode());
    settings.put("refusals", policy.stopMessage() + " " + policy.contact());
    CallerRules callers = policy.callers();
    settings.put("callers", callers != null && callers.deniesOthers());
    settings.put("requests", policy.requests().isEmpty());
    settings.put("on_error", policy.onError());
    settings.put("on_malformed", policy.onMalformed());
    settings.put("on_oversize", policy.onOversize());
    settings.put("on_unreadable", policy.onUnreadable());
    settings.put("on_unguarded", policy.onUnguarded());
    settings.put("on_unhooked", policy.onUnhooked());
    settings.put("on_unscannable", policy.onUnscannable());
    settings.put("max_body_bytes", policy.maxBodyBytes());
    settings.put("min_confidence", policy.minConfidence());
    settings.put("token_key", String.valueOf(policy.tokenKey()));
    settings.put("headers", policy.headers().redact() + " " + policy.headers().credentials());
    settings.put("trace", policy.sendsTraceContext("openai") + " " + policy.sendsBaggage("openai"));
    settings.put("query", policy.query().redact());
    settings.put("output", policy.scansOutput());
    settings.put("vault", policy.vaultValues() + " " + policy.vaultSeconds());
    for (DataType type : Scanners.types()) {
      settings.put("redact." + type.id(), policy.action(type, "openai"));
      settings.put("output." + type.id(), policy.outputAction(type));
    }
    return settings;
  }
}
