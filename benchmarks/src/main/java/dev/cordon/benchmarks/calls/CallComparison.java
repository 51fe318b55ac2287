package dev.cordon.benchmarks.calls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs {@link ChatCalls} without an agent and under each agent, in turn, several rounds, and prints
 * a Markdown table of the medians over the rounds.
 */
public final class CallComparison {
  private final int rounds;
  private final String warmUp;
  private final String measured;
  private final String agents;
  private final Map<Variant, List<long[]>> results = new LinkedHashMap<>();

  private CallComparison(String[] arguments) {
    agents = arguments[0];
    rounds = Integer.parseInt(arguments[1]);
    warmUp = arguments[2];
    measured = arguments[3];
  }

  private record Variant(String name, String jar, String prompt) {}

  /**
   * Compares.
   *
   * @param arguments the agents as {@code name=jar} separated by {@code ;} (an empty jar is no
   *     agent), rounds, the most warm-up calls, measured calls
   * @throws Exception when a process fails
   */
  public static void main(String[] arguments) throws Exception {
    new CallComparison(arguments).run();
  }

  private void run() throws Exception {
    Process server = java(List.of(), Map.of(), EchoServer.class.getName());
    try (BufferedReader out = reader(server)) {
      String port = out.readLine();
      for (int round = 0; round < rounds; round++) {
        for (String agent : agents.split(";")) {
          int equals = agent.indexOf('=');
          for (String prompt : List.of("nothing", "five")) {
            Variant variant =
                new Variant(agent.substring(0, equals), agent.substring(equals + 1), prompt);
            long[] result = measure(variant, port);
            System.err.println(variant.name + ", " + prompt + ": " + Arrays.toString(result));
            results.computeIfAbsent(variant, key -> new ArrayList<>()).add(result);
          }
        }
      }
    } finally {
      server.destroy();
    }
    print();
  }

  private long[] measure(Variant variant, String port) throws Exception {
    List<String> jvm = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    if (!variant.jar.isEmpty()) {
      jvm.add("-javaagent:" + variant.jar);
    }
    Process process =
        java(
            jvm,
            telemetry("http://127.0.0.1:" + port),
            ChatCalls.class.getName(),
            "http://127.0.0.1:" + port + "/v1",
            variant.prompt,
            warmUp,
            measured);
    long[] result = {};
    try (BufferedReader out = reader(process)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("result ")) {
          result = Arrays.stream(line.substring(7).split(" ")).mapToLong(Long::parseLong).toArray();
        }
      }
    }
    process.waitFor();
    if (result.length == 0) {
      throw new IllegalStateException(variant + " gave no result");
    }
    if (result[4] < 4000) { // a masked key is shorter
      throw new IllegalStateException(variant + ": answers of " + result[4] + " characters");
    }
    return result;
  }

  /** Every agent traces and sends its traces to the same place; nothing else is switched on. */
  private static Map<String, String> telemetry(String url) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("OTEL_SERVICE_NAME", "benchmark");
    settings.put("OTEL_EXPORTER_OTLP_ENDPOINT", url);
    settings.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    settings.put("OTEL_METRICS_EXPORTER", "none");
    settings.put("OTEL_LOGS_EXPORTER", "none");
    settings.put("DD_SERVICE", "benchmark");
    settings.put("DD_TRACE_AGENT_URL", url);
    settings.put("DD_PROFILING_ENABLED", "false");
    settings.put("DD_INSTRUMENTATION_TELEMETRY_ENABLED", "false");
    settings.put("DD_REMOTE_CONFIG_ENABLED", "false");
    settings.put("DD_JMXFETCH_ENABLED", "false");
    return settings;
  }

  private static Process java(List<String> jvm, Map<String, String> environment, String... rest)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(jvm);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(rest));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private void print() {
    System.out.println(
        "| agent | prompt | warm after calls | median µs | mean µs | processor µs | bytes"
            + " | added median µs | added processor µs | added bytes |");
    System.out.println("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    Map<String, long[]> baseline = new LinkedHashMap<>();
    results.forEach(
        (variant, runs) -> {
          long median = median(runs, 0);
          long processor = median(runs, 2);
          long bytes = median(runs, 3);
          long[] base =
              baseline.computeIfAbsent(
                  variant.prompt, key -> new long[] {median, processor, bytes});
          System.out.println(
              String.format(
                  Locale.ROOT,
                  "| %s | %s | %,d | %.1f | %.1f | %.1f | %,d | %.1f | %.1f | %,d |",
                  variant.name,
                  variant.prompt.equals("five") ? "five findings" : "nothing found",
                  median(runs, 5),
                  median / 1e3,
                  median(runs, 1) / 1e3,
                  processor / 1e3,
                  bytes,
                  (median - base[0]) / 1e3,
                  (processor - base[1]) / 1e3,
                  bytes - base[2]));
        });
  }

  private static long median(List<long[]> runs, int column) {
    long[] values = runs.stream().mapToLong(run -> run[column]).sorted().toArray();
    return values[values.length / 2];
  }
}
