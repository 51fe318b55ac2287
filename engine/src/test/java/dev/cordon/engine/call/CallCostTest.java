package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.head;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.post;
import static dev.cordon.engine.call.TestCalls.receive;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.VendorCatalogue;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call costs, by the model and the tokens that the answer tells. */
class CallCostTest {
  private static final RequestHead CHAT = post("api.openai.com", "/v1/chat/completions");
  private static final RequestHead MESSAGES = post("api.anthropic.com", "/v1/messages");

  private final TestCalls.Records records = new TestCalls.Records();

  private ExchangeRecord call(
      Policy policy, RequestHead head, byte[] request, int status, String answer) {
    Engine engine = Engine.start(config(policy).observer(records));
    Exchange exchange = engine.open(head);
    assertNotNull(exchange);
    if (exchange.judge(request).refusal() == null) {
      receive(exchange, status, answer.getBytes(UTF_8));
    }
    return records.only();
  }

  private ExchangeRecord call(RequestHead head, String model, String answer) {
    byte[] request = new String(message("hi"), UTF_8).replace("gpt-4o-mini", model).getBytes(UTF_8);
    return call(Policy.safeDefault(), head, request, 200, answer);
  }

  private static String chat(String model, String usage) {
    return "{\"object\":\"chat.completion\",\"model\":\"" + model + "\",\"usage\":" + usage + "}";
  }

  private static String anthropic(String usage) {
    return "{\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-haiku-4-5-20251001\","
        + "\"content\":[],\"usage\":"
        + usage
        + "}";
  }

  @Test
  void theAnswersModelAndTokensTellTheCost() {
    String usage =
        "{'prompt_tokens':1000,'completion_tokens':100,'prompt_tokens_details':{'cached_tokens':400}}"
            .replace('\'', '"');
    ExchangeRecord record = call(CHAT, "gpt-4o", chat("gpt-4o-2024-08-06", usage));
    // 600 at 2.50, 400 at 1.25, 100 at 10 dollars a million
    assertEquals(3_000_000, record.costNanos());
    assertNull(record.costUnknown());
  }

  @Test
  void theModelThatAnswersIsChargedAndNotTheOneThatWasAskedFor() {
    String usage = "{\"prompt_tokens\":1000,\"completion_tokens\":0}";
    assertEquals(5_000_000, call(CHAT, "gpt-4o", chat("gpt-4o-2024-05-13", usage)).costNanos());
  }

