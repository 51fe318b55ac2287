package dev.cordon.benchmarks.calls;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An application that makes so many calls a second for a while, then tells what it holds: one line
 * of calls, resident memory and heap in use in KiB, threads of Cordon's, and milliseconds of
 * processor time in the second half, when most is compiled.
 */
public final class SteadyCalls {
  private SteadyCalls() {}

  /**
   * Calls.
   *
   * @param arguments base URL, calls a second, seconds
   * @throws Exception when it can't be measured
   */
  public static void main(String[] arguments) throws Exception {
    int rate = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    String body =
        "{\"model\":\"echo-1\",\"messages\":[{\"role\":\"user\",\"content\":\""
            + Prompt.of(true, 0)
            + "\"}]}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(arguments[0] + "/v1/chat/completions"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    AtomicInteger answered = new AtomicInteger();
    long begun = System.nanoTime();
    long calls = (long) rate * seconds;
    long processor = 0;
    for (long call = 0; call < calls; call++) {
      if (call == calls / 2) {
        processor = processorNanos();
      }
      long due = begun + call * 1_000_000_000L / rate;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        TimeUnit.NANOSECONDS.sleep(left);
      }
      client
          .sendAsync(request, HttpResponse.BodyHandlers.ofString())
          .thenAccept(answer -> answered.addAndGet(answer.statusCode() == 200 ? 1 : 0));
    }
    TimeUnit.SECONDS.sleep(2); // the last answers, and what is written behind the calls
    processor = processorNanos() - processor;
    long threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("cordon-"))
            .count();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 10;
    System.out.println(
        "result "
            + answered
            + " "
            + resident()
            + " "
            + heap
            + " "
            + threads
            + " "
            + TimeUnit.NANOSECONDS.toMillis(processor));
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Resident memory in KiB, as Linux tells it. */
  private static long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("/proc/self/status has no VmRSS");
  }
}
