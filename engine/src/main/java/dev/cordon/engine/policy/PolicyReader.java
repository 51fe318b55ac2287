package dev.cordon.engine.policy;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.Scanners;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a policy file's sections. Used once. */
final class PolicyReader {
  private final Problems problems;
  private final PolicyContext context;
  private final ReferredFiles files;
  private final Set<String> off = Scanners.optional();
  private final TreeSet<String> typeNames = new TreeSet<>();
  private final TreeSet<String> vendorNames = new TreeSet<>();

  PolicyReader(Problems problems, PolicyContext context, ReferredFiles files) {
    this.problems = problems;
    this.context = context;
    this.files = files;
    vendorNames.addAll(context.vendors());
    vendorNames.add(VendorRules.UNKNOWN);
  }

  PolicyBuilder read(Node root) {
    PolicyBuilder policy = new PolicyBuilder();
    Section top = Section.of(root, "", problems, PolicyKeys.TOP);
    if (!top.has("version") && root instanceof MappingNode) {
      problems.add(root, "version", "is missing; the file must say version: 1");
    } else {
      top.number("version", Quantity.COUNT, 1, 1, 1);
    }
    policy.mode = orDefault(top.choice("mode", Mode.values()), policy.mode);
    policy.onError = fallback(top, "on_error", policy.onError);
    policy.onMalformed = fallback(top, "on_malformed", policy.onMalformed);
    policy.onOversize = fallback(top, "on_oversize", policy.onOversize);
    policy.onUnreadable = fallback(top, "on_unreadable", policy.onUnreadable);
    policy.onUnscannable = fallback(top, "on_unscannable", policy.onUnscannable);
    policy.maxBodyBytes =
        (int) top.number("max_body_bytes", Quantity.BYTES, 1, 1 << 30, policy.maxBodyBytes);
    policy.minConfidence =
        (int) top.number("min_confidence", Quantity.COUNT, 1, 100, policy.minConfidence);
    policy.tokenKey = KeyReference.read(top, "token_key", context.environment());
    policy.allowedValues = AllowedValues.read(top);
    alsoDetect(top, policy);
    policy.customTypes = CustomTypeReader.read(top, context.dataTypes(), files);
    policy.detectors = DetectorReader.read(top, files);
    gatherTypeNames(policy.customTypes);
    policy.redact = redact(top, "redact", policy.redact, Action.values());
    vendors(top, policy);
    hosts(top, policy);
    head(top, policy);
    output(top, policy);
    new VaultReader(context.environment()).read(top, policy);
    policy.audit = AuditRules.read(top, context);
    return policy;
  }

  private void alsoDetect(Section top, PolicyBuilder policy) {
    for (String type : top.texts("also_detect")) {
      if (off.remove(type)) {
        policy.alsoDetect.add(type);
      } else if (!policy.alsoDetect.contains(type)) {
        top.wrong(
            "also_detect",
            "no data type that is off by default: \"" + type + "\"" + Suggestion.text(type, off));
      }
    }
  }

  private void gatherTypeNames(List<CustomType> customTypes) {
    typeNames.addAll(context.dataTypes());
    for (CustomType custom : customTypes) {
      typeNames.add(custom.type().id());
    }
    for (DataClass dataClass : DataClass.values()) {
      typeNames.add(dataClass.id());
    }
    typeNames.add("default");
  }

  private RedactionRules redact(
      Section section, String key, RedactionRules below, Action[] allowed) {
    Section lines = section.section(key, null);
    if (lines == null) {
      return below;
    }
    RedactionRules rules = new RedactionRules(below);
    for (String name : lines.names()) {
      if (off.contains(name)) {
        lines.wrongKey(name, "is off by default; also_detect: [" + name + "] switches it on");
      } else if (!isTypeName(name)) {
        lines.wrongKey(name, "no such data type or class" + Suggestion.text(name, typeNames));
      }
      Action action = lines.choice(name, allowed);
      if (action != null) {
        rules.put(name, action);
      }
    }
    return rules;
  }

  private boolean isTypeName(String name) {
    if (context.dataTypes().isEmpty() || typeNames.contains(name)) {
      return true;
    }
    if (!name.endsWith("*")) {
      return false;
    }
    String prefix = name.substring(0, name.length() - 1);
    String next = typeNames.ceiling(prefix);
    return next != null && next.startsWith(prefix);
  }

