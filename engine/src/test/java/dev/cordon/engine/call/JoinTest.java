package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.SDK;
import static dev.cordon.engine.call.TestCalls.TRANSPORT;
import static dev.cordon.engine.call.TestCalls.answer;
import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.receive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class JoinTest {
  private final TestCalls.Records records = new TestCalls.Records();
  private final Engine engine = Engine.start(new EngineConfig().observer(records));
  private final RequestHead inner = TestCalls.from(TRANSPORT, chat());

  private Exchange judged(byte[] body) {
    Exchange exchange = engine.open(chat());
    exchange.judge(body);
    return exchange;
  }

  @Test
  void anInnerLayerFindsTheExchangeByTheBytesThatWereForwarded() {
    Exchange exchange = engine.open(chat());
    byte[] sent = exchange.judge(message("I am jane.roe@acme-mail.net")).body();
    assertSame(exchange, engine.joined(inner, sent.clone()));
    assertSame(exchange, engine.joined(sent));
    assertNull(engine.joined(inner, message("I am jane.roe@acme-mail.net")), "not what was sent");
    assertNull(engine.joined(inner, message("another")));
    assertNull(engine.joined(inner, new byte[0]));
  }

  @Test
  void anotherCallOfTheSameLayerIsNotAnInnerOne() {
    byte[] body = message("hello");
    judged(body);
    assertNull(engine.joined(TestCalls.from(SDK, chat()), body.clone()));
  }

  @Test
  void equalBodiesAtTheSameTimeAreSharedOutOneByOne() {
    byte[] body = message("hello");
    Set<Exchange> joined = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 5; i++) {
      judged(body.clone());
    }
    for (int i = 0; i < 5; i++) {
      Exchange exchange = engine.joined(inner, body.clone());
      exchange.attempt(inner);
      joined.add(exchange);
    }
    assertEquals(5, joined.size());
  }

  @Test
  void nothingIsLeftWhenCallsHaveEnded() {
    byte[] body = message("hello");
    receive(judged(body), 200, answer("hi"));
    judged(body).fail(new java.io.IOException());
    assertNull(engine.joined(inner, body));
    assertEquals(0, engine.exchanges().size());
    assertEquals(2, records.ended.size());
  }

  @Test
  void callsOfManyThreadsKeepTheirOwnValues() throws Exception {
    Set<String> wrong = ConcurrentHashMap.newKeySet();
    Engine shared = Engine.start(new EngineConfig());
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      int thread = t;
      threads[t] =
          new Thread(
              () -> {
                for (int i = 0; i < 300; i++) {
                  String mail = "user" + thread + "n" + i + "@acme-mail.net";
                  Exchange exchange = shared.open(chat());
                  String sent = TestCalls.content(exchange.judge(message(mail)).body());
                  String got = TestCalls.content(receive(exchange, 200, answer(sent)));
                  if (!got.equals(mail) || sent.contains("@")) {
                    wrong.add(mail + " " + sent + " " + got);
                  }
                }
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(Set.of(), wrong);
    assertEquals(0, shared.exchanges().size());
  }

  @Test
  void identifiersAreUnique() {
    Exchange one = engine.open(chat());
    Exchange other = engine.open(chat());
    assertNotSame(one, other);
    assertEquals(16, one.id().length());
    assertEquals(false, one.id().equals(other.id()));
  }
}
