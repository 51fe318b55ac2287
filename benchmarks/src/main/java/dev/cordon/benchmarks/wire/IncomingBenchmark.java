package dev.cordon.benchmarks.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.hidden.HiddenTexts;
import dev.cordon.engine.hidden.IncomingTexts;
import dev.cordon.engine.instruction.InstructionTexts;
import dev.cordon.engine.link.LinkGuard;
import dev.cordon.engine.link.RequestHosts;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.redact.Redactor;
import dev.cordon.engine.text.NoRestorer;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.wire.AnswerTransform;
import dev.cordon.engine.wire.MalformedBodyException;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to look for what comes in: a clean chat of 4 KiB read and redacted and an answer of
 * 4 KiB read, with and without the default policy's look for hidden text, instructions and links.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class IncomingBenchmark {
  private static final RequestHosts.Request NO_REQUEST = (body, visitor) -> {};
  private static final int SIZE = 4096;
  private static final int ROUNDS = 400;
  private static final int CALLS = 200;
  private static final HeaderSource JSON = WireCall.type("application/json");
  private static final RequestHead HEAD =
      new RequestHead(
          new Library("benchmark", null),
          "POST",
          "https",
          "api.openai.com",
          -1,
          "/v1/chat/completions",
          null,
          JSON);

  /** Whose text the 4 KiB are: those of tools are looked at for instructions, too. */
  @Param({"user", "tool"})
  String role = "user";

  /** Whether it is looked for. */
  @Param({"false", "true"})
  boolean looks;

  private final Policy policy = Policy.safeDefault();
  private final Redactor redactor = new Redactor(policy, Scanners.standard(), TokenKey.random());
  private final WireFormat format =
      Objects.requireNonNull(WireFormats.catalogue().byId("openai.chat"));
  private final ExchangeRecord none = new ExchangeRecord("0", HEAD, 0, 0);
  private final IncomingTexts incoming =
      new HiddenTexts(
          policy.origins(),
          new InstructionTexts(policy.origins(), redactor, none, false, null),
          none,
          false);
  private final LinkGuard links =
      new LinkGuard(NoRestorer.INSTANCE, policy.links(), new RequestHosts(policy.origins()), none);
  private byte[] request = {};
  private byte[] answer = {};

  /** Makes request and answer. */
  @Setup
  public void make() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < SIZE - 240; i++) {
      text.append("Please read the notes of the meeting on storage, shelf ").append(i % 9);
      text.append(": the boxes were late again, and nobody knows why. ");
    }
    String message = "{\"role\":\"" + role + "\",\"tool_call_id\":\"c\",\"content\":\"" + text;
    request = ("{\"model\":\"gpt-4o-mini\",\"messages\":[" + message + "\"}]}").getBytes(UTF_8);
    answer =
        ("{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + text
                + "\"},\"finish_reason\":\"stop\"}]}")
            .getBytes(UTF_8);
  }

  /** One request and its answer. */
  @Benchmark
  public int call() throws MalformedBodyException {
    ExchangeRecord record = new ExchangeRecord("0", HEAD, 0, 0);
    redactor.begin(record, "openai", null, false);
    if (looks) {
      incoming.begin(redactor, record);
      links.begin(NoRestorer.INSTANCE, NO_REQUEST, request, record);
    }
    TextVisitor visitor = looks ? incoming : redactor;
    int length = format.rewrite(request, "application/json", null, visitor, record).length;
    redactor.end();
    Restorer restorer = looks ? links : NoRestorer.INSTANCE;
    AnswerTransform transform = format.newAnswer(200, JSON, restorer, null, record);
    length += transform.transform(ByteBuffer.wrap(answer)).remaining();
    length += transform.finish().remaining();
    if (looks) {
      incoming.end();
      links.end();
    }
    return length;
  }

  /**
   * Measures by turns, in processor time, so that others on the machine matter less than with JMH.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws MalformedBodyException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (String role : new String[] {"user", "tool"}) {
      IncomingBenchmark[] turns = {new IncomingBenchmark(), new IncomingBenchmark()};
      long[] nanos = {Long.MAX_VALUE, Long.MAX_VALUE};
      long[] bytes = {Long.MAX_VALUE, Long.MAX_VALUE};
      for (int turn = 0; turn < 2; turn++) {
        turns[turn].role = role;
        turns[turn].looks = turn == 1;
        turns[turn].make();
      }
      int sum = 0;
      for (int round = 0; round < 2 * ROUNDS; round++) {
        int turn = round & 1;
        long thread = Thread.currentThread().getId();
        long allocated = threads.getThreadAllocatedBytes(thread);
        long begin = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < CALLS; i++) {
          sum += turns[turn].call();
        }
        nanos[turn] = Math.min(nanos[turn], (threads.getCurrentThreadCpuTime() - begin) / CALLS);
        allocated = threads.getThreadAllocatedBytes(thread) - allocated;
        bytes[turn] = Math.min(bytes[turn], allocated / CALLS);
      }
      if (sum != 0) {
        System.out.printf(
            "%s: %d ns, %d bytes without; %d ns, %d bytes with%n",
            role, nanos[0], bytes[0], nanos[1], bytes[1]);
      }
    }
  }
}
