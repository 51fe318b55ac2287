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
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where AI calls may be answered. */
class ResidencyTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String EU_HOST = "bedrock-runtime.eu-west-1.amazonaws.com";

  private final TestCalls.Records records = new TestCalls.Records();
  private final TestCalls.Log log = new TestCalls.Log();

  private Exchange open(RequestHead head, String... lines) {
    Engine engine = Engine.start(config(policy(lines)).observer(records).log(log));
    Exchange exchange = engine.open(head);
    assertNotNull(exchange);
    return exchange;
  }

  private static String text(Verdict verdict) {
    assertNotNull(verdict.refusal(), "not refused");
    return new String(verdict.refusal().body(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "eu, eu.api.openai.com, /v1/chat/completions",
    "eu, EU.API.OpenAI.com, /v1/chat/completions",
    "eu, europe-west4-aiplatform.googleapis.com, /v1/projects/p/locations/europe-west4/x",
    "eu, aiplatform.eu.rep.googleapis.com, /v1/projects/p/locations/eu/x",
    "eu, bedrock-runtime.eu-central-1.amazonaws.com, /model/anthropic.claude-3-haiku/converse",
    "eu, bedrock-runtime.eu-west-1.amazonaws.com, /model/eu.anthropic.claude-3-haiku/converse",
    "eu, bedrock-runtime.eu-west-1.amazonaws.com, /model/zai.glm-4.7/converse",
    "eu, eu-de.ml.cloud.ibm.com, /ml/v1/text/chat",
    "eea, eu.api.openai.com, /v1/chat/completions",
    "GB, bedrock-runtime.eu-west-2.amazonaws.com, /model/anthropic.claude-3-haiku/converse",
    "CH, bedrock-runtime.eu-central-2.amazonaws.com, /model/anthropic.claude-3-haiku/converse",
    "US, us-central1-aiplatform.googleapis.com, /v1/x",
    "eu, localhost, /v1/chat/completions",
    "eu, 127.0.0.1, /v1/chat/completions",
  })
  void aHostThatIsKnownToBeThereMayBeCalled(String place, String host, String path) {
    Exchange exchange = open(post(host, path), "residency: " + place);
    assertNull(exchange.judge(message("hello")).refusal());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eu | api.openai.com | /v1/chat/completions | nothing tells in which region api.openai.com is
          eu | us.api.openai.com | /v1/chat/completions | us.api.openai.com is in us (US)
          eu | acme.openai.azure.com | /openai/deployments/d/chat/completions | nothing tells in which region
          eu | bedrock-runtime.us-east-1.amazonaws.com | /model/anthropic.claude-3-haiku/converse | is in us-east-1 (US)
          eu | bedrock-runtime.eu-west-2.amazonaws.com | /model/anthropic.claude-3-haiku/converse | is in eu-west-2 (GB)
          eu | bedrock-runtime.eu-central-2.amazonaws.com | /model/anthropic.claude-3-haiku/converse | is in eu-central-2 (CH)
          eu | bedrock-runtime.eu-west-1.amazonaws.com | /model/global.anthropic.claude-4/converse | the inference profile global is
          eu | bedrock-runtime.eu-west-1.amazonaws.com | /model/us.anthropic.claude-4/converse | the inference profile us is
          eu | BEDROCK-RUNTIME.eu-west-1.amazonaws.com | /%6Dodel/global.anthropic.claude-4/converse | the inference profile global is
          eu | vpce-1a.bedrock-runtime.eu-west-1.vpce.amazonaws.com | /model/global.anthropic.claude-4/converse | the inference profile global is
          eu | bedrock-runtime.eu-west-1.amazonaws.com | /model/arn%3Aaws%3Abedrock%3Aeu-west-1%3A1%3Ainference-profile%2Fglobal.anthropic.claude-4/converse | the inference profile global is
          eu | bedrock-runtime.eu-west-1.amazonaws.com | /model/arn%3Aaws%3Abedrock%3Aeu-west-1%3A1%3Aapplication-inference-profile%2Fa1/converse | the inference profile application-inference-profile is
          IE | bedrock-runtime.eu-west-1.amazonaws.com | /model/eu.anthropic.claude-4/converse | the inference profile eu is
          eu | aiplatform.googleapis.com | /v1/projects/p/locations/global/publishers/g/models/m:generateContent | is in global, a region that is not known
          eu | llm.example.com | /v1/chat/completions | nothing tells in which region llm.example.com is
          eu | 127.example.com | /v1/chat/completions | nothing tells in which region 127.example.com is
          NO | eu.api.openai.com | /v1/chat/completions | eu.api.openai.com is in eu
          """)
  void anyOtherHostIsRefusedWithTheReason(String place, String host, String path, String why) {
    String text = text(open(post(host, path), "residency: " + place).judge(message("hello")));
    assertTrue(text.contains("keeps AI calls in " + place + " (residency), and "), text);
    assertTrue(text.contains(why), text);
    assertEquals("residency", records.only().rule());
  }

  @Test
  void theUserSaysWhereHostsAre() {
    String[] lines = {
      "residency: [eu, NO]",
      "hosts:",
      "  acme.openai.azure.com: {vendor: azure.openai, region: swedencentral}",
      "  llm.example.com: {vendor: self_hosted, region: NO}",
      "  far.example.com: {vendor: self_hosted, region: eastus}"
    };
    assertNull(
        open(post("acme.openai.azure.com", "/openai/deployments/d/chat/completions"), lines)
            .judge(message("hello"))
            .refusal());
    assertNull(open(post("llm.example.com", CHAT), lines).judge(message("hello")).refusal());
    String text = text(open(post("far.example.com", CHAT), lines).judge(message("hello")));
    assertTrue(text.contains("far.example.com is in eastus (US)"), text);
  }

  @Test
  void aRedirectToAnotherRegionIsANewDecision() {
    Exchange exchange = open(post("eu.api.openai.com", CHAT), "residency: eu");
    assertNull(exchange.judge(message("hello")).refusal());
    assertNull(exchange.attempt(post("eu.api.openai.com", CHAT)).refusal());
    String text = text(exchange.attempt(post("api.openai.com", CHAT)));
    assertTrue(text.contains("nothing tells in which region api.openai.com is"), text);
  }

  @Test
  void soIsOneToAnotherProfileOfTheSameHost() {
    String path = "/model/%s.anthropic.claude-4/converse";
    Exchange exchange = open(post(EU_HOST, String.format(path, "eu")), "residency: eu");
    assertNull(exchange.judge(message("hello")).refusal());
    String text = text(exchange.attempt(post(EU_HOST, String.format(path, "global"))));
    assertTrue(text.contains("the inference profile global"), text);
  }

  @Test
  void aHostThatOnlyTheTransportKnowsIsJudgedThere() {
    Exchange exchange = open(post(null, CHAT), "residency: eu");
    assertNull(exchange.judge(message("hello")).refusal());
    assertNotNull(exchange.attempt(post("api.openai.com", CHAT)).refusal());
  }

  @Test
  void aBodyThatNobodyReadsIsJudgedToo() {
    Exchange exchange = open(post("api.openai.com", CHAT), "residency: eu", "on_unreadable: allow");
    assertNotNull(exchange.judgeUnread(Exchange.Unread.DUPLEX, -1).refusal());
  }

  @Test
  void observingRefusesNobody() {
    Exchange exchange = open(post("api.openai.com", CHAT), "mode: observe", "residency: eu");
    assertNull(exchange.judge(message("hello")).refusal());
    assertNull(exchange.attempt(post("us.api.openai.com", CHAT)).refusal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "residency: europe",
        "residency: []",
        "residency: no",
        "hosts: {a.example: {vendor: openai, region: atlantis}}"
      })
  void mistakesAreNamed(String line) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> policy(line));
    assertTrue(
        error.getMessage().matches("(?s).*(residency|region).*(must be|is empty).*"),
        error.getMessage());
  }
}
