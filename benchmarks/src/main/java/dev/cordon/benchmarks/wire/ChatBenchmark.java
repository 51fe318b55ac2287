package dev.cordon.benchmarks.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.Exchange;
import java.util.Collections;
import java.util.List;
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

/** A chat of 4 KiB redacted, and an answer of 4 KiB that repeats it restored. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChatBenchmark {
  private static final int SIZE = 4096;

  @Param({"0", "1", "10"})
  int findings;

  private final WireCall call = new WireCall();
  private byte[] request = {};
  private List<byte[]> answer = Collections.emptyList();

  /** Makes request and answer. */
  @Setup
  public void make() {
    StringBuilder text = new StringBuilder();
    int made = 0;
    while (text.length() < SIZE - 120) {
      text.append("Please summarise the notes of our last meeting on storage and transport. ");
      if (made < findings && text.length() > made * SIZE / (findings + 1)) {
        text.append("Ask user").append(made++).append(".roe@acme-mail.net about it. ");
      }
    }
    String message = "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    request = ("{\"model\":\"gpt-4o-mini" + message).getBytes(UTF_8);
    String sent = new String(call.open(Streams.path("chat")).judge(request).body(), UTF_8);
    String echo = sent.substring(sent.indexOf("\"content\":\"") + 11, sent.lastIndexOf("\"}]}"));
    String choices = "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"";
    String rest = "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":900}}";
    answer = Collections.singletonList(("{\"id\":\"c\"," + choices + echo + rest).getBytes(UTF_8));
  }

  /** One call from its opening to its end. */
  @Benchmark
  public int redactAndRestore() {
    Exchange exchange = call.open(Streams.path("chat"));
    int sent = exchange.judge(request).body().length;
    return sent + WireCall.receive(exchange, "application/json", answer);
  }
}
