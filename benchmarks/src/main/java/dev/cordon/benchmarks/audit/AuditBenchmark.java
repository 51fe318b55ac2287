package dev.cordon.benchmarks.audit;

import dev.cordon.agent.audit.AuditFile;
import dev.cordon.agent.audit.AuditSettings;
import dev.cordon.agent.audit.AuditTrail;
import dev.cordon.agent.audit.AuditWriter;
import dev.cordon.agent.audit.Origin;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One call's share of the audit trail on the calling thread: the caller behind ten frames of
 * libraries on a stack of forty, the API key's fingerprint, and the record with two types of
 * findings, which outlives the process when the method returns. The trail's own thread hashes and
 * writes it.
 */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills them
public class AuditBenchmark {
  private static final DataType EMAIL =
      new DataType("email_address", DataClass.PERSONAL, Severity.MEDIUM, "EMAIL", "email address");
  private static final DataType CARD =
      new DataType("payment_card", DataClass.PAYMENT, Severity.HIGH, "CARD", "payment card");

  /** Whether the chain's hashes are HMACs. */
  @Param({"none", "key"})
  public String chain;

  private Path folder;
  private AuditFile file;
  private AuditTrail trail;
  private AuditWriter writer;
  private RequestHead head;
  private Function<ExchangeRecord, @Nullable Object> library;

  @Setup(Level.Iteration)
  public void open() throws IOException {
    folder =
        Files.createTempDirectory(
            Path.of(System.getProperty("audit.folder", "benchmarks/target")), "audit");
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    AuditSettings settings =
        new AuditSettings(
            folder.resolve("audit.jsonl"),
            64L << 20,
            86_400_000L,
            0,
            chain.equals("key") ? key : null);
    Origin origin = Origin.of("billing", "billing-7d9f8b6c5-x2x7k", 1);
    file = new AuditFile(settings, origin);
    trail = new AuditTrail(file, settings, origin, null);
    writer = new AuditWriter(file);
    Thread thread = new Thread(writer, "writer");
    thread.setDaemon(true);
    thread.start();
    library = trail::started;
    for (int i = 0; i < 10; i++) {
      library = library.compose(Function.identity());
    }
    head =
        new RequestHead(
            new Library("okhttp", null),
            "POST",
            "https",
            "api.openai.com",
            443,
            "/v1/chat/completions",
            null,
            new OneHeader());
  }

  @TearDown(Level.Iteration)
  public void close() throws IOException {
    writer.stop(10_000);
    file.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(folder);
  }

  @Benchmark
  public boolean call() {
    return call(30);
  }

  /** An application's stack, and then a library's in {@link #exchange}. */
  private boolean call(int depth) {
    return depth > 0 ? call(depth - 1) : exchange();
  }

  private boolean exchange() {
    ExchangeRecord record = new ExchangeRecord("00112233aabbccdd", head, 1_767_225_600L << 30, 0);
    Object state = library.apply(record); // composed functions are frames of the platform
    record.vendor("openai");
    record.wireFormat("openai.chat");
    record.operation("chat");
    record.serverAddress("api.openai.com");
    record.requestModel("gpt-4o-mini");
    record.responseModel("gpt-4o-mini-2024-07-18");
    record.policyVersion("a1b2c3d4e5f6");
    record.traceId("0af7651916cd43dd8448eb211c80319c");
    record.spanId("b7ad6b7169203331");
    record.decision(ExchangeRecord.Decision.MODIFY);
    record.countInput(EMAIL, "tokenize");
    record.countInput(CARD, "mask");
    record.inputTokens(812);
    record.outputTokens(220);
    record.status(200);
    trail.ended(record, state);
    if (record.unaudited()) {
      throw new IllegalStateException("not written");
    }
    return true;
  }

  private static final class OneHeader implements HeaderSource {
    @Override
    public @Nullable String first(String name) {
      return name.equals("authorization") ? "Bearer sk-0123456789abcdefghijklmnop" : null;
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      consumer.accept("authorization", "Bearer sk-0123456789abcdefghijklmnop");
    }
  }
}
