package dev.cordon.engine.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import org.junit.jupiter.api.Test;

/** Tokens over several turns and several JVMs, with the real scanner. */
class TokenLifeTest {
  private static final String JANE = "jane.roe@acme-mail.net";

  private static Engine engine() {
    return Engine.start(TestCalls.config(TestCalls.policy("token_key: env:TEST_KEY")));
  }

  private static String send(Exchange exchange, String text) {
    return TestCalls.content(exchange.judge(TestCalls.message(text)).body());
  }

  private static String receive(Exchange exchange, String text) {
    return TestCalls.content(TestCalls.receive(exchange, 200, TestCalls.answer(text)));
  }

  @Test
  void whatWasRedactedStaysAsItIsInTheNextTurn() {
    Engine engine = engine();
    String first = send(engine.open(TestCalls.chat()), "write to " + JANE);
    assertEquals(first + "!", send(engine.open(TestCalls.chat()), first + "!"));
  }

  @Test
  void aTokenInTheHistoryAndItsValueAreToldApart() {
    Engine engine = engine();
    String token = send(engine.open(TestCalls.chat()), JANE);
    Exchange next = engine.open(TestCalls.chat());
    String sent = send(next, "you said " + token + ", I say " + JANE + ".");
    assertTrue(sent.startsWith("you said " + token + ", I say EMAIL_"), sent);
    String other = sent.substring(sent.lastIndexOf(' ') + 1, sent.length() - 1);
    assertNotEquals(token, other);
    assertEquals(
        token + " is " + JANE + "; " + other + "9",
        receive(next, token + " is " + other + "; " + other + "9"));
  }

  @Test
  void theHistoryOfAConversationGetsTheSameTokensInEachTurnAndJvm() {
    String first = send(engine().open(TestCalls.chat()), "I am " + JANE);
    String second =
        send(engine().open(TestCalls.chat()), "I am " + JANE + " and joe@acme-mail.net");
    assertTrue(second.startsWith(first), second);
    assertFalse(second.substring(first.length()).contains(first.substring(5)), second);
  }

  @Test
  void whatModelsDoToATokenDoesNoHarm() {
    Exchange exchange = engine().open(TestCalls.chat());
    String token = send(exchange, JANE);
    String code = token.substring(6);
    String lower = token.toLowerCase(java.util.Locale.ROOT);
    String given =
        String.join(
            "; ",
            lower,
            "**" + token + "**",
            "'" + token + "'s",
            token + "s",
            "EMAIL _" + code,
            "EMAIL_ " + code,
            "(" + token + ")",
            "EMAIL_7",
            "EMAIL",
            "MAIL_" + code,
            "EMAIL_" + code + "X",
            "EMAIL-" + code,
            "EMAIL2_" + code);
    String expected =
        String.join(
            "; ",
            JANE,
            "**" + JANE + "**",
            "'" + JANE + "'s",
            JANE + "s",
            JANE,
            JANE,
            "(" + JANE + ")",
            "EMAIL_7",
            "EMAIL",
            "MAIL_" + code,
            "EMAIL_" + code + "X",
            JANE,
            "EMAIL2_" + code);
    assertEquals(expected, receive(exchange, given));
  }
}
