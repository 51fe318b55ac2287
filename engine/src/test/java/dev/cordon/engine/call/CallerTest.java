package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.content;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.CallerMark;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.policy.UserRules;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules for callers. */
class CallerTest {
  private static final String JANE = "jane.roe@acme-mail.net";

  /** Says what a test wants, and counts how often it was asked. */
  private static final class Known implements CallerSource {
    @Nullable String site = "com.acme.hr.Payroll.run";
    @Nullable String user;
    @Nullable String key;
    int sites;
    int users;
    int keys;
    int paths;
    @Nullable String path;

    @Override
    public @Nullable String site() {
      sites++;
      return site;
    }

    @Override
    public String service() {
      return "shop-search";
    }

    @Override
    public @Nullable String user(UserRules rules, RequestHead head, byte[] body) {
      users++;
      return user;
    }

    @Override
    public @Nullable String path(@Nullable ClassLoader loader) {
      paths++;
      return path;
    }

    @Override
    public @Nullable String apiKey(RequestHead head) {
      keys++;
      return key;
    }

    @Override
    public String fingerprint(String apiKey, TokenKey secret) {
      return "fedcba9876543210";
    }
  }

  private final TestCalls.Records records = new TestCalls.Records();
  private final TestCalls.Log log = new TestCalls.Log();
  private final Known known = new Known();

  private Engine engine(String... lines) {
    return Engine.start(config(policy(lines)).observer(records).log(log).callers(known));
  }

  private Verdict judge(Engine engine, RequestHead head, String text) {
    Exchange exchange = engine.open(head, engine.caller());
    assertNotNull(exchange);
    return exchange.judge(message(text));
  }

  private static String refusal(Verdict verdict) {
    SyntheticAnswer refusal = verdict.refusal();
    assertNotNull(refusal, "not refused");
    return new String(refusal.body(), UTF_8);
  }

  @Test
  void withoutRulesNobodyLooksForTheCaller() {
    Engine engine = engine("mode: enforce");
    assertNull(engine.caller());
    assertNull(judge(engine, chat(), "hello").refusal());
    assertEquals(0, known.sites + known.users + known.keys);
    assertNull(records.started.get(0).caller());
  }

  @Test
  void aCallerIsKnownByTheWebRequestThatIsAnswered() {
    String rule = "{paths: [/api/hr/*, /api/pay], vendors: {deny: [openai]}}";
    Engine engine = engine("callers: {rules: {hr: " + rule + "}}");
    for (String path :
        new String[] {"/api/hr/letters", "/API/hr/x/y", "/api//hr/%78", "/x/../api/pay;a=b"}) {
      known.path = path;
      String text = refusal(judge(engine, chat(), "hello"));
      assertTrue(text.contains("Rule: callers.rules.hr.vendors.deny"), path + " " + text);
    }
    for (String path : new String[] {"/api/hr", "/api/payroll", null}) {
      known.path = path;
      assertNull(judge(engine, chat(), "hello").refusal(), path);
    }
    int asked = known.paths;
    assertNull(judge(engine("mode: enforce"), chat(), "hello").refusal());
    assertEquals(asked, known.paths);
  }

  @Test
  void aCallersToolsAreItsOwn() {
    String rule = "callers: {rules: {hr: {classes: [com.acme.hr.**], tools: {deny: [shell_*]}}}}";
    String body =
        "{\"messages\":[],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"shell_x\"}}]}";
    Engine engine = engine(rule);
    String text = refusal(engine.open(chat(), engine.caller()).judge(body.getBytes(UTF_8)));
    assertTrue(text.contains("does not allow the tool shell_x to the caller hr."), text);
    assertTrue(text.contains("Rule: callers.rules.hr.tools.deny"), text);
    known.site = "com.acme.it.Admin.run";
    assertNull(engine.open(chat(), engine.caller()).judge(body.getBytes(UTF_8)).refusal());
    known.site = "com.acme.hr.Payroll.run";
    String called =
        "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":"
            + "\"shell_y\"}}]}]}";
    assertNotNull(engine.open(chat(), engine.caller()).judge(called.getBytes(UTF_8)).refusal());
  }

  @Test
  void onlyWhatARuleNeedsIsLookedFor() {
    Engine engine = engine("callers: {rules: {shop: {services: ['shop-*'], labels: [public]}}}");
    assertNull(engine.caller());
    assertNull(judge(engine, chat(), "hello").refusal());
    assertEquals(0, known.sites + known.users + known.keys);
  }

  @Test
  void aCallerWhomNoRuleNamesIsRefusedByAnApprovalList() {
    Engine engine = engine("callers: {default: deny, rules: {web: {classes: [com.acme.web.**]}}}");
    String text = refusal(judge(engine, chat(), "hello"));
    assertTrue(text.contains("callers.default: deny), and com.acme.hr.Payroll.run is none"), text);
    ExchangeRecord record = records.only();
    assertEquals("callers.default", record.rule());
    assertEquals("com.acme.hr.Payroll.run", record.caller());
    assertNull(record.callerRule());
    assertEquals(Decision.DENY, record.decision());
    assertEquals(1, known.sites);
  }

