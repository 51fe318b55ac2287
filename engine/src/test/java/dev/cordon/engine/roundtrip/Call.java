package dev.cordon.engine.roundtrip;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.call.Engine;
import dev.cordon.engine.call.EngineConfig;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An engine, and the short way to call it as a transport would. */
final class Call {
  private final Engine engine;

  Call(String policyText) {
    PolicyContext context =
        new PolicyContext(
            Map.of("KEY", "0123456789abcdef0123456789abcdef"), Set.of(), Set.of("openai"));
    ParsedPolicy parsed = PolicyParser.parse("cordon.yaml", policyText.getBytes(UTF_8), context);
    Policy policy = parsed.policy();
    if (policy == null) {
      throw new IllegalArgumentException(parsed.problems().toString());
    }
    engine = Engine.start(new EngineConfig().policies(() -> policy));
  }

  @Nullable Exchange open(Sample sample) {
    HeaderSource headers =
        sample.request.isEmpty() ? HeaderSource.NONE : contentType(sample.contentType);
    return engine.open(
        new RequestHead(
            new Library("test", null),
            sample.method,
            "https",
            sample.host,
            -1,
            sample.path,
            null,
            headers));
  }

  byte[] judge(Exchange exchange, byte[] body) {
    Verdict verdict = exchange.judge(body);
    if (verdict.refusal() != null) {
      throw new AssertionError(exchange.refusal() + ": " + new String(body, UTF_8));
    }
    return verdict.body();
  }

  byte[] receive(Exchange exchange, String type, List<byte[]> chunks) {
    StreamTransform transform = exchange.answer(200, contentType(type));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] chunk : chunks) {
      byte[] read = chunk.clone();
      ByteBuffer result = transform.transform(ByteBuffer.wrap(read));
      write(out, result);
      Arrays.fill(read, (byte) '#'); // as readers do, which use their array again
      if (result.hasArray() && result.array() != read) {
        transform.release(result);
      }
    }
    write(out, transform.finish());
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    out.writeBytes(copy);
  }

  private static HeaderSource contentType(String type) {
    return new HeaderSource() {
      @Override
      public @Nullable String first(String name) {
        return name.equalsIgnoreCase("content-type") ? type : null;
      }

      @Override
      public void forEach(BiConsumer<String, String> consumer) {
        consumer.accept("content-type", type);
      }
    };
  }
}
