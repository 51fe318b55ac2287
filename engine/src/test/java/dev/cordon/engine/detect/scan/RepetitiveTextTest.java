package dev.cordon.engine.detect.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Texts that are one unit over and over. Made of everything that wakes a detector, so that no
 * anchor is forgotten. Counted, not timed.
 */
class RepetitiveTextTest {
  private static final OnePassScanner SCANNER = (OnePassScanner) Scanners.standard();
  private static final String VALUES = " SSN 219-09-9998, mail ada@example.com ";
  private static final int LONG = 1 << 15;

  private final ScanSession session = (ScanSession) SCANNER.newSession();
  private final Findings findings = new Findings();

  @Test
  void aRepetitionWithoutFindingsWakesFewDetectorsHoweverLongItIs() {
    Map<String, Integer> many = new TreeMap<>();
    for (String unit : units()) {
      byte[] text = unit.repeat(LONG / unit.getBytes(UTF_8).length).getBytes(UTF_8);
      findings.clear();
      session.scan(text, 0, text.length, "", findings);
      if (findings.isEmpty() && session.visits() > LONG / 8) {
        many.put(unit, session.visits());
      }
    }
    assertEquals(Map.of(), many);
  }

  @Test
  void whatStandsBetweenRepetitionsIsFound() {
    List<String> missed = new ArrayList<>();
    for (String unit : units()) {
      String many = unit.repeat(2000 / unit.length());
      byte[] text = (many + " \n" + VALUES + many + " \n" + VALUES).getBytes(UTF_8);
      findings.clear();
      session.scan(text, 0, text.length, "", findings);
      if (count("us.ssn") < 2 || count("email_address") < 2) {
        missed.add(unit);
      }
    }
    assertEquals(List.of(), missed);
  }

  @Test
  void passingOverRepetitionsChangesNoFinding() {
    List<String> units = units();
    SplittableRandom random = new SplittableRandom(11);
    int passed = 0;
    for (int i = 0; i < 1500; i++) {
      byte[] text = repetitions(random, units);
      Scanner.Session one = SCANNER.newSession();
      findings.clear();
      one.scan(text, 0, text.length, "", findings);
      Findings all = new Findings();
      ScanSession thorough = new ScanSession(SCANNER.tables(), new boolean[0], false);
      thorough.scan(text, 0, text.length, "", all);
      passed += ((ScanSession) one).visits() < thorough.visits() ? 1 : 0;
      assertEquals(list(all), list(findings), "text " + i);
    }
    assertTrue(passed > 500, "texts with something to pass over: " + passed);
  }

  /** Counted: bytes that are compared to find repetitions, and detectors that are woken. */
  @Test
  void aRepetitionThatHoldsFindingsCostsTwiceAsMuchWhenItIsTwiceAsLong() {
    for (String unit :
        List.of(
            VALUES,
            "ada@example.com ",
            "219-09-9998 ",
            "SSN 219-09-9998 and so on, and so on. ",
            "card 4111 1111 1111 1111 ",
            "card 4111111111111111\n",
            "http://u:pw4711@host/ ",
            "Maria Olsen called. ",
            "password=kJ8pQ7Lm2x ",
            "“192.168.7.14” ")) {
      long once = work(unit, 1 << 20);
      long twice = work(unit, 1 << 21);
      assertTrue(twice < 3 * once, unit + ": " + once + " and " + twice);
    }
  }

  private long work(String unit, int length) {
    byte[] text = unit.repeat(length / unit.length()).getBytes(UTF_8);
    findings.clear();
    session.scan(text, 0, text.length, "", findings);
    assertTrue(!findings.isEmpty(), unit);
    return text.length + session.compared() + session.visits();
  }

  /** Three repetitions, some of one unit and some of two, with a value somewhere. */
  private static byte[] repetitions(SplittableRandom random, List<String> units) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      String unit = units.get(random.nextInt(units.size()));
      if (random.nextInt(3) == 0) {
        unit += units.get(random.nextInt(units.size()));
      }
      text.append(unit.repeat(1 + random.nextInt(8000) / unit.length()));
      text.append(random.nextInt(2) == 0 ? VALUES : unit.substring(unit.length() / 2));
    }
    return text.toString().getBytes(UTF_8);
  }

  private int count(String type) {
    int count = 0;
    for (int i = 0; i < findings.size(); i++) {
      count += findings.type(i).id().equals(type) ? 1 : 0;
    }
    return count;
  }

  private static List<String> list(Findings findings) {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      list.add(findings.type(i) + " " + findings.start(i) + "-" + findings.end(i));
    }
    return list;
  }

  /** Returns all keywords and marks in several settings, and what else texts may be made of. */
  private static List<String> units() {
    List<String> units = new ArrayList<>();
    KeywordIndex index = SCANNER.tables().index;
    for (int number = 0; number < index.size(); number++) {
      Keyword keyword = index.word(number);
      String word = new String(keyword.bytes, UTF_8);
      units.add(word);
      units.add(word + " ");
      units.add(word + "=");
      units.add(word + ": 7a ");
      if (!keyword.exactCase) {
        units.add(
            word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1) + " ");
      }
    }
    for (char mark = '!'; mark <= '~'; mark++) {
      units.add("" + mark);
      units.add(mark + " ");
      units.add(mark + "a");
      units.add(mark + "1 ");
      units.add("A" + mark);
    }
    units.addAll(
        List.of(
            "12 ",
            "1 2",
            "1234 ",
            "12-",
            "1.",
            "1/1/",
            "7 12 123 ",
            "aB3",
            "Ab ",
            "AB ",
            "Ab1 ",
            "a1",
            "\\u0040",
            "\\/",
            "%40",
            "\u200b",
            "\u00a0",
            "\u00e9",
            "\u00d8a ",
            "\uff11",
            "\u4e2d",
            "\ud83d\ude00",
            "\"a\":",
            "{\"token\":\"",
            "http://",
            "http://a:b?c=d&",
            "x@y.",
            "a.b.",
            "::",
            "Zm9vYmFy/",
            "deadbeef",
            "-----BEGIN PRIVATE KEY\n",
            "Street 1",
            "1 Main ",
            "Hello World "));
    return units;
  }
}
