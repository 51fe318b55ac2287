package dev.cordon.engine.policy;

import dev.cordon.engine.detect.external.ExternalDetectors;
import dev.cordon.engine.facts.Residency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers a policy's parts; what is not set keeps its default. Not changed once it has built. */
final class PolicyBuilder {
  static final int DEFAULT_BODY_BYTES = 32 << 20;

  private static final List<String> NO_NAMES = Collections.emptyList();

  String version = "default";
  @Nullable String unusable;
  Mode mode = Mode.ENFORCE;
  @Nullable String stopMessage;
  @Nullable String contact;
  Fallback onError = Fallback.BLOCK;
  Fallback onMalformed = Fallback.BLOCK;
  Fallback onOversize = Fallback.BLOCK;
  Fallback onUnhooked = Fallback.BLOCK;
  Unguarded onUnguarded = Unguarded.REPORT;
  Fallback onUnreadable = Fallback.BLOCK;
  Fallback onPath = Fallback.BLOCK;
  Fallback onUnscannable = Fallback.ALLOW;
  int maxBodyBytes = DEFAULT_BODY_BYTES;
  int minConfidence = 50;
  @Nullable TokenKey tokenKey;
  RedactionRules redact = RedactionRules.builtIn();
  VendorRules vendors = new VendorRules();
  @Nullable Residency residency;
  ModelRules models = ModelRules.NONE;
  RequestRules requests = RequestRules.NONE;
  @Nullable CallerRules callers;
  @Nullable UserRules callerUsers;
  List<LimitRule> limits = Collections.emptyList();
  boolean limitsByCaller;
  AllowedValues allowedValues = AllowedValues.NONE;
  Set<String> alsoDetect = new LinkedHashSet<>();
  List<CustomType> customTypes = new ArrayList<>();
  @Nullable ExternalDetectors detectors;
  List<HostRule> hosts = new ArrayList<>();
  Set<String> ignoredHosts = new LinkedHashSet<>();
  HeadRules headers = new HeadRules(true, false, NO_NAMES, NO_NAMES, NO_NAMES);
  HeadRules query = new HeadRules(true, true, NO_NAMES, NO_NAMES, NO_NAMES);
  boolean outputScan;
  RedactionRules outputRedact = outputBuiltIn();
  OriginRules origins = OriginRules.BUILT_IN;
  LinkRules links = new LinkRules(LinkAction.REPORT, NO_NAMES);
  int vaultValues = 10_000;
  long vaultSeconds = 3600;
  @Nullable AuditRules audit;
  @Nullable RedisSettings redis;

  static RedactionRules outputBuiltIn() {
    RedactionRules rules = new RedactionRules(null);
    rules.put("default", Action.ALLOW);
    return rules;
  }

  /** Returns where users are learnt from. */
  @Nullable UserRules users() {
    UserRules own = callerUsers;
    AuditRules trail = audit;
    return own != null || trail == null ? own : trail.user();
  }

  Policy build() {
    return new Policy(this);
  }
}
