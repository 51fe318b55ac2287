package dev.cordon.engine.detect.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Reach;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What holds for every text. {@code -Dcordon.fuzz=10000000} tries as many texts instead of a few
 * thousand; a failure names its seed.
 */
class ScannerPropertyTest {
  private static final int TEXTS = Integer.getInteger("cordon.fuzz", 3000);
  private static final String[] PIECES = {
    "ada@example.com",
    "@",
    "@@",
    " at ",
    "(at)",
    " dot ",
    "example.com",
    "+47 22 33 44 55",
    "+",
    "(212) 555-0142",
    "4111 1111 1111 1111",
    "DE89370400440532013000",
    "GB82 WEST 1234 5698 7654 32",
    "219-09-9998",
    "ssn ",
    "social security number ",
    "card ",
    "1",
    "12",
    "123",
    "1234",
    "123456789",
    "-",
    ".",
    "/",
    " ",
    "  ",
    "\n",
    "\\n",
    "\\u0040",
    "\\",
    "%40",
    "%",
    ":",
    "::",
    "://",
    "http://u:p@h.com/?name=x&",
    "eyJhbGciOiJIUzI1NiJ9.",
    "eyJ",
    "-----BEGIN",
    "-----BEGIN RSA PRIVATE KEY-----",
    "-----END",
    "sk-",
    "sk-ant-",
    "AKIA",
    "ghp_",
    "0x",
    "bc1",
    "born ",
    "March 3, 1985",
    "1985-03-12",
    "\u200b",
    "\u00a0",
    "\u2013",
    "\uff11",
    "\uff20",
    "\u0661",
    "é",
    "Ø",
    "😀",
    "\ud835\udfd7",
    "中文",
    "A",
    "a",
    "aB3",
    "Zz9",
    "_",
    "\"",
    "'",
    "{",
    "}",
    "=",
    "&",
    "?",
    "2001:db8::1",
    "fe80::",
    "00:1a:2b:3c:4d:5e",
    "10.1.2.3",
    "swift ",
    "DEUTDEFF",
    "iban ",
    "vin ",
    "1M8GDM9AXKP042788",
    "imei 490154203237518",
    "acct ",
    "lat 59.9139, 10.7522",
    "Maria Olsen",
    "olsen",
    "Dr ",
    "The ",
    "wrote",
    "customer ",
    "patient ",
    "diagnosed with diabetes",
    "30 mg",
    "ICD-10 E11.9",
    "Hauptstraße 12, 10115 Berlin",
    "12 Main Street, Springfield, IL 62704",
    "PESEL 44051401359",
    "nhs 943 476 5919",
    "password=",
    "api_key: ",
    "apiKey",
    "userToken",
    "kind: Secret\n",
    "Bearer ",
    "x7Kq9ZpL2mV4tR8w",
    "Cookie: "
  };

  private static final Scanner SCANNER = Scanners.standard();

  @Test
  void findingsAreInsideTheTextAscendingAndApart() {
    for (long seed = 0; seed < TEXTS; seed++) {
      byte[] text = text(seed);
      Findings findings = scan(text, 0, text.length);
      int last = 0;
      for (int i = 0; i < findings.size(); i++) {
        String place = "seed " + seed + " finding " + i + " " + findings.type(i);
        assertTrue(findings.start(i) >= last && findings.end(i) > findings.start(i), place);
        assertTrue(findings.end(i) <= text.length, place);
        assertTrue(
            findings.confidence(i) >= Confidence.FLOOR && findings.confidence(i) <= 100, place);
        last = findings.end(i);
      }
    }
  }

  @Test
  void whatStandsAroundTheTextInItsArrayDoesNotMatter() {
    for (long seed = 0; seed < TEXTS / 3; seed++) {
      byte[] text = text(seed);
      byte[] around = text(seed + 1_000_000);
      byte[] embedded = new byte[around.length * 2 + text.length];
      System.arraycopy(around, 0, embedded, 0, around.length);
      System.arraycopy(text, 0, embedded, around.length, text.length);
      System.arraycopy(around, 0, embedded, around.length + text.length, around.length);
      Findings inside = scan(embedded, around.length, around.length + text.length);
      assertEquals(
          list(scan(text, 0, text.length), 0), list(inside, around.length), "seed " + seed);
    }
  }

  @Test
  void lettersThatNoNameHasAreReadAlikeWhereverTheTextBegins() {
    byte[] text = "中文Maria Olsen wrote".getBytes(UTF_8);
    byte[] embedded = "Dr 中文Maria Olsen wrote".getBytes(UTF_8);
    assertEquals(list(scan(text, 0, text.length), 0), list(scan(embedded, 3, embedded.length), 3));
  }

  /** The scanner reads blocks and wakes detectors in batches: neither is seen in what it finds. */
  @Test
  void whereBlocksEndDoesNotMatter() {
    int least = 2 * Reach.MAX_AHEAD;
    for (long seed = 0; seed < TEXTS / 3; seed++) {
      byte[] text = text(seed + 20_000_000);
      int more = (int) (seed * 37 % AnchorFinder.BLOCK);
      assertEquals(
          list(behindLines(least, text), least),
          list(behindLines(least + more, text), least + more),
          "seed " + seed);
    }
  }

