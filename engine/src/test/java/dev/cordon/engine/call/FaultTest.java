package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.policy.Policy;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the engine does when it, or what it calls, is at fault. */
class FaultTest {
  private static final String SECRET = "jane.roe@acme-mail.net";

  private final TestCalls.Records records = new TestCalls.Records();
  private final TestCalls.Log log = new TestCalls.Log();

  static Throwable[] faults() {
    return new Throwable[] {
      new IllegalStateException("while reading " + SECRET),
      new RuntimeException(new IllegalArgumentException(SECRET)),
      new StackOverflowError(SECRET),
      new OutOfMemoryError(SECRET),
      new NoClassDefFoundError(SECRET),
    };
  }

  private static <T extends Throwable> void raise(Throwable fault) throws T {
    @SuppressWarnings("unchecked")
    T thrown = (T) fault;
    throw thrown;
  }

  private static Scanner failing(Throwable fault) {
    return () -> (text, from, to, key, into) -> FaultTest.<RuntimeException>raise(fault);
  }

  private Engine engine(Policy policy, Throwable fault) {
    return Engine.start(config(policy).scanners(p -> failing(fault)).observer(records).log(log));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultRefusesTheCallUnlessPolicyAllowsIt(Throwable fault) {
    byte[] body = message(SECRET);
    SyntheticAnswer refusal =
        engine(Policy.safeDefault(), fault).open(chat()).judge(body).refusal();
    assertNotNull(refusal);
    assertFalse(new String(refusal.body(), UTF_8).contains(SECRET));
    assertEquals(Decision.DENY, records.only().decision());
    assertEquals("on_error", records.only().rule());

    Exchange lenient = engine(policy("on_error: allow"), fault).open(chat());
    assertSame(body, lenient.judge(body).body());
    lenient.answer(200, HeaderSource.NONE).finish();
    assertEquals(Decision.WARN, records.ended.get(1).decision());

    Exchange observing = engine(policy("mode: observe"), fault).open(chat());
    assertSame(body, observing.judge(body).body());

    assertTrue(log.text.toString().contains(fault.getClass().getName()), log.text::toString);
    assertFalse(log.text.toString().contains(SECRET), log.text::toString);
  }

  @Test
  void oneFaultDoesNotSpoilTheNextCall() {
    AtomicReference<Throwable> fault = new AtomicReference<>(new IllegalStateException());
    Scanner real = Scanners.standard();
    Scanner sometimes =
        () -> {
          Scanner.Session session = real.newSession();
          return (text, from, to, key, into) -> {
            session.scan(text, from, to, key, into);
            if (fault.get() != null) {
              FaultTest.<RuntimeException>raise(fault.get());
            }
          };
        };
    Engine engine = Engine.start(new EngineConfig().scanners(p -> sometimes));
    assertNotNull(engine.open(chat()).judge(message(SECRET)).refusal());
    fault.set(null);
    byte[] sent = engine.open(chat()).judge(message(SECRET)).body();
    assertFalse(new String(sent, UTF_8).contains(SECRET));
  }

  @Test
  void observersThatFailAreLeftBehind() {
    ExchangeObserver broken =
        new ExchangeObserver() {
          @Override
          public @Nullable Object started(ExchangeRecord record) {
            throw new IllegalStateException(SECRET);
          }

          @Override
          public Exchange.@Nullable Scope makeCurrent(@Nullable Object state) {
            throw new IllegalStateException(SECRET);
          }

          @Override
          public void ended(ExchangeRecord record, @Nullable Object state) {
            throw new LinkageError(SECRET);
          }
        };
    Engine engine = Engine.start(new EngineConfig().observer(broken).observer(records).log(log));
    Exchange exchange = engine.open(chat());
    exchange.makeCurrent().close();
    assertNull(exchange.judge(message("hello")).refusal());
    exchange.answer(200, HeaderSource.NONE).finish();
    assertEquals(Decision.ALLOW, records.only().decision());
    assertFalse(log.text.toString().contains(SECRET));
  }

  @Test
  void headersThatFailRefuseTheCall() {
    HeaderSource broken =
        new HeaderSource() {
          @Override
          public @Nullable String first(String name) {
            throw new IllegalStateException(SECRET);
          }

          @Override
          public void forEach(BiConsumer<String, String> consumer) {
            throw new IllegalStateException(SECRET);
          }
        };
    RequestHead head =
        new RequestHead(
            TestCalls.SDK,
            "POST",
            "https",
            "api.openai.com",
            -1,
            "/v1/chat/completions",
            null,
            broken);
    Engine engine = Engine.start(new EngineConfig().log(log));
    assertNotNull(engine.open(head).judge(message("hello")).refusal());
    assertFalse(log.text.toString().contains(SECRET));
  }

  @Test
  void aPolicyWhoseScannerCanNotBeMadeLeavesTheOneBefore() {
    AtomicReference<Policy> current = new AtomicReference<>(Policy.safeDefault());
    Engine engine =
        Engine.start(
            new EngineConfig()
                .policies(current::get)
                .scanners(
                    p -> {
                      if (!p.customTypes().isEmpty()) {
                        throw new IllegalStateException(SECRET);
                      }
                      return Scanners.standard();
                    })
                .log(log));
    current.set(policy("custom_types: {staff_no: {keys: staff}}", "redact: {default: allow}"));
    byte[] sent = engine.open(chat()).judge(message(SECRET)).body();
    assertFalse(new String(sent, UTF_8).contains(SECRET));
    assertTrue(log.text.toString().contains("a new policy"));
    current.set(policy("redact: {default: allow}"));
    sent = engine.open(chat()).judge(message(SECRET)).body();
    assertTrue(new String(sent, UTF_8).contains(SECRET), "the next good policy counts");
  }

  @Test
  void nothingPrintsAValue() {
    Engine engine = Engine.start(new EngineConfig().observer(records).log(log));
    Exchange exchange = engine.open(chat());
    Verdict verdict = exchange.judge(message(SECRET));
    for (Object object :
        new Object[] {engine, exchange, verdict, Policy.safeDefault(), exchange.refusal() + ""}) {
      assertFalse(object.toString().contains(SECRET));
    }
    assertEquals("", log.text.toString());
  }
}
