package dev.cordon.engine.policy;

import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.facts.Residency;
import dev.cordon.engine.policy.label.Accepted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a policy file's sections. Used once. */
final class PolicyReader {
  /** What people are told in one sentence. */
  private static final int LONGEST_LINE = 300;

  private final Problems problems;
  private final PolicyContext context;
  private final ReferredFiles files;
  private final Set<String> off = Scanners.optional();
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
    policy.profiles = Profiles.read(top);
    policy.redact = policy.profiles.redact(policy.redact);
    policy.outputRedact = policy.profiles.outputRedact(policy.outputRedact);
    policy.mode = orDefault(top.choice("mode", Mode.values()), policy.mode);
    policy.stopMessage = top.line("stop_message", LONGEST_LINE);
    policy.contact = top.line("contact", LONGEST_LINE);
    policy.onError = fallback(top, "on_error", policy.onError);
    policy.onMalformed = fallback(top, "on_malformed", policy.onMalformed);
    policy.onOversize = fallback(top, "on_oversize", policy.onOversize);
    policy.onPath = fallback(top, "on_path", policy.onPath);
    policy.onUnguarded =
        orDefault(top.choice("on_unguarded", Unguarded.values()), policy.onUnguarded);
    policy.onUnhooked = fallback(top, "on_unhooked", policy.onUnhooked);
    policy.onUnreadable = fallback(top, "on_unreadable", policy.onUnreadable);
    policy.onUnscannable = fallback(top, "on_unscannable", policy.onUnscannable);
    policy.maxBodyBytes =
        (int) top.number("max_body_bytes", Quantity.BYTES, 1, 1 << 30, policy.maxBodyBytes);
    policy.minConfidence =
        (int) top.number("min_confidence", Quantity.COUNT, 1, 100, policy.minConfidence);
    policy.tokenKeys =
        KeyReference.ring(
            top,
            "token_key",
            context.secrets(),
            "must be random, env:NAME or file:PATH, or a list of keys, the current one first");
    policy.tokenKey = policy.tokenKeys.isEmpty() ? null : policy.tokenKeys.get(0);
    policy.allowedValues = AllowedValues.read(top);
    DetectionReader.read(top, policy, off);
    policy.customTypes = CustomTypeReader.read(top, context.dataTypes(), files);
    policy.detectors = DetectorReader.read(top, files);
    boolean ownKey = top.has("token_key") && !top.texts("token_key").contains("random");
    RedactionReader redactions =
        new RedactionReader(context.dataTypes(), policy.customTypes, off, ownKey);
    policy.redact = redactions.read(top, "redact", policy.redact, Action.values());
    LabelReader labels = new LabelReader(redactions);
    policy.labels = labels.read(top);
    vendors(top, policy, redactions, labels);
    policy.residency = ResidencyReader.read(top);
    policy.connection = new ConnectionReader(files).read(top);
    policy.models = ModelRules.read(top);
    policy.requests = RequestRules.read(top);
    hosts(top, policy);
    head(top, policy);
    output(top, policy, redactions);
    policy.origins = OriginRules.read(top);
    policy.canaries = CanaryRules.read(top, files);
    policy.tools = ToolRules.read(top);
    new VaultReader(context.secrets()).read(top, policy);
    policy.audit = AuditRules.read(top, context);
    policy.alerts = AlertRules.read(top, policy.audit, context.secrets());
    policy.callers = new CallerReader(policy, context, vendorNames, redactions, labels).read(top);
    policy.encrypts = redactions.encrypts();
    LimitReader.read(top, policy);
    for (LimitRule limit : policy.limits) {
      policy.limitsByCaller |= limit.per().contains(LimitRule.Per.CALLER);
    }
    policy.exemptions = new ExemptionReader(policy).read(top, files, context.dataTypes());
    policy.routes = new RouteReader(policy, vendorNames, context.secrets()).read(top);
    policy.profiles.compare(top, policy);
    if (policy.mode == Mode.STOP) {
      leaveNoWay(policy);
    }
    return policy;
  }

  /** What a policy lets pass where a call can't be judged doesn't pass while all are stopped. */
  private static void leaveNoWay(PolicyBuilder policy) {
    policy.onError = Fallback.BLOCK;
    policy.onUnguarded = Unguarded.BLOCK;
    policy.onUnhooked = Fallback.BLOCK;
  }

  private void vendors(
      Section top, PolicyBuilder policy, RedactionReader redactions, LabelReader labels) {
    Section vendors = top.section("vendors", PolicyKeys.VENDORS);
    if (vendors == null) {
      return;
    }
    policy.vendors.allow.addAll(vendorList(vendors, "allow"));
    policy.vendors.facts = FactReader.facts(vendors, vendorNames);
    policy.vendors.prices = PriceReader.read(vendors, vendorNames);
    deny(vendors, policy.vendors);
    policy.vendors.trust.addAll(vendorList(vendors, "trust"));
    if (vendors.has("allow") && policy.vendors.allow.isEmpty()) {
      vendors.wrong("allow", "is empty; leave it out to allow every vendor");
    }
    contradictions(vendors, policy.vendors);
    policy.vendors.generallyAccepted = labels.accepted(vendors, null);
    Section rules = vendors.section("rules", null);
    if (rules == null) {
      return;
    }
    for (String vendor : rules.names()) {
      if (!McpName.isVendor(vendor, vendorNames)) {
        rules.wrongKey(vendor, "no such vendor" + Suggestion.text(vendor, vendorNames));
      }
      Section rule = rules.section(vendor, PolicyKeys.VENDOR_RULE);
      if (rule != null) {
        if (policy.vendors.trust.contains(vendor)) {
          rule.wrongKey(
              "redact",
              "\""
                  + vendor
                  + "\" is under vendors.trust, in line "
                  + vendors.itemLine("trust", vendor)
                  + ", where nothing is redacted");
        }
        policy.vendors.redact.put(
            vendor, redactions.read(rule, "redact", policy.redact, Action.values()));
        accepts(rule, vendor, policy.vendors, labels);
        Section headers = rule.section("headers", PolicyKeys.VENDOR_HEADERS);
        if (headers != null) {
          policy.vendors.headers.put(vendor, TraceRules.read(headers));
        }
      }
    }
  }

  /** What is refused to everybody can be neither allowed nor trusted. */
  private static void contradictions(Section vendors, VendorRules rules) {
    Section names = vendors.sectionOrNull("deny");
    Section deny = names == null ? vendors : names;
    String key = names == null ? "deny" : "vendors";
    for (String vendor : rules.allow) {
      if (rules.deny.contains(vendor)) {
        int line = deny.itemLine(key, vendor);
        vendors.wrongItem("allow", vendor, AllowDenyReader.denied(vendor, line));
      }
    }
    for (String vendor : rules.trust) {
      if (rules.deny.contains(vendor)) {
        int line = deny.itemLine(key, vendor);
        vendors.wrongItem("trust", vendor, AllowDenyReader.denied(vendor, line));
      } else if (!rules.allow.isEmpty() && !rules.allow.contains(vendor)) {
        int line = vendors.line("allow");
        vendors.wrongItem(
            "trust",
            vendor,
            "\"" + vendor + "\" is not among those of vendors.allow in line " + line);
      }
    }
  }

  private static void accepts(
      Section rule, String vendor, VendorRules vendors, LabelReader labels) {
    Accepted own = labels.accepted(rule, null);
    if (own != null) {
      vendors.accepted.put(vendor, own);
      if (vendors.trust.contains(vendor) && own.above() == Accepted.Above.REDACT) {
        rule.wrong(
            "accepts",
            "\""
                + vendor
                + "\" is under vendors.trust, where nothing is redacted; say above: refuse");
      }
    }
  }

  /** Vendors are denied by name in a list, by name and for what is known of them in a section. */
  private void deny(Section vendors, VendorRules rules) {
    Section deny = vendors.sectionOrNull("deny");
    if (deny == null) {
      rules.deny.addAll(vendorList(vendors, "deny"));
      return;
    }
    rules.deny.addAll(vendorList(deny, "vendors"));
    FactRules byFacts = new FactRules(rules.facts);
    FactReader.deny(vendors, byFacts);
    rules.byFacts = byFacts.isEmpty() ? null : byFacts;
  }

  private List<String> vendorList(Section section, String key) {
    List<String> vendors = section.texts(key);
    for (String vendor : vendors) {
      if (!McpName.isVendor(vendor, vendorNames)) {
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
      String denied = deniedVendor(policy, pattern);
      if (denied != null) {
        top.wrongItem(
            "ignore_hosts",
            pattern,
            "keeps calls to " + denied + " from being refused, as vendors.deny says");
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
      String denied = deniedVendor(policy, pattern);
      if (denied != null && !denied.equals(vendor)) {
        hosts.wrongKey(pattern, "is a host of " + denied + ", which vendors.deny refuses");
      }
      for (String ignored : policy.ignoredHosts) {
        if (ignores(ignored, pattern)) {
          hosts.wrongKey(
              pattern,
              "is never governed: ignore_hosts names \""
                  + ignored
                  + "\" in line "
                  + top.itemLine("ignore_hosts", ignored));
        }
      }
      List<String> paths = host == null ? new ArrayList<String>() : host.texts("paths");
      for (String path : paths) {
        if (!path.startsWith("/") && host != null) {
          host.wrong("paths", "a path begins with /");
        }
      }
      policy.hosts.add(new HostRule(pattern, vendor, paths, host == null ? null : region(host)));
    }
  }

  /** Returns a vendor that vendors.deny refuses and the catalogue has at such a host, or null. */
  private @Nullable String deniedVendor(PolicyBuilder policy, String pattern) {
    for (String vendor : vendorNames) {
      String denial = policy.vendors.denial(vendor, Lifted.NOTHING);
      if (denial == null || !denial.startsWith("vendors.deny")) {
        continue;
      }
      for (String host : VendorCatalogue.builtIn().patterns(vendor)) {
        if (ignores(pattern, host) || ignores(host, pattern)) {
          return vendor;
        }
      }
    }
    return null;
  }

  private static boolean ignores(String ignored, String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    String by = ignored.toLowerCase(Locale.ROOT);
    return lower.equals(by) || (by.startsWith("*.") && lower.endsWith(by.substring(1)));
  }

  static @Nullable String region(Section host) {
    String region = host.text("region");
    if (region != null && !Residency.isRegion(region)) {
      host.wrong("region", "must be a region of regions.txt or an ISO 3166-1 country such as NO");
      return null;
    }
    return region;
  }

  static boolean isHostPattern(String pattern) {
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
              headers.texts("remove"),
              headers.texts("text"));
      policy.vendors.generalHeaders = TraceRules.read(headers);
    }
    Section query = top.section("query", PolicyKeys.QUERY);
    if (query != null) {
      policy.query =
          new HeadRules(
              query.flag("redact", policy.query.redact()),
              true,
              query.texts("skip"),
              new ArrayList<String>(),
              new ArrayList<String>());
    }
  }

  private void output(Section top, PolicyBuilder policy, RedactionReader redactions) {
    Section output = top.section("output", PolicyKeys.OUTPUT);
    if (output != null) {
      Action[] allowed = {Action.ALLOW, Action.MASK, Action.REMOVE, Action.BLOCK};
      policy.outputScan = output.flag("scan", policy.outputScan);
      policy.outputRedact = redactions.read(output, "redact", policy.outputRedact, allowed);
      if (!policy.outputScan && changesAnything(output.sectionOrNull("redact"))) {
        output.wrong("redact", "has no effect without scan: true");
      }
      policy.links = LinkRules.read(output, policy.links);
      policy.output = OutputRules.read(output);
    }
  }

  private static boolean changesAnything(@Nullable Section redact) {
    if (redact != null) {
      for (String type : redact.names()) {
        Node action = redact.value(type);
        if (action instanceof ScalarNode && !((ScalarNode) action).getValue().equals("allow")) {
          return true;
        }
      }
    }
    return false;
  }

  private static Fallback fallback(Section top, String key, Fallback byDefault) {
    return orDefault(top.choice(key, Fallback.values()), byDefault);
  }

  private static <T> T orDefault(@Nullable T value, T byDefault) {
    return value == null ? byDefault : value;
  }
}