  private static Findings behindLines(int lines, byte[] text) {
    byte[] all = new byte[lines + text.length];
    Arrays.fill(all, 0, lines, (byte) '\n');
    System.arraycopy(text, 0, all, lines, text.length);
    return scan(all, 0, all.length);
  }

  @Test
  void aSessionScansTheNextTextAsANewOneWould() {
    Scanner.Session session = SCANNER.newSession();
    for (long seed = 0; seed < TEXTS / 3; seed++) {
      byte[] text = text(seed + 7_000_000);
      Findings findings = new Findings();
      session.scan(text, 0, text.length, "", findings);
      // Names learnt from earlier texts are looked for: they may be added, and win over what is
      // less
      // sure than they are.
      Findings alone = scan(text, 0, text.length);
      List<String> after = list(findings, 0);
      for (int i = 0; i < alone.size(); i++) {
        boolean stays = !isName(alone, i) && !overlapsName(findings, alone.start(i), alone.end(i));
        assertTrue(!stays || after.contains(list(alone, 0).get(i)), "seed " + seed + " " + i);
      }
    }
  }

  @Test
  void aRestartedSessionScansJustAsANewOne() {
    Scanner.Session session = SCANNER.newSession();
    for (long seed = 0; seed < TEXTS / 3; seed++) {
      byte[] text = text(seed + 9_000_000);
      String key = seed % 3 == 0 ? "password" : seed % 3 == 1 ? "customer" : "";
      Findings alone = new Findings();
      SCANNER.newSession().scan(text, 0, text.length, key, alone);
      Findings findings = new Findings();
      session.scan(text, 0, text.length, key, findings);
      session.restart();
      assertEquals(list(alone, 0), list(findings, 0), "seed " + seed);
    }
  }

  private static boolean isName(Findings findings, int i) {
    return findings.type(i).id().equals("person_name");
  }

  private static boolean overlapsName(Findings findings, int start, int end) {
    for (int i = 0; i < findings.size(); i++) {
      if (isName(findings, i) && findings.start(i) < end && findings.end(i) > start) {
        return true;
      }
    }
    return false;
  }

  @Test
  void anyBytesAreScanned() {
    Random random = new Random(42);
    for (int i = 0; i < TEXTS; i++) {
      byte[] text = new byte[random.nextInt(300)];
      random.nextBytes(text);
      for (int k = 0; k < text.length && i % 2 == 0; k++) {
        text[k] = (byte) ((text[k] & 0x3f) | 0x80 | (k % 3 == 0 ? 0x60 : 0));
      }
      Findings findings = scan(text, 0, text.length);
      for (int f = 0; f < findings.size(); f++) {
        assertTrue(findings.start(f) >= 0 && findings.end(f) <= text.length, "text " + i);
      }
    }
  }

  @Test
  void farIntoALongTextTheSameIsFound() {
    String filler = "words 12 and Words, some@where or 0x12 http://x.y/ ".repeat(8000);
    String value = " SSN 219-09-9998, mail ada@example.com ";
    for (String lead : List.of("", "“quoted” ")) {
      byte[] text = (lead + filler + value + filler + value).getBytes(UTF_8);
      int count = 0;
      Findings findings = scan(text, 0, text.length);
      for (int i = 0; i < findings.size(); i++) {
        String type = findings.type(i).id();
        String found =
            new String(text, findings.start(i), findings.end(i) - findings.start(i), UTF_8);
        count += type.equals("us.ssn") && found.equals("219-09-9998") ? 1 : 0;
        count += type.equals("email_address") && found.equals("ada@example.com") ? 1 : 0;
      }
      assertEquals(4, count);
    }
  }

  @Test
  void overlapsHaveADefinedWinner() {
    DataType a = new DataType("a", DataClass.CUSTOM, Severity.LOW, "A", "a");
    DataType b = new DataType("b", DataClass.CUSTOM, Severity.LOW, "B", "b");
    Registrations registry = new Registrations();
    registry.type(a);
    registry.type(b);
    ScanTables tables = registry.build(null, new DataTypes(registry.types(), ""));
    Candidates candidates = new Candidates(tables, new boolean[] {true, true});
    candidates.add(a, 0, 10, 60);
    candidates.add(b, 8, 12, 90);
    candidates.add(a, 11, 20, 50);
    candidates.add(a, 30, 35, 70);
    candidates.add(b, 30, 36, 70);
    candidates.add(b, 40, 45, 70);
    candidates.add(a, 40, 45, 70);
    Findings findings = new Findings();
    candidates.drain(findings);
    assertEquals(List.of("b 8-12 90", "b 30-36 70", "a 40-45 70"), list(findings, 0));
  }

  private static Findings scan(byte[] text, int from, int to) {
    Findings findings = new Findings();
    SCANNER.newSession().scan(text, from, to, "", findings);
    return findings;
  }

  private static List<String> list(Findings findings, int shift) {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      int start = findings.start(i) - shift;
      list.add(
          findings.type(i)
              + " "
              + start
              + "-"
              + (findings.end(i) - shift)
              + " "
              + findings.confidence(i));
    }
    return list;
  }

  private static byte[] text(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(24);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
      text.append(random.nextInt(3) == 0 ? " " : "");
    }
    return text.toString().getBytes(UTF_8);
  }
}
