package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.answer;
import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.post;
import static dev.cordon.engine.call.TestCalls.receive;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.CallerMark;
import dev.cordon.engine.EngineLog;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.limit.Limits;
import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.UserRules;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits, on a clock that stands at noon until a test sets it. */
class LimitTest {
  private static final byte[] BODY = message("hello");

  /** The last day but one of a month. */
  private static final long NOON = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();

  @TempDir Path folder;
  private volatile long nanos;

  private final TestCalls.Records records = new TestCalls.Records();
  private volatile String user = "nora";
  private volatile Policy inForce = Policy.safeDefault();
  private final Engine engine =
      Engine.start(
          new EngineConfig()
              .policies(() -> inForce)
              .observer(records)
              .callers(new Users())
              .limits(new Limits(EngineLog.NONE, NOON, () -> nanos)));

  private final class Users implements CallerSource {
    @Override
    public @Nullable String site() {
      return "com.acme.Main.run";
    }

    @Override
    public String service() {
      return "shop";
    }

    @Override
    public @Nullable String user(UserRules rules, RequestHead head, byte[] body) {
      return user;
    }
  }

  private Exchange open(RequestHead head) {
    Exchange exchange = engine.open(head);
    assertNotNull(exchange);
    return exchange;
  }

  private boolean passes(byte[] body) {
    return open(chat()).judge(body).refusal() == null;
  }

  private static String refusal(Verdict verdict) {
    SyntheticAnswer refusal = verdict.refusal();
    assertNotNull(refusal, "not refused");
    return new String(refusal.body(), UTF_8);
  }

  @Test
  void aCallOverTheLimitGetsTheVendorsRateLimitErrorAndWhenToTryAgain() {
    inForce = policy("limits: {all: {allow: 2/d}}");
    assertTrue(passes(BODY));
    assertTrue(passes(BODY));
    Exchange third = open(chat());
    SyntheticAnswer refusal = third.judge(BODY).refusal();
    assertNotNull(refusal);
    assertEquals(429, refusal.status());
    assertEquals("Too Many Requests", refusal.reason());
    long wait = Long.parseLong(refusal.headers().get("retry-after"));
    assertEquals(43_200, wait, "until midnight, UTC");
    String text = new String(refusal.body(), UTF_8);
    assertTrue(text.contains("The policy's limit all (2/d) is used up."), text);
    assertTrue(text.contains("Rule: limits.all; record: " + third.id()), text);
    assertTrue(text.contains("\"type\":\"rate_limit_exceeded\""), text);
    assertEquals("limits.all", records.only().rule());
    assertEquals(Decision.DENY, records.only().decision());
    assertEquals(429, records.only().status());
  }

  @Test
  void aDayEndsAtMidnightAndAMonthWithItsLastDay() {
    inForce = policy("limits: {day: {allow: 1/d}, month: {allow: 3/month}}");
    assertTrue(passes(BODY));
    assertFalse(passes(BODY));
    at("2026-11-29T23:59:59.999Z");
    assertFalse(passes(BODY));
    assertEquals("limits.day", records.started.get(2).rule());
    at("2026-11-30T00:00:00Z");
    assertTrue(passes(BODY));
    assertFalse(passes(BODY));
    at("2026-12-01T00:00:00Z");
    assertTrue(passes(BODY));
    at("2026-12-02T00:00:00Z");
    assertTrue(passes(BODY));
    at("2026-12-03T00:00:00Z");
    assertTrue(passes(BODY));
    at("2026-12-04T00:00:00Z");
    assertFalse(passes(BODY));
    assertEquals("limits.month", records.started.get(9 - 1).rule());
    at("2027-01-01T00:00:00Z");
    assertTrue(passes(BODY));
  }

  private void at(String time) {
    nanos = (Instant.parse(time).toEpochMilli() - NOON) * 1_000_000;
  }

  @Test
  void aClockThatGoesBackwardsGivesNobodyMore() {
    inForce = policy("limits: {day: {allow: 1/d}, slide: {allow: 2/1h sliding}}");
    assertTrue(passes(BODY));
    for (String time :
        new String[] {"2026-11-29T11:00:00Z", "2026-11-28T12:00:00Z", "2026-10-01T00:00:00Z"}) {
      at(time);
      assertFalse(passes(BODY), time);
    }
    at("2026-11-30T00:00:00Z");
    assertTrue(passes(BODY));
  }

