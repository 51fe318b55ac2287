package dev.cordon.engine.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.policy.Policy;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Surrogates as models write them again. */
class BentSurrogateTest {
  private static final String NAME = "Jane Roe";
  private static final String IBAN = "NO93 8601 1117 947";
  private static final String PHONE = "+47 913 45 678";
  private static final Policy SURROGATES =
      Conversation.policy("redact: {default: surrogate, payment: surrogate}");
  private static final WordScanner SCANNER =
      new WordScanner()
          .add(NAME, Conversation.NAME)
          .add(IBAN, Conversation.IBAN)
          .add(PHONE, Conversation.PHONE)
          .add("4111 1111 1111 1111", Conversation.CARD);
  private static final Conversation ALL =
      new Conversation(SCANNER, SURROGATES, NAME + " | " + IBAN + " | " + PHONE);
  private static final String[] SENT = ALL.sent.split(" \\| ");

  private static void assertRestored(String expected, String answer) {
    assertEquals(expected, ALL.restore(answer));
    int length = answer.getBytes(UTF_8).length;
    for (int cut = 0; cut <= length; cut++) {
      assertEquals(expected, ALL.restoreInPieces(answer, cut), answer + " cut at " + cut);
    }
  }

  @Test
  void digitsInOtherGroupsAreTheSameNumber() {
    for (String gap : List.of("", " ", "-", ".", "\u00a0", "\u202f", "\u2011", " - ")) {
      assertRestored("to " + IBAN + "!", "to " + SENT[1].replace(" ", gap) + "!");
      assertRestored("call " + PHONE + ", now", "call " + SENT[2].replace(" ", gap) + ", now");
    }
    StringBuilder pairs = new StringBuilder();
    String digits = SENT[1].replace(" ", "");
    for (int i = 0; i < digits.length(); i++) {
      pairs.append(i > 0 && i % 2 == 0 ? " " : "").append(digits.charAt(i));
    }
    assertRestored(IBAN + ".", pairs.toString().toLowerCase(java.util.Locale.ROOT) + ".");
  }

  @Test
  void whatIsEscapedOrDoesNotShowIsTheSame() {
    for (String gap : List.of("%20", " \u200b", "\u2060 ", "\u200b")) {
      assertRestored("to " + IBAN + "!", "to " + SENT[1].replace(" ", gap) + "!");
      assertRestored("call " + PHONE + ", now", "call " + SENT[2].replace(" ", gap) + ", now");
    }
    for (String gap : List.of("%20", " \u200b", "\u2060 ")) {
      assertRestored("Dear " + NAME + ",", "Dear " + SENT[0].replace(" ", gap) + ",");
    }
    assertRestored("call " + PHONE + "!", "call " + SENT[2].replace("+", "00") + "!");
    String mail = "jane.roe@x.com";
    Conversation request =
        new Conversation(new WordScanner().add(mail, Conversation.EMAIL), SURROGATES, mail);
    for (String sign : List.of("@", "%40", "&#64;", "\\@", "&commat;")) {
      String answer = "to " + request.sent.replace("@", sign) + ".";
      assertEquals("to " + mail + ".", request.restore(answer));
      for (int cut = 0; cut <= answer.length(); cut++) {
        assertEquals("to " + mail + ".", request.restoreInPieces(answer, cut));
      }
    }
    String other = request.sent.replace("@", "%41");
    assertEquals(other, request.restore(other));
  }

  @Test
  void aNumberThatIsPartOfALongerOneIsAnother() {
    String plain = SENT[2].replace(" ", "");
    for (String text :
        List.of(
            SENT[2].replace(' ', '-') + "-12",
            plain + "1",
            plain.substring(0, plain.length() - 1),
            SENT[1].replace(" ", "") + " 0012 x",
            SENT[1].replace(" ", "  +  "))) {
      assertRestored(text, text);
    }
  }

  @Test
  void wordsAreKnownWithAnotherBlankALinesEndAndEmphasis() {
    String[] words = SENT[0].split(" ");
    for (String gap : List.of(" ", "  ", "\n", "\r\n", "\u00a0", "\u202f")) {
      assertRestored("Dear " + NAME + ",", "Dear " + words[0] + gap + words[1] + ",");
    }
    assertRestored("**" + NAME + "**", "**" + SENT[0] + "**");
    assertRestored("**" + NAME + "** x", "**" + words[0] + "** **" + words[1] + "** x");
    assertRestored("**" + NAME + "** x", "**" + words[0] + "** " + words[1] + " x");
    assertRestored("*" + NAME + "*", "*" + words[0] + "* *" + words[1] + "*");
    for (String text :
        List.of(
            words[0] + words[1],
            words[0] + "_" + words[1],
            words[0] + ", " + words[1],
            words[0] + " x " + words[1],
            words[0] + "\n\n\n\n\n\n\n\n\n" + words[1],
            words[0] + " " + words[1] + "s",
            words[0])) {
      assertRestored(text, text);
    }
  }

