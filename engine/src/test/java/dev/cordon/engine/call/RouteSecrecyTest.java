package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.head;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets to see which keys of a call that policy sends elsewhere. */
class RouteSecrecyTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String ROUTE =
      "routes: {openai: {url: 'https://gw.example.com/a', token: env:TEST_KEY,"
          + " secret_headers: {X-Gw: env:TEST_KEY}, remove_headers: [X-Internal]}}";
  private static final Map<String, String> VENDORS =
      Map.of("Authorization", "Bearer sk-vendor", "x-api-key", "sk-vendor", "X-Internal", "org-7");
  private static final Map<String, String> GATEWAYS =
      Map.of("authorization", "Bearer " + SECRET, "X-Gw", SECRET, "X-Other", "stays");

  private final TestCalls.Records records = new TestCalls.Records();
  private volatile Policy inForce = policy(ROUTE);
  private final Engine engine =
      Engine.start(new EngineConfig().policies(() -> inForce).observer(records));

  private RequestHead routed(RequestHead asked) {
    Target target = engine.target(asked);
    assertNotNull(target, "not routed");
    return asked.at(target);
  }

  private Exchange open(RequestHead sent) {
    Exchange exchange = engine.open(sent);
    assertNotNull(exchange, "not an AI call");
    return exchange;
  }

  private static RequestHead call() {
    return head("POST", "api.openai.com", CHAT, null, VENDORS);
  }

  private static void assertRefused(Verdict verdict) {
    assertNotNull(verdict.refusal(), "goes out with " + verdict.headers());
    assertFalse(new String(verdict.refusal().body(), UTF_8).contains(SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mode: enforce",
        "mode: observe",
        "mode: off",
        "ignore_hosts: [api.openai.com]",
        "routes: {openai: {url: 'https://gw.example.com/b', token: env:TEST_KEY}}",
        "routes: {openai: {url: 'https://gw.example.com:444/a', token: env:TEST_KEY}}",
        "routes: {openai: {url: 'http://gw.example.com/a', token: env:TEST_KEY}}",
        "routes: {openai: {url: 'https://other.example.net/a', credentials: keep}}",
        "routes: {anthropic: {url: 'https://gw.example.com/a'}}",
      })
  void aCallThatThePolicySendsThereNoMoreIsRefused(String next) {
    RequestHead chat = routed(call());
    RequestHead socket = routed(head("GET", "api.openai.com", "/v1/realtime", null, VENDORS));
    RequestHead models = routed(head("GET", "api.openai.com", "/v1/models", null, VENDORS));
    inForce = policy(next);
    assertRefused(open(chat).judge(message("mail anna.schmidt@nordwind.de")));
    assertEquals("routes.openai", records.only().rule());
    assertRefused(open(models).judge(new byte[0]));
    assertFalse(open(chat).leaving(chat).containsValue("Bearer " + SECRET));
    assertRefused(open(chat).judgeUnread(Exchange.Unread.DUPLEX, -1));
    assertRefused(open(socket).judgeUnread(Exchange.Unread.WEBSOCKET, -1));
    assertRefused(open(socket).judgeSocket());
  }

  @Test
  void aHostThatOnlyTheEarlierPolicyNamedIsNoExcuse() {
    inForce =
        policy(
            "hosts: {llm.example.org: openai}",
            "routes: {openai: {url: 'https://gw.example.com'}}");
    RequestHead sent = routed(head("GET", "llm.example.org", "/list", null, VENDORS));
    inForce = policy("mode: off");
    assertRefused(open(sent).judge(new byte[0]));
  }

  @Test
  void anotherPolicyThatSendsItThereTooLetsItGo() {
    RequestHead sent = routed(call());
    inForce = policy(ROUTE, "vendors: {deny: [groq]}");
    Exchange exchange = open(sent);
    Verdict verdict = exchange.judge(message("hello"));
    assertNull(verdict.refusal());
    assertEquals("Bearer " + SECRET, verdict.headers().get("authorization"));
    inForce = policy("mode: enforce");
    assertNull(exchange.attempt(sent).refusal(), "a call keeps the policy that it began with");
    assertEquals("Bearer " + SECRET, exchange.leaving(sent).get("authorization"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mode: enforce", "mode: observe"})
  void aTransportBelowThatKnowsANewerPolicyGetsNothing(String before) {
    inForce = policy(before);
    RequestHead sdk = head("POST", null, CHAT, null, VENDORS);
    Exchange exchange = open(sdk);
    assertNull(exchange.judge(message("hello")).refusal());
    inForce = policy(ROUTE);
    assertRefused(exchange.attempt(routed(call())));
  }

  @ParameterizedTest
  @CsvSource({
    "https, gw2.example.com, 443",
    "https, gw.example.com, 8443",
    "http, gw.example.com, 443",
    "http, gw.example.com, 80",
  })
  void whereAGatewayRedirectsToGetsNoneOfTheKeys(String scheme, String host, int port) {
    Exchange exchange = open(routed(call()));
    assertNull(exchange.judge(message("hello")).refusal());
    for (Map<String, String> carried : List.of(VENDORS, GATEWAYS)) {
      RequestHead hop =
          new RequestHead(
              TestCalls.SDK, "GET", scheme, host, port, "/a/x", null, TestCalls.headers(carried));
      Map<String, String> edits = exchange.leaving(hop);
      assertEquals("", edits.get("authorization"));
      assertEquals("", edits.get(carried == VENDORS ? "x-api-key" : "x-gw"));
      assertEquals(carried == VENDORS ? "" : null, edits.get("x-internal"));
      assertFalse(edits.containsKey("x-other"));
    }
  }

  @Test
  void whatMayGoToTheGatewayGoesWhereItRedirectsTo() {
    inForce = policy("routes: {openai: {url: 'https://gw.example.com', credentials: keep}}");
    Exchange exchange = open(routed(call()));
    assertNull(exchange.judge(message("hello")).refusal());
    RequestHead hop = head("GET", "gw2.example.com", "/x", null, VENDORS);
    assertTrue(exchange.leaving(hop).isEmpty());
  }

  @Test
  void aHostThatNobodyLooksAtGetsNoKeyOfAGateway() {
    inForce = policy(ROUTE, "ignore_hosts: [files.example.com]");
    Map<String, String> edits =
        engine.leaving(head("GET", "files.example.com", "/x", null, GATEWAYS));
    assertEquals(Map.of("authorization", "", "x-gw", ""), edits);
    assertTrue(engine.leaving(head("GET", "files.example.com", "/x", null, VENDORS)).isEmpty());
  }

  @Test
  void theGatewayWithoutTlsIsAnotherServer() {
    RequestHead plain =
        new RequestHead(
            TestCalls.SDK,
            "GET",
            "http",
            "gw.example.com",
            443,
            "/a/x",
            null,
            TestCalls.headers(GATEWAYS));
    assertEquals("", engine.leaving(plain).get("x-gw"));
    RequestHead socket =
        new RequestHead(
            TestCalls.SDK,
            "GET",
            "wss",
            "gw.example.com",
            443,
            "/a/x",
            null,
            TestCalls.headers(GATEWAYS));
    assertTrue(engine.leaving(socket).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "api-key=AZ&api-version=1, api-version=1",
    "access_token=ya29&alt=sse, alt=sse",
    "k%65y=AIza&alt=sse, alt=sse",
    "alt=sse&KEY=AIza, alt=sse",
    "Api%2DKey=AZ&x=key, x=key",
    "subscription-key=a&b=c, b=c",
    "b=c&key, b=c",
    "monkey=1&b=%zz,",
  })
  void noKeyStaysInTheQuery(String query, @Nullable String kept) {
    Exchange exchange = open(routed(head("POST", "api.openai.com", CHAT, query, Map.of())));
    assertEquals(kept, exchange.judge(message("hello")).query());
  }

  @Test
  void aKeyAmongProtocolsOnSeveralLinesGoesAndTheOthersStay() {
    HeaderSource lines =
        new HeaderSource() {
          @Override
          public @Nullable String first(String name) {
            return name.equalsIgnoreCase("Sec-WebSocket-Protocol") ? "realtime" : null;
          }

          @Override
          public void forEach(BiConsumer<String, String> consumer) {
            consumer.accept("Sec-WebSocket-Protocol", "realtime");
            consumer.accept("Sec-WebSocket-Protocol", "openai-insecure-api-key.sk-vendor");
            consumer.accept("Sec-WebSocket-Protocol", "openai-beta.realtime-v1");
          }
        };
    RequestHead asked =
        new RequestHead(
            TestCalls.SDK, "GET", "https", "api.openai.com", -1, "/v1/realtime", null, lines);
    Verdict verdict = open(routed(asked)).judgeSocket();
    assertNull(verdict.refusal());
    assertEquals(
        "realtime, openai-beta.realtime-v1", verdict.headers().get("sec-websocket-protocol"));
  }

  @Test
  void aRegionalHostOfTheVendorKeepsTheVendorsKey() {
    inForce =
        policy(
            "residency: {in: eu, use_regional_host: true}",
            "routes: {groq: {url: 'https://gw.example.com', region: DE}}");
    RequestHead sent = routed(call());
    Exchange exchange = open(sent);
    assertNull(exchange.judge(message("hello")).refusal());
    assertTrue(exchange.leaving(sent).isEmpty());
    inForce = policy("residency: {in: eu}");
    assertRefused(open(sent).judge(message("hello")));
    assertNotNull(engine.open(post("eu.api.openai.com", CHAT)));
  }
}