  @ParameterizedTest
  @CsvSource({
    "api.anthropic.com, /v1/messages, rate_limit_error",
    "generativelanguage.googleapis.com, /v1beta/models/g:generateContent, RESOURCE_EXHAUSTED",
    "aip.baidubce.com, /rpc/2.0/ai_custom/v1/wenxinworkshop/chat/completions, '\"error_code\":18'"
  })
  void everyVendorHasItsOwnError(String host, String path, String word) {
    inForce = policy("limits: {all: {allow: 1 at once}}");
    Exchange first = open(post(host, path));
    assertNull(first.judge(BODY).refusal());
    assertTrue(refusal(open(post(host, path)).judge(BODY)).contains(word));
    first.fail(new IOException());
    assertNull(open(post(host, path)).judge(BODY).refusal());
  }

  @Test
  void neverMoreThanAllowedPassOnTwoHundredThreads() throws InterruptedException {
    inForce = policy("limits: {all: {allow: 137/d}, at_once: {allow: 150 at once}}");
    assertEquals(137, passing(200, 3));
  }

  @Test
  void neverMoreThanAllowedAreUnderWayOnTwoHundredThreads() throws InterruptedException {
    inForce = policy("limits: {at_once: {allow: 50 at once}}");
    assertEquals(50, passing(200, 1));
  }

  private static void awaitIt(CountDownLatch start) {
    try {
      assertTrue(start.await(Await.PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns how many of the calls that so many threads make at once pass; none of them ends. */
  private int passing(int threads, int calls) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    AtomicInteger passed = new AtomicInteger();
    List<Exchange> held = new ArrayList<>();
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                awaitIt(start);
                for (int n = 0; n < calls; n++) {
                  Exchange exchange = open(chat());
                  if (exchange.judge(BODY).refusal() == null) {
                    passed.incrementAndGet();
                    synchronized (held) {
                      held.add(exchange);
                    }
                  }
                }
              });
      thread.start();
      all.add(thread);
    }
    start.countDown();
    for (Thread thread : all) {
      thread.join(Await.PATIENCE.toMillis());
      assertFalse(thread.isAlive(), "a thread hangs");
    }
    synchronized (held) {
      assertEquals(passed.get(), held.size());
    }
    return passed.get();
  }

  @Test
  void whatIsCountedApartHasTheWholeAmountEach() {
    inForce =
        policy(
            "callers: {user_from: ['mdc:user']}",
            "limits: {each: {allow: 1/d, per: [user, model]}}");
    assertTrue(passes(BODY));
    String text = refusal(open(chat()).judge(BODY));
    assertTrue(text.contains("limit each (1/d, per user, per model)"), text);
    user = "ole";
    assertTrue(passes(BODY));
    assertTrue(passes(new String(BODY, UTF_8).replace("gpt-4o-mini", "o1").getBytes(UTF_8)));
  }

  @Test
  void eachLimitIsCountedApartByItsOwn() {
    inForce =
        policy(
            "callers: {user_from: ['mdc:user']}",
            "limits:",
            "  a: {allow: 9/d, per: service}",
            "  b: {allow: 9/d, per: vendor}",
            "  c: {allow: 9/d, per: caller}",
            "  d: {allow: 9/d, per: [model, user]}",
            "  e: {allow: 2/d, per: user}",
            "  f: {allow: 3/d, per: model}",
            "  g: {allow: 9/d, per: [user, model]}",
            "  h: {allow: 2/d, per: user}");
    assertTrue(passes(BODY));
    assertTrue(passes(BODY));
    String text = refusal(open(chat()).judge(BODY));
    assertTrue(text.contains("limit e (2/d, per user)"), text);
    user = "ole";
    assertTrue(passes(BODY));
    text = refusal(open(chat()).judge(BODY));
    assertTrue(text.contains("limit f (3/d, per model)"), text);
  }

