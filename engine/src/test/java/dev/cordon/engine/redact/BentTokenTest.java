package dev.cordon.engine.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.policy.Policy;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What models make of tokens, and what they may not. */
class BentTokenTest {
  private static final String MAIL = "jane@x.com";
  private static final String NAME = "Jane Roe";
  private static final WordScanner SCANNER =
      new WordScanner().add(MAIL, Conversation.EMAIL).add(NAME, Conversation.NAME);
  private static final Conversation BOTH =
      new Conversation(SCANNER, Policy.safeDefault(), MAIL + " | " + NAME);
  private static final String EMAIL = BOTH.sent.split(" \\| ")[0];
  private static final String PERSON = BOTH.sent.split(" \\| ")[1];

  /** What models write for the underscore. */
  static final List<String> SEPARATORS =
      List.of(
          "_",
          "\\_",
          " _",
          "_ ",
          " _ ",
          "__",
          "\\_\\_",
          "**_**",
          "*_*",
          "-",
          " ",
          "&#95;",
          "&#x5F;",
          "&lowbar;",
          "%5F",
          "%5f",
          "\uff3f",
          "\n",
          "_\n",
          "\u00a0",
          "_\u00a0",
          "\u200b_",
          "_\u200b",
          "_\u00ad",
          "\u00ad_",
          "\u2011",
          "\u2013",
          "\u202f",
          "\u200c_\u200c",
          "\u2060_",
          "_\u200e",
          "&UnderBar;",
          "_\n> ",
          ":",
          ".",
          "#");

  static List<String> separators() {
    return SEPARATORS;
  }

  @ParameterizedTest
  @MethodSource("separators")
  void aTokenIsKnownWithWhatStandsForItsUnderscore(String separator) {
    String bent = EMAIL.replace("_", separator);
    assertEquals("to " + MAIL + ".", BOTH.restore("to " + bent + "."));
    String lower = bent.toLowerCase(java.util.Locale.ROOT);
    assertEquals("to " + MAIL + ".", BOTH.restore("to " + lower + "."));
    for (int cut = 0; cut <= bent.getBytes(java.nio.charset.StandardCharsets.UTF_8).length; cut++) {
      assertEquals(MAIL + "!", BOTH.restoreInPieces(bent + "!", cut), "cut at " + cut);
    }
  }

