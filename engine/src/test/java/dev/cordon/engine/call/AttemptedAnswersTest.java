package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.TRANSPORT;
import static dev.cordon.engine.call.TestCalls.answer;
import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.content;
import static dev.cordon.engine.call.TestCalls.headers;
import static dev.cordon.engine.call.TestCalls.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A library that tries again behind its owner's back. */
class AttemptedAnswersTest {
  private static final String MAIL = "jane.roe@acme-mail.net";

  private final TestCalls.Records records = new TestCalls.Records();
  private final Engine engine = Engine.start(new EngineConfig().observer(records));
  private final RequestHead inner = TestCalls.from(TRANSPORT, chat());
  private final Exchange exchange = engine.open(chat());
  private final byte[] sent = exchange.judge(message("I am " + MAIL)).body();

  private StreamTransform attempt(int status) {
    return exchange.attempted(status, headers(Map.of("content-type", "application/json")));
  }

  private String received(int status) {
    StreamTransform transform = attempt(status);
    String text =
        UTF_8.decode(transform.transform(ByteBuffer.wrap(answer(content(sent))))).toString();
    return content((text + UTF_8.decode(transform.finish())).getBytes(UTF_8));
  }

  @Test
  void eachAttemptsAnswerIsRestored() {
    assertEquals("I am " + MAIL, received(500));
    assertEquals("I am " + MAIL, received(200));
  }

  @Test
  void theCallGoesOnBehindAnAnswerThatFailedOrBroke() {
    received(500);
    attempt(200).abort(new IOException());
    assertSame(exchange, engine.joined(inner, sent));
    assertEquals(List.of(), records.ended);
  }

  @Test
  void theLastAttemptCountsAndTheOwnerEndsTheCallOnce() {
    received(500);
    attempt(200).abort(new IOException());
    received(200);
    exchange.completed();
    exchange.completed();
    exchange.fail(new IOException());
    assertEquals(1, records.ended.size());
    assertEquals(200, records.ended.get(0).status());
    assertNull(records.ended.get(0).errorType());
    assertEquals(0, engine.exchanges().size());
  }

  @Test
  void whatALibraryMakesOfTheForwardedBodyIsTheSameCallInEachAttempt() {
    for (int attempt = 0; attempt < 2; attempt++) {
      byte[] other = "{\"prompt\":\"I am EMAIL_1\"}".getBytes(UTF_8);
      exchange.rewritten(other);
      assertSame(exchange, engine.joined(inner, other.clone()));
      assertSame(exchange, engine.joined(inner, sent));
      received(500);
    }
    byte[] last = message("another form");
    exchange.rewritten(last);
    assertSame(exchange, engine.joined(inner, last));
    received(200);
    exchange.completed();
    assertNull(engine.joined(inner, last));
    assertEquals(0, engine.exchanges().size());
    assertEquals(last.length, records.ended.get(0).sentBytes());
  }

  @Test
  void anAnsweredCallTakesNoOtherBodyAnyMore() {
    exchange.answer(200, headers(Map.of())).finish();
    exchange.rewritten(message("late"));
    assertEquals(0, engine.exchanges().size());
  }

  @Test
  void anErrorThatStaysIsTheCallsError() {
    received(503);
    exchange.completed();
    assertEquals("503", records.ended.get(0).errorType());
  }
}
