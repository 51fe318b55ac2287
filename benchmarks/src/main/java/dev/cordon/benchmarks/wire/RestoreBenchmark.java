package dev.cordon.benchmarks.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.redact.Redactor;
import dev.cordon.engine.redact.Vault;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.NoRestorer;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextKind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Looking for tokens in a text of 4 KiB, without the JSON around it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RestoreBenchmark {
  private static final int SIZE = 4096;
  private static final String[] ISSUED = {"1", "4", "0+vault", "1+vault"};
  private static final int MOST = 10;
  private static final int ROUNDS = 24;
  private static final int CALLS = 2000;
  private static final String VALUES =
      "jane.roe@acme-mail.net, +49 30 901820, DE89 3704 0044 0532 0130 00, 192.0.2.17";
  private static final String PROSE =
      "The team will send the details by mail some time this week, and the same document describes"
          + " the remaining items: 5% of the budget for R&D, file_name settings, and what \u2018the"
          + " customer\u2019 expects. Until then nothing about the deadline changes.\n\n* first, a"
          + " well-known example; second, all the code in snake_case.\n";

  private static final RequestHead HEAD =
      new RequestHead(
          new Library("benchmark", null), "POST", "https", "h", 1, "/", null, HeaderSource.NONE);

  /** A vault that is asked and knows nothing. */
  private static final Vault.Lookup EMPTY =
      new Vault.Lookup() {
        @Override
        public byte @Nullable [] get(String token) {
          return null;
        }
      };

  /** How many types of values the request held, and whether the vault may know more. */
  @Param({"1", "4", "0+vault", "1+vault"})
  String issued = "1";

  /** How many tokens of the request are in the answer. */
  @Param({"0", "10"})
  int tokens;

  private final Redactor redactor =
      new Redactor(
          Policy.safeDefault(),
          Scanners.standard(),
          new TokenKey("a key for benchmarks".getBytes(UTF_8)));
  private final Edits edits = new Edits();
  private Restorer restorer = NoRestorer.INSTANCE;
  private byte[] answer = {};

  /** Redacts a request, and makes an answer to it. */
  @Setup
  public void make() {
    String[] values = VALUES.split(", ", -1);
    int count = issued.charAt(0) - '0';
    String request = String.join(" and ", Arrays.asList(values).subList(0, count)) + '.';
    ExchangeRecord record = new ExchangeRecord("1", HEAD, 0, 0);
    byte[] bytes = request.getBytes(UTF_8);
    redactor.begin(record, null, null, false);
    redactor.visit(bytes, 0, bytes.length, "content", TextKind.CONTENT, edits);
    if (edits.size() != count) {
      throw new IllegalStateException(edits.size() + " findings");
    }
    StringBuilder text = new StringBuilder();
    for (int made = 0; text.length() < SIZE; ) {
      text.append(PROSE);
      if (made < tokens && count > 0 && text.length() > made * SIZE / tokens) {
        text.append("Ask ").append(new String(edits.replacement(made++ % count), UTF_8));
        text.append(" for it. ");
      }
    }
    answer = text.toString().getBytes(UTF_8);
    Vault.Lookup vault = issued.endsWith("vault") ? EMPTY : Vault.Lookup.NONE;
    restorer = redactor.restorer(vault, bytes);
  }

  /** Looks through the answer. */
  @Benchmark
  public int restore() {
    edits.clear();
    return restorer.restore(answer, 0, answer.length, true, edits);
  }

  /** Prints processor time, which a busy machine changes less: of the fastest of many rounds. */
  public static void main(String[] arguments) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (String issued : ISSUED) {
      for (int tokens = 0; tokens <= MOST; tokens += MOST) {
        RestoreBenchmark benchmark = new RestoreBenchmark();
        benchmark.issued = issued;
        benchmark.tokens = tokens;
        benchmark.make();
        long least = Long.MAX_VALUE;
        int sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
          long begin = threads.getCurrentThreadCpuTime();
          for (int i = 0; i < CALLS; i++) {
            sum += benchmark.restore();
          }
          least = Math.min(least, threads.getCurrentThreadCpuTime() - begin);
        }
        if (sum != 0) {
          System.out.printf("%s, %d tokens: %d ns%n", issued, tokens, least / CALLS);
        }
      }
    }
  }
}