  /** Never another request's: the numbers differ by more than their groups. */
  @Test
  void noBentFormIsAnotherValues() {
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      String one = String.format("%04d %04d", random.nextInt(10_000), random.nextInt(10_000));
      String other = String.format("%04d %04d", random.nextInt(10_000), random.nextInt(10_000));
      WordScanner scanner =
          new WordScanner().add(one, Conversation.PHONE).add(other, Conversation.PHONE);
      Conversation first = new Conversation(scanner, SURROGATES, one);
      Conversation second = new Conversation(scanner, SURROGATES, other);
      if (!one.equals(other)) {
        String bent = second.sent.replace(" ", "-");
        assertNotEquals(first.sent.replace(" ", ""), second.sent.replace(" ", ""));
        assertEquals(bent, first.restore(bent));
        assertEquals(other, second.restore(bent));
      }
    }
  }

  /** A plus belongs to a number, a bracket to the way in which it was written. */
  @Test
  void aNumberThatBeginsWithABracketIsKnownWithoutIt() {
    String phone = "(212) 555-0123";
    Conversation request =
        new Conversation(new WordScanner().add(phone, Conversation.PHONE), SURROGATES, phone);
    String digits = request.sent.replaceAll("[^0-9]", "");
    assertTrue(request.sent.startsWith("("), request.sent);
    for (String form :
        List.of(
            request.sent,
            digits,
            digits.replaceAll("(...)(...)(....)", "$1-$2-$3"),
            digits.replaceAll("(...)(...)(....)", "$1.$2.$3"),
            digits.replaceAll("(...)(...)(....)", "($1)-$2-$3"))) {
      assertEquals("x " + phone + ", y", request.restore("x " + form + ", y"));
    }
    assertEquals("(" + phone + ")", request.restore("(" + digits + ")"));
  }

  @Test
  void emphasisStaysWhole() {
    String[] words = SENT[0].split(" ");
    assertRestored("a *" + NAME + "* b", "a " + words[0] + " *" + words[1] + "* b");
    for (String text :
        List.of(
            "* " + words[0] + "\n* " + words[1],
            words[0] + "\n\n" + words[1],
            words[0] + "\r\n\r\n" + words[1],
            "**" + words[0] + "**\n**" + words[1] + "**",
            words[0] + " ** " + words[1] + " ** b")) {
      assertRestored(text, text);
    }
  }

  /** What stands before may make it another number, as what stands behind. */
  @Test
  void aNumberThatBeginsEarlierIsAnother() {
    String phone = "91345678";
    Conversation request =
        new Conversation(new WordScanner().add(phone, Conversation.PHONE), SURROGATES, phone);
    String pairs = request.sent.replaceAll("(..)(?=.)", "$1 ");
    for (String before : List.of("0.", "-", "12-", "a 12/", "+", "--")) {
      assertStays(request, before + request.sent);
      assertStays(request, before + pairs);
    }
    assertStays(request, "12 " + pairs);
    String twice = "tel " + request.sent + " " + pairs;
    for (int cut = 0; cut <= twice.length(); cut++) {
      assertEquals("tel " + phone + " " + phone, request.restoreInPieces(twice, cut), "" + cut);
    }
    for (String before : List.of("", "1. ", "- ", "tel-", "+47 ", "x/", "(", "5, ")) {
      String text = before + request.sent + ".";
      assertEquals(before + phone + ".", request.restore(text));
      for (int cut = 0; cut <= text.length(); cut++) {
        assertEquals(before + phone + ".", request.restoreInPieces(text, cut), text);
      }
    }
  }

  private static void assertStays(Conversation request, String text) {
    assertEquals(text, request.restore(text));
    for (int cut = 0; cut <= text.length(); cut++) {
      assertEquals(text, request.restoreInPieces(text, cut), text + " cut at " + cut);
    }
  }

  /** Thousands that begin alike are told apart, in any form, and none is another's. */
  @Test
  void manyThatBeginAlikeAreEachKnown() {
    WordScanner scanner = new WordScanner();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      String phone = String.format("+47 91%d 45 %03d", i % 10, i);
      scanner.add(phone, Conversation.PHONE);
      text.append(phone).append("; ");
    }
    Conversation request = new Conversation(scanner, SURROGATES, text.toString());
    assertEquals(text.toString(), request.restore(request.sent));
    assertEquals(
        text.toString().replace("; ", ";"), request.restore(request.sent.replace(" ", "")));
  }

  @Test
  void aBentFormThatTheApplicationWroteItselfStays() {
    String own = SENT[2].replace(" ", "");
    Conversation request = new Conversation(SCANNER, SURROGATES, own + " or " + PHONE);
    assertTrue(request.sent.startsWith(own + " or "), request.sent);
    assertFalse(request.sent.endsWith(SENT[2]), "another one had to do");
    assertEquals(own + " or " + PHONE, request.restore(request.sent));
  }
}