  @Test
  void aModelThatAnswersUnderANameWithoutAPriceHasThatOfTheOneThatWasAskedFor() {
    String usage = "{\"prompt_tokens\":1000,\"completion_tokens\":0}";
    assertEquals(2_500_000, call(CHAT, "gpt-4o", chat("gpt-4o-eu-7", usage)).costNanos());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'input_tokens':1000,'output_tokens':100}                                        | 1500000
          {'input_tokens':1000,'output_tokens':0,'cache_read_input_tokens':1000}           | 1100000
          {'input_tokens':0,'output_tokens':0,'cache_creation_input_tokens':1000}          | 1250000
          {'input_tokens':0,'output_tokens':0,'cache_creation_input_tokens':1000,'cache_creation':{'ephemeral_5m_input_tokens':400,'ephemeral_1h_input_tokens':600}} | 1700000
          {'input_tokens':1000,'output_tokens':0,'service_tier':'standard'}                | 1000000
          {'input_tokens':1000,'output_tokens':0,'service_tier':'priority'}                | service_tier
          {'input_tokens':1000,'output_tokens':0,'service_tier':'batch'}                   | service_tier
          {'output_tokens':10}                                                             | usage
          {'input_tokens':10}                                                              | usage
          """)
  void theCacheAndTheClassOfServiceCount(String usage, String expected) {
    String json = anthropic(usage.replace('\'', '"'));
    ExchangeRecord record = call(MESSAGES, "claude-haiku-4-5", json);
    String cost = record.costUnknown();
    assertEquals(expected, cost == null ? "" + record.costNanos() : cost);
    assertEquals(cost != null, record.costNanos() < 0);
  }

  @ParameterizedTest
  @CsvSource({
    "flex, service_tier",
    "priority, service_tier",
    "default, 2500000",
  })
  void anotherClassOfServiceHasAnotherPrice(String tier, String expected) {
    String json =
        "{\"object\":\"chat.completion\",\"model\":\"gpt-4o\",\"service_tier\":\""
            + tier
            + "\",\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":0}}";
    ExchangeRecord record = call(CHAT, "gpt-4o", json);
    String cost = record.costUnknown();
    assertEquals(expected, cost == null ? "" + record.costNanos() : cost);
  }

  @Test
  void soundsHaveAnotherPrice() {
    String usage =
        "{\"prompt_tokens\":1000,\"completion_tokens\":1,"
            + "\"prompt_tokens_details\":{\"audio_tokens\":900}}";
    ExchangeRecord record = call(CHAT, "gpt-4o", chat("gpt-4o", usage));
    assertEquals("price", record.costUnknown());
    assertEquals(-1, record.costNanos());
  }

  @Test
  void withoutAPriceOrUsageTheCostIsUnknownAndNotNothing() {
    String usage = "{\"prompt_tokens\":1000,\"completion_tokens\":1}";
    ExchangeRecord record = call(CHAT, "gpt-9", chat("gpt-9", usage));
    assertEquals("price", record.costUnknown());
    assertEquals(-1, record.costNanos());
    records.ended.clear();
    record = call(CHAT, "gpt-4o", "{\"object\":\"chat.completion\",\"model\":\"gpt-4o\"}");
    assertEquals("usage", record.costUnknown());
    assertEquals(-1, record.costNanos());
  }

  @Test
  void aCallThatFailsOnItsWayHasAnUnknownCost() {
    Engine engine = Engine.start(config(Policy.safeDefault()).observer(records));
    Exchange exchange = engine.open(CHAT);
    assertNotNull(exchange);
    assertNull(exchange.judge(message("hi")).refusal());
    exchange.fail(new SocketTimeoutException());
    assertEquals("usage", records.only().costUnknown());
  }

  @Test
  void anErrorOfTheVendorAndARefusedCallCostNothing() {
    ExchangeRecord record =
        call(Policy.safeDefault(), CHAT, message("hi"), 500, "{\"error\":{\"message\":\"x\"}}");
    assertNull(record.costUnknown());
    assertEquals(-1, record.costNanos());
    records.ended.clear();
    record = call(policy("vendors: {deny: [openai]}"), CHAT, message("hi"), 200, "");
    assertNull(record.costUnknown());
    assertEquals(-1, record.costNanos());
  }

  @Test
  void whatOnlyReadsCostsNothing() {
    RequestHead stored = head("GET", "api.openai.com", "/v1/responses/resp_1", null, Map.of());
    String usage = "{\"input_tokens\":1000,\"output_tokens\":1}";
    ExchangeRecord record =
        call(
            Policy.safeDefault(),
            stored,
            new byte[0],
            200,
            "{\"object\":\"response\",\"model\":\"gpt-4o\",\"usage\":" + usage + "}");
    assertEquals("fetch_response", record.operation());
    assertNull(record.costUnknown());
    assertEquals(-1, record.costNanos());
  }

  @Test
  void embeddingsWriteNothing() {
    byte[] request = "{\"model\":\"text-embedding-3-small\",\"input\":\"hi\"}".getBytes(UTF_8);
    String answer =
        "{\"object\":\"list\",\"model\":\"text-embedding-3-small\",\"data\":[],"
            + "\"usage\":{\"prompt_tokens\":1000,\"total_tokens\":1000}}";
    RequestHead head = post("api.openai.com", "/v1/embeddings");
    assertEquals(20_000, call(Policy.safeDefault(), head, request, 200, answer).costNanos());
  }

  @Test
  void thePolicysPriceComesBeforeTheCataloguesAndHoldsForHostsThatNoCatalogueKnows() {
    String usage = "{\"prompt_tokens\":1000,\"completion_tokens\":1000}";
    Policy own =
        policy(
            "vendors:",
            "  prices:",
            "    openai: {gpt-4o: {input: 1, output: 2, source: contract 7}}",
            "    unknown: {\"*\": {input: 0.5, output: 0.5}}");
    byte[] request = new String(message("hi"), UTF_8).replace("-mini", "").getBytes(UTF_8);
    assertEquals(3_000_000, call(own, CHAT, request, 200, chat("gpt-4o", usage)).costNanos());
    records.ended.clear();
    RequestHead other = post("llm.example.com", "/v1/chat/completions");
    assertEquals(1_000_000, call(own, other, request, 200, chat("own", usage)).costNanos());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {opnai: {m: {input: 1}}}                     | vendors.prices.opnai: no such vendor; did you mean "openai"?
          {openai: {m: {inputs: 1}}}                   | vendors.prices.openai.m.inputs: unknown key; did you mean "input"?
          {openai: {m: {output: 1}}}                   | vendors.prices.openai.m: input is missing
          {openai: {m: {input: -1}}}                   | vendors.prices.openai.m.input: must be US dollars per million tokens such as 2.50
          {openai: {m: {input: 1 EUR}}}                | vendors.prices.openai.m.input: must be US dollars
          {openai: {m: 2}}                             | vendors.prices.openai.m: must be a mapping
          {openai: {"a*b": {input: 1}}}                | vendors.prices.openai.a*b: must be a model's name, perhaps with * at its end
          {openai: {m: {input: 1}, M: {input: 1}}}     | vendors.prices.openai.M: is here twice; case does not matter
          {openai: {m: {input: 1, date: May}}}         | vendors.prices.openai.m.date: must be a day such as 2026-10-18
          """)
  void aMistakeIsToldWithItsLineAndASuggestion(String prices, String message) {
    String text = "version: 1\nvendors: {prices: " + prices + "}\n";
    PolicyContext context = new PolicyContext(Map.of(), Set.of(), VendorCatalogue.builtIn().ids());
    String problems =
        PolicyParser.parse("p.yaml", text.getBytes(UTF_8), context).problems().toString();
    assertTrue(problems.contains("p.yaml:2:"), problems);
    assertTrue(problems.contains(message), problems);
  }
}
