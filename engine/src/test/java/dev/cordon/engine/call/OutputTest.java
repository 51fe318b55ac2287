package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.answer;
import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.content;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.receive;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import org.junit.jupiter.api.Test;

/** What an answer holds that its request did not. */
class OutputTest {
  private static final String OWN = "jane.roe@acme-mail.net";
  private static final String FOREIGN = "joe.doe@other-mail.net";

  private final TestCalls.Records records = new TestCalls.Records();

  private String call(String output) {
    Engine engine = Engine.start(config(policy(output)).observer(records));
    Exchange exchange = engine.open(chat());
    String token = content(exchange.judge(message(OWN)).body());
    return content(receive(exchange, 200, answer(token + " knows " + FOREIGN + " well")));
  }

  @Test
  void dataThatWasNotInTheRequestIsCounted() {
    assertEquals(OWN + " knows " + FOREIGN + " well", call("output: {scan: true}"));
    assertEquals(1, records.only().outputFindings().get("email_address").count());
    assertEquals(1, records.only().restored());
  }

  @Test
  void itIsCoveredWherePolicySaysSo() {
    assertEquals(
        OWN + " knows ******** well", call("output: {scan: true, redact: {email_address: mask}}"));
    assertEquals("mask", records.only().outputFindings().get("email_address").action());
  }

  @Test
  void nobodyLooksUnlessPolicySaysSo() {
    assertEquals(OWN + " knows " + FOREIGN + " well", call("output: {scan: false}"));
    assertTrue(records.only().outputFindings().isEmpty());
  }

  @Test
  void observingCountsAndChangesNothing() {
    Engine engine =
        Engine.start(
            config(policy("mode: observe", "output: {scan: true, redact: {email_address: mask}}"))
                .observer(records));
    Exchange exchange = engine.open(chat());
    exchange.judge(message(OWN));
    byte[] answer = answer(OWN + " knows " + FOREIGN);
    assertArrayEquals(answer, receive(exchange, 200, answer));
    assertEquals(1, records.only().outputFindings().get("email_address").count());
  }
}
