package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vendors denied for what is known of them. */
class VendorFactsTest {
  private static final String CHAT = "/v1/chat/completions";

  private final TestCalls.Records records = new TestCalls.Records();
  private final TestCalls.Log log = new TestCalls.Log();

  private Verdict judge(String host, String... lines) {
    Engine engine = Engine.start(config(policy(lines)).observer(records).log(log));
    Exchange exchange = engine.open(post(host, CHAT));
    assertNotNull(exchange);
    return exchange.judge(message("hello"));
  }

  private static String refusal(Verdict verdict) {
    SyntheticAnswer refusal = verdict.refusal();
    assertNotNull(refusal, "not refused");
    return new String(refusal.body(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openrouter.ai/api          | aggregators: true            | aggregators    | aggregator: yes as of 2026-11-29
          openrouter.ai/api          | training: [yes, unknown]     | training       | training: opt_out as of 2026-11-29
          api.deepseek.com           | training: [unknown]          | training       | training: unknown as of 2026-11-29
          llm.example.com            | training: [unknown]          | training       | training: unknown)
          api.together.ai            | retention_over: 30d          | retention_over | retention: indefinite
          generativelanguage.googleapis.com | retention_over: 30d   | retention_over | retention: 55d
          api.jina.ai                | retention_over: 30d          | retention_over | retention: unknown)
          api.replicate.com          | retention_over: 0d           | retention_over | retention: 1h
          api.groq.com               | without: [dpa]               | without        | dpa: unknown
          api.mistral.ai             | without: [dpa, baa]          | without        | baa: unknown
          api.deepseek.com           | headquarters: [CN]           | headquarters   | headquarters: CN
          """)
  void aVendorIsRefusedForAFactThatIsNamedWithItsDay(
      String to, String rule, String key, String fact) {
    String host = to.split("/")[0];
    Engine engine =
        Engine.start(config(policy("vendors: {deny: {" + rule + "}}")).observer(records).log(log));
    String path = to.contains("/") ? "/api" + CHAT : CHAT;
    Exchange exchange = engine.open(post(host, path));
    assertNotNull(exchange);
    String text = refusal(exchange.judge(message("hello")));
    assertTrue(text.contains("(vendors.deny." + key + "; " + fact), text);
    ExchangeRecord record = records.only();
    assertEquals("vendors.deny." + key, record.rule());
    assertTrue((record.fact() + ")").startsWith(fact), record.fact());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          api.openai.com   | aggregators: true
          openrouter.ai    | aggregators: false
          api.openai.com   | training: [yes, unknown]
          api.openai.com   | retention_over: 30d
          api.replicate.com | retention_over: 1h
          api.openai.com   | without: [dpa, baa, zero_retention]
          api.mistral.ai   | headquarters: [CN, US]
          """)
  void aVendorWithoutTheFactPasses(String host, String rule) {
    assertNull(judge(host, "vendors: {deny: {" + rule + "}}").refusal());
    assertNull(records.started.get(0).fact());
  }

  @Test
  void aProfileThatAsksForTheRuleIsNamedWithItsClause() {
    String text = refusal(judge("api.groq.com", "profile: gdpr"));
    assertTrue(text.contains("Rule: vendors.deny.without; profile: gdpr, Art. 28(3); rec"), text);
    assertEquals("gdpr, Art. 28(3)", records.only().profile());
    assertEquals("gdpr, Art. 28(3)", records.only().detached().profile());
  }

  @Test
  void aProfileIsNotNamedForAKeyOfTheFilesOwn() {
    String own = "vendors: {deny: {without: [dpa]}}";
    String text = refusal(judge("api.groq.com", "profile: gdpr", own));
    assertTrue(text.contains("Rule: vendors.deny.without; record: "), text);
    assertNull(records.only().profile());
  }

  @Test
  void vendorsAreDeniedByNameBesides() {
    String text =
        refusal(judge("api.groq.com", "vendors: {deny: {vendors: [groq], aggregators: true}}"));
    assertTrue(text.contains("AI calls to groq (vendors.deny)."), text);
    assertNull(records.only().fact());
  }

  @Test
  void theUsersOwnWordCounts() {
    String[] policy = {
      "vendors:",
      "  facts: {groq: {dpa: {value: yes, date: 2026-11-01, source: contract 7}}}",
      "  deny: {without: [dpa]}"
    };
    assertNull(judge("api.groq.com", policy).refusal());
    String text =
        refusal(
            judge(
                "api.openai.com",
                "vendors: {facts: {openai: {training: yes}}, deny: {training: yes}}"));
    assertTrue(text.contains("training: yes, as the policy says)"), text);
  }

  @Test
  void aServerOfTheUsersOwnIsNoCompany() {
    String deny = "  deny: {without: [dpa], retention_over: 0d, training: [unknown]}";
    assertNull(
        judge("llm.example.com", "hosts: {llm.example.com: self_hosted}", "vendors:", deny)
            .refusal());
    assertNotNull(
        judge(
                "llm.example.com",
                "hosts: {llm.example.com: self_hosted}",
                "vendors:",
                "  facts: {self_hosted: {retention: 7d}}",
                deny)
            .refusal());
  }

  @Test
  void observingRefusesNobody() {
    assertNull(
        judge("openrouter.ai", "mode: observe", "vendors: {deny: {aggregators: true}}").refusal());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          deny: {trainings: [yes]}          | line 2: vendors.deny.trainings: unknown key; did you mean "training"?
          deny: {training: [maybe]}         | vendors.deny.training: must be one of no, free_tier
          deny: {aggregators: maybe}        | vendors.deny.aggregators: must be one of yes, no, unknown
          deny: {retention_over: month}     | vendors.deny.retention_over: must be a time such as
          deny: {without: [dap]}            | must be of dpa, baa, zero_retention; did you mean "dpa"?
          deny: {headquarters: [China]}     | must be an ISO 3166-1 country code
          deny: {vendors: [opnai]}          | no such vendor: "opnai"; did you mean "openai"?
          facts: {opnai: {dpa: yes}}        | no such vendor; did you mean "openai"?
          facts: {openai: {dap: yes}}       | vendors.facts.openai.dap: unknown key; did you mean "dpa"?
          facts: {openai: {dpa: perhaps}}   | vendors.facts.openai.dpa: must be one of yes, no, unknown
          facts: {openai: {dpa: {date: 2026-01-01}}}  | vendors.facts.openai.dpa: value is missing
          facts: {openai: {dpa: {value: yes, date: May}}} | vendors.facts.openai.dpa.date: must be a day
          facts: {openai: {dpa: {value: maybe}}} | vendors.facts.openai.dpa.value: must be one of
          """)
  void mistakesAreNamed(String key, String message) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> policy("vendors: {" + key + "}"));
    assertTrue(error.getMessage().contains(message.replace("line 2: ", "")), error.getMessage());
  }

  @Test
  void aCallerWhoIsAllowedADeniedVendorIsAContradiction() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                policy(
                    "vendors: {deny: {aggregators: true}}",
                    "callers: {rules: {a: {classes: [x.**], vendors: {allow: [openrouter]}}}}"));
    assertTrue(
        error.getMessage().contains("refused to everybody by vendors.deny.aggregators"),
        error.getMessage());
  }
}
