package dev.cordon.benchmarks.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.Exchange;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A stream through the engine after a request that holds a finding: in pieces of 8 KiB, as a server
 * sends that is faster than its network, and event by event, as a model speaks.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StreamBenchmark {
  private static final int EVENTS = 2000;
  private static final String TYPE = "text/event-stream";

  @Param({"chat", "responses", "anthropic", "gemini"})
  String vendor = "chat";

  private final WireCall call = new WireCall();
  private final byte[] request =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"write to jane.roe@acme-mail.net\"}],\"input\":\"\",\"contents\":[]}"
          .getBytes(UTF_8);
  private List<byte[]> pieces = Collections.emptyList();
  private List<byte[]> events = Collections.emptyList();
  private List<byte[]> eventsWithTokens = Collections.emptyList();

  /** Makes the streams. */
  @Setup
  public void make() {
    Matcher token = Pattern.compile("EMAIL_[0-9A-Z]{6}").matcher(new String(ask().body, UTF_8));
    if (!token.find()) {
      throw new IllegalStateException("not redacted");
    }
    events = Streams.events(vendor, EVENTS, null);
    eventsWithTokens = Streams.events(vendor, EVENTS, token.group());
    pieces = Streams.chunks(events, 8192);
    int size = Streams.join(events).length;
    System.out.println("stream of " + size + " bytes, " + size / EVENTS + " an event");
  }

  private static final class Asked {
    final Exchange exchange;
    final byte[] body;

    Asked(Exchange exchange, byte[] body) {
      this.exchange = exchange;
      this.body = body;
    }
  }

  private Asked ask() {
    Exchange exchange = call.open(Streams.path(vendor));
    return new Asked(exchange, exchange.judge(request).body());
  }

  /** No token in the stream, 8 KiB at once: the time of the whole stream. */
  @Benchmark
  public int wholeStream() {
    return WireCall.receive(ask().exchange, TYPE, pieces);
  }

  /** No token in the stream, one event at once: the time of one event. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int event() {
    return WireCall.receive(ask().exchange, TYPE, events);
  }

  /** A token in every tenth event, split over two: the time of one event. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int eventWithTokens() {
    return WireCall.receive(ask().exchange, TYPE, eventsWithTokens);
  }
}
