package dev.cordon.engine.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.signature.DetachedSignature;
import dev.cordon.engine.signature.KeyType;
import dev.cordon.engine.signature.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExemptionsTest {
  private static final String[] GROQ = {"rules: [vendors.deny]", "vendors: [groq]"};
  private static final String DENY = "vendors: {deny: [groq]}";

  private static final String PINS =
      "connection: {pins: {a.com: {sha256: ["
          + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, "
          + "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=]}}}";

  @TempDir Path folder;
  private SignedExceptions signed;

  @BeforeEach
  void makeKey() {
    signed = new SignedExceptions(folder);
  }

  private Exemptions read(String... lines) {
    ParsedPolicy parsed = signed.policy(lines);
    assertNotNull(parsed.policy(), () -> parsed.problems().toString());
    return parsed.policy().exemptions();
  }

  private static boolean lifts(Exemptions exceptions, String vendor) {
    return exceptions.lifting("vendors.deny", null, vendor, "host", null, "shop") != null;
  }

  @Test
  void aSignedExceptionCounts() {
    signed.grant(GROQ);
    Exemptions exceptions = read(DENY);
    assertEquals(List.of(), exceptions.problems());
    assertTrue(lifts(exceptions, "groq"));
    assertFalse(lifts(exceptions, "deepseek"));
    assertNull(exceptions.lifting("vendors.allow", null, "groq", null, null, ""));
  }

  @Test
  void aRuleOfHandshakesIsLiftedByHost() {
    signed.grant("rules: [connection.min_tls, connection.pins.a.com]", "hosts: [a.com]");
    Exemptions exceptions = read(PINS);
    assertEquals(List.of(), exceptions.problems());
    assertNotNull(exceptions.lifting("connection.min_tls", null, null, "a.com", null, ""));
    assertNotNull(exceptions.lifting("connection.pins.a.com", null, null, "A.com", null, ""));
    assertNull(exceptions.lifting("connection.min_tls", null, null, "b.com", null, ""));
    assertNull(exceptions.lifting("connection.verification", null, null, "a.com", null, ""));
  }

  @Test
  void withoutAFittingSignatureNoneCountsAndThePolicyHolds() throws IOException {
    signed.grant(GROQ);
    Path file = folder.resolve("exceptions.yaml");
    Path signature = folder.resolve("exceptions.yaml.sig");
    byte[] good = Files.readAllBytes(signature);
    Files.writeString(file, Files.readString(file) + "\n");
    assertProblem("the signature doesn't fit");
    signed.grant(GROQ);
    Files.write(signature, "nonsense".getBytes(UTF_8));
    assertProblem("its signature (.sig) is none: line 1");
    String far =
        new String(good, UTF_8).replaceAll("signed: .*", "signed: +999999999-01-01T00:00:00Z");
    Files.write(signature, far.getBytes(UTF_8));
    assertProblem("its signature (.sig) is none: signed is no time");
    Files.delete(signature);
    assertProblem("its signature (.sig) can't be read");
    Files.write(signature, good);
    Files.delete(file);
    assertProblem("can't be read");
    new SignedExceptions(folder).grant(GROQ);
    assertProblem("none of those that are trusted");
  }

  private void assertProblem(String said) {
    Exemptions exceptions = read(DENY);
    assertTrue(exceptions.isEmpty());
    assertFalse(lifts(exceptions, "groq"));
    assertEquals(1, exceptions.problems().size());
    String problem = exceptions.problems().get(0).toString();
    assertTrue(problem.contains(said) && problem.contains("exceptions.yaml"), problem);
  }

  @Test
  void itIsDeadAfterItsEndAndWarnedOfBefore() {
    Instant end = Instant.parse("2031-03-01T00:00:00Z");
    signed.write(SignedExceptions.one(end, GROQ), Instant.parse("2031-01-01T00:00:00Z"));
    Exemptions exceptions = read(DENY);
    Exemption one = exceptions.all().get(0);
    long millis = end.toEpochMilli();
    long day = 86_400_000L;
    assertEquals(Exemptions.State.IN_FORCE, exceptions.state(one, millis - 15 * day));
    assertEquals(List.of(), exceptions.news(millis - 15 * day));
    assertEquals(Exemptions.State.ENDING, exceptions.state(one, millis - 14 * day));
    assertEquals(
        List.of("the exception trial (owner: team) ends in 3 days; vendors.deny counts again then"),
        exceptions.news(millis - 3 * day));
    assertEquals(List.of(), exceptions.news(millis - 2 * day), "told once");
    assertEquals(Exemptions.State.ENDING, exceptions.state(one, millis - 1));
    assertEquals(Exemptions.State.ENDED, exceptions.state(one, millis));
    assertEquals(
        List.of("the exception trial (owner: team) has ended; vendors.deny counts again"),
        exceptions.news(millis));
    assertEquals(List.of(), exceptions.news(millis + day));
  }

  @Test
  void aClockBeforeTheSignatureMakesItNotCount() {
    Instant later = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
    signed.write(SignedExceptions.one(later.plusSeconds(86_400), GROQ), later);
    Exemptions exceptions = read(DENY);
    Exemption one = exceptions.all().get(0);
    assertFalse(lifts(exceptions, "groq"), "the clock is an hour behind the signer's");
    assertEquals(
        Exemptions.State.CLOCK_IS_WRONG, exceptions.state(one, later.toEpochMilli() - 300_001));
    assertNotEquals(
        Exemptions.State.CLOCK_IS_WRONG, exceptions.state(one, later.toEpochMilli() - 299_000));
    assertTrue(
        exceptions.news(Exemptions.now()).get(0).contains("does not count: the clock shows"));
  }

  @Test
  void timeNeverRunsBackwards() {
    long before = Exemptions.now();
    for (int i = 0; i < 1000; i++) {
      long now = Exemptions.now();
      assertTrue(now >= before || before - now < 2, "rounded to a millisecond");
      before = Math.max(before, now);
    }
    assertTrue(before >= System.currentTimeMillis() - 1);
    assertEquals(1500, Exemptions.later(1000, 500, 200), "a clock that was set back");
    assertEquals(9000, Exemptions.later(1000, 500, 9000), "a machine that was suspended");
  }

  @Test
  void aDayIsMeantWholeAndABeginningIsHeeded() {
    String text =
        SignedExceptions.one(Instant.EPOCH, GROQ)
            .replace("until: 1970-01-01T00:00:00Z", "from: 2031-02-01\n    until: 2031-02-28");
    signed.write(text, Instant.parse("2031-01-01T00:00:00Z"));
    Exemptions exceptions = read(DENY);
    Exemption one = exceptions.all().get(0);
    assertEquals(
        Exemptions.State.NOT_BEGUN,
        exceptions.state(one, Instant.parse("2031-01-31T23:59:59Z").toEpochMilli()));
    assertEquals(
        Exemptions.State.ENDING,
        exceptions.state(one, Instant.parse("2031-02-28T23:59:59Z").toEpochMilli()));
    assertEquals(
        Exemptions.State.ENDED,
        exceptions.state(one, Instant.parse("2031-03-01T00:00:00Z").toEpochMilli()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rules: [vendors.dney]                | vendors: [groq]    | 8:12: exceptions.trial.rules: no rule that can be lifted: "vendors.dney"; did you mean "vendors.deny"?
          rules: [mode]                        | vendors: [groq]    | no rule that can be lifted: "mode"
          rules: [on_error]                    | vendors: [groq]    | no rule that can be lifted: "on_error"
          rules: [limits.fwe]                  | vendors: [groq]    | no rule that can be lifted: "limits.fwe"; did you mean "limits.few"?
          rules: [callers.rules.hr.models.dny] | vendors: [groq]    | did you mean "callers.rules.hr.models.deny"?
          rules: []                            | vendors: [groq]    | 3:3: exceptions.trial: rules is missing
          rules: [residency]                   | vendors: [grok]    | no such vendor: "grok"; did you mean "groq"?
          rules: [residency]                   | vendors: []        | exceptions.trial.vendors: is empty
          rules: [residency]                   | callers: [hp]      | no rule of callers.rules: "hp"; did you mean "hr"?
          rules: [residency]                   | models: [gpt-4o]   | models can't narrow residency
          rules: [residency]                   | models: [gpt-4o]   | must say for whom: vendors, hosts, callers, services
          rules: [residency]                   | hots: [a.b]        | unknown key; did you mean "hosts"?
          rules: [residency]                   | types: [iban]      | is said of no rule but redact
          rules: [connection.min_tsl]          | vendors: [groq]    | did you mean "connection.min_tls"?
          rules: [connection.pins.b.com]       | hosts: [b.com]     | did you mean "connection.pins.a.com"?
          rules: [connection.min_tls]          | callers: [hr]      | can't narrow connection.min_tls: calls of many callers may share
          rules: [connection.verification]     | models: [gpt-4o]   | models can't narrow connection.verification
          rules: [redact]                      | vendors: [groq]    | types is missing
          rules: [redact]                      | types: [ibna]      | no such data type or class: "ibna"
          """)
  void aMistakeIsNamedWithItsLine(String rules, String scope, String said) {
    signed.grant(rules, scope);
    Exemptions exceptions =
        read(
            "limits: {few: {allow: 60/m}}",
            "callers: {rules: {hr: {classes: [a.**], models: {deny: [x]}}}}",
            PINS);
    assertTrue(exceptions.isEmpty(), "none counts where one is wrong");
    String problems = exceptions.problems().toString().replace("column 0", "");
    String expected = said.startsWith("models can't") ? said.substring(7) : said;
    assertTrue(problems.contains(expected), problems);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          owner: team                 | owner:                       | exceptions.trial.owner: must be one value
          '    reason: a trial
          '                           | ''                           | reason is missing
          approver: office            | approver: Team               | is the owner, too; somebody else must approve
          until: 2031-01-01T00:00:00Z | until: 2031-13-01            | must be a day such as 2026-10-18
          until: 2031-01-01T00:00:00Z | until: soon                  | must be a day such as 2026-10-18
          until: 2031-01-01T00:00:00Z | from: 2030-01-01             | until is missing: an exception has an end
          until: 2031-01-01T00:00:00Z | {until: 2029-01-01, from: 2030-01-01} | is not after from
          version: 1                  | version: 2                   | version: must be a whole number from 1 to 1
          """)
  void eachHasAnOwnerAReasonAnApproverAndAnEnd(String from, String to, String said) {
    String other = to.replace("{", "").replace("}", "").replace(", ", "\n    ");
    String text =
        SignedExceptions.one(Instant.parse("2031-01-01T00:00:00Z"), GROQ).replace(from, other);
    signed.write(text, Instant.now());
    String problems = read(DENY).problems().toString();
    assertTrue(problems.contains(said), problems);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exceptions: {keys: [x]}                           | exceptions.file is missing
          exceptions: {file: exceptions.yaml}               | exceptions.keys is missing
          exceptions: {file: exceptions.yaml, keys: []}     | exceptions.keys: is empty
          exceptions: {file: exceptions.yaml, keys: [x]}    | no public key, and no file with one
          exceptions: {fiel: exceptions.yaml}               | unknown key; did you mean "file"?
          """)
  void aPolicyThatNamesNoKeyThatCanBeReadIsWrong(String line, String said) {
    PolicyContext context =
        new PolicyContext(Map.of(), java.util.Set.of(), VendorCatalogue.builtIn().ids());
    String file = folder.resolve("cordon.yaml").toString();
    ParsedPolicy parsed =
        PolicyParser.parse(file, ("version: 1\n" + line + "\n").getBytes(UTF_8), context);
    assertNull(parsed.policy());
    assertTrue(parsed.problems().toString().contains(said), parsed.problems().toString());
    assertEquals(2, parsed.problems().get(0).line());
  }

  @Test
  void thePagesExampleIsValidAndItsDefaultIsTheDefault() throws IOException {
    String page = Files.readString(Path.of("../docs/configuration.md"));
    int from = page.indexOf("```text", page.indexOf("## Exceptions")) + 8;
    String example = page.substring(from, page.indexOf("```", from));
    Exemptions read = Exemptions.parse("exceptions.yaml", example.getBytes(UTF_8));
    assertEquals(List.of(), read.problems());
    assertEquals("vendors groq; services search-*", read.all().get(0).scope());
    assertTrue(page.contains("| `exceptions.warn` | a time up to `366d` | `14d` |"));
    long end = read.all().get(0).untilMillis();
    assertEquals(Exemptions.State.ENDING, read.state(read.all().get(0), end - 14 * 86_400_000L));
  }

  @Test
  void aKeyThatIsTakenOutOfItsFileCountsNoMore() throws Exception {
    SigningKey key = SigningKey.generate(KeyType.P256);
    SigningKey next = SigningKey.generate(KeyType.P256);
    Path keys = Files.writeString(folder.resolve("keys.pem"), key.publicPem() + next.publicPem());
    signed.grant(GROQ);
    byte[] text = Files.readAllBytes(folder.resolve("exceptions.yaml"));
    byte[] signature =
        DetachedSignature.make(DetachedSignature.Kind.EXCEPTIONS, text, key, Instant.now()).text();
    Files.write(folder.resolve("exceptions.yaml.sig"), signature);
    String named = "version: 1\nexceptions: {file: exceptions.yaml, keys: [keys.pem]}\n" + DENY;
    Path file = Files.writeString(folder.resolve("cordon.yaml"), named + "\n");
    Set<String> vendors = VendorCatalogue.builtIn().ids();
    PolicyContext context = new PolicyContext(Map.of(), Set.of(), vendors);
    PolicyFile source = PolicyFile.open(file, context, new Silent());
    assertTrue(lifts(source.current().exemptions(), "groq"));
    String version = source.current().version();
    Files.writeString(keys, next.publicPem());
    source.poll();
    source.poll();
    assertFalse(lifts(source.current().exemptions(), "groq"));
    assertNotEquals(version, source.current().version());
  }

  private static final class Silent implements PolicyFile.Listener {
    @Override
    public void accepted(Policy policy) {}

    @Override
    public void rejected(List<PolicyProblem> problems, Policy inForce) {}
  }

  @Test
  void aChangeOfTheFileOrItsSignatureIsAChangeOfThePolicy() {
    signed.grant(GROQ);
    ParsedPolicy first = signed.policy(DENY);
    assertEquals(
        List.of(folder.resolve("exceptions.yaml"), folder.resolve("exceptions.yaml.sig")),
        first.files());
    signed.grant("rules: [vendors.deny]", "vendors: [deepseek]");
    assertNotEquals(first.policy().version(), signed.policy(DENY).policy().version());
  }
}
