package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.receive;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.CallerMark;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.UserRules;
import dev.cordon.engine.redact.Vault;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every step of a call × every kind of fault × every mode: the application gets what policy says
 * and never the fault, the record says what happened, no line has a value, and the next call is
 * governed as if nothing had been.
 */
class FaultMatrixTest {
  private static final String VALUE = "jane.roe@acme-mail.net";

  /** What a fault in a step comes to. */
  private enum Outcome {
    /** The call goes its way: redacted and restored as policy says. */
    NONE,
    /** {@code on_error} decides. */
    ON_ERROR,
    /** The request left redacted, the answer goes on as it came. */
    NOT_RESTORED
  }

  /** A step of a call, and what a fault in it comes to. */
  private enum Step {
    POLICY(Outcome.NONE),
    READ_HEADERS(Outcome.ON_ERROR),
    FIND_CALLER(Outcome.ON_ERROR),
    FIND_USER(Outcome.ON_ERROR),
    FIND_HOOKS(Outcome.ON_ERROR),
    SCAN(Outcome.ON_ERROR),
    KEEP_TOKEN(Outcome.NONE),
    RECORD_START(Outcome.NONE),
    RECORD_REQUEST(Outcome.NONE),
    RECORD_SENDING(Outcome.NONE),
    CURRENT_SPAN(Outcome.NONE),
    ANSWER_HEADERS(Outcome.NOT_RESTORED),
    RESTORE(Outcome.NOT_RESTORED),
    RECORD_END(Outcome.NONE);

    private final Outcome outcome;

    Step(Outcome outcome) {
      this.outcome = outcome;
    }
  }

  /** A kind of fault. */
  private enum Kind {
    EXCEPTION,
    LINKAGE,
    MEMORY,
    STACK,
    TIME_OUT,
    INTERRUPT;

    private <T extends Throwable> void raise() throws T {
      @SuppressWarnings("unchecked")
      T fault = (T) fault();
      throw fault;
    }

    private Throwable fault() {
      switch (this) {
        case EXCEPTION:
          return new IllegalStateException("while reading " + VALUE);
        case LINKAGE:
          return new NoClassDefFoundError(VALUE);
        case MEMORY:
          return new OutOfMemoryError(VALUE);
        case STACK:
          return new StackOverflowError(VALUE);
        case TIME_OUT:
          return new TimeoutException(VALUE);
        case INTERRUPT:
        default:
          Thread.currentThread().interrupt();
          return new InterruptedException(VALUE);
      }
    }
  }

  /** What policy says of faults. */
  private enum Mode {
    ENFORCE(""),
    ENFORCE_ALLOW("on_error: allow"),
    OBSERVE("mode: observe"),
    OFF("mode: off");

    private final String line;

    Mode(String line) {
      this.line = line;
    }
  }

  @TestFactory
  List<DynamicNode> everyFaultInEveryStepInEveryMode() {
    List<DynamicNode> steps = new ArrayList<>();
    for (Step step : Step.values()) {
      List<DynamicTest> cells = new ArrayList<>();
      for (Kind kind : Kind.values()) {
        for (Mode mode : Mode.values()) {
          cells.add(
              DynamicTest.dynamicTest(
                  step + " " + kind + " " + mode, () -> new Cell(step, kind, mode).run()));
        }
      }
      steps.add(DynamicContainer.dynamicContainer(step.name(), cells));
    }
    return steps;
  }

  /** One call with one fault, and one without. */
  private static final class Cell {
    private final Step step;
    private final Kind kind;
    private final Mode mode;
    private final TestCalls.Records records = new TestCalls.Records();
    private final TestCalls.Log log = new TestCalls.Log();
    private final Engine engine;
    private boolean failing;

    Cell(Step step, Kind kind, Mode mode) {
      this.step = step;
      this.kind = kind;
      this.mode = mode;
      Policy policy =
          policy(
              "callers: {user_from: ['header:X-User'], rules: {jane: {users: [jane], classes: ['com.acme.**'], labels: [a]}}}",
              mode.line);
      this.engine =
          Engine.start(
              new EngineConfig()
                  .policies(
                      () -> {
                        fail(Step.POLICY);
                        return policy;
                      })
                  .scanners(p -> scanner())
                  .callers(callers())
                  .openHooks(
                      library -> {
                        fail(Step.FIND_HOOKS);
                        return null;
                      })
                  .vault(vault())
                  .observer(records)
                  .observer(observer())
                  .log(log));
    }

    private void fail(Step at) {
      if (failing && step == at) {
        kind.<RuntimeException>raise();
      }
    }

    private Scanner scanner() {
      Scanner real = Scanners.standard();
      return () -> {
        Scanner.Session session = real.newSession();
        return (text, from, to, key, into) -> {
          fail(Step.SCAN);
          session.scan(text, from, to, key, into);
        };
      };
    }

    private CallerSource callers() {
      return new CallerSource() {
        @Override
        public @Nullable String site() {
          fail(Step.FIND_CALLER);
          return "com.acme.Shop.ask";
        }

        @Override
        public @Nullable String user(UserRules rules, RequestHead head, byte[] body) {
          fail(Step.FIND_USER);
          return null;
        }
      };
    }

    private Vault vault() {
      return new Vault() {
        @Override
        public void put(String scope, String token, byte[] value) {
          fail(Step.KEEP_TOKEN);
        }

        @Override
        public void link(String scope, List<String> from) {}

        @Override
        public Lookup lookup(List<String> scopes) {
          return token -> {
            fail(Step.RESTORE);
            return null;
          };
        }
      };
    }