  @Test
  void tokensAreSettledByTheAnswersUsage() {
    inForce = policy("limits: {tokens: {allow: 100 tokens/d}}");
    Exchange first = open(chat());
    assertNull(first.judge(BODY).refusal()); // 72 bytes: 18 tokens are reserved
    receive(first, 200, answer("hi")); // and 12 are used
    Exchange large = open(chat());
    assertNull(large.judge(BODY).refusal());
    byte[] much = new String(answer("hi"), UTF_8).replace(":7,", ":700,").getBytes(UTF_8);
    receive(large, 200, much);
    assertTrue(refusal(open(chat()).judge(BODY)).contains("limits.tokens"));
  }

  @Test
  void whatWasReservedAndNotUsedIsThereAgain() {
    inForce = policy("limits: {tokens: {allow: 60 tokens/d}}");
    byte[] body =
        "{\"model\":\"m\",\"max_tokens\":30,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
            .getBytes(UTF_8);
    for (int i = 0; i < 3; i++) { // 47 are reserved, 12 used each time
      Exchange exchange = open(chat());
      assertNull(exchange.judge(body).refusal(), "call " + i);
      if (i == 0) {
        assertTrue(refusal(open(chat()).judge(body)).contains("limits.tokens"));
      }
      receive(exchange, 200, answer("hi"));
      if (i == 1) {
        break;
      }
    }
    assertTrue(refusal(open(chat()).judge(body)).contains("limits.tokens"));
  }

  @Test
  void anErrorOfTheVendorCostsNoTokensAndARequestThatIsSilentCostsWhatWasReserved() {
    inForce = policy("limits: {tokens: {allow: 20 tokens/d}}");
    Exchange failing = open(chat());
    assertNull(failing.judge(BODY).refusal());
    receive(failing, 500, "{}".getBytes(UTF_8));
    Exchange silent = open(chat());
    assertNull(silent.judge(BODY).refusal());
    receive(silent, 200, "{}".getBytes(UTF_8));
    assertTrue(refusal(open(chat()).judge(BODY)).contains("limits.tokens"));
  }

  @Test
  void bytesAreThoseThatAreSentAndALargerRequestNeverPasses() {
    inForce = policy("limits: {size: {allow: " + BODY.length + " bytes/d}}");
    assertTrue(refusal(open(chat()).judge(message("much longer than hello"))).contains("size"));
    assertTrue(passes(BODY));
    assertTrue(refusal(open(chat()).judge(BODY)).contains("limits.size"));
  }

  @Test
  void aRefusedCallUsesNothing() {
    inForce = policy("limits: {all: {allow: 1/d}, size: {allow: 100 bytes/d}}");
    byte[] large = message("x".repeat(200));
    assertTrue(refusal(open(chat()).judge(large)).contains("limits.size"));
    assertTrue(passes(BODY));
    assertTrue(refusal(open(chat()).judge(BODY)).contains("limits.all"));
  }

  @Test
  void aCallThatAnotherRuleRefusesUsesNothing() {
    inForce = policy("redact: {email_address: block}", "limits: {all: {allow: 1/d}}");
    assertTrue(refusal(open(chat()).judge(message("a.b@acme-mail.net"))).contains("redact."));
    assertTrue(passes(BODY));
  }

  @Test
  void aBodyThatNobodyReadsIsCountedToo() {
    inForce = policy("on_oversize: allow", "limits: {all: {allow: 1/d}}");
    Exchange first = open(chat());
    assertNull(first.judgeUnread(Exchange.Unread.OVERSIZE, 1 << 30).refusal());
    assertTrue(refusal(open(chat()).judge(BODY)).contains("limits.all"));
  }

  @Test
  void warningLetsACallGoOnAndItsRecordNamesTheLimit() {
    inForce = policy("limits: {all: {allow: 1/d, over: warn}}");
    assertTrue(passes(BODY));
    assertTrue(passes(BODY));
    assertNull(records.started.get(0).rule());
    assertEquals("limits.all", records.started.get(1).rule());
  }

  @Test
  void observingRefusesNothingAndTells() {
    inForce = policy("mode: observe", "limits: {all: {allow: 1/d}}");
    assertTrue(passes(BODY));
    assertTrue(passes(BODY));
    assertEquals("limits.all", records.started.get(1).rule());
    assertEquals(Decision.AUDIT, records.started.get(1).decision());
  }

