package dev.cordon.engine.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Verdict;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is looked for in a header, a query and a path depends on what stands there. */
class HeadReadingTest {
  private static final String CARD = "4111111111111111";
  private static final String IBAN = "DE89370400440532013000";
  private static final String KEY = "AKIA" + "Q3EGRTNBZXLMWPVJ";

  private final TestCalls.Records records = new TestCalls.Records();

  private Verdict judged(
      Map<String, String> headers, String path, @Nullable String query, String... policy) {
    Engine engine = Engine.start(TestCalls.config(TestCalls.policy(policy)).observer(records));
    RequestHead head = TestCalls.head("POST", "api.openai.com", path, query, headers);
    return engine.open(head).judge(TestCalls.message("hello"));
  }

  private @Nullable String header(String name, String value, String... policy) {
    return judged(Map.of(name, value), "/v1/chat/completions", null, policy).headers().get(name);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Client-Name, billing-service",
    "X-Client-Name, Jordan Taylor",
    "X-Service, austin-gateway",
    "X-Route, Paris",
    "X-Team, Martin",
    "X-Title, Anna",
    "User-Agent, OpenAI/Java 4.100.0",
    "User-Agent, Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0.6099.130",
    "User-Agent, Charlotte/1.0 (Jackson)",
    "X-Stainless-Package-Version, 10.1.2.3",
    "X-Request-Id, 4532015112830366a",
    "Idempotency-Key, stainless-java-retry-0b2c1f2e-7a30-4c52-9d39-0f3f2d0f8e11",
    "X-Amz-Target, Bedrock.Converse",
    "OpenAI-Project, proj_Charlotte",
  })
  void whatNamesAProgramStays(String name, String value) {
    assertNull(header(name, value));
  }

  @ParameterizedTest
  @CsvSource({
    "X-Caller",
    "X-Amz-Meta-Owner-Mail",
    "X-Stainless-Custom",
    "User-Agent",
    "X-Request-Id",
    "Idempotency-Key",
    "OpenAI-Project",
    "X-Client-Name",
    "Cookie",
  })
  void whatHasAFormOfItsOwnIsFoundInAnyHeader(String name) {
    for (String value : new String[] {"jane.roe@acme-mail.net", CARD, IBAN}) {
      String sent = header(name, "a=" + value + "; b=1");
      assertTrue(sent != null && !sent.contains(value) && sent.endsWith("; b=1"), name + sent);
    }
  }

  @Test
  void aKeyIsFoundWhereNothingAuthenticatesAndLeftWhereItMay() {
    for (String name : new String[] {"X-Request-Id", "User-Agent", "X-Amz-Meta-Note"}) {
      assertFalse(String.valueOf(header(name, KEY)).contains(KEY), name);
      assertTrue(header(name, KEY) != null, name);
    }
    assertNull(header("X-Gateway-Key", KEY));
    assertNull(header("Authorization", "Bearer " + KEY));
    assertFalse(header("X-Gateway-Key", KEY, "headers:", "  credentials: true").contains(KEY));
  }

  @ParameterizedTest
  @CsvSource({
    "X-User",
    "X-User-Name",
    "X-OpenWebUI-User-Name",
    "X-Customer",
    "Patient_Name",
    "From"
  })
  void aHeaderOfPeopleIsReadAsText(String name) {
    assertTrue(header(name, "Charlotte Martin").startsWith("NAME_"), name);
  }

  @Test
  void policyNamesHeadersThatHoldText() {
    assertNull(header("X-Desk", "Charlotte Martin"));
    String sent = header("X-Desk", "Charlotte Martin", "headers:", "  text: [x-desk]");
    assertTrue(sent.startsWith("NAME_"), sent);
  }

  @Test
  void namesOfParametersAreLookedIntoToo() {
    String query = judged(Map.of(), "/v1/x", "jane.roe%40acme-mail.net=1&b=" + CARD).query();
    assertTrue(query.matches("EMAIL_[0-9A-Z]{6,8}=1&b=.*"), query);
    assertFalse(query.contains(CARD), query);
    assertNull(judged(Map.of(), "/v1/x", "charlotte_martin=1").query());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/files/jane.roe@acme-mail.net/content",
    "/v1/files/jane.roe%40acme-mail.net",
    "/v1/files/f;by=jane.roe@acme-mail.net/x",
    "/v1/cards/4111-1111-1111-1111",
    "/v1/accounts/DE89%203704%200044%200532%200130%2000",
  })
  void aFindingInThePathIsRefusedBecauseItCantBeReplaced(String path) {
    Verdict verdict = judged(Map.of(), path, null);
    assertEquals(403, verdict.refusal().status());
    assertEquals("on_path", records.only().rule());
    assertNull(judged(Map.of(), path, null, "on_path: allow").refusal());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/models/claude-sonnet@20250101/x",
    "/v1/threads/thread_4111111111111112/messages",
    "/v1/projects/anna-martin/locations/europe-west4/x",
    "/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/run/@cf/meta/llama-3.1-8b-instruct",
  })
  void aPathThatNamesThingsGoesOn(String path) {
    assertNull(judged(Map.of(), path, null).refusal());
  }

  @Test
  void aHeaderThatComesBehindTheVerdictIsLookedInto() {
    Engine engine = Engine.start(TestCalls.config(TestCalls.policy()).observer(records));
    Map<String, String> before = Map.of("X-Caller", "jane.roe@acme-mail.net", "X-Note", "n");
    Exchange exchange =
        engine.open(TestCalls.head("POST", "api.openai.com", "/v1/chat/completions", null, before));
    String token = exchange.judge(TestCalls.message("hello")).headers().get("X-Caller");

    Map<String, String> late = new HashMap<>(before);
    late.put("X-Caller", token);
    late.put("Host", "api.openai.com");
    assertTrue(leaving(exchange, late).isEmpty());

    late.put("Cookie", "who=jane.roe@acme-mail.net; n=1");
    assertTrue(leaving(exchange, late).get("Cookie").matches("who=EMAIL_[0-9A-Z]{6,8}; n=1"));

    late.remove("Cookie");
    late.put("X-Caller", "jane.roe@acme-mail.net"); // an interceptor puts back what was replaced
    assertEquals(token, leaving(exchange, late).get("X-Caller"));
  }

  @Test
  void aHeaderThatComesLateAndIsBlockedIsTakenOut() {
    Engine engine =
        Engine.start(
            TestCalls.config(TestCalls.policy("redact:", "  payment_card: block"))
                .observer(records));
    Exchange exchange = engine.open(TestCalls.chat());
    exchange.judge(TestCalls.message("hello"));
    Map<String, String> late = Map.of("X-Note", "n", "Cookie", "c=" + CARD);
    assertEquals(Map.of("Cookie", ""), leaving(exchange, late));
  }

  private static Map<String, String> leaving(Exchange exchange, Map<String, String> headers) {
    return exchange.leaving(
        TestCalls.head("POST", "api.openai.com", "/v1/chat/completions", null, headers));
  }
}
