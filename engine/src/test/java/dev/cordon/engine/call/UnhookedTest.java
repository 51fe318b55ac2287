package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.SDK;
import static dev.cordon.engine.call.TestCalls.TRANSPORT;
import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.audit.OpenHook;
import org.junit.jupiter.api.Test;

/** A hook of the library does nothing: what is still asked about its calls decides about them. */
class UnhookedTest {
  private static final OpenHook OPEN =
      new OpenHook("test-sdk", "test-sdk:0", "com.example.Client", "it has no method execute");

  private final TestCalls.Records records = new TestCalls.Records();

  private Engine engine(String... policyLines) {
    return Engine.start(
        config(policy(policyLines))
            .observer(records)
            .openHooks(library -> library == SDK ? OPEN : null));
  }

  @Test
  void aCallToAVendorIsRefusedAndTheReasonNamesLibraryHookAndRemedy() {
    SyntheticAnswer refusal = engine().open(chat()).judge(message("hello")).refusal();

    String body = new String(refusal.body(), UTF_8);
    for (String part :
        new String[] {
          "test-sdk:0", "com.example.Client", "no method execute", "on_unhooked: allow", "version"
        }) {
      assertTrue(body.contains(part), body);
    }
    assertEquals(403, refusal.status());
    ExchangeRecord record = records.only();
    assertEquals("on_unhooked", record.rule());
    assertEquals(Decision.DENY, record.decision());
  }

  @Test
  void aHostThatThePolicyNamesIsAVendorsToo() {
    Engine engine = engine("hosts:", "  llm.corp.internal: openai");
    Exchange call = engine.open(post("llm.corp.internal", "/v1/chat/completions"));
    assertNotNull(call.judge(message("hello")).refusal());
  }

  @Test
  void aBodyThatCanNotBeReadAndASocketAreRefusedForTheSameReason() {
    assertUnhooked(engine().open(chat()).judgeUnread(Exchange.Unread.OVERSIZE, 9));
    assertUnhooked(engine("on_unreadable: allow").open(chat()).judgeSocket());
  }

  private static void assertUnhooked(Verdict verdict) {
    SyntheticAnswer refusal = verdict.refusal();
    assertNotNull(refusal);
    assertTrue(new String(refusal.body(), UTF_8).contains("on_unhooked"));
  }

  @Test
  void aHostOutsideTheCatalogueAndAnotherLibraryAreGovernedAsEver() {
    assertNull(
        engine()
            .open(post("gateway.internal", "/v1/chat/completions"))
            .judge(message("hello"))
            .refusal());
    assertNull(engine().open(TestCalls.from(TRANSPORT, chat())).judge(message("hello")).refusal());
  }

  @Test
  void aHostThatOnlyTheInnerLayerKnowsIsRefusedThere() {
    Exchange call = engine().open(post(null, "/v1/chat/completions"));
    assertNull(call.judge(message("hello")).refusal());
    assertUnhooked(call.attempt(TestCalls.from(TRANSPORT, chat())));
  }

  @Test
  void policyMayAllowSuchCalls() {
    Engine engine = engine("on_unhooked: allow");
    Verdict verdict = engine.open(chat()).judge(message("mail jane.roe@acme-mail.net"));
    assertNull(verdict.refusal());
    assertTrue(new String(verdict.body(), UTF_8).contains("EMAIL_"), "what is seen is governed");
    assertNull(engine.unhooked(chat()));
  }

  @Test
  void observingSaysWhatWouldBeRefused() {
    Engine engine = engine("mode: observe");
    assertNull(engine.open(chat()).judge(message("hello")).refusal());
    assertNull(engine.unhooked(chat()));
    Exchange ended = engine.open(chat());
    ended.judge(message("hello"));
    ended.fail(new IllegalStateException());
    assertEquals("on_unhooked", records.only().rule());
    assertEquals(Decision.AUDIT, records.only().decision());
  }

  @Test
  void aRequestThatNoHookJudgedIsRefusedOnceAndRecorded() {
    SyntheticAnswer refusal = engine().unhooked(chat());

    assertNotNull(refusal);
    assertTrue(new String(refusal.body(), UTF_8).contains("test-sdk:0"));
    assertEquals("on_unhooked", records.only().rule());
    assertNull(engine().unhooked(post("api.example.com", "/orders")));
    assertNull(engine().unhooked(TestCalls.from(TRANSPORT, chat())));
    assertNull(engine("ignore_hosts: [api.openai.com]").unhooked(chat()));
  }
}