  @Test
  void aPolicyThatChangesKeepsWhatWasUsedUnderLimitsThatSayTheSame() {
    inForce = policy("limits: {all: {allow: 1/d}}");
    assertTrue(passes(BODY));
    inForce = policy("limits: {all: {allow: 1/d}}", "contact: us");
    assertTrue(refusal(open(chat()).judge(BODY)).contains("limits.all"));
    inForce = policy("limits: {all: {allow: 2/d}}");
    assertTrue(passes(BODY));
  }

  @Test
  void callersAreCountedByTheNameOfTheirRuleElseByClass() {
    inForce = policy("limits: {all: {allow: 1/d, per: caller}}");
    assertTrue(engine.needsCaller());
    assertTrue(passes(BODY));
    assertEquals("com.acme.Main.run", records.started.get(0).caller());
    assertTrue(refusal(open(chat()).judge(BODY)).contains("limits.all"));
  }

  /** The thread that sends a call may show whoever gave its connection back. */
  @Test
  void aCallerWhomNobodyFoundWhereTheCallWasMadeIsNotLookedForAgain() {
    inForce = policy("limits: {all: {allow: 1/d, per: caller}}");
    assertTrue(passes(BODY));
    Exchange carried = engine.open(chat(), CallerMark.UNKNOWN);
    assertNotNull(carried);
    assertNull(carried.judge(BODY).refusal());
    assertTrue(records.started.get(1).isCallerSought());
    assertNull(records.started.get(1).caller());
  }

  /** gpt-4o-mini reads for 0.15 dollars a million tokens and writes for 0.60. */
  private static byte[] used(long input, long output) {
    return new String(answer("hi"), UTF_8)
        .replace("\"prompt_tokens\":5", "\"prompt_tokens\":" + input)
        .replace("\"completion_tokens\":7", "\"completion_tokens\":" + output)
        .getBytes(UTF_8);
  }

  @Test
  void moneyIsReservedByAnEstimateAndSettledByTheAnswersUsage() {
    inForce = policy("limits: {budget: {allow: 0.50 USD/month, per: service}}");
    Exchange first = open(chat());
    assertNull(first.judge(BODY).refusal());
    receive(first, 200, used(1_000_000, 500_000)); // 0.15 and 0.30 dollars
    assertEquals(450_000_000, records.only().costNanos());
    Exchange second = open(chat());
    assertNull(second.judge(BODY).refusal());
    receive(second, 200, used(1_000_000, 0)); // 0.60 in all
    Exchange third = open(chat());
    SyntheticAnswer refusal = third.judge(BODY).refusal();
    assertNotNull(refusal);
    assertEquals(429, refusal.status());
    String text = new String(refusal.body(), UTF_8);
    assertTrue(
        text.contains("The policy's limit budget (0.50 USD/month, per service) is used up."), text);
    long wait = Long.parseLong(refusal.headers().get("retry-after"));
    assertTrue(wait >= 1 && wait <= 31 * 86_400, "" + wait);
  }

  @Test
  void theMostThatACallMayWriteIsReserved() {
    inForce = policy("limits: {budget: {allow: 1 USD/d}}");
    byte[] body =
        new String(BODY, UTF_8)
            .replace("{\"model\"", "{\"max_tokens\":1000000,\"model\"")
            .getBytes(UTF_8);
    Exchange first = open(chat());
    assertNull(first.judge(body).refusal()); // 0.60 dollars
    assertTrue(refusal(open(chat()).judge(body)).contains("limits.budget"));
    receive(first, 200, used(5, 7));
    assertNull(open(chat()).judge(body).refusal());
  }

  @Test
  void noNumberOfTokensIsSoLargeThatItReservesNothing() {
    inForce = policy("limits: {budget: {allow: 1 USD/d}}");
    assertNull(open(chat()).judge(BODY).refusal());
    for (String most :
        List.of("1000000000000000", "9223372036854775807", "9e6", "2E+300", "5000000.0")) {
      byte[] body =
          new String(BODY, UTF_8)
              .replace("{\"model\"", "{\"max_tokens\":" + most + ",\"model\"")
              .getBytes(UTF_8);
      assertTrue(refusal(open(chat()).judge(body)).contains("limits.budget"), most);
    }
  }

