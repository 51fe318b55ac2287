package dev.cordon.engine.policy;

import dev.cordon.engine.connection.ClientIdentity;
import dev.cordon.engine.connection.ConnectionRules;
import dev.cordon.engine.connection.Pins;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.file.RegularFile;
import dev.cordon.engine.file.UnusableFileException;
import dev.cordon.engine.policy.label.Accepted;
import dev.cordon.engine.signature.DetachedSignature;
import dev.cordon.engine.signature.PublicKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the exceptions that a policy names, and checks who signed them. Used once. */
final class ExemptionReader {
  private static final long DEFAULT_WARN = 14L * 86_400;
  private static final long YEAR = 366L * 86_400;
  private static final int LONGEST = 300;
  private static final String NAME = "[A-Za-z0-9_-]{1,64}";

  /** Who or what a call must be; one of them has to be said. */
  private static final List<String> WHO = Arrays.asList("vendors", "hosts", "callers", "services");

  private static final List<String> FIXED =
      Collections.unmodifiableList(
          Arrays.asList(
              "vendors.allow",
              "vendors.deny",
              "vendors.deny.aggregators",
              "vendors.deny.training",
              "vendors.deny.retention_over",
              "vendors.deny.headquarters",
              "vendors.deny.without",
              "vendors.accepts",
              "residency",
              "connection.plain_http",
              "connection.min_tls",
              "connection.verification",
              "connection.unseen",
              "models.allow",
              "models.deny",
              "callers.default",
              "tools.allow",
              "tools.deny",
              "tools.changed",
              "tools.max_calls",
              "requests.required",
              "requests.operations.allow",
              "requests.operations.deny",
              "requests.server_tools.allow",
              "requests.server_tools.deny",
              "requests.stored",
              "requests.stored.allow",
              "requests.stored.deny",
              "requests.betas.allow",
              "requests.betas.deny",
              "hidden_text",
              "instructions",
              "on_oversize",
              "on_path",
              "on_unreadable",
              "on_unscannable",
              Exemption.REDACT));

  private final @Nullable PolicyBuilder policy;
  private final TreeSet<String> vendors = new TreeSet<>(VendorCatalogue.builtIn().ids());
  private Set<String> dataTypes = Collections.emptySet();
  private String key = "";
  private long signed;
  private long warnMillis = DEFAULT_WARN * 1000;

  /**
   * Makes a reader.
   *
   * @param policy the policy that the exceptions are of, read but for them; null for any
   */
  ExemptionReader(@Nullable PolicyBuilder policy) {
    this.policy = policy;
    vendors.add(VendorRules.UNKNOWN);
  }

  /** Reads the section {@code exceptions}; what is wrong with the file it names is no mistake. */
  Exemptions read(Section top, ReferredFiles files, Set<String> types) {
    Section section = top.section("exceptions", PolicyKeys.EXCEPTIONS);
    if (section == null) {
      return Exemptions.NONE;
    }
    dataTypes = types;
    warnMillis = 1000 * section.number("warn", Quantity.SECONDS, 0, YEAR, DEFAULT_WARN);
    PublicKeys trusted = keys(section, files);
    String name = section.text("file");
    if (name == null && !section.has("file")) {
      top.wrong("exceptions", "exceptions.file is missing: name the file with the exceptions");
    }
    Path file = name == null ? null : files.path(section, "file", name);
    if (trusted == null || file == null || name == null) {
      return Exemptions.NONE;
    }
    return signedBy(trusted, file, files.path(section, "file", name + ".sig"), files);
  }

