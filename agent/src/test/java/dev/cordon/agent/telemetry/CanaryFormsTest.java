package dev.cordon.agent.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.agent.audit.AuditFile;
import dev.cordon.agent.audit.AuditSettings;
import dev.cordon.agent.audit.AuditTrail;
import dev.cordon.agent.audit.Origin;
import dev.cordon.agent.cli.Commands;
import dev.cordon.agent.telemetry.FormCall.Ending;
import dev.cordon.engine.EngineLog;
import dev.cordon.engine.call.Engine;
import dev.cordon.engine.call.EngineConfig;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.policy.Policy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A sensitive value of its own in every field of every form, in request and answer, in headers, the
 * query and in what fails: no byte of any is in what is exported, audited, reported, logged or
 * refused, whatever the policy, the ending, and what of messages is to be captured.
 */
class CanaryFormsTest {
  private static final String DOMAIN = "zq7-canary-leak.net";
  private static final Leaks LEAKS = new Leaks(DOMAIN);

  /** Attributes that name things, and where a model is to stop. */
  private static final Set<String> NAMES =
      Set.of(
          "aws.bedrock.guardrail.id",
          "db.collection.name",
          "gen_ai.agent.id",
          "gen_ai.conversation.id",
          "gen_ai.data_source.id",
          "gen_ai.prompt.name",
          "gen_ai.request.encoding_formats",
          "gen_ai.request.model",
          "gen_ai.request.previous_response.id",
          "gen_ai.request.reasoning.level",
          "gen_ai.request.stop_sequences",
          "gen_ai.response.finish_reasons",
          "gen_ai.response.id",
          "gen_ai.response.model",
          "gen_ai.tool.name",
          "openai.request.service_tier",
          "openai.response.service_tier",
          "openai.response.system_fingerprint");

  /** An attribute in the text form of its protocol buffer, up to the next one. */
  private static final Pattern ATTRIBUTE =
      Pattern.compile("key: \"([^\"]+)\"\\s+value \\{(.*?)\\n\\s*}\\s*(?=\\n)", Pattern.DOTALL);

  @TempDir Path folder;
  private final StringBuilder log = new StringBuilder();
  private final List<String> notices = new ArrayList<>();
  private final Canaries canaries = new Canaries(DOMAIN);

  @ParameterizedTest
  @CsvSource({
    "'mode: enforce', false, SPAN_AND_EVENT",
    "'mode: enforce', true, SPAN_AND_EVENT",
    "'mode: enforce\non_malformed: allow\non_unscannable: allow', false, SPAN_ONLY",
    "'mode: observe', false, SPAN_AND_EVENT",
    "'mode: observe', true, EVENT_ONLY",
    "'mode: enforce\nredact:\n  email_address: mask', false, SPAN_AND_EVENT",
    "'mode: enforce\nredact:\n  email_address: block', false, SPAN_AND_EVENT",
    "'mode: enforce\nredact:\n  email_address: allow', false, NO_CONTENT",
  })
  void noByteOfAnyFieldIsWritten(String policy, boolean everything, String capture)
      throws IOException {
    EngineConfig config = new EngineConfig();
    int calls = passes(config, policy, everything, capture, Ending.values());
    assertTrue(canaries.count() > 5_000, () -> "only " + canaries.count() + " values");
    assertEquals(calls, Files.readAllLines(trail()).stream().filter(this::isCall).count());
  }

  @ParameterizedTest
  @CsvSource({"'mode: enforce'", "'mode: enforce\non_error: allow'", "'mode: observe'"})
  void noByteIsWrittenWhenTheEngineFails(String policy) throws IOException {
    Scanner failing =
        () ->
            (text, from, to, key, into) -> {
              throw new IllegalStateException(new String(text, from, to - from, UTF_8));
            };
    EngineConfig config = new EngineConfig().scanners(p -> failing);
    passes(config, policy, false, "SPAN_AND_EVENT", Ending.ANSWERED);
    assertTrue(log.toString().contains("IllegalStateException"), log::toString);
  }