    private ExchangeObserver observer() {
      return new ExchangeObserver() {
        @Override
        public @Nullable Object started(ExchangeRecord record) {
          fail(Step.RECORD_START);
          return null;
        }

        @Override
        public void judging(ExchangeRecord record, byte[] body, @Nullable Object state) {
          fail(Step.RECORD_REQUEST);
        }

        @Override
        public void sending(ExchangeRecord record, RequestHead head, @Nullable Object state) {
          fail(Step.RECORD_SENDING);
        }

        @Override
        public Exchange.@Nullable Scope makeCurrent(@Nullable Object state) {
          fail(Step.CURRENT_SPAN);
          return null;
        }

        @Override
        public void ended(ExchangeRecord record, @Nullable Object state) {
          fail(Step.RECORD_END);
        }
      };
    }

    private HeaderSource headers(Step at) {
      return new HeaderSource() {
        @Override
        public @Nullable String first(String name) {
          fail(at);
          return name.equalsIgnoreCase("content-type") ? "application/json" : null;
        }

        @Override
        public void forEach(BiConsumer<String, String> consumer) {
          fail(at);
          consumer.accept("content-type", "application/json");
        }
      };
    }

    private RequestHead head() {
      return new RequestHead(
          TestCalls.SDK,
          "POST",
          "https",
          "api.openai.com",
          -1,
          "/v1/responses",
          null,
          headers(Step.READ_HEADERS));
    }

    private static byte[] request() {
      return ("{\"model\":\"gpt-4o-mini\",\"previous_response_id\":\"resp_1\",\"input\":\"mail "
              + VALUE
              + "\"}")
          .getBytes(UTF_8);
    }

    /** An answer that repeats what the model got, and names a token that only a vault may know. */
    private static byte[] answer(String sent) {
      return ("{\"id\":\"resp_2\",\"object\":\"response\",\"output\":[{\"type\":\"message\","
              + "\"content\":[{\"type\":\"output_text\",\"text\":\""
              + sent
              + " EMAIL_7KQ2M9\"}]}]}")
          .getBytes(UTF_8);
    }

    private static String input(byte[] body) {
      String text = new String(body, UTF_8);
      int start = text.indexOf("\"input\":\"") + 9;
      return text.substring(start, text.indexOf('"', start));
    }

    void run() {
      failing = true;
      try {
        call(step.outcome);
      } finally {
        Thread.interrupted();
      }
      failing = false;
      records.ended.clear();
      call(Outcome.NONE);
      assertFalse(log.text.toString().contains(VALUE), log.text::toString);
    }

    private void call(Outcome outcome) {
      byte[] body = request();
      RequestHead head = head();
      CallerMark caller = engine.caller();
      Exchange exchange = engine.open(head, caller);
      if (mode == Mode.OFF) {
        assertTrue(exchange == null, "nothing is governed");
        return;
      }
      assertNotNull(exchange);
      Verdict verdict = exchange.judge(body);
      if (outcome == Outcome.ON_ERROR && mode == Mode.ENFORCE) {
        assertNotNull(verdict.refusal());
        assertFalse(new String(verdict.refusal().body(), UTF_8).contains(VALUE));
        ended(Decision.DENY, "on_error");
        return;
      }
      assertEquals(null, verdict.refusal());
      byte[] sent = verdict.body();
      boolean redacts = mode != Mode.OBSERVE && outcome != Outcome.ON_ERROR;
      if (redacts) {
        assertFalse(new String(sent, UTF_8).contains(VALUE));
      } else {
        assertSame(body, sent);
      }
      assertEquals(null, exchange.attempt(head()).refusal());
      try (Exchange.Scope current = exchange.makeCurrent()) {
        assertNotNull(current);
      }
      byte[] came = answer(input(sent));
      byte[] got = answered(exchange, came);
      String expected = redacts && outcome == Outcome.NONE ? "mail " + VALUE : input(sent);
      if (outcome == Outcome.NOT_RESTORED && step == Step.RESTORE) {
        assertTrue(new String(got, UTF_8).contains("EMAIL_7KQ2M9"), "what is not known stays");
      } else {
        assertEquals(new String(answer(expected), UTF_8), new String(got, UTF_8));
      }
      ended(decision(outcome), outcome == Outcome.ON_ERROR ? "on_error" : null);
    }

    private byte[] answered(Exchange exchange, byte[] came) {
      if (step != Step.ANSWER_HEADERS) {
        return receive(exchange, 200, came);
      }
      StreamTransform transform = exchange.answer(200, headers(Step.ANSWER_HEADERS));
      String got = text(transform.transform(ByteBuffer.wrap(came))) + text(transform.finish());
      return got.getBytes(UTF_8);
    }

    private static String text(ByteBuffer buffer) {
      return UTF_8.decode(buffer).toString();
    }

    private Decision decision(Outcome outcome) {
      if (mode == Mode.OBSERVE) {
        return Decision.AUDIT;
      }
      return outcome == Outcome.ON_ERROR ? Decision.WARN : Decision.MODIFY;
    }

    private void ended(Decision decision, @Nullable String rule) {
      ExchangeRecord record = records.only();
      assertEquals(decision, record.decision());
      if (rule != null) {
        assertEquals(rule, record.rule());
      }
    }
  }
}
