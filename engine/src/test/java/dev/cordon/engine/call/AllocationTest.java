package dev.cordon.engine.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.hidden.IncomingTexts;
import dev.cordon.engine.link.LinkGuard;
import dev.cordon.engine.link.RequestHosts;
import dev.cordon.engine.redact.Redactor;
import dev.cordon.engine.text.NoRestorer;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.wire.AnswerTransform;
import dev.cordon.engine.wire.MalformedBodyException;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the engine allocates for a call has a bound. Measured in a JVM of its own: what a compiler
 * knows of other tests decides which objects it can leave out. That JVM waits for its compilers,
 * which on a busy machine are done long after the calls.
 */
class AllocationTest {
  private static final int CALLS = 2_000;

  private static final int SMALLEST_OBJECT = 16;

  private static final RequestHosts.Request NO_REQUEST = (body, visitor) -> {};

  private static final HeaderSource ANSWER_HEADERS =
      TestCalls.headers(Map.of("content-type", "application/json"));

  @Test
  void aCleanCallAllocatesFewBytes() throws IOException {
    String least = printed(Measured.class);
    assertTrue(least.matches("\\d+") && Long.parseLong(least) < 6 * 1024, least + " bytes a call");
  }

  @Test
  void whatLooksForThreatsAllocatesNothingInACleanCall() throws IOException {
    String more = printed(Looks.class);
    assertTrue(more.matches("user -?\\d+ tool -?\\d+"), more);
    for (String bytes : more.replaceAll("[a-z]", "").trim().split(" +")) {
      assertTrue(Long.parseLong(bytes) < SMALLEST_OBJECT, more);
    }
  }

  private static String printed(Class<?> main) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xbatch",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return Await.output(process).trim();
  }

  /** Returns the fewest bytes that the thread allocates for a call. */
  private static long least(Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / CALLS);
    }
    return least;
  }

  private static String prompt() {
    StringBuilder prompt = new StringBuilder();
    for (int i = 0; prompt.length() < 4096; i++) {
      prompt.append("The shelf number ").append(i % 7).append(" was delivered late again. ");
    }
    return prompt.toString();
  }

  /**
   * Reads a request and an answer with the default policy's looks for hidden text, instructions and
   * links as the engine makes them, and without; prints how many bytes more they allocate.
   */
  static final class Looks {
    private final ActivePolicy active =
        ((EngineExchange) Engine.start(TestCalls.config(TestCalls.policy())).open(TestCalls.chat()))
            .active;
    private final Redactor redactor = active.borrow();
    private final WireFormat format = WireFormats.catalogue().byId("openai.chat");
    private final ExchangeRecord record = new ExchangeRecord("", TestCalls.chat(), 0, 0);
    private final byte[] request;
    private final byte[] answer = TestCalls.answer(prompt());

    private Looks(String role) {
      String message = "{\"role\":\"" + role + "\",\"tool_call_id\":\"c\",\"content\":\"";
      request = ("{\"messages\":[" + message + prompt() + "\"}]}").getBytes(UTF_8);
      redactor.begin(record, "openai", null, false);
    }

    public static void main(String[] arguments) {
      StringBuilder more = new StringBuilder();
      for (String role : new String[] {"user", "tool"}) {
        Looks looks = new Looks(role);
        long with = Long.MAX_VALUE;
        long without = Long.MAX_VALUE;
        for (int turn = 0; turn < 4; turn++) { // both are compiled in the last one
          without = Math.min(without, least(() -> looks.call(false)));
          with = Math.min(with, least(() -> looks.call(true)));
        }
        more.append(role).append(' ').append(with - without).append(' ');
      }
      System.out.println(more);
    }

    private void call(boolean looks) {
      try {
        TextVisitor visitor = redactor;
        IncomingTexts texts = null;
        if (looks) {
          texts = Enforcement.of(active).incomingTexts(active, redactor, record, null);
          visitor = texts;
        }
        format.rewrite(request, "application/json", null, visitor, record);
        if (texts != null) {
          texts.end();
          active.incoming.give(texts);
        }
        answered(looks);
      } catch (MalformedBodyException malformed) {
        throw new IllegalStateException(malformed);
      }
    }

    private void answered(boolean looks) {
      LinkGuard links = looks ? AnswerLinks.guard(active, NO_REQUEST, request, null, record) : null;
      Restorer restorer =
          links == null ? NoRestorer.INSTANCE : AnswerLinks.around(links, active, null, record);
      AnswerTransform transform = format.newAnswer(200, ANSWER_HEADERS, restorer, null, record);
      transform.transform(ByteBuffer.wrap(answer));
      transform.finish();
      if (links != null) {
        AnswerLinks.giveBack(links, active);
      }
    }
  }

  /** Makes calls and prints how many bytes the calling thread allocated for each. */
  static final class Measured {
    private final Engine engine = Engine.start(TestCalls.config(TestCalls.policy()));
    private final RequestHead head =
        TestCalls.head(
            "POST",
            "api.openai.com",
            "/v1/chat/completions",
            null,
            Map.of(
                "Content-Type", "application/json",
                "User-Agent", "client/1.0",
                "X-Client-Runtime", "OpenJDK Runtime Environment",
                "X-Client-Version", "17.0.1"));

    private Measured() {}

    public static void main(String[] arguments) {
      Measured calls = new Measured();
      byte[] request = TestCalls.message(prompt());
      byte[] answer = TestCalls.answer(prompt());
      System.out.println(least(() -> calls.call(request, answer)));
    }

    private void call(byte[] request, byte[] answer) {
      Exchange exchange = engine.open(head);
      exchange.judge(request);
      StreamTransform transform = exchange.answer(200, ANSWER_HEADERS);
      transform.transform(ByteBuffer.wrap(answer));
      transform.finish();
    }
  }
}
