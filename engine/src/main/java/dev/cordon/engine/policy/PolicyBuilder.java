package dev.cordon.engine.policy;

import dev.cordon.engine.detect.ExternalDetectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers a policy's parts; what is not set keeps its default. Not changed once it has built. */
final class PolicyBuilder {
  static final int DEFAULT_BODY_BYTES = 32 << 20;

  String version = "default";
  @Nullable String unusable;
  Mode mode = Mode.ENFORCE;
  Fallback onError = Fallback.BLOCK;
  Fallback onMalformed = Fallback.BLOCK;
  Fallback onOversize = Fallback.BLOCK;
  Fallback onUnreadable = Fallback.BLOCK;
  Fallback onUnscannable = Fallback.ALLOW;
  int maxBodyBytes = DEFAULT_BODY_BYTES;
  int minConfidence = 50;
  @Nullable TokenKey tokenKey;
  RedactionRules redact = RedactionRules.builtIn();
  VendorRules vendors = new VendorRules();
  AllowedValues allowedValues = AllowedValues.NONE;
  Set<String> alsoDetect = new LinkedHashSet<>();
  List<CustomType> customTypes = new ArrayList<>();
  @Nullable ExternalDetectors detectors;
  List<HostRule> hosts = new ArrayList<>();
  Set<String> ignoredHosts = new LinkedHashSet<>();
  HeadRules headers =
      new HeadRules(true, false, Collections.<String>emptyList(), Collections.<String>emptyList());
  HeadRules query =
      new HeadRules(true, true, Collections.<String>emptyList(), Collections.<String>emptyList());
  boolean outputScan;
  RedactionRules outputRedact = outputBuiltIn();
  int vaultValues = 10_000;
  long vaultSeconds = 3600;
  @Nullable AuditRules audit;
  @Nullable RedisSettings redis;

  static RedactionRules outputBuiltIn() {
    RedactionRules rules = new RedactionRules(null);
    rules.put("default", Action.ALLOW);
    return rules;
  }

  Policy build() {
    return new Policy(this);
  }
}
