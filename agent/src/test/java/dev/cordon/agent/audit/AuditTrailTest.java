package dev.cordon.agent.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.agent.cli.Commands;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.MediaKind;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.facts.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTrailTest {
  private static final Origin ORIGIN = Origin.of("billing", "machine-1", 42);
  private static final DataType EMAIL =
      new DataType("email_address", DataClass.PERSONAL, Severity.MEDIUM, "EMAIL", "email address");

  @TempDir Path folder;
  private byte[] key;
  private long retention;

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
            "\"classes\":[\"personal\"]",
            "\"findings\":[{\"type\":\"email_address\",\"class\":\"personal\",\"severity\":\"medium\","
                + "\"action\":\"tokenize\",\"count\":2}]",
            "\"input_tokens\":12,\"output_tokens\":0",
            "\"status\":200")) {
      assertTrue(line.contains(part), part + " in " + line);
    }
    assertFalse(line.contains("cached_input_tokens"), "the vendor did not say: " + line);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0.000000001",
    "150, 0.00000015",
    "12300000, 0.0123",
    "1000000000, 1",
    "1020000000, 1.02",
    "123456789123456789, 123456789.123456789"
  })
  void aCostIsADecimalNumberOfDollars(long nanos, String dollars) throws IOException {
    ExchangeRecord record = record();
    record.costNanos(nanos);
    String line = lineOf(record);
    assertTrue(line.contains(",\"cost_usd\":" + dollars + ","), line);
    assertFalse(line.contains("cost_unknown"), line);
  }

  @Test
  void aCostThatIsNotKnownIsNoNumber() throws IOException {
    ExchangeRecord record = record();
    record.costUnknown("price");
    String line = lineOf(record);
    assertTrue(line.contains(",\"cost_unknown\":\"price\","), line);
    assertFalse(line.contains("cost_usd"), line);
    assertFalse(lineOf(record()).contains("cost"), "a call that costs nothing");
  }

  @Test
  void picturesAndSoundsOfTheAnswerAreCountedByKind() throws IOException {
    ExchangeRecord record = record();
    record.countMedia(MediaKind.SOUND, 200);
    record.countMedia(MediaKind.IMAGE, 500);
    record.countMedia(MediaKind.IMAGE, 0);
    String line = lineOf(record.detached());
    String part =
        "\"answer_media\":[{\"kind\":\"image\",\"count\":2,\"bytes\":500},"
            + "{\"kind\":\"sound\",\"count\":1,\"bytes\":200}]";
    assertTrue(line.contains(part), line);
    assertFalse(lineOf(record()).contains("answer_media"), "an answer of texts");
  }

  @Test
  void aHookThatDoesNothingIsARecordOfItsOwn() throws IOException {
    Path path = folder.resolve("audit.jsonl");
    SampleTrail.addOpenHook(path);
    List<String> lines = Files.readAllLines(path);
    String line = lines.get(lines.size() - 1);
    for (String part :
        List.of(
            "\"event\":\"unhooked\",\"service\":\"portal\",\"machine\":\"portal-7d9f\",\"pid\":1",
            "\"library\":\"okhttp\",\"hook\":\"okhttp:0\"",
            "\"class\":\"okhttp3.internal.http.RealInterceptorChain\"",
            "\"reason\":\"it has no method <init> that fits\"",
            "\"mode\":\"enforce\",\"on_unhooked\":\"block\",\"policy\":\"default\"")) {
      assertTrue(line.contains(part), part + " in " + line);
    }
    Verification found = new AuditVerifier(path, null).verify();
    assertTrue(found.isIntact(), found.problems()::toString);
    assertEquals(List.of(), found.notes());
  }

  @Test
  void theKeyIsNeverInTheRecordButTheSameKeyHasTheSameFingerprint() throws IOException {
    String line = lineOf(record());
    assertFalse(line.contains("sk-secret"), line);
    assertNotNull(AuditTail.stringField(line, "key"));
  }

  @Test
  void theKeyIsFoundInWhicheverHeaderOrParameterItStands() {
    for (String name :
        List.of("X-Api-Key", "api-key", "x-goog-api-key", "Ocp-Apim-Subscription-Key")) {
      assertEquals("k1", ApiKey.of(request(header(name, "k1"), null)), name);
    }
    assertEquals("k1", ApiKey.of(request(header("Authorization", "Bearer k1"), null)));
    for (String query :
        List.of("a=b&key=k1&c=d", "key=k1", "x&API_KEY=k1", "subscription-key=k1")) {
      assertEquals("k1", ApiKey.of(request(HeaderSource.NONE, query)), query);
    }
    assertNull(ApiKey.of(request(HeaderSource.NONE, "monkey=k1&key=")));
    assertNull(ApiKey.of(request(HeaderSource.NONE, null)));
  }

  @Test
  void twoSignedCallsOfOneAwsKeyHaveOneFingerprint() {
    String scheme = "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/bedrock/aws4_request, ";
    for (String signature : List.of("Signature=1", "Signature=2")) {
      assertEquals("AKID", ApiKey.of(request(header("Authorization", scheme + signature), null)));
    }
    String signed = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20260101%2Fus-east-1";
    assertEquals("AKID", ApiKey.of(request(HeaderSource.NONE, signed)));
  }

  @Test
  void aTrailWithoutAKeyHasASaltSoThatNoFingerprintCanBeGuessedBack() throws IOException {
    String first = AuditTail.stringField(lineOf(record()), "key");
    Path file = folder.resolve("audit.jsonl");
    String again = AuditTail.stringField(lineOf(record()), "key");
    assertEquals(first, again, "the same salt after the writer's restart");
    assertEquals(first + "\n", fingerprint("sk-secret-0123456789", file.toString()));
    Files.delete(AuditFiles.head(file));
    Files.delete(file);
    assertNotEquals(first, AuditTail.stringField(lineOf(record()), "key"), "another trail");
  }

  @Test
  void aLeakedKeyIsFoundInTheTrailByItsFingerprint() throws IOException {
    Path keyFile = folder.resolve("key");
    Files.writeString(keyFile, "0123456789abcdef\n");
    key = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    String line = lineOf(record());
    String found =
        fingerprint(
            "sk-secret-0123456789", "--key-file", keyFile.toString(), folder + "/audit.jsonl");
    assertEquals(AuditTail.stringField(line, "key") + "\n", found);
    String other =
        fingerprint("sk-other", "--key-file", keyFile.toString(), folder + "/audit.jsonl");
    assertNotEquals(found, other);
  }

  @Test
  void regionsAreReadFromHosts() {
    assertEquals("eu-west-1", region("bedrock-runtime.eu-west-1.amazonaws.com"));
    assertEquals("us-gov-west-1", region("bedrock-runtime-fips.us-gov-west-1.amazonaws.com"));
    assertEquals("eu-west-1", region("vpce-1a.bedrock-runtime.eu-west-1.vpce.amazonaws.com"));
    assertEquals("cn-north-1", region("bedrock-runtime.cn-north-1.amazonaws.com.cn"));
    assertEquals("us-central1", region("us-central1-aiplatform.googleapis.com"));
    assertEquals("eu", region("aiplatform.eu.rep.googleapis.com"));
    assertEquals("westeurope", region("westeurope.api.cognitive.microsoft.com"));
    assertEquals("eastus2", region("name.eastus2.models.ai.azure.com"));
    assertEquals("us-chicago-1", region("inference.generativeai.us-chicago-1.oci.oraclecloud.com"));
    assertEquals("us-south", region("us-south.ml.cloud.ibm.com"));
    assertEquals("eu", region("eu.api.openai.com"));
    assertNull(region("api.openai.com"));
    assertNull(region("resource.openai.azure.com"), "Azure does not tell it");
    assertNull(region("ai-lab-west-1.example.com"), "only names of cloud providers say a region");
    assertNull(region("eu.example.com"));
    assertNull(Region.of(null, "/"));
    assertEquals(
        "europe-west4",
        Region.of("aiplatform.googleapis.com", "/v1/projects/p/locations/europe-west4/models"));
  }

  private static String region(String host) {
    return Region.of(host, "/v1/chat/completions");
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
    assertTrue(Caller.isApplication("com.open.Billing"));
    assertTrue(Caller.isApplication("zz.Billing"));
    assertTrue(Caller.isApplication("a.Billing"));
    for (String library :
        List.of(
            "okhttp3.RealCall",
            "java.lang.Thread",
            "dev.cordon.engine.Gate",
            "dev.langchain4j.Model",
            "akka.Actor",
            "software.amazon.awssdk.Client",
            "com.openai.client.Client")) {
      assertFalse(Caller.isApplication(library), library);
    }
  }

  @Test
  void theCallerIsNamedAsItsSourceNamesIt() {
    assertEquals("com.example.A.send", Caller.name("com.example.A", "lambda$send$3"));
    assertEquals("com.example.A.send", Caller.name("com.example.A$$SpringCGLIB$$0", "send"));
    assertEquals("com.example.A$B.send", Caller.name("com.example.A$B", "send"));
  }

  @Test
  void timesAreThoseOfTheCalendar() {
    for (long millis : new long[] {0, 951_782_400_000L, 1_709_164_799_999L, 4_102_444_800_000L}) {
      String expected = java.time.Instant.ofEpochMilli(millis).toString();
      String own = Clock.format(millis);
      assertEquals(millis, Clock.parse(own));
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
    return new Commands().run("audit verify", args);
  }

  private static String fingerprint(String value, String... args) {
    Commands commands = new Commands().in(value + "\n");
    assertEquals(0, commands.run("audit fingerprint", args), commands.err());
    return commands.out().replace("\r", "");
  }

  private String lineOf(ExchangeRecord record) throws IOException {
    Path path = folder.resolve("audit.jsonl");
    AuditSettings settings = new AuditSettings(path, 1 << 20, 86_400_000L, retention, key);
    try (AuditFile file = new AuditFile(settings, ORIGIN)) {
      AuditTrail trail = new AuditTrail(file, settings, ORIGIN, null);
      trail.ended(record, trail.started(record));
      assertFalse(record.unaudited());
    }
    List<String> lines = Files.readAllLines(path);
    return lines.get(lines.size() - 1);
  }

  @Test
  void aRecordSaysHowLongItIsKept() throws IOException {
    retention = 30 * 86_400_000L;
    assertTrue(lineOf(record()).contains("\"keep_until\":\"2026-01-31T00:00:00.000Z\""));
  }

  private static RequestHead request(HeaderSource headers, String query) {
    Library library = new Library("okhttp", null);
    return new RequestHead(library, "POST", "https", "a.example", -1, "/", query, headers);
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
