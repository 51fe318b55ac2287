package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Nothing of the request itself is in any byte that is exported. */
class CanaryTest {
  private static final String CANARY = "canary-7f3e9a";

  @Test
  void noByteOfTheRequestIsExported() throws IOException {
    List<String> notices = new ArrayList<>();
    Thread thread = Thread.currentThread();
    String name = thread.getName();
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      thread.setName(CANARY);
      Telemetry telemetry =
          Telemetry.start(
              Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(), "API_KEY", CANARY),
              new Properties(),
              notices::add);
      ExchangeRecord record = new ExchangeRecord("aa", head(), Records.START, 0);
      Object state = telemetry.started(record);
      Records.complete(record);
      record.user(CANARY);
      telemetry.ended(record, state);
      telemetry.shutdown(20_000);

      assertFalse(receiver.spans().isEmpty());
      assertFalse(receiver.metrics().isEmpty());
      for (OtlpReceiver.Post post : receiver.posts) {
        assertFalse(new String(post.body(), StandardCharsets.ISO_8859_1).contains(CANARY));
        assertFalse(post.headers().toString().contains(CANARY));
      }
      assertFalse(notices.toString().contains(CANARY));
    } finally {
      thread.setName(name);
    }
  }

  private static RequestHead head() {
    HeaderSource headers =
        new HeaderSource() {
          @Override
          public String first(String name) {
            return CANARY;
          }

          @Override
          public void forEach(BiConsumer<String, String> consumer) {
            consumer.accept("authorization", CANARY);
          }
        };
    return new RequestHead(
        new Library("okhttp", null),
        "POST",
        "https",
        "api.openai.com",
        443,
        "/v1/" + CANARY,
        "key=" + CANARY,
        headers);
  }
}