  /**
   * No detector knows what these say: unless messages are asked for, what is said to a model and by
   * it is nowhere; what names things, such as models and conversations, is where names are.
   */
  @Test
  void withoutCaptureNoWordOfAMessageIsWritten() throws IOException {
    Set<String> places = new TreeSet<>();
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Telemetry telemetry =
          Telemetry.start(settings(receiver, "NO_CONTENT"), new Properties(), notices::add);
      Engine engine = Engine.start(new EngineConfig().observer(telemetry));
      for (Ending ending : Ending.values()) {
        for (Form form : Form.all()) {
          new FormCall(
                  form, text -> Canaries.filled(text, false, () -> "wyvern"), canaries.strays())
              .make(engine, ending);
        }
      }
      telemetry.shutdown(60_000);
      Matcher attribute = ATTRIBUTE.matcher(receiver.spans() + "" + receiver.metrics());
      while (attribute.find()) {
        if (attribute.group(2).contains("wyvern")) {
          places.add(attribute.group(1));
        }
      }
      assertEquals(List.of(), receiver.logs());
    }
    assertEquals(new TreeSet<>(NAMES), places);
  }

  private int passes(
      EngineConfig config, String policyText, boolean everything, String capture, Ending... endings)
      throws IOException {
    Policy policy = Policies.of("version: 1\n" + policyText + "\n");
    PrintStream standardError = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    List<Form> forms = Form.all();
    Origin origin = Origin.of("billing", "machine-1", 42);
    AuditSettings settings = new AuditSettings(trail(), 1L << 30, 86_400_000L, 0, null);
    System.setErr(new PrintStream(said, true, UTF_8));
    try (OtlpReceiver receiver = new OtlpReceiver();
        AuditFile file = new AuditFile(settings, origin)) {
      Telemetry telemetry =
          Telemetry.start(settings(receiver, capture), new Properties(), notices::add);
      Engine engine =
          Engine.start(
              config
                  .captureContent(!capture.equals("NO_CONTENT"))
                  .policies(() -> policy)
                  .log(new Log())
                  .observer(telemetry)
                  .observer(new AuditTrail(file, settings, origin, null)));
      for (Ending ending : endings) {
        for (Form form : forms) {
          FormCall call =
              new FormCall(form, text -> canaries.in(text, everything), canaries.strays());
          LEAKS.assertNone("a refusal", call.make(engine, ending));
        }
      }
      telemetry.shutdown(60_000);
      assertEquals(List.of(), notices);
      check(receiver, forms.size() * endings.length);
      if (endings.length > 1 && !capture.equals("NO_CONTENT") && !capture.equals("SPAN_ONLY")) {
        assertTrue(receiver.logs().size() > 15, () -> "no messages");
      }
    } finally {
      System.setErr(standardError);
    }
    LEAKS.assertNone("standard error", said.toByteArray());
    LEAKS.assertNone("the log", log.toString());
    Thread.getAllStackTraces().keySet().forEach(t -> LEAKS.assertNone("a thread", t.getName()));
    files();
    return forms.size() * endings.length;
  }

  private static void check(OtlpReceiver receiver, int calls) throws IOException {
    int spans = receiver.spans().size();
    assertTrue(spans >= 2 * calls, () -> spans + " spans");
    assertFalse(receiver.metrics().isEmpty());
    for (OtlpReceiver.Post post : receiver.posts) {
      LEAKS.assertNone(post.path(), post.body());
      LEAKS.assertNone("headers", post.headers().toString());
    }
  }

  /** The trail, whatever else is beside it, and the report of it. */
  private void files() throws IOException {
    Path page = folder.resolve("report.html");
    Commands commands = new Commands();
    int code = commands.run("report", "-o", page.toString(), trail().toString());
    assertEquals(0, code, commands.err());
    LEAKS.assertNone("what the report says", commands.out() + commands.err());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        LEAKS.assertNone(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    assertTrue(Files.size(page) > 1000);
  }

  private Path trail() {
    return folder.resolve("audit.jsonl");
  }

  private boolean isCall(String line) {
    return line.contains("\"exchange\":");
  }

  private static Map<String, String> settings(OtlpReceiver receiver, String capture) {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        receiver.endpoint(),
        "OTEL_BSP_MAX_QUEUE_SIZE",
        "100000",
        "OTEL_BLRP_MAX_QUEUE_SIZE",
        "100000",
        "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT",
        capture);
  }

  /** The agent's log. */
  private final class Log implements EngineLog {
    @Override
    public void info(String message) {
      log.append(message).append('\n');
    }

    @Override
    public void error(String message) {
      log.append(message).append('\n');
    }
  }
}
