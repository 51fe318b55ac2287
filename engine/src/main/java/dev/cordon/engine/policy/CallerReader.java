package dev.cordon.engine.policy;

import dev.cordon.engine.policy.match.AllowDeny;
import dev.cordon.engine.policy.match.ClassPattern;
import dev.cordon.engine.policy.match.NamePattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Reads who may make AI calls. Used once. */
final class CallerReader {
  /** The operations of the wire formats' catalogue. */
  static final List<String> OPERATIONS =
      Collections.unmodifiableList(
          Arrays.asList(
              "batch",
              "chat",
              "count_tokens",
              "create_agent",
              "create_cache",
              "create_conversation",
              "create_session",
              "create_vector_store",
              "delete",
              "embeddings",
              "execute_tool",
              "fetch_response",
              "fine_tune",
              "generate_content",
              "invoke_agent",
              "list",
              "manage_store",
              "moderation",
              "rerank",
              "retrieval",
              "retrieve",
              "text_completion",
              "upload",
              "upsert",
              "unknown"));

  private static final List<String> WHO = PolicyKeys.CALLER_RULE.subList(0, 5);

  private final PolicyBuilder policy;
  private final PolicyContext context;
  private final Set<String> vendorNames;
  private final RedactionReader redactions;
  private final LabelReader labels;
  private final List<CallerRule> rules = new ArrayList<>();
  private boolean users;
  private boolean fingerprints;

  /** What becomes of callers that no rule names. */
  private enum Others {
    ALLOW,
    DENY
  }

  /**
   * Reads a section.
   *
   * @param policy the rest of the policy, which was read before
   * @param vendorNames what may be named as a vendor
   * @param redactions reads actions by type
   * @param labels reads labels
   */
  CallerReader(
      PolicyBuilder policy,
      PolicyContext context,
      Set<String> vendorNames,
      RedactionReader redactions,
      LabelReader labels) {
    this.policy = policy;
    this.context = context;
    this.vendorNames = vendorNames;
    this.redactions = redactions;
    this.labels = labels;
  }

  /** Returns the rules; null when there are none. */
  @Nullable CallerRules read(Section top) {
    Section callers = top.section("callers", PolicyKeys.CALLERS);
    if (callers == null) {
      return null;
    }
    boolean denies = callers.choice("default", Others.values()) == Others.DENY;
    Section named = callers.section("rules", null);
    if (named != null) {
      for (String name : named.names()) {
        rule(named, name);
      }
    }
    if (denies && rules.isEmpty()) {
      callers.wrong(
          "default", "is deny and callers.rules names nobody; mode: stop refuses every call");
    }
    AuditRules audit = policy.audit;
    policy.callerUsers = UserRules.readSources(callers, "user_from");
    UserRules from = policy.users();
    if (users && from == null) {
      callers.wrong("rules", "names users; callers.user_from must say where they are learnt");
    }
    TokenKey trailKey = audit == null ? null : audit.key();
    if (fingerprints && trailKey == null) {
      callers.wrong(
          "rules", "names keys by fingerprint, which needs an audit trail with audit.key");
    }
    return new CallerRules(rules, denies, from, trailKey);
  }

