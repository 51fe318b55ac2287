package dev.cordon.engine.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.EngineLog;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.VendorCatalogue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Makes calls for the engine's tests and drives them as an instrumentation would. */
final class TestCalls {
  static final Library SDK = new Library("test-sdk", null);
  static final Library TRANSPORT = new Library("test-transport", null);

  private TestCalls() {}

  static RequestHead chat() {
    return post("api.openai.com", "/v1/chat/completions");
  }

  static RequestHead post(@Nullable String host, String path) {
    return head("POST", host, path, null, Map.of("Content-Type", "application/json"));
  }

  static RequestHead head(
      String method,
      @Nullable String host,
      String path,
      @Nullable String query,
      Map<String, String> headers) {
    return new RequestHead(SDK, method, "https", host, -1, path, query, headers(headers));
  }

  static RequestHead from(Library library, RequestHead head) {
    return new RequestHead(
        library,
        head.method(),
        head.scheme(),
        head.host(),
        -1,
        head.path(),
        head.query(),
        head.headers());
  }

  static HeaderSource headers(Map<String, String> headers) {
    TreeMap<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    return new HeaderSource() {
      @Override
      public @Nullable String first(String name) {
        return sorted.get(name);
      }

      @Override
      public void forEach(BiConsumer<String, String> consumer) {
        sorted.forEach(consumer);
      }
    };
  }

  static byte[] message(String content) {
    return ("{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\""
            + content
            + "\"}]}")
        .getBytes(UTF_8);
  }

  static byte[] answer(String content) {
    return ("{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"gpt-4o-mini-2024\","
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
            + content
            + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5,"
            + "\"completion_tokens\":7,\"total_tokens\":12}}")
        .getBytes(UTF_8);
  }

  /** Returns what stands between the content's quotes. */
  static String content(byte[] body) {
    String text = new String(body, UTF_8);
    int start = text.indexOf("\"content\":\"") + 11;
    return text.substring(start, text.indexOf('"', start));
  }

  /** Gives an answer to a judged Exchange and returns what the application gets. */
  static byte[] receive(Exchange exchange, int status, byte[] body) {
    StreamTransform transform =
        exchange.answer(status, headers(Map.of("content-type", "application/json")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, transform.transform(ByteBuffer.wrap(body)));
    write(out, transform.finish());
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    out.write(bytes, 0, bytes.length);
  }

  static Policy policy(String... lines) {
    String text = "version: 1\n" + String.join("\n", lines) + "\n";
    PolicyContext context =
        new PolicyContext(
            Map.of("TEST_KEY", "0123456789abcdef0123456789abcdef"),
            Set.of(),
            VendorCatalogue.builtIn().ids());
    ParsedPolicy parsed = PolicyParser.parse("cordon.yaml", text.getBytes(UTF_8), context);
    Policy policy = parsed.policy();
    if (policy == null) {
      throw new IllegalArgumentException(parsed.problems().toString());
    }
    return policy;
  }

  static EngineConfig config(Policy policy) {
    return new EngineConfig().policies(() -> policy);
  }

  /** Keeps every record that ended. */
  static final class Records implements ExchangeObserver {
    final List<ExchangeRecord> started = new ArrayList<>();
    final List<ExchangeRecord> ended = new ArrayList<>();

    @Override
    public @Nullable Object started(ExchangeRecord record) {
      started.add(record);
      return record.id();
    }

    @Override
    public void ended(ExchangeRecord record, @Nullable Object state) {
      if (!record.id().equals(state)) {
        throw new AssertionError("another Exchange's state");
      }
      ended.add(record);
    }

    ExchangeRecord only() {
      if (ended.size() != 1) {
        throw new AssertionError(ended.size() + " records ended");
      }
      return ended.get(0);
    }
  }

  /** Keeps every line. */
  static final class Log implements EngineLog {
    final StringBuilder text = new StringBuilder();

    @Override
    public synchronized void info(String message) {
      text.append(message).append('\n');
    }

    @Override
    public synchronized void error(String message) {
      text.append(message).append('\n');
    }
  }
}