  @Test
  void aCallWhoseUsageNobodyTellsCostsWhatWasReservedAndAnErrorNothing() {
    inForce = policy("limits: {budget: {allow: 1 USD/d}}");
    byte[] body =
        new String(BODY, UTF_8)
            .replace("{\"model\"", "{\"max_tokens\":1000000,\"model\"")
            .getBytes(UTF_8);
    Exchange failing = open(chat());
    assertNull(failing.judge(body).refusal());
    receive(failing, 500, "{}".getBytes(UTF_8));
    Exchange silent = open(chat());
    assertNull(silent.judge(body).refusal());
    receive(silent, 200, "{}".getBytes(UTF_8));
    assertEquals("usage", records.ended.get(1).costUnknown());
    assertTrue(refusal(open(chat()).judge(body)).contains("limits.budget"));
  }

  @Test
  void aModelWithoutAPriceIsRefusedUnderALimitOfMoneyWithWhatToDo() {
    inForce = policy("limits: {all: {allow: 1/d}, budget: {allow: 50 USD/month}}");
    byte[] body = new String(BODY, UTF_8).replace("gpt-4o-mini", "gpt-9").getBytes(UTF_8);
    SyntheticAnswer refusal = open(chat()).judge(body).refusal();
    assertNotNull(refusal);
    assertEquals(403, refusal.status());
    String text = new String(refusal.body(), UTF_8);
    assertTrue(
        text.contains(
            "The policy's limit budget (50 USD/month) counts money, and nobody says what the"
                + " model that this call asks for costs. Say it in vendors.prices.openai."),
        text);
    assertEquals("limits.budget", records.only().rule());
    assertTrue(passes(BODY), "the other limit is not used up by it");
  }

  @Test
  void noModelIsNoWayRoundALimitOfMoney() {
    inForce = policy("limits: {budget: {allow: 50 USD/month}}");
    byte[] body = "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}".getBytes(UTF_8);
    assertTrue(refusal(open(chat()).judge(body)).contains("limits.budget"));
    String host = "api.openai.com";
    RequestHead session =
        TestCalls.head("GET", host, "/v1/realtime", "model=gpt-realtime", Map.of());
    assertTrue(refusal(open(session).judgeSocket()).contains("limits.budget"));
  }

  @Test
  void whatCostsNothingIsNotCountedAsMoney() {
    inForce =
        policy(
            "hosts: {llm.example.com: self_hosted}",
            "vendors: {prices: {self_hosted: {\"*\": {input: 0, output: 0}}}}",
            "limits: {budget: {allow: 0.000001 USD/month}}");
    RequestHead own = post("llm.example.com", "/v1/chat/completions");
    for (int i = 0; i < 3; i++) {
      Exchange exchange = open(own);
      assertNull(exchange.judge(BODY).refusal());
      receive(exchange, 200, used(1_000_000, 1_000_000));
    }
    assertEquals(0, records.ended.get(2).costNanos());
    RequestHead stored =
        TestCalls.head("GET", "api.openai.com", "/v1/responses/resp_1", null, Map.of());
    assertNull(open(stored).judge(new byte[0]).refusal());
  }

  @Test
  void warningLetsACallWithoutAPriceGoOn() {
    inForce = policy("limits: {budget: {allow: 50 USD/month, over: warn}}");
    byte[] body = new String(BODY, UTF_8).replace("gpt-4o-mini", "gpt-9").getBytes(UTF_8);
    assertTrue(passes(body));
    assertEquals("limits.budget", records.started.get(0).rule());
  }