  private static @Nullable PublicKeys keys(Section section, ReferredFiles files) {
    List<String> references = section.texts("keys");
    if (references.isEmpty()) {
      if (section.has("keys")) {
        section.wrong("keys", "is empty: name the public keys whose signatures count");
      } else {
        section.wrong("file", "exceptions.keys is missing: whose signatures count");
      }
      return null;
    }
    for (String reference : references) {
      if (PublicKeys.isFile(reference) && files.path(section, "keys", reference) == null) {
        return null;
      }
    }
    try {
      PublicKeys keys = PublicKeys.read(references, files.folder());
      files.digest(keys.toString());
      return keys;
    } catch (IOException e) {
      section.wrong("keys", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private Exemptions signedBy(
      PublicKeys trusted, Path file, @Nullable Path signatureFile, ReferredFiles files) {
    byte[] bytes;
    try {
      bytes = RegularFile.read(file, PolicyFile.MAX_BYTES);
      files.digest(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException | SecurityException e) {
      return unusable(file, "can't be read (" + UnusableFileException.reason(e) + ")");
    }
    String problem;
    try {
      Path beside = signatureFile == null ? DetachedSignature.beside(file) : signatureFile;
      byte[] text = RegularFile.read(beside, DetachedSignature.MAX_BYTES);
      DetachedSignature signature = DetachedSignature.parse(text);
      problem = signature.problem(DetachedSignature.Kind.EXCEPTIONS, bytes, trusted);
      signed = signature.signedMillis();
      key = signature.key();
    } catch (IOException | SecurityException e) {
      String why = UnusableFileException.reason(e);
      problem = "its signature (.sig) can't be read (" + why + "); exception sign makes one";
    } catch (IllegalArgumentException e) {
      problem = "its signature (.sig) is none: " + e.getMessage();
    }
    return problem == null ? parse(file.toString(), bytes) : unusable(file, problem);
  }

  private static Exemptions unusable(Path file, String why) {
    return new Exemptions(
        Collections.<Exemption>emptyList(),
        Collections.singletonList(new PolicyProblem(file.toString(), 0, 0, "", why)),
        0,
        "",
        0);
  }

  /** Reads a file's exceptions. */
  Exemptions parse(String file, byte[] bytes) {
    Problems problems = new Problems(file);
    List<Exemption> all = new ArrayList<>();
    Section top = Section.file(file, bytes, problems, PolicyKeys.EXCEPTIONS_FILE);
    if (top != null) {
      if (!top.has("version")) {
        problems.add("version", "is missing; the file must say version: 1");
      }
      top.number("version", Quantity.COUNT, 1, 1, 1);
      Section named = top.section("exceptions", null);
      for (String name : named == null ? Collections.<String>emptySet() : named.names()) {
        Section section = named == null ? null : named.section(name, PolicyKeys.EXCEPTION);
        if (named != null && !name.matches(NAME)) {
          named.wrongKey(name, "must be letters, digits, _ and -, 64 at most");
        } else if (named != null && section != null) {
          all.add(exception(named, name, section));
        }
      }
    }
    return new Exemptions(all, problems.all(), signed, key, warnMillis);
  }

  private Exemption exception(Section named, String name, Section section) {
    String owner = required(named, name, section, "owner");
    String approver = required(named, name, section, "approver");
    if (!owner.isEmpty() && owner.equalsIgnoreCase(approver)) {
      section.wrong("approver", "is the owner, too; somebody else must approve");
    }
    List<String> rules = rules(named, name, section);
    Map<String, List<String>> scope = scope(named, name, section, rules);
    long from = time(section, "from", false);
    long until = time(section, "until", true);
    if (!section.has("until")) {
      named.wrongKey(name, "until is missing: an exception has an end");
    } else if (until > 0 && until <= from) {
      section.wrong("until", "is not after from");
    }
    return new Exemption(
        name, owner, required(named, name, section, "reason"), approver, rules, scope, from, until);
  }

  private static String required(Section named, String name, Section section, String key) {
    String text = section.line(key, LONGEST);
    if (text == null && !section.has(key)) {
      named.wrongKey(name, key + " is missing");
    }
    return text == null ? "" : text.trim();
  }

  private List<String> rules(Section named, String name, Section section) {
    List<String> rules = section.texts("rules");
    if (rules.isEmpty()) {
      named.wrongKey(name, "rules is missing: the policy's keys that shall not count");
    }
    List<String> known = known();
    for (String rule : rules) {
      if (!known.contains(rule) && !mayBeThere(rule)) {
        section.wrong(
            "rules", "no rule that can be lifted: \"" + rule + "\"" + Suggestion.text(rule, known));
      }
    }
    return rules;
  }

  /** Without a policy, what it may call its callers and limits is not known. */
  private boolean mayBeThere(String rule) {
    return policy == null
        && rule.matches(
            "limits\\.[A-Za-z0-9_-]+"
                + "|connection\\.(pins|client_certificates)\\.[a-z0-9.*-]+"
                + "|vendors\\.rules\\.[a-z0-9_.]+\\.accepts"
                + "|callers\\.rules\\.[A-Za-z0-9_-]+\\.(vendors|models|operations|tools)\\.(allow|deny)");
  }

  private List<String> known() {
    List<String> known = new ArrayList<>(FIXED);
    PolicyBuilder of = policy;
    if (of != null) {
      for (LimitRule limit : of.limits) {
        known.add(limit.key());
      }
      for (Pins pins : of.connection.pins()) {
        known.add(pins.key());
      }
      for (ClientIdentity identity : of.connection.identities()) {
        known.add(ConnectionRules.identityKey(identity));
      }
      for (Accepted accepted : of.vendors.accepted.values()) {
        known.add(accepted.key());
      }
      CallerRules callers = of.callers;
      for (CallerRule caller :
          callers == null ? Collections.<CallerRule>emptyList() : callers.named()) {
        for (String part : Arrays.asList("vendors", "models", "operations", "tools")) {
          known.add(caller.key() + "." + part + ".allow");
          known.add(caller.key() + "." + part + ".deny");
        }
      }
    }
    return known;
  }

  private Map<String, List<String>> scope(
      Section named, String name, Section section, List<String> rules) {
    Map<String, List<String>> scope = new LinkedHashMap<>();
    for (String key : PolicyKeys.EXCEPTION_SCOPE) {
      List<String> values = section.texts(key);
      if (section.has(key) && values.isEmpty()) {
        section.wrong(key, "is empty; leave it out where it doesn't matter");
      } else if (!values.isEmpty()) {
        scope.put(key, values);
      }
    }
    if (Collections.disjoint(scope.keySet(), WHO)) {
      named.wrongKey(
          name,
          "must say for whom: "
              + String.join(", ", WHO)
              + "; what shall hold for all belongs into the policy");
    }
    for (String vendor : values(scope, "vendors")) {
      if (!vendors.contains(vendor)) {
        section.wrong(
            "vendors", "no such vendor: \"" + vendor + "\"" + Suggestion.text(vendor, vendors));
      }
    }
    callers(section, values(scope, "callers"));
    types(named, name, section, rules, values(scope, "types"));
    for (String rule : rules) {
      boolean aboutModels = rule.contains("models.") || rule.startsWith("limits.");
      if (scope.containsKey("models") && !aboutModels) {
        section.wrong("models", "can't narrow " + rule + ", which is about no model");
      }
      if (scope.containsKey("callers") && isOfHandshakes(rule)) {
        section.wrong(
            "callers", "can't narrow " + rule + ": calls of many callers may share a connection");
      }
    }
    return scope;
  }

  private static boolean isOfHandshakes(String rule) {
    return rule.startsWith("connection.") && !rule.equals("connection.plain_http");
  }

  private static List<String> values(Map<String, List<String>> scope, String key) {
    List<String> values = scope.get(key);
    return values == null ? Collections.<String>emptyList() : values;
  }

  private void callers(Section section, List<String> callers) {
    PolicyBuilder of = policy;
    if (of == null) {
      return;
    }
    List<String> names = new ArrayList<>();
    CallerRules rules = of.callers;
    for (CallerRule rule : rules == null ? Collections.<CallerRule>emptyList() : rules.named()) {
      names.add(rule.name());
    }
    for (String caller : callers) {
      if (!names.contains(caller)) {
        section.wrong(
            "callers",
            "no rule of callers.rules: \"" + caller + "\"" + Suggestion.text(caller, names));
      }
    }
  }

  private void types(
      Section named, String name, Section section, List<String> rules, List<String> types) {
    boolean redacts = rules.contains(Exemption.REDACT);
    if (redacts && types.isEmpty()) {
      named.wrongKey(name, "types is missing: which data is left where redact does not count");
    } else if (!redacts && !types.isEmpty()) {
      section.wrong("types", "is said of no rule but redact");
    }
    TreeSet<String> known = new TreeSet<>(dataTypes);
    for (DataClass dataClass : DataClass.values()) {
      known.add(dataClass.id());
    }
    PolicyBuilder of = policy;
    for (CustomType type : of == null ? Collections.<CustomType>emptyList() : of.customTypes) {
      known.add(type.type().id());
    }
    for (String type : types) {
      if (!dataTypes.isEmpty() && !known.contains(type)) {
        section.wrong(
            "types",
            "no such data type or class: \"" + type + "\"" + Suggestion.ofType(type, known));
      }
    }
  }

  /** Returns a time in milliseconds since the epoch; 0 when there is none, or it is wrong. */
  private static long time(Section section, String key, boolean end) {
    String text = section.text(key);
    if (text == null) {
      return 0;
    }
    try {
      if (text.length() == 10) {
        LocalDate day = LocalDate.parse(text).plusDays(end ? 1 : 0);
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      }
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      section.wrong(key, "must be a day such as 2026-10-18 or a time such as 2026-10-18T16:00:00Z");
      return 0;
    }
  }
}
