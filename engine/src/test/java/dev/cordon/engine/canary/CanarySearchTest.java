package dev.cordon.engine.canary;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanarySearchTest {
  private static final String CANARY = "7Q2M-X0HT-93KD-VA8R-4WZC";
  private static final String WORDS = "Draft \u00dcberseering 47/11, board only";

  private static CanarySearch search(String... canaries) {
    Canaries.Builder builder = Canaries.builder();
    for (String canary : canaries) {
      assertTrue(builder.add(canary, CanaryKind.DOCUMENT), canary);
    }
    return new CanarySearch(builder.build());
  }

  private static List<String> found(CanarySearch search, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    List<String> found = new ArrayList<>();
    search.find(
        bytes,
        0,
        bytes.length,
        true,
        (kind, from, to) -> found.add(new String(bytes, from, to - from, UTF_8)));
    return found;
  }

  /** How models, and those who ask them to, write what they shouldn't. */
  private static Map<String, String> forms(String canary) {
    Map<String, String> forms = new LinkedHashMap<>();
    String letters = canary.replaceAll("[^\\p{L}\\p{N}]", "");
    forms.put("plain", canary);
    forms.put("lower", canary.toLowerCase(java.util.Locale.ROOT));
    forms.put("without separators", letters);
    forms.put("spaced", String.join(" ", letters.split("")));
    forms.put("dotted", String.join(". ", letters.split("")));
    forms.put("a line a letter", String.join("\n  - ", letters.split("")));
    forms.put("zero width", String.join("\u200b", letters.split("")));
    forms.put("bold", canary.replace("-", "**-**"));
    forms.put("from the end", new StringBuilder(canary).reverse().toString());
    forms.put(
        "spaced from the end",
        String.join(" ", new StringBuilder(letters).reverse().toString().split("")));
    byte[] bytes = canary.getBytes(UTF_8);
    forms.put("base64", Base64.getEncoder().encodeToString(bytes));
    forms.put("base64 of letters", Base64.getEncoder().encodeToString(letters.getBytes(UTF_8)));
    forms.put("base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    forms.put("hexadecimal", hex(bytes, ""));
    forms.put("hexadecimal, spaced", hex(bytes, " ").trim());
    forms.put("hexadecimal, escaped", hex(bytes, "\\x"));
    forms.put("percent", hex(bytes, "%"));
    forms.put("wide", wide(letters));
    return forms;
  }

  private static String hex(byte[] bytes, String before) {
    StringBuilder hex = new StringBuilder();
    for (byte b : bytes) {
      hex.append(before).append(String.format("%02x", b & 0xFF));
    }
    return hex.toString();
  }

  private static String wide(String letters) {
    StringBuilder wide = new StringBuilder();
    letters.chars().forEach(c -> wide.append((char) (c < 0x80 ? c + 0xFEE0 : c)));
    return wide.toString();
  }

  @Test
  void itIsFoundHoweverItIsWritten() {
    for (String canary : List.of(CANARY, WORDS)) {
      CanarySearch search = search(canary);
      CanarySearch hashed = search(Canaries.hashed(canary));
      forms(canary)
          .forEach(
              (name, form) -> {
                String text = "Here it is: " + form + "! And more, which is not it.";
                assertEquals(1, found(search, text).size(), () -> name + ": " + text);
                assertEquals(found(search, text), found(hashed, text), name);
              });
    }
  }

  @Test
  void whereItStandsIsToldToTheByte() {
    CanarySearch search = search(CANARY);
    assertEquals(List.of(CANARY), found(search, "(" + CANARY + ")"));
    String spaced = "7 q 2 m x 0 h t 9 3 k d v a 8 r 4 w z c";
    assertEquals(List.of(spaced), found(search, "a: " + spaced + "."));
    assertEquals(List.of(CANARY, CANARY), found(search, CANARY + CANARY));
  }

  @Test
  void inBase64ItMayStandAnywhereInSomethingLonger() {
    CanarySearch search = search(CANARY);
    for (int before = 0; before < 7; before++) {
      for (int junk = 0; junk < 5; junk++) {
        byte[] text = ("x".repeat(before) + CANARY + "yy").getBytes(UTF_8);
        String encoded = "/".repeat(junk) + Base64.getEncoder().encodeToString(text);
        assertEquals(1, found(search, "https://e.test" + encoded).size(), encoded);
        String lines = Base64.getMimeEncoder(8, "\r\n".getBytes(US_ASCII)).encodeToString(text);
        assertEquals(1, found(search, lines).size(), lines);
      }
    }
  }

  @Test
  void nothingElseIsFound() {
    CanarySearch search = search(CANARY, WORDS);
    for (String text :
        List.of(
            "",
            "7Q2M-X0HT-93KD-VA8R-4WZ",
            "Q2M-X0HT-93KD-VA8R-4WZC",
            "7Q2M-X0HT-93KD and a whole sentence between VA8R-4WZC",
            "7Q2M-X0HT-93KD-VA8R-4WZD",
            "Draft of a board, overseeing 47 of 11 only",
            "%%%% 100% %zz %4")) {
      assertEquals(List.of(), found(search, text), text);
    }
  }

  /** Reads a text in pieces as a stream does, and returns what goes on, each canary as a star. */
  private static String streamed(CanarySearch search, String text, int size, int[] held) {
    byte[] bytes = text.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] rest = new byte[0];
    for (int from = 0; from < bytes.length || from == 0; from += size) {
      int to = Math.min(bytes.length, from + size);
      byte[] now = new byte[rest.length + to - from];
      System.arraycopy(rest, 0, now, 0, rest.length);
      System.arraycopy(bytes, from, now, rest.length, to - from);
      int[] at = {0};
      int hold =
          search.find(
              now,
              0,
              now.length,
              to == bytes.length,
              (kind, start, end) -> {
                out.write(now, at[0], start - at[0]);
                out.write('*');
                at[0] = end;
              });
      out.write(now, at[0], hold - at[0]);
      rest = java.util.Arrays.copyOfRange(now, hold, now.length);
      held[0] = Math.max(held[0], rest.length);
    }
    return new String(out.toByteArray(), UTF_8);
  }

  @Test
  void aStreamMayCutItAnywhere() {
    for (String canary : List.of(CANARY, WORDS)) {
      for (CanarySearch search : List.of(search(canary), search(Canaries.hashed(canary)))) {
        forms(canary)
            .forEach(
                (name, form) -> {
                  String whole =
                      streamed(search, "It is: " + form + "! \u00e4 End.", 10_000, new int[1]);
                  assertTrue(whole.matches("It is: [^*]{0,2}\\*={0,2}! \u00e4 End\\."), whole);
                  for (int size = 1; size < 40; size++) {
                    String got =
                        streamed(search, "It is: " + form + "! \u00e4 End.", size, new int[1]);
                    assertEquals(whole, got, name + " by " + size);
                  }
                });
      }
    }
  }

  @Test
  void ofProseNoMoreIsHeldBackThanAWord() {
    CanarySearch search = search(CANARY);
    String prose =
        "A gateway sees calls, not applications. It can't tell who asked, and it holds every key"
            + " of the house; that is why this runs where the call is made. ";
    int[] held = new int[1];
    assertEquals(prose.repeat(3), streamed(search, prose.repeat(3), 4, held));
    assertTrue(held[0] <= 16, held[0] + " bytes");
  }

  @Test
  void anyBytesInAnyPiecesGoOnAsTheyAre() {
    Random random = new Random(4);
    CanarySearch search = search(CANARY, WORDS);
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(60); n > 0; n--) {
        String[] parts = {
          "%", "7Q2M", "x0ht ", "=", "\u200b", "4", "zc", "\u00df", "\ud83d\ude00", "N1Ey", "\n"
        };
        text.append(parts[random.nextInt(parts.length)]);
      }
      String all = text.toString();
      assertEquals(all, streamed(search, all, 1 + random.nextInt(9), new int[1]), all);
    }
  }

  @Test
  void aHashedOneTellsNothingAndIsChecked() {
    String line = Canaries.hashed(CANARY);
    assertTrue(line.matches("canary:1:20:[0-9a-f]{3}:[0-9a-f]{3}:[0-9a-f]{64}"), line);
    assertEquals(
        line, Canaries.hashed(CANARY.toLowerCase(java.util.Locale.ROOT).replace("-", " ")));
    Canaries.Builder builder = Canaries.builder();
    assertFalse(builder.add(line.substring(0, line.length() - 1), CanaryKind.PROMPT));
    assertFalse(builder.add(line.replace(":20:", ":5:"), CanaryKind.PROMPT));
    assertFalse(builder.add("too short 1", CanaryKind.PROMPT));
    assertFalse(builder.add("x".repeat(129), CanaryKind.PROMPT));
    assertThrows(IllegalArgumentException.class, () -> Canaries.hashed("short"));
    assertEquals(0, builder.build().size());
  }

  @Test
  void theWorkIsLinear() {
    CanarySearch search = search("a".repeat(128), "a".repeat(12));
    byte[] text = "a".repeat(1 << 20).getBytes(UTF_8);
    int[] hits = new int[1];
    search.find(text, 0, text.length, true, (kind, from, to) -> hits[0]++);
    assertEquals((1 << 20) / 12, hits[0]);
  }

  @Test
  void codesDiffer() {
    String code = CanaryCode.make();
    assertTrue(code.matches("([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}"), code);
    assertNotEquals(code, CanaryCode.make());
    assertEquals(List.of(code), found(search(code), "<" + code + ">"));
  }

  @Test
  void manyCanariesOfManyLengthsHashLittle() {
    Random random = new Random(Long.getLong("cordon.random.seed", 1));
    Canaries.Builder builder = Canaries.builder();
    for (int i = 0; i < 5000; i++) {
      StringBuilder canary = new StringBuilder();
      while (canary.length() < 20 + i % 100) {
        canary.append((char) ('a' + random.nextInt(26)));
      }
      builder.add(canary.toString(), CanaryKind.DOCUMENT);
    }
    CanarySearch search = new CanarySearch(builder.build());
    StringBuilder text = new StringBuilder();
    while (text.length() < 100_000) {
      text.append(random.nextInt(6) == 0 ? ' ' : (char) ('a' + random.nextInt(26)));
    }
    assertEquals(List.of(), found(search, text.toString()));
    assertTrue(search.hashed() < 10 * text.length(), search.hashed() + " hashes");
  }

  @Test
  void aCallsOwnCanaryCostsNoCopyOfALargeSet() {
    Canaries.Builder builder = Canaries.builder();
    for (int i = 0; i < 20_000; i++) {
      builder.add(CanaryCode.make(), CanaryKind.DOCUMENT);
    }
    builder.add(CANARY, CanaryKind.DOCUMENT);
    Canaries many = builder.build();
    Canaries.Builder one = Canaries.builder();
    one.add(WORDS, CanaryKind.PROMPT);
    Canaries own = one.build();
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Canaries both = many.and(own);
    long used = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(used < 100_000, used + " bytes");
    assertEquals(20_002, both.size());
    assertEquals(List.of(CANARY, WORDS), found(new CanarySearch(both), CANARY + " " + WORDS + " "));
    assertEquals(List.of(CANARY), found(new CanarySearch(many), CANARY + " " + WORDS + " "));
  }
}
