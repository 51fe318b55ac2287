package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Engine;
import dev.cordon.engine.EngineConfig;
import dev.cordon.engine.policy.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A sensitive value of its own in every field of every form, with messages captured: no byte of any
 * is exported, whatever the policy's mode.
 */
class CanaryFormsTest {
  private static final String DOMAIN = "canary-leak.example";

  /** A value of JSON that is a string, with the key before it if it has one. */
  private static final Pattern STRING =
      Pattern.compile("(\"([^\"]*)\": )?\"((?:[^\"\\\\]|\\\\.)*)\"(?=[,\\]}])");

  /** What makes an event or a part what it is; without these an answer isn't read at all. */
  private static final List<String> STRUCTURE = List.of("type", "role", "object", "event_type");

  private int next;

  @ParameterizedTest
  @CsvSource({"enforce,false", "enforce,true", "observe,false", "observe,true"})
  void noByteOfAnyFieldIsExported(String mode, boolean everything) throws IOException {
    List<String> notices = new ArrayList<>();
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Telemetry telemetry =
          Telemetry.start(
              Map.of(
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  receiver.endpoint(),
                  "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT",
                  "SPAN_AND_EVENT"),
              new Properties(),
              notices::add);
      Policy policy = Policies.of("version: 1\nmode: " + mode + "\n");
      Engine engine =
          Engine.start(
              new EngineConfig().captureContent(true).policies(() -> policy).observer(telemetry));
      List<Form> forms = Form.all();
      for (Form form : forms) {
        form.call(engine, text -> canaries(text, everything));
      }
      telemetry.shutdown(60_000);

      assertEquals(List.of(), notices);
      assertTrue(next > 200, () -> "only " + next + " values");
      assertTrue(receiver.spans().size() >= 2 * forms.size());
      assertFalse(receiver.metrics().isEmpty());
      assertTrue(receiver.logs().size() > 15, () -> "no messages");
      for (OtlpReceiver.Post post : receiver.posts) {
        assertClean(post.path(), new String(post.body(), StandardCharsets.UTF_8));
      }
      Thread.getAllStackTraces().keySet().forEach(t -> assertClean("a thread", t.getName()));
    }
  }

  private static void assertClean(String where, String text) {
    int at = text.indexOf(DOMAIN);
    if (at >= 0) {
      String around = text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 60));
      throw new AssertionError(where + " holds a value: " + around.replaceAll("\\p{Cntrl}", "·"));
    }
  }

  /** Puts another value in the place of each string. */
  private String canaries(String text, boolean everything) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = STRING.matcher(text);
    while (matcher.find()) {
      String key = matcher.group(1) == null ? "" : matcher.group(1);
      boolean keep = !everything && !key.isEmpty() && STRUCTURE.contains(matcher.group(2));
      String value = keep ? matcher.group(3) : "person" + next++ + "@" + DOMAIN + " ";
      matcher.appendReplacement(out, Matcher.quoteReplacement(key + "\"" + value + "\""));
    }
    return matcher.appendTail(out).toString();
  }
}