  @Test
  void aCallThatShowsNoCallerIsRefusedByAnApprovalListToo() {
    known.site = null;
    Engine engine = engine("callers: {default: deny, rules: {all: {classes: [com.acme.**]}}}");
    String text = refusal(judge(engine, chat(), "hello"));
    assertTrue(text.contains("a caller that is not known is none"), text);
  }

  @Test
  void aNamedCallerPassesWithRuleAndLabelsInTheRecord() {
    Engine engine =
        engine(
            "callers:",
            "  default: deny",
            "  rules:",
            "    hr: {classes: [com.acme.hr.*], labels: [confidential, hr]}",
            "    rest: {classes: [com.acme.**]}");
    assertNull(judge(engine, chat(), "hello").refusal());
    ExchangeRecord record = records.started.get(0);
    assertEquals("hr", record.callerRule());
    assertEquals(List.of("confidential", "hr"), record.labels());
  }

  @Test
  void theCallerIsTheOneThatWasCaughtNotTheThreadThatJudges() {
    Engine engine = engine("callers: {default: deny, rules: {hr: {classes: [com.acme.hr.**]}}}");
    CallerMark caught = engine.caller();
    known.site = "io.example.loop.EventLoop.run";
    Exchange exchange = engine.open(chat(), caught);
    assertNotNull(exchange);
    assertNull(exchange.judge(message("hello")).refusal());
    assertEquals(1, known.sites);
  }

  @Test
  void aCallerMayCallSomeVendorsOnly() {
    String[] policy = {
      "callers: {rules: {hr: {classes: [com.acme.**], vendors: {deny: [openai]}}}}"
    };
    String text = refusal(judge(engine(policy), chat(), "hello"));
    assertTrue(text.contains("The policy does not allow the caller hr to use openai."), text);
    assertTrue(text.contains("Rule: callers.rules.hr.vendors.deny"), text);
    RequestHead other = post("api.anthropic.com", "/v1/messages");
    assertNull(judge(engine(policy), other, "hello").refusal());
    String allow = "callers: {rules: {hr: {classes: [com.acme.**], vendors: {allow: [openai]}}}}";
    assertTrue(refusal(judge(engine(allow), other, "hello")).contains("vendors.allow"));
    RequestHead unknown = post("llm.internal", "/v1/chat/completions");
    assertTrue(refusal(judge(engine(allow), unknown, "hello")).contains("vendors.allow"));
  }

  @Test
  void aVendorThatOnlyTheInnerLayerKnowsIsJudgedForTheCallerToo() {
    Engine engine =
        engine("callers: {rules: {hr: {classes: [com.acme.**], vendors: {deny: [openai]}}}}");
    Exchange exchange = engine.open(post(null, "/v1/chat/completions"), engine.caller());
    assertNotNull(exchange);
    assertNull(exchange.judge(message("hello")).refusal());
    assertTrue(refusal(exchange.attempt(chat())).contains("callers.rules.hr.vendors.deny"));
  }

  @Test
  void aBodyThatIsNotReadIsNoWayAroundTheRules() {
    String[] policy = {
      "on_oversize: allow", "callers: {default: deny, rules: {web: {classes: [com.acme.web.**]}}}"
    };
    Engine engine = engine(policy);
    Exchange exchange = engine.open(chat(), engine.caller());
    assertNotNull(exchange);
    Verdict verdict = exchange.judgeUnread(Exchange.Unread.OVERSIZE, 1 << 30);
    assertTrue(refusal(verdict).contains("callers.default"));
  }

  @Test
  void aBodyThatIsNotReadIsNoWayAroundDeniedVendors() {
    Engine engine = engine("on_oversize: allow", "vendors: {deny: [openai]}");
    Exchange exchange = engine.open(chat());
    assertNotNull(exchange);
    Verdict verdict = exchange.judgeUnread(Exchange.Unread.OVERSIZE, 1 << 30);
    assertTrue(refusal(verdict).contains("vendors.deny"));
  }

  @Test
  void aCallerMayAskForSomeOperationsAndModelsOnly() {
    String operations =
        "callers: {rules: {hr: {classes: [com.acme.**], operations: {allow: [embeddings]}}}}";
    String text = refusal(judge(engine(operations), chat(), "hello"));
    assertTrue(text.contains("to use the operation chat"), text);
    String models = "callers: {rules: {hr: {classes: [com.acme.**], models: {deny: ['gpt-4o*']}}}}";
    text = refusal(judge(engine(models), chat(), "hello"));
    assertTrue(text.contains("Rule: callers.rules.hr.models.deny"), text);
    String others =
        "callers: {rules: {hr: {classes: [com.acme.**], models: {allow: ['gpt-4o*']}}}}";
    assertNull(judge(engine(others), chat(), "hello").refusal());
  }

