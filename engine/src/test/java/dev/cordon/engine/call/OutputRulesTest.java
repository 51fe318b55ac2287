package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.audit.ThreatCount;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy says that answers don't say, how long they are, and in which language. */
class OutputRulesTest {
  private static final String EVENT =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"$\"}}]}\n\n";
  private static final String STOP =
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
          + "data: [DONE]\n\n";
  private static final String DENY =
      "output: {deny_patterns: ['(?i)\\bproject (falcon|heron)\\b', 'Zürich \\d+']";

  private final TestCalls.Records records = new TestCalls.Records();

  /** One a policy: making one takes longer than a call. */
  private final Map<String, Engine> engines = new HashMap<>();

  private String raw = "";

  /** Returns what the application reads of a stream of these texts. */
  private String streamed(String policy, String... texts) {
    records.ended.clear();
    Engine engine =
        engines.computeIfAbsent(
            policy, any -> Engine.start(config(policy(policy)).observer(records)));
    Exchange exchange = engine.open(chat());
    exchange.judge(message("hello"));
    StreamTransform transform =
        exchange.answer(200, TestCalls.headers(Map.of("content-type", "text/event-stream")));
    StringBuilder out = new StringBuilder();
    for (String text : texts) {
      byte[] event = EVENT.replace("$", text).getBytes(UTF_8);
      out.append(UTF_8.decode(transform.transform(ByteBuffer.wrap(event))));
    }
    out.append(UTF_8.decode(transform.transform(ByteBuffer.wrap(STOP.getBytes(UTF_8)))));
    out.append(UTF_8.decode(transform.finish()));
    raw = out.toString();
    return out.toString().replaceAll("(?s)data: \\{\"choices\":[^\n]*?content\":\"|\"}}]}\n\n", "");
  }

  private String read(String policy, String... texts) {
    return streamed(policy, texts).replaceAll("(?s)data: .*", "");
  }

  private String threats() {
    StringBuilder all = new StringBuilder();
    for (ThreatCount threat : records.only().threats()) {
      all.append(threat.threat().id()).append(' ').append(threat.action()).append(' ');
      all.append(threat.count()).append(';');
    }
    return all.toString();
  }

  @Test
  void aDeniedPatternIsCoveredWhereverTheStreamIsCut() {
    String text =
        "We call it Project Falcon, not project falconry; in Zürich 12 it is PROJECT HERON.";
    String expected =
        "We call it [withheld: output.deny_patterns], not project falconry; in"
            + " [withheld: output.deny_patterns] it is [withheld: output.deny_patterns].";
    for (int first = 0; first <= text.length(); first++) {
      for (int second : new int[] {first, first + 1, first + 7}) {
        int end = Math.min(second, text.length());
        assertEquals(
            expected,
            read(
                DENY + "}",
                text.substring(0, first),
                text.substring(first, end),
                text.substring(end)));
        assertEquals("output.denied_pattern mask 3;", threats());
      }
    }
    assertEquals(expected, read(DENY + "}", text.split("")));
  }

  @Test
  void aWordThatBeganEarlierIsNoMatch() {
    StringBuilder before = new StringBuilder("x".repeat(700)).append("project falcon");
    assertEquals(before.toString(), read(DENY + "}", before.toString().split("")));
    assertEquals("", threats());
  }

  @Test
  void aLongStreamIsHeldBackByTheLongestMatchAndNoMore() {
    String long1 = "word ".repeat(400);
    String got = streamed(DENY + "}", long1.split("(?<=\\G.{50})"));
    assertEquals(long1, got.replaceAll("(?s)data: .*", ""));
    int firstText = raw.indexOf("word");
    assertTrue(firstText < 600, raw.substring(0, 600));
  }

  @Test
  void reportLeavesItAndBlockEndsTheAnswer() {
    String[] texts = {"It is pro", "ject heron", " and more"};
    assertEquals("It is project heron and more", read(DENY + ", denied: report}", texts));
    assertEquals("output.denied_pattern report 1;", threats());
    assertEquals("It is [withheld: output.deny_patterns]", read(DENY + ", denied: block}", texts));
    assertEquals("output.denied_pattern block 1;", threats());
    assertTrue(raw.contains("\"code\":\"output.deny_patterns\""), raw);
    assertFalse(raw.contains("more"), raw);
    assertEquals("output.deny_patterns", records.only().rule());
  }

  @Test
  void observingChangesNothing() {
    Engine engine =
        Engine.start(config(policy("mode: observe", DENY + ", max_length: 5}")).observer(records));
    Exchange exchange = engine.open(chat());
    exchange.judge(message("hello"));
    byte[] answer = TestCalls.answer("It is project heron.");
    assertEquals(
        new String(answer, UTF_8), new String(TestCalls.receive(exchange, 200, answer), UTF_8));
    assertFalse(records.only().threats().isEmpty());
  }

  @Test
  void argumentsOfToolsStayJson() {
    Engine engine = Engine.start(config(policy(DENY + "}")).observer(records));
    Exchange exchange = engine.open(chat());
    exchange.judge(message("hello"));
    String answer =
        "{\"choices\":[{\"message\":{\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\","
            + "\"arguments\":\"{\\\"t\\\":\\\"Project Heron\\\"}\"}}]}}]}";
    String got = new String(TestCalls.receive(exchange, 200, answer.getBytes(UTF_8)), UTF_8);
    assertEquals(answer.replace("Project Heron", "[withheld: output.deny_patterns]"), got);
    assertEquals("tool_call", records.only().threats().get(0).origin());
  }

