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
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.UserRules;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits, in periods that are long enough not to end during a test. */
class LimitTest {
  private static final byte[] BODY = message("hello");

  private final TestCalls.Records records = new TestCalls.Records();
  private volatile String user = "nora";
  private volatile Policy inForce = Policy.safeDefault();
  private final Engine engine =
      Engine.start(
          new EngineConfig().policies(() -> inForce).observer(records).callers(new Users()));

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
    assertTrue(wait >= 1 && wait <= 86_400, "" + wait);
    String text = new String(refusal.body(), UTF_8);
    assertTrue(text.contains("The policy's limit all (2/d) is used up."), text);
    assertTrue(text.contains("Rule: limits.all; record: " + third.id()), text);
    assertTrue(text.contains("\"type\":\"rate_limit_exceeded\""), text);
    assertEquals("limits.all", records.only().rule());
    assertEquals(Decision.DENY, records.only().decision());
    assertEquals(429, records.only().status());
  }

  @ParameterizedTest
  @CsvSource({
    "api.anthropic.com, /v1/messages, rate_limit_error",
    "generativelanguage.googleapis.com, /v1beta/models/g:generateContent, RESOURCE_EXHAUSTED"
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

  @Test
  void withoutLimitsNothingIsCounted() {
    Exchange exchange = Engine.start(config(Policy.safeDefault()).observer(records)).open(chat());
    assertNotNull(exchange);
    assertNull(exchange.judge(BODY).refusal());
  }
}
