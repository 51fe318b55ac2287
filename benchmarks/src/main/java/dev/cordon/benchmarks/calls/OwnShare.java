package dev.cordon.benchmarks.calls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds to JMH's results how much of an operation's processor time is the agent's own: the part of
 * the samples of the JDK's Flight Recorder in which code of the agent runs, or code of the JDK that
 * the agent called, times the processor time of all threads. Both come from one run, so that other
 * work on the machine hits both: two runs of a client that waits for threads differ by more than
 * the agent takes.
 */
public final class OwnShare implements InternalProfiler {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Recording recording = new Recording();
  private long nanos;
  private long own;
  private long all;

  /** Makes the profiler; JMH does. */
  public OwnShare() {}

  @Override
  public String getDescription() {
    return "What the agent itself used";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    recording = new Recording();
    recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(1));
    recording.start();
    nanos = spent();
  }

  @Override
  public List<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double spent = spent() - nanos;
    recording.stop();
    own = all = 0;
    try {
      Path file = Files.createTempFile("own", ".jfr");
      recording.dump(file);
      count(file);
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    recording.close();
    double share = own / (double) Math.max(1, all);
    double each = spent / result.getMetadata().getAllOps();
    return List.of(
        new ScalarResult("own", share * each, "ns/op", AggregationPolicy.AVG),
        new ScalarResult("samples", all, "samples", AggregationPolicy.SUM));
  }

  private static long spent() {
    long sum = 0;
    for (long each : THREADS.getThreadCpuTime(THREADS.getAllThreadIds())) {
      sum += Math.max(0, each);
    }
    return sum;
  }

  private void count(Path file) throws IOException {
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        if (event.getStackTrace() != null) {
          all++;
          own += isOwn(event.getStackTrace().getFrames()) ? 1 : 0;
        }
      }
    }
  }

  /** Asks the first frame that is none of the JDK's. */
  private static boolean isOwn(List<RecordedFrame> frames) {
    for (RecordedFrame frame : frames) {
      String type = frame.getMethod().getType().getName();
      if (!type.matches("(java|javax|jdk|sun|com\\.sun)\\..*")) {
        return type.startsWith("dev.cordon.") && !type.startsWith("dev.cordon.benchmarks.");
      }
    }
    return false;
  }
}