  @Test
  void endingsAndTheNextTokenMayStandBehindATokenOfThisRequest() {
    assertEquals(NAME + "n", BOTH.restore(PERSON + "n"));
    assertEquals(NAME + "en und", BOTH.restore(PERSON + "en und"));
    assertEquals(NAME + "s", BOTH.restore(PERSON + "s"));
    assertEquals(MAIL + NAME, BOTH.restore(EMAIL + PERSON));
    assertEquals(NAME + MAIL + NAME, BOTH.restore(PERSON + EMAIL + PERSON));
    for (int cut = 0; cut <= 24; cut++) {
      assertEquals(MAIL + NAME + "en", BOTH.restoreInPieces(EMAIL + PERSON + "en", cut));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lle", "ssa", "in", "iin", "ksi", "den", "da", "nun", "nak", "ben", "hez", "le", "ga",
        "owi", "ami", "ui", "ului", "ene"
      })
  void endingsOfManyLanguagesMayStandBehindIt(String ending) {
    assertEquals("x " + NAME + ending + " y", BOTH.restore("x " + PERSON + ending + " y"));
    String lower = PERSON.toLowerCase(java.util.Locale.ROOT) + ending;
    assertEquals(lower, BOTH.restore(lower));
    for (int cut = 0; cut <= PERSON.length() + ending.length(); cut++) {
      assertEquals(NAME + ending, BOTH.restoreInPieces(PERSON + ending, cut));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\u00ad", "\u200b", "\u200d", "\u200e", "\u2060"})
  void whatDoesNotShowMayStandWithinACode(String unseen) {
    for (int at = EMAIL.length() - 5; at < EMAIL.length(); at++) {
      String bent = EMAIL.substring(0, at) + unseen + EMAIL.substring(at);
      assertEquals("to " + MAIL + ".", BOTH.restore("to " + bent + "."));
      int length = bent.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
      for (int cut = 0; cut <= length; cut++) {
        assertEquals(MAIL + "!", BOTH.restoreInPieces(bent + "!", cut), "cut at " + cut);
      }
      String other = bent.substring(0, bent.length() - 1);
      assertEquals(other, BOTH.restore(other));
    }
  }

  @Test
  void emphasisThatBeginsOrEndsInTheMiddleStays() {
    String[] parts = EMAIL.split("_");
    assertEquals("**" + MAIL + "** x", BOTH.restore(parts[0] + "_**" + parts[1] + "** x"));
    assertEquals("**" + MAIL + "** x", BOTH.restore("**" + parts[0] + "**_" + parts[1] + " x"));
    assertEquals("*" + MAIL + "*", BOTH.restore(parts[0] + "\\_*" + parts[1] + "*"));
    assertEquals("**" + MAIL + "**", BOTH.restore("**" + parts[0] + "**_**" + parts[1] + "**"));
  }

  @Test
  void whatIsNoTokenStaysHoweverLikeOneItLooks() {
    for (String text :
        List.of(
            EMAIL + "X",
            EMAIL + "9",
            EMAIL + "xyz",
            EMAIL.replace("_", ""),
            EMAIL.replace("_", "  "),
            EMAIL.replace("_", "+"),
            EMAIL.replace("_", "&amp;"),
            EMAIL.replace("EMAIL", "NAME"),
            "an email address and a name " + EMAIL.substring(6),
            "email-marketing",
            "%5F",
            "&lowbar;",
            EMAIL.replace("_", "\n\n\n"))) {
      assertEquals(text, BOTH.restore(text));
    }
  }

  @Test
  void aBentTokenOfAnotherRequestStays() {
    Conversation other = new Conversation(SCANNER, Policy.safeDefault(), NAME);
    for (String separator : SEPARATORS) {
      String bent = EMAIL.replace("_", separator);
      assertEquals(bent, other.restore(bent));
    }
  }

  @Property(tries = 500, seed = "2961880563")
  void cutAnywhereTheAnswerIsTheSame(
      @ForAll("answers") String answer, @ForAll("cuts") List<Integer> cuts) {
    int length = answer.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    int[] ends = cuts.stream().mapToInt(cut -> cut * length / 100).sorted().toArray();
    assertEquals(BOTH.restore(answer), BOTH.restoreInPieces(answer, ends), answer);
  }

  @Test
  void littleIsHeldBack() {
    int most = EMAIL.length() + Separator.LONGEST + 2;
    for (String separator : SEPARATORS) {
      String bent = "so it is " + EMAIL.replace("_", separator) + " and";
      for (int to = 0; to <= bent.length(); to++) {
        assertTrue(BOTH.heldBack(bent.substring(0, to)) <= most, bent.substring(0, to));
      }
    }
    assertEquals(0, BOTH.heldBack("an e-mail address, "));
    assertEquals(0, BOTH.heldBack("the email address "));
  }

  @Provide
  Arbitrary<String> answers() {
    return Arbitraries.of(
            EMAIL,
            PERSON,
            "EMAIL",
            "NAME",
            EMAIL.substring(6),
            PERSON.substring(5),
            "n",
            "s",
            "e",
            " ",
            "_",
            "-",
            "&",
            "#95;",
            "&#95;",
            "%5",
            "%5F",
            "\uff3f",
            "\u200b",
            "\u00a0",
            "\n",
            "**",
            "\\",
            "x",
            ".",
            "email ",
            "7")
        .list()
        .ofMaxSize(10)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(0, 100).list().ofMaxSize(8);
  }
}
