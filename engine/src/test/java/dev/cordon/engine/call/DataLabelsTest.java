package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.content;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.post;
import static dev.cordon.engine.call.TestCalls.receive;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How confidential data is, and who may have it. */
class DataLabelsTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String JANE = "jane.roe@acme-mail.net";
  private static final String CARD = "4111 1111 1111 1111";
  private static final String TO_INTERNAL =
      "vendors: {rules: {openai: {accepts: [public, internal]}}}";
  private static final String OR_REFUSED =
      "vendors: {rules: {openai: {accepts: [public, internal], above: refuse}}}";

  private final TestCalls.Records records = new TestCalls.Records();
  private final TestCalls.Log log = new TestCalls.Log();

  private Exchange open(String host, String... lines) {
    Engine engine = Engine.start(config(policy(lines)).observer(records).log(log));
    Exchange exchange = engine.open(post(host, CHAT));
    assertNotNull(exchange);
    return exchange;
  }

  private Verdict judge(String text, String... lines) {
    return open("api.openai.com", lines).judge(message(text));
  }

  private static String refusal(Verdict verdict) {
    assertNotNull(verdict.refusal(), "not refused");
    return new String(verdict.refusal().body(), UTF_8);
  }

  @Test
  void nothingChangesWithoutTheKey() {
    byte[] body = message("CONFIDENTIAL\\nTLP:RED\\nhello");
    Exchange exchange = open("api.openai.com", "mode: enforce");
    assertSame(body, exchange.judge(body).body());
    receive(exchange, 200, TestCalls.answer("hi"));
    assertEquals(List.of(), records.only().labels());
  }

  @Test
  void aTextWithAMarkIsWithheldWhole() {
    Exchange exchange = open("api.openai.com", TO_INTERNAL);
    Verdict verdict = exchange.judge(message("CONFIDENTIAL\\nProfits fell; ask " + JANE));
    assertEquals("[confidential text withheld]", content(verdict.body()));
    receive(exchange, 200, TestCalls.answer("hi"));
    assertEquals(List.of("confidential"), records.only().labels());
    assertEquals("vendors.rules.openai.accepts", records.only().rule());
    assertEquals(1, records.only().inputFindings().size());
  }

  @Test
  void orTheCallIsRefusedWithTheRule() {
    String text = refusal(judge("TLP:RED\\nhello", OR_REFUSED));
    assertTrue(
        text.contains(
            "The policy lets data there that is public, internal (vendors.rules.openai.accepts),"
                + " and a text in the request, by its marking, is restricted."),
        text);
    assertEquals("vendors.rules.openai.accepts", records.only().rule());
    assertEquals(List.of("restricted"), records.only().labels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLP:GREEN", "TLP:CLEAR", "Internal use only", "hello"})
  void whatIsNotAboveLeavesAsItIs(String text) {
    assertEquals(text, content(judge(text, OR_REFUSED).body()));
  }

  @Test
  void aFindingHasTheLabelOfItsType() {
    String lines = "redact: {default: allow, payment_card: allow}";
    Verdict verdict = judge("card " + CARD + " of " + JANE, lines, TO_INTERNAL);
    assertFalse(content(verdict.body()).contains("4111"), content(verdict.body()));
    assertFalse(content(verdict.body()).contains(JANE), content(verdict.body()));
    String open = "labels: {types: {email_address: public, payment: internal}}";
    Verdict left = judge("card " + CARD + " of " + JANE, lines, open, TO_INTERNAL);
    assertEquals("card " + CARD + " of " + JANE, content(left.body()));
  }

  @Test
  void aFindingThatIsAboveIsRefusedEvenThoughItWouldBeRedacted() {
    String text = refusal(judge("card " + CARD, OR_REFUSED));
    assertTrue(text.contains("data of type payment_card in the request is regulated."), text);
    assertFalse(text.contains("4111"), text);
  }

  @Test
  void whatIsRedactedComesBack() {
    Exchange exchange = open("api.openai.com", "redact: {default: allow}", TO_INTERNAL);
    String token = content(exchange.judge(message("to " + JANE)).body()).substring(3);
    String answer = content(receive(exchange, 200, TestCalls.answer("wrote " + token)));
    assertEquals("wrote " + JANE, answer);
  }

  @Test
  void aJsonKeyGivesItsValueALabel() {
    String[] lines = {"labels: {keys: {salary_note: confidential}}", TO_INTERNAL};
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\","
            + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":"
            + "\"{\\\"Salary_Note\\\":\\\"a lot\\\",\\\"x\\\":\\\"y\\\"}\"}}]}]}";
    String sent =
        new String(open("api.openai.com", lines).judge(body.getBytes(UTF_8)).body(), UTF_8);
    assertEquals(body.replace("a lot", "[confidential text withheld]"), sent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"salary":42} | {"salary":W}
          {"salary":-1.5e3,"x":7} | {"salary":W,"x":7}
          {"salary":true,"x":false} | {"salary":W,"x":false}
          {"salary":null,"x":7} | {"salary":null,"x":7}
          {"SALARY":"a lot"} | {"SALARY":W}
          {"s\\u0061lary":"a lot"} | {"s\\u0061lary":W}
          {"s\\u0061lary":7} | {"s\\u0061lary":W}
          {"salary":{"base":1,"bonus":{"of":["a",2]}},"x":3} | {"salary":{"base":W,"bonus":{"of":[W,W]}},"x":3}
          {"salary":[{"base":1},[2,"b"]],"x":[3]} | {"salary":[{"base":W},[W,W]],"x":[3]}
          {"salary":{},"x":1,"y":[]} | {"salary":{},"x":1,"y":[]}
          {"a":{"salary":{"b":1},"c":2},"d":3} | {"a":{"salary":{"b":W},"c":2},"d":3}
          {"salary":"{\\"base\\":12,\\"x\\":\\"y\\"}","x":3} | {"salary":"{\\"base\\":\\"[confidential text withheld]\\",\\"x\\":\\"[confidential text withheld]\\"}","x":3}
          """)
  void aLabelOfAKeyIsForAllThatStandsUnderIt(String arguments, String expected) {
    String[] lines = {"labels: {keys: {salary: confidential}}", TO_INTERNAL};
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\","
            + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"%s\"}}]}]}";
    String sent = expected.replace("W", "\"[confidential text withheld]\"");
    byte[] json = body.replace("%s", escaped(arguments)).getBytes(UTF_8);
    Verdict verdict = open("api.openai.com", lines).judge(json);
    assertEquals(body.replace("%s", escaped(sent)), new String(verdict.body(), UTF_8));
  }

  private static String escaped(String json) {
    return json.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** A schema describes data, and holds none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":%s}}]",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"f\",\"schema\":%s}}"
      })
  void aSchemaThatNamesTheKeyStaysAsItIs(String schema) {
    String[] lines = {"labels: {keys: {salary: confidential}}", TO_INTERNAL};
    String properties =
        "{\"type\":\"object\",\"properties\":{\"salary\":{\"type\":\"number\",\"minimum\":1,"
            + "\"description\":\"a month\"}},\"required\":[\"salary\"]}";
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],"
            + schema.replace("%s", properties)
            + "}";
    byte[] json = body.getBytes(UTF_8);
    assertEquals(body, new String(open("api.openai.com", lines).judge(json).body(), UTF_8), schema);
  }

  @Test
  void aBodyThatEndsUnderALabelledKeyLeavesNothingBehind() {
    String[] lines = {"labels: {keys: {salary: confidential}}", TO_INTERNAL};
    Engine engine = Engine.start(config(policy(lines)).observer(records).log(log));
    for (String text : List.of("{\\\"salary\\\":{\\\"a\\\":[\\\"x\\\",", "hello 5 and more")) {
      Exchange exchange = engine.open(post("api.openai.com", CHAT));
      assertNotNull(exchange);
      String sent = content(exchange.judge(message(text)).body());
      assertEquals(text.startsWith("h"), sent.equals(text), sent);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"salary":{"note":"Ola earns a lot, and a bonus of ten | {"salary":{"note":"W
          {"salary":["none","ten per cent | {"salary":["W","W
          {"salary":{"n":123456 | {"salary":{"n":"W"
          {"a":{"salary":[1,23456 | {"a":{"salary":["W","W"
          {"salary":{"n":true | {"salary":{"n":"W"
          {"salary":{"a":1},"note":"Ola earns | {"salary":{"a":"W"},"note":"Ola earns
          {"salary":{"a":1},"n":123456 | {"salary":{"a":"W"},"n":123456
          """)
  void whatACutOffTextHoldsUnderALabelledKeyIsWithheld(String text, String expected) {
    String[] lines = {"labels: {keys: {salary: confidential}}", TO_INTERNAL};
    Verdict verdict = open("api.openai.com", lines).judge(message(escaped(text)));
    String sent = expected.replace("W", "[confidential text withheld]");
    assertEquals(new String(message(escaped(sent)), UTF_8), new String(verdict.body(), UTF_8));
  }

  @Test
  void aCustomTypeHasTheLabelThatItSays() {
    String types = "custom_types: {project: {keywords: [Nightingale], label: trade_secret}}";
    String redact = "redact: {project: allow}";
    assertTrue(
        content(judge("about Nightingale", types, redact, TO_INTERNAL).body())
            .startsWith("about PROJECT_"));
    String all = "vendors: {accepts: [regulated]}";
    assertTrue(content(judge("about Nightingale", types, redact, all).body()).contains("PROJECT_"));
    String too = "vendors: {accepts: [regulated, trade_secret]}";
    assertEquals(
        "about Nightingale", content(judge("about Nightingale", types, redact, too).body()));
  }

  @Test
  void marksAndLabelsOfTheUsersOwnCount() {
    String labels = "labels: {others: [board_only], markers: {Project Heron: board_only}}";
    String rule = "vendors: {accepts: [regulated]}";
    assertEquals(
        "[board_only text withheld]", content(judge("on project heron", labels, rule).body()));
    String off = "labels: {documents: false}";
    assertEquals("TLP:RED", content(judge("TLP:RED", off, "vendors: {accepts: [public]}").body()));
  }

  @Test
  void whatACallerSendsMayBeAboveAsAWhole() {
    String callers = "callers: {rules: {hr: {services: ['*'], labels: [confidential]}}}";
    String text = refusal(judge("hello", callers, TO_INTERNAL));
    assertTrue(text.contains("and what the caller hr sends is confidential."), text);
    String byDefault = "labels: {default: restricted}";
    assertTrue(
        refusal(judge("hello", byDefault, TO_INTERNAL)).contains("any request is restricted"));
  }

  @Test
  void aVendorsOwnRuleCountsBeforeThatForAll() {
    String lines = "vendors: {accepts: [public], rules: {openai: {accepts: [confidential]}}}";
    assertEquals("TLP:AMBER", content(judge("TLP:AMBER", lines).body()));
    Verdict other = open("llm.example.com", lines).judge(message("TLP:AMBER"));
    assertEquals("[confidential text withheld]", content(other.body()));
  }

  @Test
  void aVendorThatOnlyTheTransportKnowsGetsNoMoreThanItMayHave() {
    String lines =
        "vendors: {rules: {unknown: {accepts: [regulated]}, openai: {accepts: [internal]}}}";
    Exchange exchange = open("llm.example.com", lines);
    assertEquals("TLP:RED", content(exchange.judge(message("TLP:RED")).body()));
    String text = refusal(exchange.attempt(post("api.openai.com", CHAT)));
    assertTrue(text.contains("and what the request holds is restricted"), text);
  }

  @Test
  void aRedirectWithWhatWasRedactedGoesOn() {
    String lines = "vendors: {accepts: [internal]}";
    Exchange exchange = open("llm.example.com", lines);
    assertNull(exchange.judge(message("to " + JANE)).refusal());
    assertNull(exchange.attempt(post("api.openai.com", CHAT)).refusal());
  }

  @Test
  void observingChangesNothing() {
    byte[] body = message("TLP:RED");
    Exchange exchange = open("api.openai.com", "mode: observe", OR_REFUSED);
    assertSame(body, exchange.judge(body).body());
    receive(exchange, 200, TestCalls.answer("hi"));
    assertEquals("vendors.rules.openai.accepts", records.only().rule());
    assertEquals(List.of("restricted"), records.only().labels());
  }

  @Test
  void aMessageOnAWebSocketIsJudgedAlone() {
    Engine engine = Engine.start(config(policy(OR_REFUSED)).observer(records).log(log));
    Exchange exchange = engine.open(post("api.openai.com", "/v1/realtime"));
    assertNotNull(exchange);
    assertNull(exchange.judgeSocket().refusal());
    SocketTransform socket = exchange.socket();
    assertNotNull(socket);
    String frame =
        "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\","
            + "\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"%s\"}]}}";
    assertNotNull(socket.send(String.format(frame, "TLP:RED").getBytes(UTF_8)).refusal());
    assertNull(socket.send(String.format(frame, "hello").getBytes(UTF_8)).refusal());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vendors: {rules: {openai: {accepts: [intern]}}} | no such label: "intern"; did you mean "internal"?
          vendors: {rules: {openai: {accepts: []}}} | is empty; vendors.deny refuses
          vendors: {rules: {openai: {above: refuse}}} | needs accepts beside it
          vendors: {rules: {openai: {accepts: [public], above: drop}}} | must be
          vendors: {trust: [openai], rules: {openai: {accepts: [public]}}} | is under vendors.trust, where nothing is redacted
          labels: {default: secret} | no such label: "secret"
          labels: {others: [Board Only]} | a label is lower-case letters
          labels: {keys: {salary: confidental}} | did you mean "confidential"?
          labels: {markers: {X: y}} | no such label: "y"
          labels: {mark: {}} | unknown key
          custom_types: {x: {keywords: [Heron], label: hush}} | no such label: "hush"
          """)
  void mistakesAreToldWithTheirPlace(String line, String message) {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> policy(line));
    String text = String.valueOf(wrong.getMessage());
    assertTrue(text.contains(message) && text.contains("cordon.yaml:2:"), text);
  }

  @Test
  void aCallersLabelMustBeOneOfThemWhereLabelsDecide() {
    String callers = "callers: {rules: {hr: {services: ['*'], labels: [hr]}}}";
    assertNotNull(policy(callers));
    assertThrows(IllegalArgumentException.class, () -> policy(callers, TO_INTERNAL));
  }
}
