package dev.cordon.benchmarks.calls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs {@link SteadyCalls} at several rates without and with Cordon, which writes an audit trail,
 * and prints a Markdown table for docs/operations.md.
 */
public final class Sizing {
  private static final int CALLS = 0;
  private static final int RESIDENT = 1;
  private static final int HEAP = 2;
  private static final int THREADS = 3;
  private static final int PROCESSOR = 4;

  private final String jar;
  private final int seconds;

  private Sizing(String jar, int seconds) {
    this.jar = jar;
    this.seconds = seconds;
  }

  /**
   * Measures.
   *
   * @param arguments the agent's jar, seconds, rates in calls a second
   * @throws Exception when a process fails
   */
  public static void main(String[] arguments) throws Exception {
    Sizing sizing = new Sizing(arguments[0], Integer.parseInt(arguments[1]));
    Process server = java(List.of(), EchoServer.class.getName());
    try (BufferedReader out = reader(server)) {
      String url = "http://127.0.0.1:" + out.readLine();
      System.out.println(
          "| calls a second | memory, MiB | more | heap, MiB | more | threads"
              + " | processor, ms a second | more | trail, bytes a call | trail, MiB a day"
              + " | journal, KiB |");
      System.out.println("|" + " ---: |".repeat(11));
      for (int i = 2; i < arguments.length; i++) {
        sizing.row(url, Integer.parseInt(arguments[i]));
      }
    } finally {
      server.destroy();
    }
  }

  private void row(String url, int rate) throws Exception {
    long[] none = run(List.of(), url, rate);
    Path folder = Files.createTempDirectory("cordon-sizing");
    Path policy = folder.resolve("cordon.yaml");
    Files.writeString(policy, "version: 1\naudit: {file: " + folder.resolve("audit.jsonl") + "}\n");
    long[] with = run(List.of("-javaagent:" + jar + "=policy=" + policy), url, rate);
    if (with[CALLS] != (long) rate * seconds || none[CALLS] != with[CALLS]) {
      throw new IOException(with[CALLS] + " and " + none[CALLS] + " calls were answered");
    }
    long journal = Files.size(folder.resolve("audit.jsonl.journal"));
    double record = (double) Files.size(folder.resolve("audit.jsonl")) / with[CALLS];
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %d | %.0f | %.0f | %.1f | %.1f | %d | %.0f | %.0f | %.0f | %.0f | %d |",
            rate,
            with[RESIDENT] / 1024.0,
            (with[RESIDENT] - none[RESIDENT]) / 1024.0,
            with[HEAP] / 1024.0,
            (with[HEAP] - none[HEAP]) / 1024.0,
            with[THREADS],
            with[PROCESSOR] * 2.0 / seconds,
            (with[PROCESSOR] - none[PROCESSOR]) * 2.0 / seconds,
            record,
            record * rate * 86_400 / (1 << 20),
            journal >> 10));
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private long[] run(List<String> options, String url, int rate) throws Exception {
    List<String> jvm = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    jvm.addAll(options);
    Process process =
        java(jvm, SteadyCalls.class.getName(), url, Integer.toString(rate), "" + seconds);
    try (BufferedReader out = reader(process)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("result ")) {
          return Stream.of(line.substring(7).split(" ")).mapToLong(Long::parseLong).toArray();
        }
      }
    } finally {
      process.waitFor();
    }
    throw new IOException("no result at " + rate + " calls a second");
  }

  private static Process java(List<String> jvm, String... rest) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(rest));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
