package dev.cordon.benchmarks.calls;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** Summarises a flight recording of {@link ChatCalls}: where the calling thread's time went. */
public final class HotMethods {
  private static final String OURS = "dev.cordon.";
  private static final String APPLICATION = "dev.cordon.benchmarks.";

  private final Map<String, Integer> self = new HashMap<>();
  private final Map<String, Integer> total = new HashMap<>();
  private int samples;
  private int agent;

  private HotMethods() {}

  /**
   * Prints the summary.
   *
   * @param arguments the recording
   * @throws IOException when it can't be read
   */
  public static void main(String[] arguments) throws IOException {
    HotMethods summary = new HotMethods();
    try (RecordingFile file = new RecordingFile(Path.of(arguments[0]))) {
      while (file.hasMoreEvents()) {
        summary.add(file.readEvent());
      }
    }
    summary.print();
  }

  private void add(RecordedEvent event) {
    boolean sample = event.getEventType().getName().equals("jdk.ExecutionSample");
    if (!sample || event.getStackTrace() == null) {
      return;
    }
    List<RecordedFrame> frames = event.getStackTrace().getFrames();
    if (frames.stream().noneMatch(frame -> name(frame).startsWith(APPLICATION))) {
      return;
    }
    samples++;
    // Ours are the samples in which code of ours is above the application's and the library's.
    Set<String> seen = new LinkedHashSet<>();
    for (RecordedFrame frame : frames) {
      String name = name(frame);
      if (name.startsWith(APPLICATION)) {
        break;
      }
      if (name.startsWith("okhttp3.") || name.startsWith("com.openai.")) {
        break; // What the library does below our hook is the library's.
      }
      if (name.startsWith(OURS)) {
        seen.add(name);
      }
    }
    if (seen.isEmpty()) {
      return;
    }
    agent++;
    self.merge(name(frames.get(0)), 1, Integer::sum);
    new HashSet<>(seen).forEach(name -> total.merge(name, 1, Integer::sum));
  }

  private void print() {
    System.out.println(
        String.format(
            Locale.ROOT,
            "%d samples of the calling thread's Java code, %.1f %% in the agent",
            samples,
            100.0 * agent / Math.max(1, samples)));
    System.out.println("\nagent's methods with what they call:");
    print(total, 25);
    System.out.println("\nwhere the agent's time is spent:");
    print(self, 25);
  }

  private void print(Map<String, Integer> counts, int limit) {
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(limit)
        .forEach(
            entry ->
                System.out.println(
                    String.format(
                        Locale.ROOT,
                        "%6.1f %%  %s",
                        100.0 * entry.getValue() / agent,
                        entry.getKey())));
  }

  private static String name(RecordedFrame frame) {
    RecordedMethod method = frame.getMethod();
    return method.getType().getName() + "." + method.getName();
  }
}
