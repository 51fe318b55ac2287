package dev.cordon.agent.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.agent.cli.AuditCommand;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {
  private static final Origin ORIGIN = Origin.of("billing", "machine-1", 42);
  private static final DataType EMAIL =
      new DataType("email_address", DataClass.PERSONAL, Severity.MEDIUM, "EMAIL", "email address");

  @TempDir Path folder;

  @Test
  void aRecordTellsWhoSentWhatWhereAndWhatWasDone() throws IOException {
    String line = lineOf(record());
    for (String part :
        List.of(
            "{\"time\":\"2026-01-01T00:00:00.000Z\",\"service\":\"billing\",\"machine\":\"machine-1\",\"pid\":42,"
                + "\"exchange\":\"00112233aabbccdd\"",
            "\"vendor\":\"aws.bedrock\",\"host\":\"bedrock-runtime.eu-west-1.amazonaws.com\"",
            "\"region\":\"eu-west-1\"",
            "\"model\":\"model-1\"",
            "\"decision\":\"modify\"",
            "\"findings\":[{\"type\":\"email_address\",\"class\":\"personal\",\"severity\":\"medium\","
                + "\"action\":\"tokenize\",\"count\":2}]",
            "\"input_tokens\":12,\"output_tokens\":0",
            "\"status\":200")) {
      assertTrue(line.contains(part), part + " in " + line);
    }
    assertFalse(line.contains("cached_input_tokens"), "the vendor did not say: " + line);
  }

  @Test
  void theKeyIsNeverInTheRecordButTheSameKeyHasTheSameFingerprint() throws IOException {
    String line = lineOf(record());
    assertFalse(line.contains("sk-secret"), line);
    assertNotNull(AuditTail.stringField(line, "key"));
    HashChain chain = new HashChain(null);
    String viaHeader = KeyFingerprint.of(header("X-Api-Key", "k1"), null, chain);
    String viaQuery = KeyFingerprint.of(HeaderSource.NONE, "a=b&key=k1&c=d", chain);
    String bearer = KeyFingerprint.of(header("Authorization", "Bearer k1"), null, chain);
    assertEquals(viaHeader, viaQuery);
    assertEquals(viaHeader, bearer);
    assertNull(KeyFingerprint.of(HeaderSource.NONE, "monkey=k1", chain));
  }

  @Test
  void twoSignedCallsOfOneAwsKeyHaveOneFingerprint() {
    HashChain chain = new HashChain(null);
    String scheme = "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/bedrock/aws4_request, ";
    assertEquals(
        KeyFingerprint.of(header("Authorization", scheme + "Signature=1"), null, chain),
        KeyFingerprint.of(header("Authorization", scheme + "Signature=2"), null, chain));
  }

  @Test
  void regionsAreReadFromHosts() {
    assertEquals("eu-west-1", Region.of("bedrock-runtime.eu-west-1.amazonaws.com"));
    assertEquals("us-gov-west-1", Region.of("bedrock-runtime-fips.us-gov-west-1.amazonaws.com"));
    assertEquals("us-central1", Region.of("us-central1-aiplatform.googleapis.com"));
    assertEquals("eu", Region.of("eu.api.openai.com"));
    assertNull(Region.of("api.openai.com"));
    assertNull(Region.of(null));
  }

  @Test
  void theProcessNamesItself() {
    String fields = Origin.ofThisProcess(Map.of("OTEL_SERVICE_NAME", "billing")).fields();
    assertTrue(fields.startsWith("\"service\":\"billing\",\"machine\":\""), fields);
    assertTrue(fields.endsWith("\"pid\":" + ProcessHandle.current().pid()), fields);
    String attributes = "deployment.environment=test,service.name=orders";
    assertTrue(
        Origin.ofThisProcess(Map.of("OTEL_RESOURCE_ATTRIBUTES", attributes))
            .fields()
            .startsWith("\"service\":\"orders\""));
  }

  @Test
  void librariesAndThePlatformAreNotTheCaller() {
    assertTrue(Caller.isApplication("com.example.Billing"));
    assertFalse(Caller.isApplication("okhttp3.RealCall"));
    assertFalse(Caller.isApplication("java.lang.Thread"));
    assertFalse(Caller.isApplication("dev.cordon.engine.Gate"));
  }

  @Test
  void timesAreThoseOfTheCalendar() {
    for (long millis : new long[] {0, 951_782_400_000L, 1_709_164_799_999L, 4_102_444_800_000L}) {
      String expected = java.time.Instant.ofEpochMilli(millis).toString();
      String own = Clock.format(millis);
      assertEquals(expected, own.endsWith(".000Z") ? own.replace(".000Z", "Z") : own);
    }
  }

  @Test
  void verifyTellsByItsExitCode() throws IOException {
    lineOf(record());
    Path file = folder.resolve("audit.jsonl");
    assertEquals(0, verify(file.toString()));
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, 1));
    assertEquals(1, verify(file.toString()));
    assertEquals(1, verify(folder.resolve("absent").toString()));
    assertEquals(2, verify());
    assertEquals(2, verify("--key-env"));
    assertEquals(2, verify("--nonsense", "x", file.toString()));
  }

  private static int verify(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "verify";
    System.arraycopy(args, 0, all, 1, args.length);
    PrintStream sink = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    return AuditCommand.run(all, sink, sink);
  }

  private String lineOf(ExchangeRecord record) throws IOException {
    Path path = folder.resolve("audit.jsonl");
    AuditSettings settings = new AuditSettings(path, 1 << 20, 86_400_000L, 0, null);
    try (AuditFile file = new AuditFile(settings, ORIGIN)) {
      AuditTrail trail = new AuditTrail(file, settings, ORIGIN);
      trail.ended(record, trail.started(record));
    }
    return Files.readAllLines(path).get(1);
  }

  private static ExchangeRecord record() {
    RequestHead head =
        new RequestHead(
            new Library("okhttp", null),
            "POST",
            "https",
            "bedrock-runtime.eu-west-1.amazonaws.com",
            -1,
            "/model/model-1/converse",
            null,
            header("Authorization", "Bearer sk-secret-0123456789"));
    ExchangeRecord record =
        new ExchangeRecord("00112233aabbccdd", head, 1_767_225_600_000_000_000L, 0);
    record.vendor("aws.bedrock");
    record.serverAddress("bedrock-runtime.eu-west-1.amazonaws.com");
    record.requestModel("model-1");
    record.decision(ExchangeRecord.Decision.MODIFY);
    record.countInput(EMAIL, "tokenize");
    record.countInput(EMAIL, "tokenize");
    record.inputTokens(12);
    record.outputTokens(0);
    record.status(200);
    return record;
  }

  private static HeaderSource header(String name, String value) {
    return new HeaderSource() {
      @Override
      public String first(String wanted) {
        return wanted.equalsIgnoreCase(name) ? value : null;
      }

      @Override
      public void forEach(BiConsumer<String, String> consumer) {
        consumer.accept(name, value);
      }
    };
  }
}
