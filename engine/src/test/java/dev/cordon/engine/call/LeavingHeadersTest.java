package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.TraceHeaders;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which headers of tracing leave with a call, and with each of its requests. */
class LeavingHeadersTest {
  private static final String OPENAI = "api.openai.com";
  private static final String JANE = "jane.roe@acme-mail.net";
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final Map<String, String> TRACED =
      Map.of("traceparent", PARENT, "Baggage", "user=" + JANE, "Authorization", "Bearer x");

  private final TestCalls.Records records = new TestCalls.Records();

  private Engine engine(String... policyLines) {
    return Engine.start(TestCalls.config(TestCalls.policy(policyLines)).observer(records));
  }

  private static RequestHead head(String host, Map<String, String> headers) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("Content-Type", "application/json");
    return TestCalls.head("POST", host, "/v1/chat/completions", null, all);
  }

  /** An Exchange that was judged without such headers, as when others add them behind our hook. */
  private static Exchange judged(Engine engine, String host) {
    Exchange exchange = engine.open(head(host, Map.of()));
    assertNull(exchange.judge(message("hello")).refusal());
    return exchange;
  }

  private static Map<String, String> leaving(Engine engine, String host) {
    return judged(engine, host).leaving(head(host, TRACED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traceparent",
        "TraceState",
        "b3",
        "X-B3-TraceId",
        "X-B3-Flags",
        "uber-trace-id",
        "X-Amzn-Trace-Id",
        "x-datadog-parent-id",
        "x-datadog-tags",
        "sentry-trace",
        "sw8",
        "X-Cloud-Trace-Context",
        "elastic-apm-traceparent",
        "X-INSTANA-T",
        "ot-tracer-spanid"
      })
  void identifiersOfATraceAreKnownByName(String name) {
    assertTrue(TraceHeaders.isContext(name));
    assertFalse(TraceHeaders.isBaggage(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baggage",
        "Correlation-Context",
        "uberctx-user",
        "ot-baggage-user",
        "jaeger-baggage",
        "sw8-correlation",
        "baggage-user"
      })
  void baggageIsKnownByName(String name) {
    assertTrue(TraceHeaders.isBaggage(name));
    assertFalse(TraceHeaders.isContext(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"authorization", "x-request-id", "x-amzn-requestid", "idempotency-key", "trace"})
  void otherNamesAreNone(String name) {
    assertFalse(TraceHeaders.isContext(name) || TraceHeaders.isBaggage(name));
  }

  @Test
  void vendorsGetNeitherUnlessPolicySaysSo() {
    assertEquals(Map.of("traceparent", "", "Baggage", ""), leaving(engine(), OPENAI));
    assertEquals(Set.of("traceparent", "Baggage"), leaving(engine(), "llm.internal").keySet());
  }

  @Test
  void aServerOfTheUsersOwnAndATrustedVendorGetTheTraceAndNoBaggage() {
    Engine engine = engine("hosts: {llm.internal: self_hosted}", "vendors: {trust: [openai]}");
    assertEquals(Map.of("Baggage", ""), leaving(engine, "llm.internal"));
    assertEquals(Map.of("Baggage", ""), leaving(engine, OPENAI));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "headers: {trace_context: allow} | Baggage",
        "headers: {trace_context: allow, remove: [TraceParent]} | Baggage,traceparent",
        "headers: {skip: [traceparent]} | Baggage",
        "headers: {skip: [traceparent], remove: [traceparent]} | Baggage,traceparent",
        "headers: {trace_context: allow, skip: [baggage]} | ''",
        "vendors: {rules: {openai: {headers: {trace_context: allow}}}} | Baggage",
        "vendors: {rules: {anthropic: {headers: {trace_context: allow}}}} | Baggage,traceparent",
        "vendors: {trust: [openai], rules: {openai: {headers: {trace_context: remove}}}} | Baggage,traceparent",
        "mode: observe | ''",
      })
  void thePolicyDecides(String policy, String removed) {
    Set<String> names = new java.util.TreeSet<>(leaving(engine(policy), OPENAI).keySet());
    assertEquals(removed, String.join(",", names));
  }

  @Test
  void aVendorsRuleComesBeforeTheGeneralOne() {
    Engine engine =
        engine(
            "headers: {trace_context: allow}",
            "vendors: {rules: {openai: {headers: {trace_context: remove}}}}");
    assertTrue(leaving(engine, OPENAI).containsKey("traceparent"));
    assertFalse(leaving(engine, "api.anthropic.com").containsKey("traceparent"));
  }

  @Test
  void aRedirectToAVendorLeavesBehindWhatAnOwnServerMayHave() {
    Engine engine = engine("hosts: {llm.internal: self_hosted}");
    Exchange exchange = judged(engine, "llm.internal");
    assertFalse(exchange.leaving(head("llm.internal", TRACED)).containsKey("traceparent"));
    assertTrue(exchange.leaving(head(OPENAI, TRACED)).containsKey("traceparent"));
  }

  @Test
  void baggageThatMayLeaveIsRedactedThoughNoVerdictSawIt() {
    Engine engine = engine("headers: {baggage: allow}");
    String sent = leaving(engine, OPENAI).get("Baggage");
    assertTrue(sent.matches("user=EMAIL_[0-9A-Z]{6,8}"), sent);
    Engine strict = engine("headers: {baggage: allow}", "redact: {email_address: block}");
    assertEquals("", leaving(strict, OPENAI).get("Baggage"));
    Engine off = engine("headers: {baggage: allow, redact: false}");
    assertFalse(leaving(off, OPENAI).containsKey("Baggage"));
  }

  @Test
  void theVerdictRemovesWhatIsThereAlreadyAndThatIsNoRedaction() {
    Verdict verdict = engine().open(head(OPENAI, TRACED)).judge(message("hello"));
    assertEquals(Map.of("traceparent", "", "Baggage", ""), verdict.headers());
    Exchange exchange = engine().open(head(OPENAI, TRACED));
    byte[] body = message("hello");
    assertSame(body, exchange.judge(body).body());
    TestCalls.receive(exchange, 200, TestCalls.answer("hi"));
    assertEquals(Decision.ALLOW, records.ended.get(0).decision());
    assertTrue(records.ended.get(0).inputFindings().isEmpty());
  }

  @Test
  void whatDoesNotLeaveIsNoReasonToRefuse() {
    Engine engine = engine("redact: {email_address: block}");
    assertNull(engine.open(head(OPENAI, TRACED)).judge(message("hello")).refusal());
  }

  @Test
  void aRequestThatNobodyLooksIntoLosesThemToo() {
    Engine engine = engine("on_unreadable: allow", "on_malformed: allow", "headers: {remove: [x]}");
    Map<String, String> headers = new TreeMap<>(TRACED);
    headers.put("X", "1");
    Set<String> removed = Set.of("traceparent", "Baggage", "X");
    Exchange duplex = engine.open(head(OPENAI, headers));
    Verdict unread = duplex.judgeUnread(Exchange.Unread.DUPLEX, -1);
    assertEquals(removed, unread.headers().keySet());
    Verdict malformed = engine.open(head(OPENAI, headers)).judge("{\"mess".getBytes(UTF_8));
    assertEquals(removed, malformed.headers().keySet());
  }

  @Test
  void headersThatCantBeReadAreAFault() {
    HeaderSource broken =
        new HeaderSource() {
          @Override
          public String first(String name) {
            throw new IllegalStateException(JANE);
          }

          @Override
          public void forEach(BiConsumer<String, String> consumer) {
            throw new IllegalStateException(JANE);
          }
        };
    RequestHead head =
        new RequestHead(TestCalls.SDK, "POST", "https", OPENAI, -1, "/v1/x", null, broken);
    Exchange.Unread reason = Exchange.Unread.DUPLEX;
    Engine engine = engine("on_unreadable: allow");
    assertNotNull(engine.open(head).judgeUnread(reason, -1).refusal());
    assertEquals("on_error", records.only().rule());
    Engine lenient = engine("on_unreadable: allow", "on_error: allow");
    assertNull(lenient.open(head).judgeUnread(reason, -1).refusal());
    assertThrows(IllegalStateException.class, () -> engine.open(head).leaving(head));
  }

  @Test
  void anApplicationsOwnApiOnACommonPathKeepsThem() {
    Exchange exchange =
        engine().open(TestCalls.head("POST", "shop.internal", "/v1/completions", null, TRACED));
    assertEquals(Map.of(), exchange.judge("{\"order\":7}".getBytes(UTF_8)).headers());
    assertEquals(Map.of(), exchange.leaving(head("shop.internal", TRACED)));
  }

  @Test
  void aRequestOfUnknownOriginIsChangedOnlyOnItsWayToAVendor() {
    Engine engine = engine("ignore_hosts: [api.mistral.ai]");
    assertEquals(Set.of("traceparent", "Baggage"), engine.leaving(head(OPENAI, TRACED)).keySet());
    assertEquals(Map.of(), engine.leaving(head("shop.internal", TRACED)));
    assertEquals(Map.of(), engine.leaving(head("api.mistral.ai", TRACED)));
    assertEquals(Map.of(), engine("mode: observe").leaving(head(OPENAI, TRACED)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host;x-amz-date | true",
        "host;traceparent | false",
        "host;Traceparent;x-amz-date | false",
      })
  void aSignatureStandsUnlessItCoversTheHeader(String signed, boolean sent) {
    String authorization =
        "AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/bedrock/aws4_request, SignedHeaders="
            + signed
            + ", Signature=0a";
    RequestHead head = head(OPENAI, Map.of("Authorization", authorization, "traceparent", PARENT));
    Exchange exchange = engine().open(head);
    Verdict verdict = exchange.judge(message("hello"));
    assertEquals(sent, verdict.refusal() == null);
    if (!sent) {
      assertNotNull(exchange.refusal());
      assertTrue(exchange.refusal().contains("headers.trace_context"), exchange.refusal());
      assertEquals("signed_request", records.only().rule());
    }
  }

  @Test
  void aSignatureInTheQueryCountsToo() {
    String query = "X-Amz-SignedHeaders=host%3Btraceparent&X-Amz-Signature=0a";
    RequestHead head =
        TestCalls.head("POST", OPENAI, "/v1/chat/completions", query, Map.of("traceparent", "x"));
    assertNotNull(engine().open(head).judge(message("hello")).refusal());
  }
}
