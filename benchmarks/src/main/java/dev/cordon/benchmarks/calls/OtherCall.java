package dev.cordon.benchmarks.calls;

import dev.cordon.benchmarks.memory.MemoryNetwork;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A call that is none of ours, by the client that {@code benchmarks/other-calls.sh} compiled as
 * {@code com.example.app.Call}, through a network in memory. Run with and without {@code
 * -javaagent}; the difference is what an application pays for calls that are not AI calls.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls start() first.
public class OtherCall {
  private Callable<?> client;

  /**
   * Makes the client.
   *
   * @throws Exception when there is none
   */
  @Setup
  public void start() throws Exception {
    MemoryNetwork.install();
    client = (Callable<?>) Class.forName("com.example.app.Call").getConstructor().newInstance();
  }

  /**
   * Makes the call.
   *
   * @return the answer
   * @throws Exception when the call fails
   */
  @Benchmark
  public Object call() throws Exception {
    return client.call();
  }
}
