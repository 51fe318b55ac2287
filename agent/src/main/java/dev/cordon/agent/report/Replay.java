package dev.cordon.agent.report;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.facts.Residency;
import dev.cordon.engine.policy.Action;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.CallerRules;
import dev.cordon.engine.policy.Fallback;
import dev.cordon.engine.policy.HiddenAction;
import dev.cordon.engine.policy.InstructionAction;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Mode;
import dev.cordon.engine.policy.OriginRules;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.policy.route.Routes;
import dev.cordon.engine.text.Origin;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a policy about calls that a trail recorded, as far as records tell of them: in the order in
 * which a call itself is judged, as if the mode were {@code enforce} unless it is {@code stop} or
 * {@code off}. Not thread-safe.
 */
final class Replay {
  private static final String DENY = "vendors.deny";

  private final Policy policy;
  private final Map<String, DataType> types;
  private final ReplayLimits limits;
  private final VendorCatalogue vendors;
  private @Nullable CallerRule rule;
  private boolean unsure;

  Replay(Policy policy, Map<String, DataType> types) {
    this.policy = policy;
    this.types = types;
    this.vendors = VendorCatalogue.builtIn().with(policy);
    this.limits = new ReplayLimits(policy.limits());
  }

  /** Tells whether the last record didn't tell enough of who made the call. */
  boolean isUnsure() {
    return unsure;
  }

  /** Returns the key that would refuse a call, or null. */
  @Nullable String refusal(TrailRecord record) {
    unsure = false;
    rule = null;
    if (policy.mode() == Mode.STOP) {
      return "mode";
    }
    if (policy.mode() == Mode.OFF) {
      return null;
    }
    String early = beforeContent(record);
    String why = early == null ? content(record) : early;
    return why == null ? limits.refusal(record, rule) : why;
  }

  private @Nullable String beforeContent(TrailRecord record) {
    String vendor = record.textOrNull(TrailRecord.VENDOR);
    String denial = policy.denial(vendor);
    if (denial != null) {
      return denial;
    }
    if (isElsewhere(record, vendor)) {
      return "residency";
    }
    WireFormat format = WireFormats.catalogue().byId(record.text("format"));
    String form = format == null ? null : format.vendor();
    if (vendor == null && form != null && DENY.equals(policy.denial(form))) {
      return DENY;
    }
    denial = policy.requests().operationDenial(record.text("operation"));
    if (denial != null) {
      return denial;
    }
    CallerRules callers = policy.callers();
    if (callers != null) {
      RecordedCaller facts = new RecordedCaller(record);
      rule = callers.find(facts);
      unsure = facts.isUnsure() || (callers.namesKeysThemselves() && rule == null);
      if (rule == null) {
        return callers.deniesOthers() ? "callers.default" : null;
      }
      denial = rule.vendorDenial(vendor, Lifted.NOTHING);
      denial =
          denial == null ? rule.operationDenial(record.text("operation"), Lifted.NOTHING) : denial;
    }
    return denial;
  }

  /**
   * Tells whether a host is not known to be where the policy wants calls to go, and neither a route
   * nor the vendor's regional host would lead there.
   */
  private boolean isElsewhere(TrailRecord record, @Nullable String vendor) {
    Residency residency = policy.residency();
    String host = record.textOrNull("host");
    Routes routes = policy.routes();
    boolean routed = routes != null && vendor != null && routes.of(vendor) != null;
    if (residency == null || host == null || routed || VendorCatalogue.isThisMachine(host)) {
      return false;
    }
    // Bedrock's inference profiles are a part of the model's name.
    String path = "/model/" + record.text("model") + "/converse";
    boolean led = residency.usesRegionalHosts() && residency.regionalHost(host) != null;
    return !led && residency.objection(host, path, vendors.region(host, path)) != null;
  }

  private @Nullable String content(TrailRecord record) {
    String model = record.textOrNull("model");
    String denial = model == null ? null : modelDenial(sent(model));
    if (denial != null) {
      return denial;
    }
    String recorded = record.text("rule");
    if (isBlocked(recorded)) {
      return recorded;
    }
    if (record.number("request_bytes") > policy.maxBodyBytes()
        && policy.onOversize() == Fallback.BLOCK) {
      return "on_oversize";
    }
    for (int i = 0; i < record.findings; i++) {
      if (action(record, i) == Action.BLOCK) {
        return "redact." + record.findingTypes[i];
      }
    }
    if (hidden(record)) {
      return "hidden_text";
    }
    if (instructions(record)) {
      return "instructions";
    }
    return record.number("unscanned_bytes") > 0 && policy.onUnscannable() == Fallback.BLOCK
        ? "on_unscannable"
        : null;
  }

  private @Nullable String modelDenial(String model) {
    String denial = policy.models().denial(model);
    CallerRule known = rule;
    return denial != null || known == null ? denial : known.modelDenial(model, Lifted.NOTHING);
  }

  /** Returns the model that would be sent for one that is asked for. */
  String sent(String model) {
    String other = policy.models().replacement(model);
    return other == null ? model : other;
  }

  /** Tells whether what a record says of a call that could not be judged refuses it. */
  private boolean isBlocked(String recorded) {
    switch (recorded) {
      case "on_malformed":
        return policy.onMalformed() == Fallback.BLOCK;
      case "on_path":
        return policy.onPath() == Fallback.BLOCK;
      case "on_unreadable":
        return policy.onUnreadable() == Fallback.BLOCK;
      case "on_unhooked":
        return policy.onUnhooked() == Fallback.BLOCK;
      default:
        return false;
    }
  }

  private boolean hidden(TrailRecord record) {
    for (String threat : record.threats.keySet()) {
      for (Origin origin : Origin.values()) {
        if (threat.startsWith("hidden.")
            && threat.contains(" (" + origin.id() + ",")
            && policy.origins().hidden(origin) == HiddenAction.BLOCK) {
          return true;
        }
      }
    }
    return false;
  }

  /** A record doesn't say how strong they were: what both levels refuse is refused. */
  private boolean instructions(TrailRecord record) {
    OriginRules origins = policy.origins();
    for (String threat : record.threats.keySet()) {
      for (Origin origin : Origin.values()) {
        if (threat.startsWith("instruction.")
            && threat.contains(" (" + origin.id() + ",")
            && origins.instructions(origin, false) == InstructionAction.BLOCK
            && origins.instructions(origin, true) == InstructionAction.BLOCK) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns what becomes of a finding in the call that {@link #refusal} was asked about last. */
  Action action(TrailRecord record, int finding) {
    DataType type = types.get(record.findingTypes[finding]);
    String vendor = record.textOrNull(TrailRecord.VENDOR);
    return policy.action(type == null ? record.type(finding) : type, vendor, rule);
  }
}
