package dev.cordon.engine.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.redact.redis.RedisServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that are replaced while the application runs, and what was issued under older ones. */
@Timeout(60)
class KeyRingTest {
  private static final PolicyContext CONTEXT =
      new PolicyContext(
          Map.of(
              "OLD", "0123456789abcdef0123456789abcdef",
              "NEW", "fedcba9876543210fedcba9876543210",
              "NEWEST", "a third key, and a good one, 012",
              "SHORT", "0123"),
          Set.of(),
          VendorCatalogue.builtIn().ids());

  @TempDir Path folder;
  private final RedisServer.Log log = new RedisServer.Log();
  private volatile Policy inForce = Policy.safeDefault();

  private static ParsedPolicy parse(String text) {
    return PolicyParser.parse("p", ("version: 1\n" + text).getBytes(UTF_8), CONTEXT);
  }

  private static Policy policy(String text) {
    ParsedPolicy parsed = parse(text);
    Policy policy = parsed.policy();
    assertNotNull(policy, parsed.problems().toString());
    return policy;
  }

  private static Policy shared(RedisServer redis, String keys) {
    return policy(
        "token_key: "
            + keys
            + "\nvault:\n  redis:\n    encryption_key: token_key\n    url: redis://127.0.0.1:"
            + redis.port
            + "\n    connect_timeout: 20s\n    read_timeout: 20s\n");
  }

  private Engine engine() {
    return Engine.start(new EngineConfig().policies(() -> inForce).log(log));
  }

  /** Asks for a response that the vendor keeps, and returns the token that left. */
  private static String create(Engine engine, String value) {
    Exchange exchange = engine.open(TestCalls.post("api.openai.com", "/v1/responses"));
    assertNotNull(exchange);
    String body = "{\"model\":\"gpt-4o\",\"background\":true,\"input\":\"write to " + value + "\"}";
    Verdict verdict = exchange.judge(body.getBytes(UTF_8));
    assertNull(verdict.refusal());
    String sent = new String(verdict.body(), UTF_8);
    assertFalse(sent.contains(value), sent);
    int start = sent.indexOf("write to ") + 9;
    String token = sent.substring(start, sent.indexOf('"', start));
    receive(exchange, token);
    return token;
  }

  /** Fetches it later. */
  private static String fetch(Engine engine, String token) {
    Exchange exchange =
        engine.open(
            TestCalls.head("GET", "api.openai.com", "/v1/responses/resp_1", null, Map.of()));
    assertNotNull(exchange);
    assertNull(exchange.judge(new byte[0]).refusal());
    return receive(exchange, token);
  }

  private static String receive(Exchange exchange, String token) {
    String answer =
        "{\"id\":\"resp_1\",\"object\":\"response\",\"output\":[{\"type\":\"message\",\"content\":"
            + "[{\"type\":\"output_text\",\"text\":\"to "
            + token
            + "\"}]}]}";
    return new String(TestCalls.receive(exchange, 200, answer.getBytes(UTF_8)), UTF_8);
  }

  @Test
  void whatAnOlderKeyIssuedIsRestoredFromMemoryAfterARotation() {
    inForce = policy("token_key: env:OLD");
    Engine engine = engine();
    String token = create(engine, "ada@example.com");
    inForce = policy("token_key: [env:NEW, env:OLD]");
    assertTrue(fetch(engine, token).contains("to ada@example.com"), "issued before");
    String later = create(engine, "ada@example.com");
    assertNotEquals(token, later, "the current key makes tokens");
    assertTrue(fetch(engine, later).contains("to ada@example.com"), "issued afterwards");
  }

  @Test
  void whatAnOlderKeyIssuedIsRestoredFromRedisByAnotherJvmAfterARotation() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      inForce = shared(redis, "env:OLD");
      Engine before = engine();
      String token = create(before, "ada@example.com");
      before.flush(20_000);
      inForce = shared(redis, "[env:NEW, env:OLD]");
      Engine other = engine(); // knows nothing of its own
      assertTrue(fetch(other, token).contains("to ada@example.com"), "issued before");
      String later = create(other, "bob@example.com");
      other.flush(20_000);
      assertTrue(fetch(engine(), later).contains("to bob@example.com"), "issued afterwards");
      inForce = shared(redis, "env:NEW");
      assertFalse(fetch(engine(), token).contains("ada@example.com"), "the old key is gone");
      assertTrue(fetch(engine(), later).contains("to bob@example.com"), "the new one isn't");
      assertTrue(log.lines().isEmpty(), log.lines().toString());
    }
  }

  @Test
  void aRunningJvmForgetsNothingWhenTheKeyOfItsSharedVaultIsReplaced() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      inForce = shared(redis, "env:OLD");
      Engine engine = engine();
      String token = create(engine, "ada@example.com");
      inForce = shared(redis, "[env:NEW, env:OLD]");
      assertTrue(fetch(engine, token).contains("to ada@example.com"));
      inForce = shared(redis, "[env:NEWEST, env:NEW, env:OLD]");
      redis.stop();
      assertTrue(fetch(engine, token).contains("to ada@example.com"), "from memory");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token_key: [env:NEW, random]   | token_key: must be random, env:NAME or file:PATH, or a"
            + " list",
        "token_key: [env:NEW, env:NEW]  | token_key: names one key twice",
        "token_key: [env:NEW, env:SHORT]| token_key: the key is shorter than 16 bytes",
        "token_key: [env:NEW, env:GONE] | token_key: environment variable GONE is not set",
        "token_key: [env:A, env:A, env:A, env:A, env:A, env:A, env:A, env:A, env:A] | token_key:"
            + " has more than 8 keys"
      })
  void aRingWithAMistakeIsNone(String text, String message) {
    ParsedPolicy parsed = parse(text);
    assertNull(parsed.policy());
    assertTrue(parsed.problems().get(0).toString().contains(message), parsed.problems() + "");
  }
}