  private void vendors(Section top, PolicyBuilder policy) {
    Section vendors = top.section("vendors", PolicyKeys.VENDORS);
    if (vendors == null) {
      return;
    }
    policy.vendors.allow.addAll(vendorList(vendors, "allow"));
    policy.vendors.deny.addAll(vendorList(vendors, "deny"));
    policy.vendors.trust.addAll(vendorList(vendors, "trust"));
    if (vendors.has("allow") && policy.vendors.allow.isEmpty()) {
      vendors.wrong("allow", "is empty; leave it out to allow every vendor");
    }
    Section rules = vendors.section("rules", null);
    if (rules == null) {
      return;
    }
    for (String vendor : rules.names()) {
      if (!vendorNames.contains(vendor)) {
        rules.wrongKey(vendor, "no such vendor" + Suggestion.text(vendor, vendorNames));
      }
      Section rule = rules.section(vendor, PolicyKeys.VENDOR_RULE);
      if (rule != null) {
        policy.vendors.redact.put(vendor, redact(rule, "redact", policy.redact, Action.values()));
        Section headers = rule.section("headers", PolicyKeys.VENDOR_HEADERS);
        if (headers != null) {
          policy.vendors.headers.put(vendor, TraceRules.read(headers));
        }
      }
    }
  }

  private List<String> vendorList(Section section, String key) {
    List<String> vendors = section.texts(key);
    for (String vendor : vendors) {
      if (!vendorNames.contains(vendor)) {
        section.wrong(
            key, "no such vendor: \"" + vendor + "\"" + Suggestion.text(vendor, vendorNames));
      }
    }
    return vendors;
  }

  private void hosts(Section top, PolicyBuilder policy) {
    policy.ignoredHosts.addAll(top.texts("ignore_hosts"));
    for (String pattern : policy.ignoredHosts) {
      if (!isHostPattern(pattern)) {
        top.wrong("ignore_hosts", "\"" + pattern + "\" is no host and no *.suffix");
      }
    }
    Section hosts = top.section("hosts", null);
    if (hosts == null) {
      return;
    }
    for (String pattern : hosts.names()) {
      if (!isHostPattern(pattern)) {
        hosts.wrongKey(pattern, "is no host and no *.suffix");
      }
      Section host = null;
      String vendor;
      if (hosts.value(pattern) instanceof MappingNode) {
        host = hosts.section(pattern, PolicyKeys.HOST);
        vendor = host == null ? null : host.text("vendor");
      } else {
        vendor = hosts.text(pattern);
      }
      if (vendor == null || !vendorNames.contains(vendor)) {
        hosts.wrong(
            pattern,
            "must name a vendor" + (vendor == null ? "" : Suggestion.text(vendor, vendorNames)));
        continue;
      }
      List<String> paths = host == null ? new ArrayList<String>() : host.texts("paths");
      for (String path : paths) {
        if (!path.startsWith("/") && host != null) {
          host.wrong("paths", "a path begins with /");
        }
      }
      policy.hosts.add(new HostRule(pattern, vendor, paths));
    }
  }

  private static boolean isHostPattern(String pattern) {
    String host = pattern.startsWith("*.") ? pattern.substring(2) : pattern;
    if (host.isEmpty()) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_' && c != ':') {
        return false;
      }
    }
    return true;
  }

  private void head(Section top, PolicyBuilder policy) {
    Section headers = top.section("headers", PolicyKeys.HEADERS);
    if (headers != null) {
      policy.headers =
          new HeadRules(
              headers.flag("redact", policy.headers.redact()),
              headers.flag("credentials", policy.headers.credentials()),
              headers.texts("skip"),
              headers.texts("remove"));
      policy.vendors.generalHeaders = TraceRules.read(headers);
    }
    Section query = top.section("query", PolicyKeys.QUERY);
    if (query != null) {
      policy.query =
          new HeadRules(
              query.flag("redact", policy.query.redact()),
              true,
              query.texts("skip"),
              new ArrayList<String>());
    }
  }

  private void output(Section top, PolicyBuilder policy) {
    Section output = top.section("output", PolicyKeys.OUTPUT);
    if (output != null) {
      Action[] allowed = {Action.ALLOW, Action.MASK, Action.REMOVE};
      policy.outputScan = output.flag("scan", policy.outputScan);
      policy.outputRedact = redact(output, "redact", policy.outputRedact, allowed);
    }
  }

  private static Fallback fallback(Section top, String key, Fallback byDefault) {
    return orDefault(top.choice(key, Fallback.values()), byDefault);
  }

  private static <T> T orDefault(@Nullable T value, T byDefault) {
    return value == null ? byDefault : value;
  }
}