  @Test
  void aTextThatIsTooLongEndsThere() {
    String policy = "output: {max_length: 12}";
    for (String text : List.of("twelve chars", "zwölf Zeiche", "十二个字符的文字在这里了")) {
      assertEquals(text, read(policy, text.split("")));
      assertEquals("", threats());
      for (int cut = 0; cut <= text.length(); cut++) {
        String got = read(policy, text.substring(0, cut), text.substring(cut) + "! and more");
        assertEquals(text + "[withheld: output.max_length]", got);
        assertTrue(raw.contains("\"code\":\"output.max_length\""), raw);
        assertEquals("output.too_long block 1;", threats());
      }
    }
  }

  private static final Map<String, String> PROSE =
      Map.of(
          "en",
          "The parcel was sent on Monday and it is on its way to you. If it has not come by the end"
              + " of the week, please write to us and we will look into it, or you can ask for your"
              + " money back. The number of the parcel is in the mail that we sent to you.",
          "de",
          "Das Paket wurde am Montag verschickt und ist auf dem Weg zu Ihnen. Wenn es bis zum Ende"
              + " der Woche nicht da ist, schreiben Sie uns bitte, und wir sehen nach. Die Nummer"
              + " des Pakets steht in der Mail, die wir Ihnen mit der Rechnung geschickt haben.",
          "fr",
          "Le colis est parti lundi et il est en route. Si vous ne l'avez pas reçu avant la fin de"
              + " la semaine, vous pouvez nous écrire et nous allons voir ce qui se passe. Le"
              + " numéro du colis est dans le message que nous vous avons envoyé avec la facture.",
          "no",
          "Pakken ble sendt på mandag og er på vei til deg. Hvis den ikke har kommet før slutten av"
              + " uken, kan du skrive til oss, og vi skal se på det. Nummeret på pakken er i"
              + " e-posten som vi sendte til deg, og det er også på regningen som du har fått.",
          "ru",
          "Посылка была отправлена в понедельник и уже в пути. Если она не придёт до конца недели,"
              + " напишите нам, и мы посмотрим, что случилось. Номер посылки указан в письме,"
              + " которое мы отправили вам вместе со счётом, и в вашем личном кабинете на сайте.",
          "ja",
          "荷物は月曜日に発送され、現在お届けに向かっています。今週末までに届かない場合は、ご連絡ください。"
              + "お調べいたします。荷物の番号は、請求書と一緒にお送りしたメールに記載されています。",
          "zh",
          "包裹已于星期一寄出，正在运送途中。如果本周末之前还没有收到，请写信给我们，我们会查明情况。"
              + "包裹的编号在我们随账单一起发送给您的邮件中，您也可以在网站上的个人账户里查看。");

  @Test
  void eachLanguageIsToldFromTheOthers() {
    for (Map.Entry<String, String> prose : PROSE.entrySet()) {
      for (String wanted : PROSE.keySet()) {
        boolean same =
            wanted.equals(prose.getKey()) || (wanted.equals("ja") && prose.getKey().equals("zh"));
        String policy = "output: {language: [" + wanted + "]}";
        String text = prose.getValue();
        assertEquals(text, read(policy, text.split("(?<=\\G.{9})")));
        assertEquals(
            same ? "" : "output.other_language report 1;", threats(), wanted + ": " + text);
      }
      assertEquals(
          prose.getValue(),
          read("output: {language: [it, en, de, fr, no, ru, ja, zh]}", prose.getValue()));
      assertEquals("", threats());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for (int i = 0; i < list.size(); i++) { String name = list.get(i).getName();"
            + " out.append(name).append(','); total += list.get(i).getPrice(); }",
        "Oslo, Bergen, Trondheim, Stavanger, Drammen, Fredrikstad, Kristiansand, Sandnes, Tromsø,"
            + " Sarpsborg, Skien, Ålesund",
        "OK.",
        "42"
      })
  void whatIsNoProseIsInAnyLanguage(String text) {
    assertEquals(text, read("output: {language: de, other_language: block}", text));
    assertEquals("", threats());
  }

  @Test
  void aWholeAnswerInAnotherLanguageIsHeldBackFromItsFirstLetterOn() {
    String english =
        "The delivery was late again this week, and nobody in the office knows why it was not sent"
            + " on time. We have asked them for an answer, but there is none that would help us.";
    String policy = "output: {language: de, other_language: block}";
    Engine engine = Engine.start(config(policy(policy)).observer(records));
    for (String text : new String[] {english, (english + ' ').repeat(9)}) {
      records.ended.clear();
      Exchange exchange = engine.open(chat());
      exchange.judge(message("hello"));
      byte[] got = TestCalls.receive(exchange, 200, TestCalls.answer(text));
      assertEquals("[withheld: output.language]", TestCalls.content(got));
      assertEquals("output.other_language block 1;", threats());
    }
    records.ended.clear();
    Exchange exchange = engine.open(chat());
    exchange.judge(message("hello"));
    String german = "Die Lieferung kam zu spät, und niemand im Büro weiß, warum das so ist. ";
    byte[] answer = TestCalls.answer(german.repeat(6));
    assertEquals(german.repeat(6), TestCalls.content(TestCalls.receive(exchange, 200, answer)));
    assertEquals("", threats());
  }

  @Test
  void anAnswerInAnotherLanguageEndsOnceThatIsKnown() {
    String english = PROSE.get("en") + " " + PROSE.get("en");
    String got =
        read("output: {language: de, other_language: block}", english.split("(?<=\\G.{20})"));
    assertTrue(got.endsWith("[withheld: output.language]"), got);
    assertTrue(got.length() < 400, got);
    assertTrue(raw.contains("\"code\":\"output.language\""), raw);
  }
}
