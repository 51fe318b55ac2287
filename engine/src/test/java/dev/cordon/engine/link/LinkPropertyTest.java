package dev.cordon.engine.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Texts put together at random and cut anywhere. */
class LinkPropertyTest {
  private static final String SENT = "see https://crm.example/c?m=" + Guarded.MAIL + " now";

  private static final String[] PARTS = {
    "](",
    "[a](",
    ")",
    "![",
    "<a href=\"",
    "<img src=",
    "<b ",
    "\"",
    "'",
    ">",
    "<",
    "url(",
    "]: ",
    "https://",
    "HTTP:\\\\",
    "//",
    "/",
    "mailto:",
    "www.",
    "javascript:",
    "evil.test",
    "crm.example",
    "@",
    "?q=",
    "#",
    "&amp;",
    " ",
    "\n",
    "\\",
    ".",
    ":",
    "{\"k\": \"",
    "\\\"",
    "\":",
    "=",
    "é",
    "。",
    "word",
    "ht",
    "tps:",
    Guarded.MAIL,
    Guarded.NAME,
    Guarded.HOST,
    Guarded.NOTE,
    "EMAIL_7KQ"
  };

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(PARTS).list().ofMinSize(1).ofMaxSize(14).map(l -> String.join("", l));
  }

  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.of(PARTS)
        .filter(part -> !part.contains("_"))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .map(l -> String.join("", l));
  }

  private static void assertSame(String text, List<Integer> cuts, String... policy) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int[] ends = cuts.stream().mapToInt(c -> c % (bytes.length + 1)).sorted().toArray();
    Guarded whole = new Guarded(SENT, policy);
    Guarded pieces = new Guarded(SENT, policy);
    String expected = whole.restore(text);
    assertEquals(expected, pieces.restore(text, ends));
    assertEquals(whole.threats(), pieces.threats());
  }

  @Property(tries = 4000, seed = "462461545")
  void whereverTheStreamIsCutTheAnswerIsTheSame(
      @ForAll("texts") String text,
      @ForAll List<@net.jqwik.api.constraints.IntRange(max = 400) Integer> cuts) {
    assertSame(text, cuts);
  }

  @Property(tries = 4000, seed = "462461546")
  void alsoWhereForeignLinksAreNeutralised(
      @ForAll("texts") String text,
      @ForAll List<@net.jqwik.api.constraints.IntRange(max = 400) Integer> cuts) {
    assertSame(text, cuts, "output: {links: neutralise}");
  }

  @Property(tries = 2000, seed = "462461547")
  void aTextWithoutTokensComesBackByteForByte(
      @ForAll("plain") String text,
      @ForAll List<@net.jqwik.api.constraints.IntRange(max = 400) Integer> cuts) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int[] ends = cuts.stream().mapToInt(c -> c % (bytes.length + 1)).sorted().toArray();
    assertEquals(text, new Guarded(SENT).restore(text, ends));
  }

  @Property(tries = 2000, seed = "462461548")
  void noValueIsEverInALinkToTheForeignHost(
      @ForAll("texts") String before, @ForAll("texts") String after) {
    String link = "https://evil.test/" + after.replaceAll("[\\s<>\"'`()\\\\]", "");
    String out = new Guarded(SENT).restore(before + " " + link);
    String tail = out.substring(out.lastIndexOf("https://evil.test/"));
    assertFalse(tail.startsWith("https://evil.test/ann"), out);
    assertFalse(tail.startsWith("https://evil.test/db-04"), out);
  }
}
