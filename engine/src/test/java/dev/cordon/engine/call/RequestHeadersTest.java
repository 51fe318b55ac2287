package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers that policy takes out or sets, and flags of betas that requests ask for. */
class RequestHeadersTest {
  private static final String OPENAI = "api.openai.com";
  private static final String CHAT = "/v1/chat/completions";
  private static final String REMOVE = "requests: {headers: {remove: [X-Internal-*, X-Team]}}";
  private static final String SET = "requests: {headers: {set: {X-Team: shared}}}";

  private final TestCalls.Records records = new TestCalls.Records();

  private Engine engine(String... lines) {
    return Engine.start(config(policy(lines)).observer(records));
  }

  /** The lines of headers, name and value in turn, as they come. */
  private static HeaderSource lines(String... lines) {
    return new HeaderSource() {
      @Override
      public @Nullable String first(String name) {
        for (int i = 0; i < lines.length; i += 2) {
          if (lines[i].equalsIgnoreCase(name)) {
            return lines[i + 1];
          }
        }
        return null;
      }

      @Override
      public void forEach(BiConsumer<String, String> consumer) {
        for (int i = 0; i < lines.length; i += 2) {
          consumer.accept(lines[i], lines[i + 1]);
        }
      }
    };
  }

  private static RequestHead head(String method, String host, String path, String... lines) {
    return new RequestHead(TestCalls.SDK, method, "https", host, -1, path, null, lines(lines));
  }

  private static RequestHead chat(String... lines) {
    return head("POST", OPENAI, CHAT, lines);
  }

  private Verdict judge(RequestHead head, String body, String... lines) {
    Exchange exchange = engine(lines).open(head);
    assertNotNull(exchange);
    return exchange.judge(body.getBytes(UTF_8));
  }

  private static String refusal(Verdict verdict) {
    assertNotNull(verdict.refusal(), "not refused");
    return new String(verdict.refusal().body(), UTF_8);
  }

  @Test
  void headersThatPolicyTakesOutDoNotLeave() {
    byte[] body = message("hello");
    Exchange exchange =
        engine(REMOVE)
            .open(
                chat(
                    "x-INTERNAL-Host",
                    "db-1",
                    "X-Internal-Host",
                    "db-2",
                    "X-Internal",
                    "stays",
                    "x-team",
                    "",
                    "OpenAI-Organization",
                    "org-1"));
    Verdict verdict = exchange.judge(body);
    assertEquals(Map.of("x-internal-host", "", "x-team", ""), lower(verdict.headers()));
    assertSame(body, verdict.body());
    assertEquals(Decision.MODIFY, records.started.get(0).decision());
    assertEquals("requests.headers", records.started.get(0).rule());
  }

  private static Map<String, String> lower(Map<String, String> headers) {
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return lower;
  }

  @Test
  void whereNothingFitsNothingIsSaid() {
    Verdict verdict = engine(REMOVE).open(chat("X-Other", "1")).judge(message("hello"));
    assertEquals(Map.of(), verdict.headers());
    assertEquals(Decision.ALLOW, records.started.get(0).decision());
    assertNull(records.started.get(0).rule());
  }

  @Test
  void whatDoesNotLeaveIsNotLookedInto() {
    String[] strict = {"redact: {email_address: block}", REMOVE};
    Verdict verdict = judge(chat("X-Team", "jane.roe@acme-mail.net"), body(), strict);
    assertNull(verdict.refusal());
    Verdict set =
        judge(
            chat("X-Team", "jane.roe@acme-mail.net"),
            body(),
            "redact: {email_address: block}",
            "requests: {headers: {set: {X-Team: team@example.com}}}");
    assertNull(set.refusal());
    assertEquals("team@example.com", lower(set.headers()).get("x-team"));
    assertTrue(records.started.get(1).inputFindings().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | none | true",
        "other | none | true",
        "shared | none | false",
        "shared | shared | true",
        "shared | other | true",
        "'' | none | true"
      })
  void aHeaderIsSetToOneLine(@Nullable String first, @Nullable String second, boolean changes) {
    String[] lines =
        first == null
            ? new String[0]
            : second == null
                ? new String[] {"x-TEAM", first}
                : new String[] {"x-TEAM", first, "X-Team", second};
    Verdict verdict = judge(chat(lines), body(), SET);
    assertEquals(changes ? Map.of("x-team", "shared") : Map.of(), verdict.headers());
    assertEquals(changes ? Decision.MODIFY : Decision.ALLOW, records.started.get(0).decision());
  }

