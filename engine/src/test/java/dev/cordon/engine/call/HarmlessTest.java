package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.policy.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Harmless texts go through a policy that takes out all that it finds, byte for byte: as results of
 * tools and as answers, and nothing is said of them.
 */
class HarmlessTest {
  private static final String[] STRICT = {
    "redact: {default: allow}",
    "hidden_text: strip",
    "instructions: {default: block, untrusted: block}",
    "canaries: {values: [Q8RT-55KD-ZX0P-9MWE-2HVC]}",
    "output: {scan: true, links: neutralise, allow_domains: [example.com], deny_patterns:"
        + " ['(?i)project heron'], denied: block, max_length: 1000000}"
  };

  private static final TestCalls.Records RECORDS = new TestCalls.Records();
  private static final Engine ENGINE = Engine.start(config(policy(STRICT)).observer(RECORDS));

  private static final String MAIL =
      "<html><head><title>Invoice</title><style>p{color:#333}</style></head><body"
          + " style=\"margin:0\"><table width=\"100%\" cellpadding=\"0\"><tr><td"
          + " align=\"center\"><img src=\"cid:logo\" alt=\"Shop\""
          + " width=\"120\"></td></tr><tr><td><p style=\"font-size:14px;color:#333333\">Dear"
          + " customer,</p><p>your parcel is on its way. <a"
          + " href=\"https://example.com/t?id=12\">Track it</a>.</p><br/><hr><p"
          + " style=\"font-size:11px\">You get this mail since you have an account &amp; asked for"
          + " it.</p><input type=\"hidden\" name=\"csrf\""
          + " value=\"\"></td></tr></table></body></html>";

  private static final Map<String, String> TEXTS = new TreeMap<>();

  static {
    TEXTS.put("mail", MAIL);
    TEXTS.put(
        "arabic",
        "مرحبا بكم في المتجر. رقم الطلب ١٢٣٤، ويصل يوم الأحد (إن شاء الله)! \u200F\u202Babc\u202C");
    TEXTS.put("hebrew", "שלום וברכה, ההזמנה שלך בדרך. \u200Eהקוד הוא ABC-12\u200F תודה!");
    TEXTS.put("persian", "می\u200Cخواهم کتاب\u200Cها را ببینم و نامه\u200Cای بنویسم.");
    TEXTS.put("hindi", "क्\u200Dष और र्\u200Dय अक्षर हैं। यह एक सामान्य वाक्य है।");
    TEXTS.put("thai", "สวัสดี\u200Bครับ ขอ\u200Bบคุณ\u200Bมาก");
    TEXTS.put("emoji", "👨‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️ 🏳️‍🌈 👩🏽‍💻 1️⃣ ☎️ ☎︎ 🇳🇴 葛󠄀 😀😀😀");
    TEXTS.put(
        "code",
        "# Builds the prompt.\n"
            + "def prompt(rules, user):\n"
            + "    system = \"You are a helpful assistant.\"\n"
            + "    return [{\"role\": \"system\", \"content\": system}, {\"role\": \"user\","
            + " \"content\": user}]\n");
    TEXTS.put(
        "markdown",
        "# Notes\n\n[a]: https://example.com/a\n\n* see [a], `<div>` and **b**\n\n> quoted\n");
    TEXTS.put(
        "json",
        "{\"secret\": false, \"hidden\": [], \"output\": {\"list\": [1, 2]}, \"a\\u0020b\": \"\\n"
            + "\"}");
    TEXTS.put(
        "log", "\\u001b[31mERROR\\u001b[0m at 10:02:11 [main] <init> (Main.java:12) -> retry");
  }

  static List<String> texts() {
    List<String> texts = new ArrayList<>(TEXTS.values());
    texts.addAll(files("../docs", ".md", "prompt-injection|decisions/00(27|31|34|35|42)"));
    texts.addAll(files("src/main/java", ".java", "instruction|hidden|Confusables"));
    texts.addAll(prompts());
    return texts;
  }

  /** Returns documentation and source code without what the page on injection speaks of. */
  private static List<String> files(String folder, String ending, String without) {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.toString().matches(".*(" + without + ").*"))
          .sorted()
          .map(HarmlessTest::read)
          .filter(text -> !text.contains("<!--"))
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> prompts() {
    return read(Path.of("src/test/resources/dev/cordon/engine/instruction/harmless.txt"))
        .lines()
        .filter(row -> !row.startsWith("#"))
        .collect(Collectors.toList());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void goThroughByteForByte(String text) {
    RECORDS.started.clear();
    RECORDS.ended.clear();
    String quoted = new TextNode(text).toString();
    byte[] request =
        ("{\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},{\"role\":\"tool\","
                + "\"tool_call_id\":\"c\",\"content\":"
                + quoted
                + "}]}")
            .getBytes(UTF_8);
    Exchange exchange = ENGINE.open(chat());
    Verdict verdict = exchange.judge(request);
    assertTrue(verdict.refusal() == null, exchange.refusal());
    if (RECORDS.started.get(0).inputFindings().isEmpty()) { // some examples of values are values
      assertSame(request, verdict.body());
    }
    assertEquals(List.of(), RECORDS.started.get(0).threats());
    byte[] answer =
        ("{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                + quoted
                + "}}]}")
            .getBytes(UTF_8);
    byte[] got = TestCalls.receive(exchange, 200, answer);
    if (!text.contains("//") && !text.contains("](") && !text.contains("www.")) {
      assertArrayEquals(answer, got, text);
      assertEquals(List.of(), RECORDS.only().threats());
    }
  }

  /** Scripts that need characters without width, and pictures that do, in every action. */
  @ParameterizedTest
  @CsvSource({
    "report, report",
    "strip, strip",
    "block, block",
    "strip, mark",
    "block, off",
    "report, block"
  })
  void goThroughByteForByteWhateverTheAction(String hidden, String instructions) {
    Policy policy =
        policy(
            "hidden_text: {untrusted: " + hidden + "}",
            "instructions: {untrusted: " + instructions + "}",
            "canaries: {values: [Q8RT-55KD-ZX0P-9MWE-2HVC], answer: mask}",
            "output: {scan: true, redact: {default: mask}, links: block, deny_patterns: ['Q8RT'],"
                + " max_length: 100000}");
    Engine engine = Engine.start(config(policy).observer(RECORDS));
    for (String name : List.of("arabic", "hebrew", "persian", "hindi", "thai", "emoji")) {
      RECORDS.started.clear();
      String quoted = new TextNode(TEXTS.get(name)).toString();
      byte[] request =
          ("{\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},{\"role\":\"tool\","
                  + "\"tool_call_id\":\"c\",\"content\":"
                  + quoted
                  + "},{\"role\":\"user\",\"content\":"
                  + quoted
                  + "}]}")
              .getBytes(UTF_8);
      Exchange exchange = engine.open(chat());
      assertSame(request, exchange.judge(request).body(), name);
      byte[] answer =
          ("{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                  + quoted
                  + "}}]}")
              .getBytes(UTF_8);
      assertArrayEquals(answer, TestCalls.receive(exchange, 200, answer), name);
      assertEquals(List.of(), RECORDS.started.get(0).threats(), name);
    }
  }
}