  private void rule(Section named, String name) {
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      named.wrongKey(name, "must be letters, digits, _ and -, 64 at most");
    }
    Section section = named.section(name, PolicyKeys.CALLER_RULE);
    if (section == null) {
      return;
    }
    CallerRule rule = new CallerRule(name);
    if (!saysWhom(section)) {
      named.wrong(name, "must say whom it is about: " + String.join(", ", WHO));
    }
    who(section, rule);
    rule.vendors = vendors(section);
    rule.models = models(section);
    rule.operations = operations(section);
    refused(section);
    rule.tools = AllowDenyReader.read(section, "tools");
    rule.labels.addAll(labels.ofCaller(section));
    RedactionRules own = redactions.read(section, policy.redact);
    if (own != null) {
      rule.redact.put(null, own);
      for (Map.Entry<String, RedactionRules> vendor : policy.vendors.redact.entrySet()) {
        rule.redact.put(vendor.getKey(), own.over(vendor.getValue()));
      }
    }
    CallerRule before = hiding(rule);
    if (before != null) {
      named.wrongKey(name, "never counts: whoever it is about is \"" + before + "\" already");
    }
    rules.add(rule);
  }

  private void who(Section section, CallerRule rule) {
    for (String pattern : section.texts("classes")) {
      String problem = ClassPattern.problem(pattern);
      if (problem != null) {
        section.wrong("classes", problem);
      } else {
        rule.classes.add(new ClassPattern(pattern));
      }
    }
    for (String service : section.texts("services")) {
      rule.services.add(new NamePattern(service));
    }
    rule.users.addAll(section.texts("users"));
    users |= !rule.users.isEmpty();
    for (String path : section.texts("paths")) {
      if (path.startsWith("/") || path.startsWith("*")) {
        rule.paths.add(new NamePattern(path));
      } else {
        section.wrong("paths", "a path begins with / or *");
      }
    }
    for (String key : section.texts("keys")) {
      KnownKey known = key(section, key);
      if (known != null) {
        rule.keys.add(known);
        fingerprints |= known.isFingerprint();
      }
    }
  }

  private @Nullable KnownKey key(Section section, String text) {
    if (text.matches("[0-9a-f]{" + KnownKey.FINGERPRINT + "}")) {
      return KnownKey.byFingerprint(text);
    }
    byte[] secret =
        KeyReference.resolve(
            section,
            "keys",
            text,
            context.secrets(),
            "must be fingerprints of 16 hexadecimal digits, env:NAME or file:PATH");
    return secret == null ? null : KnownKey.of(secret);
  }

  private static boolean saysWhom(Section section) {
    boolean says = false;
    for (String key : WHO) {
      says |= section.has(key);
      if (section.has(key) && section.texts(key).isEmpty()) {
        section.wrong(key, "is empty; leave it out where it doesn't matter");
      }
    }
    return says;
  }

  private AllowDeny vendors(Section section) {
    Section vendors = section.section("vendors", PolicyKeys.ALLOW_DENY);
    if (vendors == null) {
      return AllowDeny.ALL;
    }
    for (String key : PolicyKeys.ALLOW_DENY) {
      for (String vendor : vendors.texts(key)) {
        if (!McpName.isVendor(vendor, vendorNames)) {
          vendors.wrong(
              key, "no such vendor: \"" + vendor + "\"" + Suggestion.text(vendor, vendorNames));
        }
        String denial = policy.vendors.denial(vendor, Lifted.NOTHING);
        if (key.equals("allow") && denial != null) {
          vendors.wrong(key, "\"" + vendor + "\" is refused to everybody by " + denial);
        }
      }
    }
    return AllowDenyReader.read(vendors);
  }

  private AllowDeny models(Section section) {
    Section models = section.section("models", PolicyKeys.ALLOW_DENY);
    if (models == null) {
      return AllowDeny.ALL;
    }
    for (String model : models.texts("allow")) {
      String denial = model.indexOf('*') >= 0 ? null : policy.models.denial(model);
      if (denial != null) {
        models.wrongItem("allow", model, "\"" + model + "\" is refused to everybody by " + denial);
      }
    }
    return AllowDenyReader.read(models);
  }

  /** An operation that nobody may ask for is none that a caller may. */
  private void refused(Section section) {
    Section operations = section.sectionOrNull("operations");
    for (String operation :
        operations == null ? Collections.<String>emptyList() : operations.texts("allow")) {
      String denial =
          operation.indexOf('*') >= 0 ? null : policy.requests.operationDenial(operation);
      if (operations != null && denial != null) {
        String why = "\"" + operation + "\" is refused to everybody by " + denial;
        operations.wrongItem("allow", operation, why);
      }
    }
  }

  /** Reads which operations may be asked for. */
  static AllowDeny operations(Section section) {
    Section operations = section.section("operations", PolicyKeys.ALLOW_DENY);
    if (operations == null) {
      return AllowDeny.ALL;
    }
    return AllowDenyReader.readKnown(operations, OPERATIONS, "operation");
  }

  /** Returns a rule before that fits whatever this one fits, or null. */
  private @Nullable CallerRule hiding(CallerRule rule) {
    for (CallerRule before : rules) {
      if (covers(before, rule)) {
        return before;
      }
    }
    return null;
  }

  private static boolean covers(CallerRule before, CallerRule rule) {
    return coversAll(before.classes, rule.classes, ClassPattern::covers)
        && (coversAll(before.services, rule.services, NamePattern::covers)
            || namesAny(before.services))
        && coversAll(before.users, rule.users, String::equals)
        && coversAll(before.keys, rule.keys, KnownKey::isSame)
        && coversAll(before.paths, rule.paths, NamePattern::covers);
  }

  private static boolean namesAny(List<NamePattern> patterns) {
    for (NamePattern pattern : patterns) {
      if (pattern.toString().equals("*")) {
        return true;
      }
    }
    return false;
  }

  /** What names nothing is for all. */
  private static <T> boolean coversAll(
      Collection<T> before, Collection<T> all, BiPredicate<T, T> covers) {
    if (before.isEmpty()) {
      return true;
    }
    for (T each : all) {
      boolean covered = false;
      for (T earlier : before) {
        covered |= covers.test(earlier, each);
      }
      if (!covered) {
        return false;
      }
    }
    return !all.isEmpty();
  }
}
