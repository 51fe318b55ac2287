package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.config;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where policy sends calls in place of where they go. */
class RouteTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String[] ROUTE = {
    "routes:",
    "  openai:",
    "    url: https://gw.example.com:8443/openai",
    "    region: DE",
    "    token: env:TEST_KEY",
    "    set_headers: {X-Team: search}",
    "    remove_headers: [OpenAI-Organization]"
  };

  private final TestCalls.Records records = new TestCalls.Records();
  private final TestCalls.Log log = new TestCalls.Log();

  private Engine engine(String... lines) {
    return Engine.start(config(policy(lines)).observer(records).log(log));
  }

  private static RequestHead call(Map<String, String> headers) {
    return head("POST", "api.openai.com", CHAT, null, headers);
  }

  private static Target target(Engine engine, RequestHead head) {
    Target target = engine.target(head);
    assertNotNull(target, "not routed");
    return target;
  }

  private static String text(Verdict verdict) {
    assertNotNull(verdict.refusal(), "not refused");
    return new String(verdict.refusal().body(), UTF_8);
  }

  @Test
  void aCallGoesToTheGatewayWithWhatItWantsAndWithoutWhatTheVendorWants() {
    Engine engine = engine(ROUTE);
    RequestHead asked =
        call(
            Map.of(
                "Authorization", "Bearer sk-vendor",
                "Content-Type", "application/json",
                "OpenAI-Organization", "org-1",
                "X-Other", "stays"));
    Target target = target(engine, asked);
    assertEquals("https://gw.example.com:8443/openai/v1/chat/completions", target.url());
    RequestHead sent = asked.at(target);
    Exchange exchange = engine.open(sent);
    assertNotNull(exchange);
    Verdict verdict = exchange.judge(message("hello"));
    assertNull(verdict.refusal());
    Map<String, String> headers = verdict.headers();
    assertEquals("Bearer " + SECRET, headers.get("authorization"));
    assertEquals("search", headers.get("x-team"));
    assertEquals("", headers.get("openai-organization"));
    assertEquals(headers, exchange.leaving(sent), "at the network the same once more");
    TestCalls.receive(exchange, 200, TestCalls.answer("hi"));
    assertEquals("openai", records.only().vendor());
    assertEquals("routes.openai", records.only().route());
    assertEquals("gw.example.com", records.only().serverAddress());
    assertEquals(8443, records.only().serverPort());
    assertEquals("DE", records.only().region());
    assertEquals("openai.chat", records.only().wireFormat());
    assertFalse(log.text.toString().contains(SECRET));
  }

  @Test
  void aCallWhoseHeadersCantBeReadDoesNotGoToAGateway() {
    List<String> lines = new ArrayList<>(List.of(ROUTE));
    lines.add("on_error: allow");
    Engine engine = engine(lines.toArray(new String[0]));
    RequestHead asked = call(Map.of("Authorization", "Bearer sk-vendor"));
    Target target = target(engine, asked);
    RequestHead broken =
        new RequestHead(
            asked.library(), "POST", "https", "api.openai.com", 443, CHAT, null, new Broken());
    Exchange exchange = engine.open(broken.at(target));
    assertNotNull(exchange);
    assertTrue(text(exchange.judge(message("hello"))).contains("on_error"));
    assertEquals("on_error", records.only().rule());
    assertEquals("routes.openai", records.only().route());
  }

  /** Headers of a client that has changed under us. */
  private static final class Broken implements HeaderSource {
    @Override
    public String first(String name) {
      throw new IllegalStateException("changed");
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      throw new IllegalStateException("changed");
    }
  }

  @Test
  void theVendorsKeyStaysWithoutATokenOfTheGatewaysToo() {
    String[] lines = {"routes: {gcp.gemini: {url: 'https://gw.example.com'}}"};
    Engine engine = engine(lines);
    RequestHead asked =
        head(
            "POST",
            "generativelanguage.googleapis.com",
            "/v1beta/models/gemini-2.0-flash:generateContent",
            "key=AIzaVendor&alt=sse",
            Map.of("x-goog-api-key", "AIzaVendor", "Cookie", "s=1"));
    Exchange exchange = engine.open(asked.at(target(engine, asked)));
    assertNotNull(exchange);
    Verdict verdict = exchange.judge("{\"contents\":[]}".getBytes(UTF_8));
    assertEquals("alt=sse", verdict.query());
    assertEquals("", verdict.headers().get("x-goog-api-key"));
    assertEquals("", verdict.headers().get("cookie"));
  }

  @Test
  void policyMayLetTheVendorsKeyGo() {
    Engine engine = engine("routes: {openai: {url: 'https://gw.example.com', credentials: keep}}");
    RequestHead asked = call(Map.of("Authorization", "Bearer sk-vendor"));
    RequestHead sent = asked.at(target(engine, asked));
    Exchange exchange = engine.open(sent);
    assertNotNull(exchange);
    assertTrue(exchange.judge(message("hello")).headers().isEmpty());
    assertTrue(exchange.leaving(sent).isEmpty());
  }

  @Test
  void aClientThatCannotBeRoutedIsRefusedAndToldWhy() {
    Exchange exchange = engine(ROUTE).open(call(Map.of()));
    assertNotNull(exchange);
    String text = text(exchange.judge(message("hello")));
    assertTrue(text.contains("sends such calls to gw.example.com (routes.openai)"), text);
    assertTrue(text.contains("test-sdk"), text);
    assertTrue(text.contains("https://gw.example.com:8443/openai"), text);
    assertEquals("routes.openai", records.only().rule());
  }

  @Test
  void whoCallsTheGatewayHimselfIsLeftAlone() {
    Engine engine = engine(ROUTE);
    RequestHead own =
        new RequestHead(
            TestCalls.SDK,
            "POST",
            "https",
            "gw.example.com",
            8443,
            "/openai" + CHAT,
            null,
            TestCalls.headers(Map.of("Authorization", "Bearer own")));
    assertNull(engine.target(own));
    Exchange exchange = engine.open(own);
    assertNotNull(exchange);
    Verdict verdict = exchange.judge(message("hello"));
    assertNull(verdict.refusal());
    assertTrue(verdict.headers().isEmpty());
    TestCalls.receive(exchange, 200, TestCalls.answer("hi"));
    assertEquals("openai", records.only().vendor());
    assertNull(records.only().route());
  }

  @Test
  void aRedirectBackToTheVendorIsANewDecisionAndCarriesNoKeyOfTheGateway() {
    Engine engine = engine(ROUTE);
    RequestHead asked = call(Map.of());
    Exchange exchange = engine.open(asked.at(target(engine, asked)));
    assertNotNull(exchange);
    assertNull(exchange.judge(message("hello")).refusal());
    assertTrue(text(exchange.attempt(call(Map.of()))).contains("(routes.openai)"));
    RequestHead elsewhere =
        head("POST", "api.groq.com", "/x", null, Map.of("authorization", "Bearer " + SECRET));
    assertNull(exchange.attempt(elsewhere).refusal());
    assertEquals("", exchange.leaving(elsewhere).get("authorization"));
    RequestHead stranger =
        head("GET", "files.example.com", "/x", null, Map.of("authorization", "Bearer " + SECRET));
    assertEquals("", exchange.leaving(stranger).get("authorization"));
    assertEquals("", engine.leaving(stranger).get("authorization"));
  }

  @Test
  void aTransportBelowAnSdkThatDoesNotKnowTheHostIsRouted() {
    Engine engine = engine(ROUTE);
    Exchange exchange = engine.open(post(null, CHAT));
    assertNotNull(exchange);
    byte[] body = message("hello");
    assertNull(exchange.judge(body).refusal());
    RequestHead asked = TestCalls.from(TestCalls.TRANSPORT, call(Map.of("api-key", "vendor")));
    RequestHead sent = asked.at(target(engine, asked));
    Exchange joined = engine.joined(sent, body);
    assertNotNull(joined);
    assertNull(joined.attempt(sent).refusal());
    assertEquals("Bearer " + SECRET, joined.leaving(sent).get("authorization"));
    assertEquals("", joined.leaving(sent).get("api-key"));
    TestCalls.receive(exchange, 200, TestCalls.answer("hi"));
    assertEquals("openai", records.only().vendor());
    assertEquals("gw.example.com", records.only().serverAddress());
    assertEquals("routes.openai", records.only().route());
  }

  @Test
  void aSignedRequestStaysWhereItWasSignedFor() {
    Engine engine =
        engine("routes: {aws.bedrock: {url: 'https://gw.example.com', credentials: keep}}");
    RequestHead signed =
        head(
            "POST",
            "bedrock-runtime.eu-west-1.amazonaws.com",
            "/model/m/converse",
            null,
            Map.of("Authorization", "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host"));
    assertNull(engine.target(signed));
    Exchange exchange = engine.open(signed);
    assertNotNull(exchange);
    assertNotNull(exchange.judge("{}".getBytes(UTF_8)).refusal());
  }

  @Test
  void observingSendsNothingElsewhereAndSaysWhereItWouldGo() {
    String[] lines = new String[ROUTE.length + 1];
    System.arraycopy(ROUTE, 0, lines, 0, ROUTE.length);
    lines[ROUTE.length] = "mode: observe";
    Engine engine = engine(lines);
    assertNull(engine.target(call(Map.of())));
    assertFalse(engine.routes());
    Exchange exchange = engine.open(call(Map.of()));
    assertNotNull(exchange);
    assertNull(exchange.judge(message("hello")).refusal());
    TestCalls.receive(exchange, 200, TestCalls.answer("hi"));
    assertEquals("routes.openai", records.only().route());
    assertNull(records.only().rule());
    assertEquals("api.openai.com", records.only().serverAddress());
  }

  @Test
  void aRehearsalShowsNoSecret() {
    Rehearsal rehearsal = engine(ROUTE).rehearse(call(Map.of()), null, message("hello"));
    assertNotNull(rehearsal);
    assertNull(rehearsal.refusal());
    assertEquals("(secret)", rehearsal.headers().get("authorization"));
    assertEquals("search", rehearsal.headers().get("x-team"));
  }

  @ParameterizedTest
  @CsvSource({
    "eu, api.openai.com, eu.api.openai.com",
    "US, api.openai.com, us.api.openai.com",
    "JP, api.openai.com, jp.api.openai.com",
    "eu, us.api.openai.com,",
    "eu, api.mistral.ai, api.eu.mistral.ai",
    "US, api.x.ai, us.api.x.ai",
    "eu, api.x.ai,",
    "eu, api.anthropic.com,",
    "eu, eu.api.openai.com,",
  })
  void aRegionalHostOfTheSameApiIsUsedWhereTheCatalogueKnowsOne(
      String place, String host, String regional) {
    Engine engine = engine("residency: {in: " + place + ", use_regional_host: true}");
    RequestHead asked = post(host, CHAT);
    Target target = engine.target(asked);
    assertEquals(regional, target == null ? null : target.host());
    if (target != null) {
      Exchange exchange = engine.open(asked.at(target));
      assertNotNull(exchange);
      assertNull(exchange.judge(message("hello")).refusal());
      TestCalls.receive(exchange, 200, TestCalls.answer("hi"));
      assertEquals(regional, records.only().serverAddress());
      assertEquals("residency.use_regional_host", records.only().route());
      assertNotNull(records.only().region());
    }
  }

  @Test
  void aRedirectFromTheRegionalHostBackIsANewDecision() {
    Engine engine = engine("residency: {in: eu, use_regional_host: true}");
    RequestHead asked = TestCalls.chat();
    Exchange exchange = engine.open(asked.at(target(engine, asked)));
    assertNotNull(exchange);
    assertNull(exchange.judge(message("hello")).refusal());
    String text = text(exchange.attempt(TestCalls.chat()));
    assertTrue(text.contains("(residency.use_regional_host)"), text);
    assertNotNull(exchange.attempt(post("us.api.openai.com", CHAT)).refusal());
  }

  @Test
  void withoutThatItIsRefusedAndTheRegionalHostNamed() {
    Engine engine = engine("residency: eu");
    assertNull(engine.target(TestCalls.chat()));
    Exchange exchange = engine.open(TestCalls.chat());
    assertNotNull(exchange);
    String text = text(exchange.judge(message("hello")));
    assertTrue(text.contains("eu.api.openai.com is there"), text);
    assertTrue(text.contains("residency.use_regional_host: true"), text);
  }

  @Test
  void theUserKnowsOtherRegionalHosts() {
    Engine engine =
        engine(
            "residency:",
            "  in: eu",
            "  use_regional_host: true",
            "  regional_hosts: {API.openai.com: openai.eu.example.com}",
            "hosts: {openai.eu.example.com: openai}");
    RequestHead asked = TestCalls.chat();
    RequestHead sent = asked.at(target(engine, asked));
    assertEquals("openai.eu.example.com", sent.host());
    Exchange exchange = engine.open(sent);
    assertNotNull(exchange);
    assertNull(exchange.judge(message("hello")).refusal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "residency: eu", "vendors: {deny: [groq]}"})
  void nothingIsRoutedWhereNothingSaysSo(String line) {
    Engine engine = engine(line);
    assertFalse(engine.routes());
    assertNull(engine.target(TestCalls.chat()));
  }

  @Test
  void theGatewaysPlaceCountsForResidency() {
    String route = "routes: {openai: {url: 'https://gw.example.com', region: DE}}";
    Engine engine = engine("residency: eu", route);
    RequestHead asked = TestCalls.chat();
    Exchange exchange = engine.open(asked.at(target(engine, asked)));
    assertNotNull(exchange);
    assertNull(exchange.judge(message("hello")).refusal());
  }

  @Test
  void whatVendorsGiveBrowsersAsAProtocolStaysToo() {
    Engine engine = engine(ROUTE);
    RequestHead asked =
        head(
            "GET",
            "api.openai.com",
            "/v1/realtime",
            "model=m",
            Map.of("Sec-WebSocket-Protocol", "realtime, openai-insecure-api-key.sk-vendor"));
    Exchange exchange = engine.open(asked.at(target(engine, asked)));
    assertNotNull(exchange);
    Verdict verdict = exchange.judgeSocket();
    assertNull(verdict.refusal());
    assertEquals("realtime", verdict.headers().get("sec-websocket-protocol"));
    assertEquals("Bearer " + SECRET, verdict.headers().get("authorization"));
  }
}
