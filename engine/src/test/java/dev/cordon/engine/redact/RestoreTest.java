package dev.cordon.engine.redact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.TokenKey;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreTest {
  private static final String MAIL = "jane@x.com";
  private static final WordScanner SCANNER =
      new WordScanner()
          .add(MAIL, Conversation.EMAIL)
          .add("Jane@X.com", Conversation.EMAIL)
          .add("joe@x.com", Conversation.EMAIL)
          .add("4111 1111 1111 1111", Conversation.CARD)
          .add("DE89370400440532013000", Conversation.IBAN)
          .add("sk-live-123", Conversation.SECRET);

  private static Conversation say(String text) {
    return new Conversation(SCANNER, Policy.safeDefault(), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "%s.",
        "(%s)",
        "\"%s\"",
        "'%s'",
        "`%s`",
        "**%s**",
        "_%s_",
        "mailto:%s",
        "<%s>",
        "a_%s",
        "%s_b",
        "%s's",
        "%s’s",
        "é%sé",
        "日%s本",
        "%s%%",
        "x/%s/y"
      })
  void aTokenIsKnownInWhateverStandsAroundIt(String form) {
    Conversation conversation = say(MAIL);
    String answer = String.format(form, conversation.sent);
    assertEquals(String.format(form, MAIL), conversation.restore(answer));
  }

  @Test
  void aTokenIsKnownAfterWhatModelsDoToIt() {
    Conversation conversation = say(MAIL);
    String token = conversation.sent;
    assertEquals(MAIL, conversation.restore(token.toLowerCase(java.util.Locale.ROOT)));
    assertEquals(MAIL, conversation.restore(token.replace("_", "\\_")));
    assertEquals(MAIL, conversation.restore(token.replace("_", " _")));
    assertEquals(MAIL, conversation.restore(token.replace("_", "_ ")));
    assertEquals(MAIL, conversation.restore(token.replace("_", " _ ")));
    assertEquals(MAIL + "s", conversation.restore(token + "s"));
    assertEquals(MAIL + "s are", conversation.restore(token + "s are"));
  }

  @Test
  void whatWeDidNotIssueStays() {
    Conversation conversation = say(MAIL);
    String token = conversation.sent;
    String other = token.endsWith("2") ? "3" : "2";
    for (String answer :
        new String[] {
          "EMAIL_",
          "EMAIL",
          "_",
          token.substring(0, 11),
          token.substring(0, 11) + other,
          token + "X",
          token + "9Z",
          token + "sx",
          "PHONE" + token.substring(5),
          token.replace("_", "+"),
          token.replace("_", "   _")
        }) {
      assertEquals(answer, conversation.restore(answer));
    }
  }

  @Test
  void spellingsMeetInOneCodeAndAreRestoredAsWritten() {
    Conversation both = say("jane@x.com or Jane@X.com");
    String[] sent = both.sent.split(" or ");
    assertEquals(sent[0].replace("EMAIL_", "EMAIL2_"), sent[1]);
    assertEquals("Jane@X.com or jane@x.com", both.restore(sent[1] + " or " + sent[0]));
    assertEquals(sent[0], say("Jane@X.com").sent, "alone, both spellings get one token");
  }

  @Test
  void differentValuesTypesAndKeysGetDifferentTokens() {
    assertNotEquals(say(MAIL).sent, say("joe@x.com").sent);
    TokenKey other = new TokenKey("another example key".getBytes(StandardCharsets.UTF_8));
    assertNotEquals(
        say(MAIL).sent, new Conversation(SCANNER, Policy.safeDefault(), other, MAIL).sent);
  }

  @Test
  void everySplitOfAnAnswerGivesTheSame() {
    Conversation conversation = say(MAIL);
    String answer =
        "Dear " + conversation.sent.replace("_", "\\_") + "s, EMAIL E " + conversation.sent;
    String expected = conversation.restore(answer);
    for (int i = 0; i <= answer.length(); i++) {
      for (int j = i; j <= answer.length(); j++) {
        assertEquals(expected, conversation.restoreInPieces(answer, i, j), i + " " + j);
      }
    }
  }

  @Test
  void noMoreThanOneTokenIsHeldBack() {
    Conversation conversation = say(MAIL);
    String answer = "The whole answer so far, e.g. " + conversation.sent + " and then Ema";
    int longest = conversation.sent.length() + 4; // with \\ and blanks, and one to see the end
    for (int to = 0; to <= answer.length(); to++) {
      int held = conversation.heldBack(answer.substring(0, to));
      assertTrue(held <= longest, () -> "held " + held);
    }
    assertEquals(0, conversation.heldBack("The whole answer so far, "));
    assertEquals(3, conversation.heldBack("and then Ema"));
    assertEquals(0, say("nothing").heldBack("and then Ema"));
  }

  @Test
  void whatTheApplicationWroteItselfComesBackAsItWas() {
    String token = say(MAIL).sent;
    String text = token + " is what " + MAIL + " becomes";
    Conversation conversation = say(text);
    assertEquals(text, conversation.restore(conversation.sent));
    assertTrue(conversation.sent.startsWith(token));
    assertFalse(conversation.sent.contains(MAIL));
  }

  @Test
  void masksHashesAndRemovalsAreForGood() {
    Conversation masked = say("4111 1111 1111 1111, sk-live-123");
    assertEquals("**** **** **** 1111, ********", masked.sent);
    assertEquals(masked.sent, masked.restore(masked.sent));
    Policy policy = Conversation.policy("redact: {email_address: hash, iban: remove}");
    String sent = new Conversation(SCANNER, policy, MAIL + " DE89370400440532013000.").sent;
    assertTrue(sent.matches("EMAIL-[0-9a-f]{16} \\."), sent);
  }

  @Test
  void surrogatesKeepTheShapeAndAreRestored() {
    Policy policy = Conversation.policy("redact: {default: surrogate, payment_card: surrogate}");
    Conversation mail = new Conversation(SCANNER, policy, MAIL);
    assertTrue(mail.sent.matches("[a-z]+\\.[a-z]+\\d+@example\\.com"), mail.sent);
    assertEquals("To " + MAIL + "'s", mail.restore("To " + mail.sent + "'s"));
    Conversation card = new Conversation(SCANNER, policy, "4111 1111 1111 1111");
    assertTrue(card.sent.matches("4\\d{3} \\d{4} \\d{4} \\d{4}"), card.sent);
    Conversation iban = new Conversation(SCANNER, policy, "DE89370400440532013000");
    assertTrue(iban.sent.matches("DE00\\d{18}"), iban.sent);
  }

  @Test
  void theKeyedHashIsHmacSha256() throws Exception {
    for (int length : new int[] {16, 64, 65, 200}) {
      byte[] key = new byte[length];
      java.util.Arrays.fill(key, (byte) 7);
      byte[] value = MAIL.getBytes(StandardCharsets.UTF_8);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update("email_address\0".getBytes(StandardCharsets.UTF_8));
      KeyedHash hash = new KeyedHash(new TokenKey(key));
      assertArrayEquals(mac.doFinal(value), hash.hash(Conversation.EMAIL, value, value.length, 0));
    }
  }
}
