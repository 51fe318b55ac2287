package dev.cordon.engine.policy;

import dev.cordon.engine.connection.ConnectionRules;
import dev.cordon.engine.detect.external.ExternalDetectors;
import dev.cordon.engine.facts.Residency;
import dev.cordon.engine.policy.label.LabelRules;
import dev.cordon.engine.policy.route.Routes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers a policy's parts; what is not set keeps its default. Not changed once it has built. */
final class PolicyBuilder implements Cloneable {
  static final int DEFAULT_BODY_BYTES = 32 << 20;

  private static final List<String> NO_NAMES = Collections.emptyList();

  String version = "default";
  @Nullable String unusable;
  Profiles profiles = Profiles.NONE;
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
  List<TokenKey> tokenKeys = Collections.emptyList();
  boolean encrypts;
  RedactionRules redact = RedactionRules.builtIn();
  @Nullable LabelRules labels;
  VendorRules vendors = new VendorRules();
  @Nullable Residency residency;
  @Nullable Routes routes;
  ConnectionRules connection = ConnectionRules.BUILT_IN;
  ModelRules models = ModelRules.NONE;
  RequestRules requests = RequestRules.NONE;
  @Nullable CallerRules callers;
  @Nullable UserRules callerUsers;
  List<LimitRule> limits = Collections.emptyList();
  boolean limitsByCaller;
  @Nullable LimitStore limitStore;
  Exemptions exemptions = Exemptions.NONE;
  AllowedValues allowedValues = AllowedValues.NONE;
  Set<String> alsoDetect = new LinkedHashSet<>();
  Set<String> internalDomains = new LinkedHashSet<>();
  @Nullable Set<String> regions;
  List<CustomType> customTypes = new ArrayList<>();
  @Nullable ExternalDetectors detectors;
  List<HostRule> hosts = new ArrayList<>();
  Set<String> ignoredHosts = new LinkedHashSet<>();
  HeadRules headers = new HeadRules(true, false, NO_NAMES, NO_NAMES, NO_NAMES);
  HeadRules query = new HeadRules(true, true, NO_NAMES, NO_NAMES, NO_NAMES);
  boolean outputScan;
  RedactionRules outputRedact = outputBuiltIn();
  OriginRules origins = OriginRules.BUILT_IN;
  @Nullable CanaryRules canaries;
  @Nullable ToolRules tools;
  LinkRules links = new LinkRules(LinkAction.REPORT, NO_NAMES);
  OutputRules output = OutputRules.NONE;
  int vaultValues = 10_000;
  long vaultSeconds = 3600;
  @Nullable AuditRules audit;
  @Nullable AlertRules alerts;
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

  /** Returns another builder of the same parts. */
  PolicyBuilder copy() {
    try {
      return (PolicyBuilder) clone();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  Policy build() {
    return new Policy(this);
  }
}
