package dev.cordon.engine.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {
  private static final PolicyContext CONTEXT =
      new PolicyContext(
          Map.of(
              "TOKENS", "0123456789abcdef",
              "VAULT", "fedcba9876543210",
              "PASSWORD", "open sesame",
              "SHORT", "tiny",
              "URL", "rediss://cordon:p%40ss:word@redis.example.com:6380/3"),
          Set.of(),
          VendorCatalogue.builtIn().ids());

  @Test
  void theUrlSaysWhere() {
    RedisSettings redis = redis("url: redis://user@10.0.0.1:7000/5");
    assertEquals("10.0.0.1", redis.host());
    assertEquals(7000, redis.port());
    assertEquals(5, redis.database());
    assertEquals("user", redis.user());
    assertNull(redis.password());
    assertFalse(redis.tls());
  }

  @Test
  void theUrlsPartsHaveDefaults() {
    RedisSettings redis = redis("url: \"redis://[::1]\"");
    assertEquals("::1", redis.host());
    assertEquals(6379, redis.port());
    assertEquals(0, redis.database());
    assertNull(redis.user());
  }

  @Test
  void aUrlWithAPasswordComesFromTheEnvironment() {
    RedisSettings redis = redis("url: env:URL");
    assertTrue(redis.tls());
    assertEquals("redis.example.com", redis.host());
    assertEquals("cordon", redis.user());
    assertEquals("p@ss:word", redis.password());
    assertEquals(3, redis.database());
  }

  @Test
  void aPasswordComesFromAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "secret word\n");
    assertEquals("secret word", redis("url: redis://h, password: 'file:" + file + "'").password());
  }

  @Test
  void settingsAreComparedWholeSoThatAChangeIsSeen() {
    assertEquals(redis("url: redis://h"), redis("url: 'redis://h:6379/0'"));
    assertNotEquals(redis("url: redis://h"), redis("url: redis://h/1"));
    assertNotEquals(redis("url: redis://h"), redis("url: redis://h, password: env:PASSWORD"));
    assertNotEquals(redis("url: redis://h"), redis("url: redis://h, read_timeout: 1s"));
    assertNotEquals(
        redis("url: redis://h"), policy("url: redis://h, encryption_key: token_key").redis());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "encryption_key: env:VAULT | vault.redis: needs a url",
        "url: redis://h | vault.redis: needs an encryption_key",
        "url: redis://h, encryption_key: env:SHORT | vault.redis.encryption_key: the key is shorter"
            + " than 16 bytes",
        "url: redis://h, encryption_key: random | vault.redis.encryption_key: must be token_key,"
            + " env:NAME or file:PATH, or a list of keys, the current one first",
        "url: redis://h, encryption_key: env:VAULT, read_timeout: 5 | vault.redis.read_timeout:"
            + " must be a time such as 50ms or 2s from 1ms to 60000ms",
        "url: redis://h, encryption_key: env:VAULT, connections: 5 | vault.redis.connections: must"
            + " be a whole number from 1 to 4",
        "url: redis://h, encryption_key: env:VAULT, pasword: env:PASSWORD | vault.redis.pasword:"
            + " unknown key; did you mean \"password\"?",
        "url: env:URL, encryption_key: env:VAULT, password: env:PASSWORD | vault.redis.password: is"
            + " in the url already",
        "url: env:PASSWORD, encryption_key: env:VAULT | vault.redis.url: must be"
            + " redis://host:port/database or rediss://…, or env:NAME or file:PATH that holds it",
      })
  void mistakesAreNamed(String settings, String problem) {
    ParsedPolicy parsed = parse(settings);
    assertEquals(1, parsed.problems().size(), () -> parsed.problems().toString());
    assertTrue(
        parsed.problems().get(0).toString().endsWith(problem), () -> parsed.problems().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url: 'redis://user:hunter2@h'",
        "url: 'redis://:hunter2@h'",
        "url: 'http://user:hunter2@h'",
        "url: 'redis://user:hunter2@h:port/x y'",
        "url: hunter2",
        "url: 'redis://h/hunter2'",
        "url: redis://h, password: hunter2",
        "url: redis://h, encryption_key: hunter2-hunter2-hunter2",
      })
  void aSecretInTheFileIsAMistakeAndNotRepeated(String settings) {
    String key = settings.contains("encryption_key") ? "" : ", encryption_key: env:VAULT";
    ParsedPolicy parsed = parse(settings + key);
    assertNull(parsed.policy());
    assertFalse(parsed.problems().toString().contains("hunter2"), () -> "" + parsed.problems());
  }

  private static RedisSettings redis(String settings) {
    RedisSettings redis = policy(settings + ", encryption_key: env:VAULT").redis();
    assertNotNull(redis);
    assertFalse(redis.toString().contains("open sesame"));
    return redis;
  }

  private static Policy policy(String settings) {
    ParsedPolicy parsed = parse(settings);
    assertNotNull(parsed.policy(), () -> parsed.problems().toString());
    return parsed.policy();
  }

  private static ParsedPolicy parse(String settings) {
    String text = "version: 1\ntoken_key: env:TOKENS\nvault: {redis: {" + settings + "}}\n";
    return PolicyParser.parse("cordon.yaml", text.getBytes(UTF_8), CONTEXT);
  }
}