  @Test
  void headersThatComeLateAreChangedToo() {
    Exchange exchange =
        engine("requests: {headers: {remove: [X-Internal-*], set: {X-Team: shared}}}").open(chat());
    assertNull(exchange.judge(message("hello")).refusal());
    Map<String, String> leaving = exchange.leaving(chat("X-Internal-A", "1", "x-team", "other"));
    assertEquals(Map.of("x-internal-a", "", "x-team", "shared"), lower(leaving));
    assertEquals(Map.of(), exchange.leaving(chat("x-team", "shared")));
  }

  @Test
  void aRequestThatNobodyReadsIsChangedToo() {
    Exchange exchange = engine(REMOVE, "on_oversize: allow").open(chat("X-Team", "a"));
    Verdict verdict = exchange.judgeUnread(Exchange.Unread.OVERSIZE, 1L << 40);
    assertEquals(Map.of("x-team", ""), lower(verdict.headers()));
  }

  @Test
  void aWebSocketsHandshakeIsChangedToo() {
    Exchange exchange = engine(REMOVE).open(head("GET", OPENAI, "/v1/realtime", "X-Team", "a"));
    assertEquals(Map.of("x-team", ""), lower(exchange.judgeSocket().headers()));
  }

  @ParameterizedTest
  @CsvSource({"host;x-team,false", "host;x-amz-date,true", "host;x-amz-date;X-TEAM,false"})
  void aSignatureStandsUnlessItCoversTheHeader(String signed, boolean sent) {
    for (String rule : new String[] {REMOVE, SET}) {
      String authorization =
          "AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/bedrock/aws4_request, SignedHeaders="
              + signed
              + ", Signature=0a";
      RequestHead head = chat("Authorization", authorization, "X-Team", "a");
      Verdict verdict = judge(head, body(), rule);
      if (sent) {
        assertNull(verdict.refusal());
        assertEquals(rule.equals(SET) ? "shared" : "", lower(verdict.headers()).get("x-team"));
      } else {
        assertTrue(refusal(verdict).contains("requests.headers"), refusal(verdict));
      }
    }
  }

  @Test
  void observingChangesNoHeaderAndTells() {
    for (String rule : new String[] {REMOVE, SET}) {
      records.started.clear();
      Exchange exchange = engine("mode: observe", rule).open(chat("X-Team", "a"));
      byte[] body = message("hello");
      Verdict verdict = exchange.judge(body);
      assertSame(body, verdict.body());
      assertEquals(Map.of(), verdict.headers());
      assertEquals(Map.of(), exchange.leaving(chat("X-Team", "a")));
      assertEquals(Decision.AUDIT, records.started.get(0).decision());
      assertEquals("requests.headers", records.started.get(0).rule());
    }
  }

  private static final String BETAS = "requests: {betas: {deny: ['files-api-*', 'realtime=*']}}";

  private static String body() {
    return new String(message("hello"), UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "anthropic-beta | files-api-2025-04-14 | files-api-2025-04-14",
        "Anthropic-Beta | pdfs-2024-09-25 , FILES-API-2 | FILES-API-2",
        "anthropic-beta | ',,files-api-1,' | files-api-1",
        "x-anthropic-beta | files-api-1 | files-api-1",
        "OpenAI-Beta | assistants=v2,realtime=v1 | realtime=v1",
        "Sec-WebSocket-Protocol | realtime, openai-beta.realtime-v1 | realtime=v1"
      })
  void aFlagInAHeaderIsRefused(String name, String value, String flag) {
    String[][] heads = {{name, value}, {name, "pdfs-1", name, value}};
    for (String[] lines : heads) {
      String text = refusal(judge(chat(lines), body(), BETAS));
      assertTrue(text.contains("ask for the beta " + flag + "."), text);
      assertTrue(text.contains("Rule: requests.betas.deny"), text);
      assertNull(judge(chat(lines), body(), "requests: {betas: {deny: [other]}}").refusal(), value);
    }
  }

