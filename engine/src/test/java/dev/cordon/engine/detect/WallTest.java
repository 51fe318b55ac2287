package dev.cordon.engine.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Walls: texts that are one anchor over and over. Made of everything that wakes a detector, so that
 * no anchor is forgotten. Counted, not timed.
 */
class WallTest {
  private static final OnePassScanner SCANNER = (OnePassScanner) Scanners.standard();
  private static final String VALUES = " SSN 219-09-9998, mail ada@example.com ";
  private static final int LONG = 1 << 15;

  private final ScanSession session = (ScanSession) SCANNER.newSession();
  private final Findings findings = new Findings();

  @Test
  void aWallWithoutFindingsWakesFewDetectorsHoweverLongItIs() {
    Map<String, Integer> many = new TreeMap<>();
    for (String brick : bricks()) {
      byte[] wall = brick.repeat(LONG / brick.getBytes(UTF_8).length).getBytes(UTF_8);
      findings.clear();
      session.scan(wall, 0, wall.length, "", findings);
      if (findings.isEmpty() && session.visits() > LONG / 8) {
        many.put(brick, session.visits());
      }
    }
    assertEquals(Map.of(), many);
  }

  @Test
  void whatStandsBetweenWallsIsFound() {
    List<String> missed = new ArrayList<>();
    for (String brick : bricks()) {
      String wall = brick.repeat(2000 / brick.length());
      byte[] text = (wall + " \n" + VALUES + wall + " \n" + VALUES).getBytes(UTF_8);
      findings.clear();
      session.scan(text, 0, text.length, "", findings);
      if (count("us.ssn") < 2 || count("email_address") < 2) {
        missed.add(brick);
      }
    }
    assertEquals(List.of(), missed);
  }

  @Test
  void passingOverRepetitionsChangesNoFinding() {
    List<String> bricks = bricks();
    SplittableRandom random = new SplittableRandom(11);
    int passed = 0;
    for (int i = 0; i < 1500; i++) {
      byte[] text = walls(random, bricks);
      Scanner.Session one = SCANNER.newSession();
      findings.clear();
      one.scan(text, 0, text.length, "", findings);
      Findings all = new Findings();
      ScanSession thorough = SCANNER.thoroughSession();
      thorough.scan(text, 0, text.length, "", all);
      passed += ((ScanSession) one).visits() < thorough.visits() ? 1 : 0;
      assertEquals(list(all), list(findings), "text " + i);
    }
    assertTrue(passed > 500, "texts with something to pass over: " + passed);
  }

  /** Three walls, some of one brick and some of two, with a value somewhere. */
  private static byte[] walls(SplittableRandom random, List<String> bricks) {
    StringBuilder text = new StringBuilder();
    for (int wall = 0; wall < 3; wall++) {
      String brick = bricks.get(random.nextInt(bricks.size()));
      if (random.nextInt(3) == 0) {
        brick += bricks.get(random.nextInt(bricks.size()));
      }
      text.append(brick.repeat(1 + random.nextInt(8000) / brick.length()));
      text.append(random.nextInt(2) == 0 ? VALUES : brick.substring(brick.length() / 2));
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
  private static List<String> bricks() {
    List<String> bricks = new ArrayList<>();
    for (Keyword keyword : SCANNER.tables().index.keywords) {
      String word = new String(keyword.bytes, UTF_8);
      bricks.add(word);
      bricks.add(word + " ");
      bricks.add(word + "=");
      bricks.add(word + ": 7a ");
      if (!keyword.exactCase) {
        bricks.add(
            word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1) + " ");
      }
    }
    for (char mark = '!'; mark <= '~'; mark++) {
      bricks.add("" + mark);
      bricks.add(mark + " ");
      bricks.add(mark + "a");
      bricks.add(mark + "1 ");
      bricks.add("A" + mark);
    }
    bricks.addAll(
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
    return bricks;
  }
}
