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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The same call under the default policy and under one with two hundred rules, in one JVM, taking
 * turns, behind a stack of forty frames: {@code RulesComparison [ROUNDS [CALLS]]}. Prints medians
 * of the thread's processor time, which other processes of a shared machine hardly change.
 */
public final class RulesComparison {
  private static final int FRAMES = 40;
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
  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 30;
    int calls = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
    byte[] body = chat();
    Map<String, RulesComparison> policies = new LinkedHashMap<>();
    policies.put("default", new RulesComparison(Policy.safeDefault(), body));
    policies.put("155 callers", new RulesComparison(policy(callers(155)), body));
    policies.put("40 models", new RulesComparison(policy(models(40)), body));
    policies.put("5 limits", new RulesComparison(policy(limits(5)), body));
    for (int limits : new int[] {0, 5, 10, 20}) {
      String rules = callers(160 - limits) + models(40) + (limits == 0 ? "" : limits(limits));
      policies.put("200, " + limits + " limits", new RulesComparison(policy(rules), body));
    }
    Map<String, List<Long>> nanos = new LinkedHashMap<>();
    for (int round = -10; round < rounds; round++) {
      for (Map.Entry<String, RulesComparison> each : policies.entrySet()) {
        long took = each.getValue().round(calls);
        if (round >= 0) {
          nanos.computeIfAbsent(each.getKey(), name -> new ArrayList<>()).add(took);
        }
      }
    }
    report(nanos, rounds, calls);
  }

  private static void report(Map<String, List<Long>> nanos, int rounds, int calls) {
    List<Long> base = Objects.requireNonNull(nanos.get("default"));
    System.out.println(rounds + " rounds of " + calls + " calls, medians in nanoseconds");
    System.out.printf("%-16s %10s %10s %22s%n", "rules", "a call", "more", "quartiles of more");
    for (Map.Entry<String, List<Long>> each : nanos.entrySet()) {
      long[] more = new long[rounds];
      for (int i = 0; i < rounds; i++) {
        more[i] = each.getValue().get(i) - base.get(i);
      }
      Arrays.sort(more);
      long[] took = each.getValue().stream().mapToLong(Long::longValue).sorted().toArray();
      System.out.printf(
          "%-16s %10d %10d %10d to %8d%n",
          each.getKey(),
          took[rounds / 2],
          more[rounds / 2],
          more[rounds / 4],
          more[3 * rounds / 4]);
    }
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