  @ParameterizedTest
  @CsvSource({"anthropic-beta,''", "anthropic-beta,' , '", "X-Beta,other", "openai-beta,a=v1"})
  void whatIsAllowedOrNoFlagIsSent(String name, String value) {
    String rule = "requests: {betas: {allow: ['a=v*']}}";
    assertNull(judge(chat(name, value), body(), rule).refusal());
    String text = refusal(judge(chat("openai-beta", "b=v1"), body(), rule));
    assertTrue(text.contains("Rule: requests.betas.allow"), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bedrock-runtime.eu-central-1.amazonaws.com | /model/anthropic.x/invoke"
            + " | {'anthropic_beta':['x','files-api-1'],'messages':[]}",
        "bedrock-runtime.eu-central-1.amazonaws.com | /model/anthropic.x/invoke"
            + " | {'anthropic_beta':'x,files-api-1','messages':[]}",
        "bedrock-runtime.eu-central-1.amazonaws.com | /model/anthropic.x/converse"
            + " | {'messages':[],'additionalModelRequestFields':{'anthropic_beta':['files-api-1']}}",
        "eu-aiplatform.googleapis.com"
            + " | /v1/projects/p/locations/eu/publishers/anthropic/models/c:rawPredict"
            + " | {'anthropic_beta':['files-api-1'],'messages':[]}",
        "api.anthropic.com | /v1/messages/batches"
            + " | {'requests':[{'params':{'anthropic_beta':['files-api-1']}}]}"
      })
  void aFlagInABodyIsRefused(String host, String path, String body) {
    RequestHead head = head("POST", host, path, "Content-Type", "application/json");
    String text = refusal(judge(head, body.replace('\'', '"'), BETAS));
    assertTrue(text.contains("ask for the beta files-api-1."), text);
    assertEquals("requests.betas.deny", records.started.get(0).rule());
    String other = body.replace('\'', '"').replace("files-api-1", "pdfs-1");
    assertNull(judge(head, other, BETAS).refusal());
  }

  @Test
  void aFlagInABatchsFileIsRefused() {
    String file =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jsonl\"\r\n\r\n"
            + "{\"params\":{\"anthropic_beta\":[\"files-api-1\"]}}\n\r\n--b--\r\n";
    RequestHead files =
        head("POST", OPENAI, "/v1/files", "Content-Type", "multipart/form-data; boundary=b");
    assertTrue(refusal(judge(files, file, BETAS)).contains("the beta files-api-1."));
  }

  @Test
  void aFlagThatDoesNotLeaveIsNotRefused() {
    RequestHead head = chat("anthropic-beta", "files-api-1");
    String deny = "  betas: {deny: [files-api-*]}";
    for (String how :
        new String[] {
          "  headers: {remove: [anthropic-*]}", "  headers: {set: {Anthropic-Beta: pdfs-1}}"
        }) {
      assertNull(judge(head, body(), "requests:", deny, how).refusal(), how);
    }
    assertNull(judge(head, body(), BETAS, "headers: {remove: [Anthropic-Beta]}").refusal());
  }

  @Test
  void aHandshakeAndARequestThatNobodyReadsAreRefusedForAFlag() {
    RequestHead socket = head("GET", OPENAI, "/v1/realtime", "OpenAI-Beta", "realtime=v1");
    assertTrue(refusal(engine(BETAS).open(socket).judgeSocket()).contains("realtime=v1"));
    Exchange large =
        engine(BETAS, "on_oversize: allow").open(chat("anthropic-beta", "files-api-1"));
    assertTrue(
        refusal(large.judgeUnread(Exchange.Unread.OVERSIZE, 1L << 40)).contains("files-api-1"));
  }

  @Test
  void aFlagThatComesLateIsRefusedToo() {
    RequestHead late = chat("anthropic-beta", "files-api-1");
    Exchange exchange = engine(BETAS).open(chat());
    assertNull(exchange.judge(message("hello")).refusal());
    assertNull(exchange.attempt(chat("anthropic-beta", "pdfs-1")).refusal());
    assertTrue(refusal(exchange.attempt(late)).contains("files-api-1"));
    Exchange observed = engine("mode: observe", BETAS).open(chat());
    assertNull(observed.judge(message("hello")).refusal());
    assertNull(observed.attempt(late).refusal());
    assertEquals("requests.betas.deny", records.started.get(1).rule());
  }

  @Test
  void observingSendsAFlagAndTells() {
    byte[] body = message("hello");
    Exchange exchange = engine("mode: observe", BETAS).open(chat("anthropic-beta", "files-api-1"));
    assertSame(body, exchange.judge(body).body());
    assertEquals("requests.betas.deny", records.started.get(0).rule());
    assertEquals(Decision.AUDIT, records.started.get(0).decision());
  }
}
