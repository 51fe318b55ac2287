package dev.cordon.engine.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.redact.redis.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One instance of an application whose limits are in a Redis; also a program of its own. */
final class SharedLimits {
  final Policy policy;
  final RedisServer.Log log = new RedisServer.Log();
  final Limits limits = new Limits(log);
  final List<Reservation> held = new ArrayList<>();

  /** Begins, as each instance does, with nothing of its own. */
  SharedLimits(Policy policy) {
    this.policy = policy;
    limits.retain(policy);
  }

  /** A policy with one limit, in the Redis at a port. */
  static Policy policy(int port, String limit, String... more) {
    List<String> lines = new ArrayList<>(List.of(more));
    boolean hasTimeout = lines.toString().contains("timeout:");
    String failure =
        lines.stream().filter(line -> line.startsWith("on_store")).findFirst().orElse("");
    lines.remove(failure);
    StringBuilder text = new StringBuilder("version: 1\ntoken_key: env:TOKENS\n");
    text.append("limits:\n  store: redis\n");
    text.append(failure.isEmpty() ? "" : "  " + failure + "\n");
    text.append("  all: ").append(limit).append('\n');
    text.append("vault:\n  redis:\n    encryption_key: token_key\n");
    text.append("    url: redis://127.0.0.1:").append(port).append('\n');
    if (!hasTimeout) {
      lines.add("connect_timeout: 20s"); // the machine that runs the tests is busy
      lines.add("read_timeout: 20s");
    }
    lines.forEach(line -> text.append("    ").append(line).append('\n'));
    return parse(text.toString());
  }

  static Policy parse(String text) {
    Map<String, String> environment =
        Map.of("TOKENS", "0123456789abcdef0123456789abcdef", "PASSWORD", "open sesame");
    PolicyContext context =
        new PolicyContext(environment, Set.of(), VendorCatalogue.builtIn().ids());
    ParsedPolicy parsed = PolicyParser.parse("p", text.getBytes(UTF_8), context);
    Policy policy = parsed.policy();
    if (policy == null) {
      throw new IllegalArgumentException(parsed.problems().toString());
    }
    return policy;
  }

  /** Makes a call that goes on; returns how long to wait, 0 when it may. */
  long call(long amount) {
    Reservation reservation = new Reservation(limits, this);
    long wait = reservation.add(policy.limits().get(0), "nora\n", () -> "user=3f", amount);
    if (wait == 0) {
      synchronized (held) {
        held.add(reservation);
      }
    }
    return wait;
  }

  /** What one call asks a meter for. */
  static Held held(long amount, Object holder) {
    LimitRule rule = parse("version: 1\nlimits: {m: {allow: 1/d}}\n").limits().get(0);
    return new Held(rule, new LocalCounter(rule, "", new WallClock()), amount, holder);
  }

  boolean passes() {
    return call(1) == 0;
  }

  /** Ends the call that began last, which used so much. */
  void end(long used) {
    held.remove(held.size() - 1).settle((of, reserved) -> used);
  }

  /** Returns how many calls of so many threads pass. */
  int passing(int threads, int calls) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    AtomicInteger passed = new AtomicInteger();
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  boolean begun = start.await(60, TimeUnit.SECONDS);
                  for (int call = 0; begun && call < calls; call++) {
                    passed.addAndGet(passes() ? 1 : 0);
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.start();
      all.add(thread);
    }
    start.countDown();
    for (Thread thread : all) {
      thread.join(TimeUnit.MINUTES.toMillis(3));
    }
    return passed.get();
  }

  /** A JVM of its own: says that it is ready, waits for a line, and tells how many passed. */
  public static void main(String[] arguments) throws Exception {
    Policy policy = policy(Integer.parseInt(arguments[0]), arguments[1]);
    SharedLimits instance = new SharedLimits(policy);
    System.out.println("ready");
    System.in.read();
    int passed = instance.passing(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    System.out.println("passed " + passed);
    System.in.read();
    System.exit(0); // as a crash: nothing is given back
  }
}
