package dev.cordon.engine.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.redact.redis.RedisServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several JVMs, each with an engine of its own, that share a Redis. */
@Timeout(60)
class SharedVaultTest {
  @TempDir Path folder;
  private final RedisServer.Log log = new RedisServer.Log();

  private Engine engine(Policy policy) {
    return Engine.start(TestCalls.config(policy).log(log));
  }

  /** Asks for a background response and returns the token that left. */
  private static String create(Engine engine, String value) {
    Exchange exchange = engine.open(TestCalls.post("api.openai.com", "/v1/responses"));
    String body = "{\"model\":\"gpt-4o\",\"background\":true,\"input\":\"write to " + value + "\"}";
    Verdict verdict = exchange.judge(body.getBytes(UTF_8));
    assertNull(verdict.refusal());
    String sent = new String(verdict.body(), UTF_8);
    assertFalse(sent.contains(value), sent);
    int start = sent.indexOf("write to ") + 9;
    String token = sent.substring(start, sent.indexOf('"', start));
    assertEquals("I wrote to " + value, text(receive(exchange, token)), "its own answer");
    return token;
  }

  /** Fetches the response later and returns its text. */
  private static String fetch(Engine engine, String token) {
    Exchange exchange =
        engine.open(
            TestCalls.head("GET", "api.openai.com", "/v1/responses/resp_1", null, Map.of()));
    assertNull(exchange.judge(new byte[0]).refusal());
    return text(receive(exchange, token));
  }

  private static String receive(Exchange exchange, String token) {
    return receive(exchange, token, "resp_1");
  }

  private static String receive(Exchange exchange, String token, String id) {
    String answer =
        "{\"id\":\""
            + id
            + "\",\"object\":\"response\",\"output\":[{\"type\":\"message\",\"content\":"
            + "[{\"type\":\"output_text\",\"text\":\"I wrote to "
            + token
            + "\"}]}]}";
    return new String(TestCalls.receive(exchange, 200, answer.getBytes(UTF_8)), UTF_8);
  }

  private static String text(String answer) {
    int start = answer.indexOf("\"text\":\"") + 8;
    return answer.substring(start, answer.indexOf('"', start));
  }

  @Test
  void whatOneJvmIssuedAnotherOneRestores() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      Engine one = engine(RedisServer.policy(redis.port));
      Engine other = engine(RedisServer.policy(redis.port));
      String token = create(one, "ada@example.com");
      one.flush(20_000);
      assertEquals("I wrote to ada@example.com", fetch(other, token));
      assertEquals(token, create(other, "ada@example.com"), "one value, one token");
      assertEquals("I wrote to EMAIL_ZZZZZZ", fetch(other, "EMAIL_ZZZZZZ"), "nobody's token");
      assertTrue(log.lines().isEmpty(), log.lines().toString());
    }
  }

  /** Goes on from a response and returns the text of the answer. */
  private static String goOn(Engine engine, String from, String said, String token) {
    Exchange exchange = engine.open(TestCalls.post("api.openai.com", "/v1/responses"));
    String body =
        "{\"model\":\"m\",\"previous_response_id\":\"" + from + "\",\"input\":\"" + said + "\"}";
    assertNull(exchange.judge(body.getBytes(UTF_8)).refusal());
    return text(receive(exchange, token, "resp_5"));
  }

  @Test
  void aConversationGoesOnInAnotherJvmAndNobodyElsesIsGivenAway() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      Policy policy = RedisServer.policy(redis.port);
      Engine first = engine(policy);
      String token = create(first, "ada@example.com");
      first.flush(20_000);
      Engine second = engine(policy);
      Exchange next = second.open(TestCalls.post("api.openai.com", "/v1/responses"));
      next.judge(
          "{\"model\":\"m\",\"previous_response_id\":\"resp_1\",\"input\":\"on\"}".getBytes(UTF_8));
      String answer = receive(next, token, "resp_2");
      assertEquals("I wrote to ada@example.com", text(answer));
      second.flush(20_000);
      Engine third = engine(policy);
      assertEquals("I wrote to ada@example.com", goOn(third, "resp_2", "who?", token));
      assertEquals("I wrote to " + token, goOn(third, "resp_9", "who?", token), "another's");
      assertEquals("I wrote to " + token, goOn(first, "resp_9", "who?", token), "in memory, too");
    }
  }

  @Test
  void withoutRedisCallsGoOnAndEachAnswerIsRestored() throws Exception {
    RedisServer redis = RedisServer.start(folder);
    Engine one = engine(RedisServer.policy(redis.port));
    create(one, "ada@example.com");
    redis.stop();
    String token = create(one, "bob@example.com");
    assertEquals("I wrote to bob@example.com", fetch(one, token), "its own, from memory");
    Engine other = engine(RedisServer.policy(redis.port, "connect_timeout: 50ms"));
    String later = create(other, "eve@example.com");
    assertEquals("I wrote to eve@example.com", fetch(other, later));
    assertEquals("I wrote to " + token, fetch(other, token), "another JVM's stays a token");
    assertFalse(log.lines().toString().contains("example.com"), log.lines().toString());
  }

  @Test
  void aPolicyThatNamesARedisTakesEffectWithoutARestart() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      Policy shared = RedisServer.policy(redis.port);
      AtomicReference<Policy> policy = new AtomicReference<>(Policy.unusable("not there yet"));
      Engine one = Engine.start(new EngineConfig().policies(policy::get).log(log));
      policy.set(shared);
      String token = create(one, "ada@example.com");
      one.flush(20_000);
      assertEquals("I wrote to ada@example.com", fetch(engine(shared), token));

      policy.set(TestCalls.policy("token_key: env:TEST_KEY"));
      assertEquals("I wrote to " + token, fetch(one, token), "Redis is not asked any more");
    }
  }
}
