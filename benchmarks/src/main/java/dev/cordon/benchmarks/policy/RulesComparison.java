package dev.cordon.benchmarks.policy;

import dev.cordon.agent.audit.CallOrigin;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.call.Engine;
import dev.cordon.engine.call.EngineConfig;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.VendorCatalogue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The same call under the default policy and under ones with many rules, each in JVMs of its own,
 * taking turns, behind a stack of forty frames: {@code RulesComparison [ROUNDS [CALLS [TURNS]]]}.
 * Prints medians of the thread's processor time, which other processes of a shared machine hardly
 * change.
 */
public final class RulesComparison {
  private static final int FRAMES = 40;
  private static final String ALONE = "alone";
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final byte[] ANSWER =
      "{\"choices\":[],\"usage\":{\"prompt_tokens\":300,\"completion_tokens\":20}}"
          .getBytes(StandardCharsets.UTF_8);

  private final Engine engine;
  private final RequestHead head =
      new RequestHead(
          new Library("okhttp", null),
          "POST",
          "https",
          "api.openai.com",
          443,
          "/v1/chat/completions",
          null,
          new JsonWithKey());
  private final byte[] body;

  private RulesComparison(Policy policy, byte[] body) {
    this.engine = Engine.start(new EngineConfig().policies(() -> policy).callers(new CallOrigin()));
    this.body = body;
  }

  /** Measures. */
  public static void main(String[] args) throws IOException {
    if (args.length > 0 && args[0].equals(ALONE)) {
      alone(args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      return;
    }
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    int calls = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    int turns = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    Map<String, List<Long>> nanos = new LinkedHashMap<>();
    for (int turn = 0; turn < turns; turn++) {
      for (String name : policies().keySet()) {
        System.err.println("turn " + (turn + 1) + " of " + turns + ": " + name);
        nanos.computeIfAbsent(name, n -> new ArrayList<>()).add(process(name, rounds, calls));
      }
    }
    report(nanos, rounds, calls, turns);
  }

  private static Map<String, String> policies() {
    Map<String, String> policies = new LinkedHashMap<>();
    policies.put("default", "");
    policies.put("155 callers", callers(155));
    policies.put("40 models", models(40));
    policies.put("5 limits", limits(5));
    for (int limits : new int[] {0, 5, 10, 20}) {
      String rules = callers(160 - limits) + models(40) + (limits == 0 ? "" : limits(limits));
      policies.put("200, " + limits + " limits", rules);
    }
    return policies;
  }

  /** Returns what a call costs in a JVM of its own: one has one policy. */
  private static long process(String name, int rounds, int calls) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RulesComparison.class.getName(),
                ALONE,
                name,
                Integer.toString(rounds),
                Integer.toString(calls))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Long.parseLong(printed.trim());
  }

  private static void alone(String name, int rounds, int calls) {
    String rules = Objects.requireNonNull(policies().get(name));
    Policy policy = name.equals("default") ? Policy.safeDefault() : policy(rules);
    RulesComparison comparison = new RulesComparison(policy, chat());
    long[] took = new long[rounds];
    for (int round = -rounds; round < rounds; round++) {
      long nanos = comparison.round(calls);
      if (round >= 0) {
        took[round] = nanos;
      }
    }
    Arrays.sort(took);
    System.out.println(took[rounds / 2]);
  }

  private static void report(Map<String, List<Long>> nanos, int rounds, int calls, int turns) {
    System.out.println(
        turns + " turns of " + rounds + " rounds of " + calls + " calls, medians in nanoseconds");
    System.out.printf("%-16s %10s %10s %24s%n", "rules", "a call", "more", "least and most");
    long base = median(Objects.requireNonNull(nanos.get("default")));
    for (Map.Entry<String, List<Long>> each : nanos.entrySet()) {
      List<Long> all = each.getValue();
      long median = median(all);
      System.out.printf(
          "%-16s %10d %10d %10d to %10d%n",
          each.getKey(), median, median - base, Collections.min(all), Collections.max(all));
    }
  }

  private static long median(List<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private long round(int calls) {
    long begin = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < calls; i++) {
      frame(FRAMES);
    }
    return (THREADS.getCurrentThreadCpuTime() - begin) / calls;
  }

  private void frame(int depth) {
    if (depth > 0) {
      frame(depth - 1);
    } else {
      call();
    }
  }

  private void call() {
    Exchange exchange = Objects.requireNonNull(engine.open(head));
    Verdict verdict = exchange.judge(body);
    if (verdict.refusal() != null) {
      throw new IllegalStateException("refused");
    }
    StreamTransform answer = exchange.answer(200, new JsonWithKey());
    answer.transform(ByteBuffer.wrap(ANSWER));
    answer.finish();
  }

  private static byte[] chat() {
    StringBuilder text = new StringBuilder();
    while (text.length() < 1024) {
      text.append("The quick brown fox jumps over the lazy dog and rests a while. ");
    }
    String body =
        "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\""
            + text
            + "\"}]}";
    return body.getBytes(StandardCharsets.UTF_8);
  }

  /** Rules by class, service and model; the last one is the caller's. */
  private static String callers(int rules) {
    StringBuilder yaml = new StringBuilder("callers:\n  default: deny\n  rules:\n");
    for (int i = 1; i < rules; i++) {
      yaml.append("    team").append(i).append(":\n      classes: [com.acme.team").append(i);
      yaml.append(".**]\n      vendors: {allow: [openai, anthropic]}\n");
      yaml.append("      models: {deny: ['gpt-3*']}\n      labels: [internal]\n");
    }
    return yaml.append("    bench:\n      classes: [dev.cordon.benchmarks.**]\n").toString();
  }

  private static String limits(int rules) {
    String[] per = {"[caller]", "[vendor]", "[model]", "[service]", "[caller, model]"};
    String[] allow = {"900M/m", "900G tokens/d", "900GiB bytes/h", "900k USD/month"};
    StringBuilder yaml = new StringBuilder("limits:\n");
    for (int i = 0; i < rules; i++) {
      yaml.append("  limit").append(i).append(": {allow: ").append(allow[i % allow.length]);
      yaml.append(", per: ").append(per[i % per.length]).append("}\n");
    }
    return yaml.toString();
  }

  private static String models(int rules) {
    StringBuilder yaml = new StringBuilder("models:\n  deny: [");
    for (int i = 0; i < rules; i++) {
      yaml.append(i == 0 ? "" : ", ").append("'old-").append(i).append("-*'");
    }
    return yaml.append("]\n").toString();
  }

  private static Policy policy(String rules) {
    Set<String> types = Scanners.types().stream().map(DataType::id).collect(Collectors.toSet());
    PolicyContext context = new PolicyContext(Map.of(), types, VendorCatalogue.builtIn().ids());
    byte[] yaml = ("version: 1\n" + rules).getBytes(StandardCharsets.UTF_8);
    ParsedPolicy parsed = PolicyParser.parse("rules.yaml", yaml, context);
    Policy policy = parsed.policy();
    if (policy == null) {
      throw new IllegalStateException(parsed.problems().toString());
    }
    return policy;
  }

  private static final class JsonWithKey implements HeaderSource {
    @Override
    public @Nullable String first(String name) {
      return name.equalsIgnoreCase("content-type")
          ? "application/json"
          : name.equalsIgnoreCase("authorization") ? "Bearer sk-0123456789abcdefghij" : null;
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      consumer.accept("content-type", "application/json");
      consumer.accept("authorization", "Bearer sk-0123456789abcdefghij");
    }
  }
}