  @Test
  void neverMoreMoneyThanAllowedIsReservedOnTwoHundredThreads() throws InterruptedException {
    // each reserves 18 tokens read: 2.7 millionths of a dollar, counted as 3
    inForce = policy("limits: {budget: {allow: 0.000300 USD/month}}");
    assertEquals(100, passing(200, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "50 USD/month, 50000000, true",
    "10 USD/d, 10000000, false",
    "0.25 USD/h, 250000, false",
    "1.5k USD/month, 1500000000, true",
    "2M USD/month, 2000000000000, true",
    "100/month, 100, true",
    "1M tokens/month, 1000000, true",
  })
  void amountsOfMoneyAndMonthsAreRead(String text, long amount, boolean monthly) {
    LimitRule rule = policy("limits: {m: {allow: " + text + "}}").limits().get(0);
    assertEquals(amount, rule.amount());
    assertEquals(monthly, rule.isMonthly());
    assertEquals(text, rule.text());
  }

  @ParameterizedTest
  @CsvSource({
    "50 EUR/month",
    "50 USD",
    "50 usd/d",
    "-1 USD/d",
    "0 USD/d",
    "0.0000001 USD/d",
    "1e3 USD/d",
    "50 USD/months",
    "50USD/month",
    "5000M USD/month",
    "10GiB bytes/s",
    "50/month sliding",
    "50/2month",
    "50/0h",
    "50/999999999d",
    "5 at once sliding",
    "50/sliding",
    "1M USD/s"
  })
  void whatIsNoAmountIsAMistake(String text) {
    String said =
        assertThrows(
                IllegalArgumentException.class, () -> policy("limits: {m: {allow: " + text + "}}"))
            .getMessage();
    assertTrue(said.contains("limits.m.allow: must be an amount such as 60/m"), said);
    assertTrue(said.contains("50 USD/month"), said);
  }

  @Test
  void typesAndLabelsAreCountedApartAndCallsWithoutAnyNotAtAll() {
    inForce =
        policy(
            "callers: {rules: {shop: {classes: [com.acme.**], labels: [internal, secret]}}}\n"
                + "limits: {types: {allow: 1/d, per: type}, labels: {allow: 3/d, per: label}}");
    byte[] address = message("Write to nora.lund@example.org");
    assertTrue(passes(BODY));
    assertTrue(passes(address));
    assertFalse(passes(address));
    assertEquals("limits.types", records.started.get(2).rule());
    assertTrue(passes(message("Card 4111 1111 1111 1111")));
    assertFalse(passes(BODY));
    assertEquals("limits.labels", records.started.get(4).rule());
  }

  @Test
  void aBurstIsSmallerThanTheAmount() {
    inForce = policy("limits: {all: {allow: 1000/30d sliding, burst: 2}}");
    assertTrue(passes(BODY));
    assertTrue(passes(BODY));
    SyntheticAnswer refusal = open(chat()).judge(BODY).refusal();
    assertNotNull(refusal);
    long wait = Long.parseLong(refusal.headers().get("retry-after"));
    assertTrue(wait > 1000 && wait <= 2592, "" + wait);
  }

  @Test
  void aStoreThatIsNotThereRefusesWherePolicyWantsThat() throws Exception {
    inForce =
        policy(
            "token_key: file:"
                + key()
                + "\nlimits: {store: redis, on_store_failure: block, all: {allow: 9/d}}\n"
                + "vault: {redis: {url: 'redis://127.0.0.1:1', encryption_key: token_key}}");
    Exchange exchange = open(chat());
    SyntheticAnswer refusal = exchange.judge(BODY).refusal();
    assertNotNull(refusal);
    assertEquals(429, refusal.status());
    String text = new String(refusal.body(), UTF_8);
    assertTrue(text.contains("the policy is limits.on_store_failure: block"), text);
    assertEquals("limits.on_store_failure", records.only().rule());
  }

  private Path key() throws IOException {
    return Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{store: redis, all: {allow: 9/d}} | limits.store: redis is the vault's: say under",
        "{store: disk, all: {allow: 9/d}} | limits.store: must be one of",
        "{on_store_failure: block, all: {allow: 9/d}} | limits.on_store_failure: is for store:"
            + " redis",
        "{all: {allow: 9/d, burst: 9}} | limits.all.burst: must be a number of what allow counts",
        "{all: {allow: 9/d, burst: 0}} | limits.all.burst: must be a number of what allow counts",
        "{all: {allow: 9/month, burst: 2}} | limits.all.burst: is for amounts by second",
        "{all: {allow: 9 at once, burst: 2}} | limits.all.burst: is for amounts by second",
        "{store: {allow: 9/d}} | limits.store: must be"
      })
  void mistakesAreNamedWithTheirKey(String limits, String message) {
    String said =
        assertThrows(IllegalArgumentException.class, () -> policy("limits: " + limits))
            .getMessage();
    assertTrue(said.contains(message), said);
  }

  @Test
  void withoutLimitsNothingIsCounted() {
    Exchange exchange = Engine.start(config(Policy.safeDefault()).observer(records)).open(chat());
    assertNotNull(exchange);
    assertNull(exchange.judge(BODY).refusal());
  }
}
