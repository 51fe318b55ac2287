package dev.cordon.engine.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.text.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProfilesTest {
  private static final List<Action> LOOSEST_FIRST =
      List.of(
          Action.ALLOW,
          Action.SURROGATE,
          Action.TOKENIZE,
          Action.HASH,
          Action.MASK,
          Action.REMOVE,
          Action.BLOCK);

  static List<String> ids() {
    return ProfileCatalogue.ids();
  }

  private static ParsedPolicy parsed(String... lines) {
    PolicyContext context =
        new PolicyContext(
            Map.of(),
            Scanners.types().stream().map(DataType::id).collect(Collectors.toSet()),
            VendorCatalogue.builtIn().ids());
    String text = "version: 1\n" + String.join("\n", lines) + "\n";
    return PolicyParser.parse("cordon.yaml", text.getBytes(UTF_8), context);
  }

  private static Policy policy(String... lines) {
    ParsedPolicy parsed = parsed(lines);
    assertNotNull(parsed.policy(), () -> String.join("\n", lines) + "\n" + parsed.problems());
    return parsed.policy();
  }

  private static DataType type(String id) {
    return Scanners.types().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
  }

  private static Profiles.Key key(Policy policy, String name) {
    return policy.profiles().keys().stream()
        .filter(key -> key.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePageIsGenerated() throws Exception {
    Path page = Path.of("../docs/compliance.md");
    if (Boolean.getBoolean("cordon.write-docs")) {
      Files.writeString(page, CompliancePage.text());
    }
    assertEquals(
        CompliancePage.text(), Files.readString(page), "write it with -Dcordon.write-docs=true");
  }

  @ParameterizedTest
  @MethodSource("ids")
  void eachIsAValidPolicyWithClausesSourceAndLimits(String id) {
    Policy policy = policy("profile: " + id);
    assertTrue(policy.profiles().ids().contains(id));
    Profile profile = ProfileCatalogue.profile(id);
    assertTrue(profile.source().startsWith("https://"), profile.source());
    assertTrue(ProfileCatalogue.ids().containsAll(profile.includes()));
    assertFalse(profile.rules().isEmpty());
    assertFalse(profile.limits().isEmpty(), "what can't it do?");
    assertFalse(policy.profiles().missing().isEmpty(), "it expects something of a policy");
    for (Profile.Rule rule : profile.rules()) {
      assertFalse(rule.key().endsWith("redact.default"), "a default can't be merged");
      assertEquals(0, key(policy, rule.key()).line());
    }
  }

  /** What stands under redact is checked here, as a policy's own lines are when they are read. */
  @ParameterizedTest
  @MethodSource("ids")
  void eachNamesDataThatIsLookedFor(String id) {
    List<String> lines = new ArrayList<>(List.of("also_detect: [location, date_time, url, nrp]"));
    lines.add("redact:");
    for (Profile.Rule rule : ProfileCatalogue.profile(id).rules()) {
      if (rule.key().startsWith("redact.")) {
        lines.add("  " + rule.key().substring(7) + ": " + rule.value());
      }
    }
    lines.add("  default: tokenize");
    assertNotNull(policy(lines.toArray(new String[0])));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void noneIsLooserThanNoProfile(String id) {
    Policy policy = policy("profile: " + id);
    for (DataType type : Scanners.types()) {
      Action without = Policy.safeDefault().action(type, "openai");
      Action with = policy.action(type, "openai");
      assertTrue(
          LOOSEST_FIRST.indexOf(with) >= LOOSEST_FIRST.indexOf(without),
          type.id() + ": " + with + " instead of " + without);
    }
  }

  @Test
  void theOrderInWhichTheyAreNamedMakesNoDifferenceAndTheStricterWins() {
    List<String> all = new ArrayList<>(ids());
    Policy forth = policy("profile: " + all);
    Collections.reverse(all);
    Policy back = policy("profile: " + all);
    assertEquals(Settings.of(forth), Settings.of(back));
    assertEquals(forth.profiles().ids(), back.profiles().ids());
    for (String id : all) {
      Policy alone = policy("profile: " + id);
      for (DataType type : Scanners.types()) {
        assertTrue(
            LOOSEST_FIRST.indexOf(forth.action(type, "openai"))
                >= LOOSEST_FIRST.indexOf(alone.action(type, "openai")),
            id + " " + type.id());
      }
      for (String vendor : VendorCatalogue.builtIn().ids()) {
        assertTrue(alone.denial(vendor) == null || forth.denial(vendor) != null, id + vendor);
      }
      assertTrue(!alone.scansOutput() || forth.scansOutput());
      assertTrue(forth.onUnscannable().compareTo(alone.onUnscannable()) <= 0);
      assertTrue(forth.links().action().compareTo(alone.links().action()) >= 0);
      assertTrue(!alone.requests().deniesStore() || forth.requests().deniesStore());
    }
  }

  @Test
  void whatTwoAskForIsAskedForTogether() {
    Policy both = policy("profile: [hipaa, gdpr]");
    assertEquals("[dpa, baa]", key(both, "vendors.deny.without").value());
    assertEquals(
        List.of("gdpr, Art. 28(3)", "hipaa, § 164.502(e)(1), § 164.308(b)(1)"),
        key(both, "vendors.deny.without").sources());
    assertEquals(Action.MASK, both.action(type("medical.condition"), "openai"), "gdpr's");
    assertEquals(Action.MASK, both.action(type("us.ssn"), "openai"), "hipaa's");
    assertTrue(both.alsoDetected().containsAll(List.of("nrp", "location", "url", "date_time")));
    assertEquals(Fallback.BLOCK, both.onUnscannable());
  }

  @Test
  void norwayContainsGdpr() {
    Policy norway = policy("profile: norway");
    assertEquals(List.of("gdpr", "norway"), norway.profiles().ids());
    assertEquals(Action.MASK, norway.action(type("no.fodselsnummer"), "openai"));
    assertEquals("vendors.deny.without", norway.denial("cohere"));
    assertEquals(norway.profiles().ids(), policy("profile: [norway, gdpr]").profiles().ids());
  }

  @Test
  void whatTheFileSaysItselfCounts() {
    Policy own =
        policy(
            "profile: [gdpr, owasp-llm]",
            "requests:",
            "  store: allow",
            "  server_tools: {allow: [web_search]}",
            "vendors: {deny: {without: []}}",
            "hidden_text: report",
            "also_detect: [url]",
            "redact: {health: tokenize}");
    assertFalse(own.requests().deniesStore());
    assertNull(own.requests().serverToolDenial("web_search"));
    assertEquals(
        RequestRules.User.HASH, own.requests().user(), "what it doesn't say stays the profile's");
    assertNull(own.denial("cohere"));
    assertEquals("vendors.deny.training", own.denial("openrouter"));
    assertEquals(HiddenAction.REPORT, own.origins().hidden(Origin.TOOL));
    assertEquals(java.util.Set.of("url"), own.alsoDetected());
    assertEquals(Action.TOKENIZE, own.action(type("medical.condition"), "openai"));
    assertEquals(4, key(own, "requests.store").line());
    assertEquals(7, key(own, "hidden_text").line());
    assertEquals(9, key(own, "redact.health").line());
    assertEquals(0, key(own, "vendors.deny.training").line());
    assertNull(own.profiles().source("requests.store"));
    assertEquals(
        "gdpr, Art. 28(3)(a), Art. 5(1)(b)", own.profiles().source("vendors.deny.training"));
    assertNull(own.profiles().source("on_error"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          default: allow           | email_address     | TOKENIZE
          default: allow           | payment_card      | MASK
          default: block           | email_address     | BLOCK
          default: block           | medical.condition | BLOCK
          default: tokenize        | medical.condition | MASK
          personal: allow          | email_address     | ALLOW
          email_address: surrogate | email_address     | SURROGATE
          email_address: surrogate | person_name       | TOKENIZE
          """)
  void aLineOfOnesOwnCountsAndADefaultWhereItIsStricter(String line, String type, Action action) {
    Policy policy = policy("profile: gdpr", "redact: {" + line + "}");
    assertEquals(action, policy.action(type(type), "openai"));
  }

  @Test
  void aListOfVendorsDoesNotLiftWhatProfilesSayOfVendors() {
    Policy policy = policy("profile: gdpr", "vendors: {deny: [deepseek]}");
    assertEquals("vendors.deny", policy.denial("deepseek"));
    assertEquals("vendors.deny.without", policy.denial("cohere"));
    assertNull(policy.denial("openai"));
    assertNull(policy.denial("self_hosted"), "no company");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          profile: gdrp        | cordon.yaml:2:10: profile: no such profile: "gdrp"; did you mean "gdpr"?
          profile: pci_dss     | cordon.yaml:2:10: profile: no such profile: "pci_dss"; did you mean "pci-dss"?
          profile: [gdpr,gdpr] | cordon.yaml:2:10: profile: "gdpr" is here twice
          profile: []          | cordon.yaml:2:10: profile: is empty; leave it out for none
          profile: {gdpr: on}  | cordon.yaml:2:10: profile: must be one value
          """)
  void aWrongNameIsAMistakeWithLineAndSuggestion(String line, String problem) {
    List<PolicyProblem> problems = parsed(line).problems();
    assertEquals(problem, problems.get(0).toString());
  }

  @Test
  void aContradictionWithAProfileIsNamed() {
    List<PolicyProblem> problems =
        parsed(
                "profile: gdpr",
                "callers: {rules: {shop: {classes: [a.B], vendors: {allow: [cohere]}}}}")
            .problems();
    assertEquals(1, problems.size());
    assertTrue(
        problems.get(0).toString().contains("refused to everybody by vendors.deny.without"),
        problems.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vendors: 5               | vendors
          vendors: {deny: {a: b}}  | vendors.deny.a
          requests: [store]        | requests
          output: true             | output
          hidden_text: {a: b}      | hidden_text.a
          redact: none             | redact
          """)
  void aMistakeBesideAProfileIsTheFilesOwn(String line, String key) {
    List<PolicyProblem> problems = parsed("profile: [gdpr, owasp-llm, pci-dss]", line).problems();
    assertTrue(problems.toString().contains("cordon.yaml:3:"), problems.toString());
    assertTrue(problems.toString().contains(" " + key + ": "), problems.toString());
  }

  @Test
  void whatIsExpectedOfAPolicyIsNamedUntilItSaysSo() {
    List<String> missing = policy("profile: pci-dss").profiles().missing();
    assertEquals(4, missing.size(), missing.toString());
    assertTrue(
        missing.get(2).startsWith("audit.retention of 365d or more (pci-dss, 10.5.1): "),
        missing.toString());
    String audit = "audit: {file: a.jsonl, key: random, retention: %s}";
    for (String enough : List.of("0s", "365d", "400d")) {
      assertEquals(
          List.of(),
          policy("profile: pci-dss", String.format(audit, enough), "vendors: {allow: [openai]}")
              .profiles()
              .missing());
    }
    missing =
        policy("profile: pci-dss", String.format(audit, "30d"), "vendors: {allow: [openai]}")
            .profiles()
            .missing();
    assertEquals(1, missing.size(), missing.toString());
  }
}
