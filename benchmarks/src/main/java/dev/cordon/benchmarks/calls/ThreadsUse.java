package dev.cordon.benchmarks.calls;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds to JMH's results what all threads of the application used an operation: processor time,
 * which other processes on the machine don't change much, and allocated bytes. The threads of
 * compilers and of the garbage collector are not counted.
 */
public final class ThreadsUse implements InternalProfiler {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private long nanos;
  private long bytes;

  /** Makes the profiler; JMH does. */
  public ThreadsUse() {}

  @Override
  public String getDescription() {
    return "What all threads of the application used";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    long[] ids = THREADS.getAllThreadIds();
    bytes = sum(THREADS.getThreadAllocatedBytes(ids));
    nanos = sum(THREADS.getThreadCpuTime(ids));
  }

  @Override
  public List<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long[] ids = THREADS.getAllThreadIds();
    double calls = result.getMetadata().getAllOps();
    return List.of(
        of("processor", (sum(THREADS.getThreadCpuTime(ids)) - nanos) / calls, "ns/op"),
        of("bytes", (sum(THREADS.getThreadAllocatedBytes(ids)) - bytes) / calls, "B/op"));
  }

  private static ScalarResult of(String name, double value, String unit) {
    return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
  }

  private static long sum(long[] values) {
    return Arrays.stream(values).sum();
  }
}