  @Test
  void aCallersActionsComeFirstAndWhatTheyDoNotNameIsLeftToTheRest() {
    String[] policy = {
      "redact: {email_address: allow, iban: block}",
      "vendors: {rules: {openai: {redact: {payment_card: remove}}}}",
      "callers: {rules: {hr: {classes: [com.acme.hr.**], redact: {email_address: mask}}}}"
    };
    String text = "mail " + JANE + " card 4111 1111 1111 1111 ok";
    String sent = content(judge(engine(policy), chat(), text).body());
    assertTrue(!sent.contains(JANE) && sent.contains("card  ok"), sent);
    assertEquals("mask", records.started.get(0).inputFindings().get("email_address").action());
    known.site = "com.acme.web.Cart.add";
    sent = content(judge(engine(policy), chat(), text).body());
    assertTrue(sent.contains(JANE) && sent.contains("card  ok"), sent);
  }

  @Test
  void usersAndKeysTellCallersApart() {
    String[] policy = {
      "callers:",
      "  default: deny",
      "  user_from: [header:X-User]",
      "  rules:",
      "    nora: {users: [nora], labels: [a]}",
      "    robot: {keys: ['env:TEST_KEY'], labels: [b]}"
    };
    known.user = "nora";
    assertNull(judge(engine(policy), chat(), "hello").refusal());
    known.user = "nobody";
    assertNotNull(judge(engine(policy), chat(), "hello").refusal());
    known.key = "0123456789abcdef0123456789abcdef";
    assertNull(judge(engine(policy), chat(), "hello").refusal());
    assertEquals("robot", records.started.get(2).callerRule());
    known.key = "another";
    assertNotNull(judge(engine(policy), chat(), "hello").refusal());
  }

  @Test
  void aKeyIsKnownByItsFingerprint() {
    String policy = "callers: {default: deny, rules: {robot: {keys: ['fedcba9876543210']}}}";
    String audit = "audit: {file: a.jsonl, key: 'env:TEST_KEY'}";
    assertNotNull(judge(engine(policy, audit), chat(), "hello").refusal());
    known.key = "some key";
    assertNull(judge(engine(policy, audit), chat(), "hello").refusal());
  }

  @Test
  void observingOnlyTells() {
    Engine engine =
        engine("mode: observe", "callers: {default: deny, rules: {w: {classes: [com.web.**]}}}");
    Exchange exchange = engine.open(chat(), engine.caller());
    assertNotNull(exchange);
    byte[] body = message("hello");
    assertSame(body, exchange.judge(body).body());
    assertEquals("callers.default", records.started.get(0).rule());
    assertEquals(Decision.AUDIT, records.started.get(0).decision());
  }

  @Test
  void aFaultWhileTheCallerIsLookedForRefusesTheCall() {
    CallerSource broken =
        new CallerSource() {
          @Override
          public @Nullable String site() {
            throw new IllegalStateException("broken");
          }

          @Override
          public String service() {
            throw new IllegalStateException("broken");
          }
        };
    Engine engine =
        Engine.start(
            config(policy("callers: {rules: {hr: {classes: [com.acme.**]}}}"))
                .observer(records)
                .log(log)
                .callers(broken));
    assertTrue(refusal(judge(engine, chat(), "hello")).contains("on_error"));
  }

  @Test
  void headersThatComeLateAreRedactedByTheCallersActions() {
    Engine engine =
        engine(
            "redact: {email_address: allow}",
            "callers: {rules: {hr: {classes: [com.acme.hr.**], redact: {email_address: mask}}}}");
    Exchange exchange = engine.open(chat(), engine.caller());
    assertNotNull(exchange);
    exchange.judge(message("hello"));
    HeaderSource late =
        new HeaderSource() {
          @Override
          public @Nullable String first(String name) {
            return name.equalsIgnoreCase("x-customer") ? JANE : null;
          }

          @Override
          public void forEach(BiConsumer<String, String> consumer) {
            consumer.accept("x-customer", JANE);
          }
        };
    RequestHead leaving =
        new RequestHead(
            TestCalls.TRANSPORT, "POST", "https", "api.openai.com", -1, "/v1/x", null, late);
    assertTrue(exchange.leaving(leaving).containsKey("x-customer"));
  }

  @Test
  void aCarriedMarkIsNotLookedForAgain() {
    Engine engine =
        engine("callers:", "  default: deny", "  rules:", "    hr: {paths: [\"/hr/*\"]}");
    known.path = "/hr/ask";
    CallerMark mark = engine.caller();
    assertNotNull(mark);
    assertEquals("/hr/ask", mark.path());
    known.path = "/shop";
    known.site = "com.acme.shop.Search.run";
    Exchange exchange = engine.open(chat(), mark);
    assertNotNull(exchange);
    assertNull(exchange.judge(message("Hello")).refusal());
    assertEquals(1, known.paths);
    assertEquals(1, known.sites);
  }

  @Test
  void whoIsNotKnownIsNobodyElse() {
    Engine engine =
        engine("callers:", "  default: deny", "  rules:", "    all: {classes: [\"com.acme.**\"]}");
    known.site = "com.acme.shop.Search.run";
    Exchange exchange = engine.open(chat(), CallerMark.UNKNOWN);
    assertNotNull(exchange);
    assertNotNull(exchange.judge(message("Hello")).refusal());
    assertEquals(0, known.sites);
  }
}
