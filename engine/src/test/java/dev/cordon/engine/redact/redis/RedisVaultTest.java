package dev.cordon.engine.redact.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.redact.Vault;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The vault against a real Redis. */
@Timeout(60)
class RedisVaultTest {
  private static final String TOKEN = "EMAIL_7KQ2M9";
  private static final String SCOPE = "openai resp_1";

  @TempDir Path folder;
  private RedisServer redis;
  private final List<RedisVault> vaults = new ArrayList<>();
  private final RedisServer.Log log = new RedisServer.Log();

  @BeforeEach
  void startRedis() throws Exception {
    redis = RedisServer.start(folder);
  }

  @AfterEach
  void stopRedis() throws Exception {
    vaults.forEach(RedisVault::close);
    if (redis != null) {
      redis.close();
    }
  }

  private RedisVault vault(String... settings) {
    return vault(3600, settings);
  }

  private RedisVault vault(long seconds, String... settings) {
    RedisVault vault =
        new RedisVault(RedisServer.policy(redis.port, settings).redis(), 100, seconds, log, 64, 20);
    vaults.add(vault);
    return vault;
  }

  private static void put(RedisVault vault, String token, String value) {
    vault.put(SCOPE, token, value.getBytes(UTF_8));
    vault.flush(20_000);
  }

  private static @Nullable String get(Vault vault, String token) {
    return get(vault.lookup(List.of(SCOPE)), token);
  }

  private static @Nullable String get(Vault.Lookup answer, String token) {
    byte[] value = answer.get(token);
    return value == null ? null : new String(value, UTF_8);
  }

  @Test
  void itConnectsWhileTheVendorStillThinks() throws Exception {
    int before = clients();
    vault().lookup(List.of(SCOPE));
    Await.until("it connects before anything is asked", () -> clients() > before);
  }

  private int clients() {
    try {
      return redis.ask("CLIENT", "LIST").split("\n").length;
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void whatOneVaultIsToldAnotherOneKnows() {
    put(vault(), TOKEN, "jané@example.com");
    assertEquals("jané@example.com", get(vault(), TOKEN));
    assertNull(get(vault(), "EMAIL_7KQ2M8"));
    assertEquals(List.of(), log.lines());
  }

  @Test
  void valuesOfEveryLengthComeBack() {
    RedisVault one = vault();
    RedisVault other = vault();
    for (int length = 1; length < 100; length += 7) {
      String value = "x".repeat(length);
      put(one, "NAME_00000" + (char) ('A' + length / 7), value);
      assertEquals(value, get(other, "NAME_00000" + (char) ('A' + length / 7)));
    }
    put(one, "NAME_111111", "y".repeat(8192));
    assertEquals(8192, get(other, "NAME_111111").length());
  }

  @Test
  void aValueThatIsTooLongStaysInThisJvm() {
    RedisVault one = vault();
    put(one, TOKEN, "z".repeat(8193));
    assertEquals(1, one.dropped());
    assertEquals("z".repeat(8193), get(one, TOKEN));
    assertNull(get(vault(), TOKEN));
  }

  @Test
  void redisSeesNeitherTokensNorValuesNorKeys() throws Exception {
    RedisVault vault = vault();
    put(vault, TOKEN, "jane.doe@example.com");
    put(vault, "NAME_0A1B2C", "Jane Doe");
    StringBuilder seen = new StringBuilder();
    String[] keys = redis.ask("--raw", "KEYS", "*").split("\n");
    assertEquals(2, keys.length);
    for (String key : keys) {
      assertTrue(key.startsWith("cordon:"), key);
      seen.append(key).append(redis.ask("--raw", "HGETALL", key));
    }
    String dump = seen.toString().toLowerCase(java.util.Locale.ROOT);
    for (String secret :
        List.of("jane", "doe", "example", "email", "7kq2m9", "0a1b2c", "fedcba98", "01234567")) {
      assertFalse(dump.contains(secret), secret);
    }
    assertFalse(dump.contains(hex("Jane Doe")));
  }

  private static String hex(String text) {
    StringBuilder hex = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      hex.append(String.format("%02x", b));
    }
    return hex.toString();
  }

  @Test
  void theSameValueIsNeverWrittenTheSameWayTwice() throws Exception {
    RedisVault vault = vault();
    put(vault, TOKEN, "jane@example.com");
    String key = redis.ask("--raw", "KEYS", "*").trim();
    String before = redis.ask("HVALS", key);
    put(vault, TOKEN, "jane@example.com");
    assertNotEquals(before, redis.ask("HVALS", key));
    assertEquals("1", redis.ask("--raw", "HLEN", key).trim());
  }

  @Test
  void tokensExpire() throws Exception {
    RedisVault one = vault(1);
    put(one, TOKEN, "jane@example.com");
    RedisVault other = vault(1);
    assertEquals("jane@example.com", get(other, TOKEN));
    String key = redis.ask("--raw", "KEYS", "*").trim();
    assertTrue(Long.parseLong(redis.ask("--raw", "PTTL", key).trim()) <= 1000);
    Await.until("it expires", () -> get(other, TOKEN) == null && get(one, TOKEN) == null);
  }

  @Test
  void anotherKeyReadsNothing() {
    put(vault(), TOKEN, "jane@example.com");
    assertNull(get(vault("encryption_key: env:OTHER"), TOKEN));
    assertNull(get(vault("encryption_key: token_key"), TOKEN));
    assertNull(get(vault("prefix: 'other:'"), TOKEN));
  }

  @Test
  void keysAreDerivedFromTheTokenKeyWhenAskedFor() {
    put(vault("encryption_key: token_key"), TOKEN, "jane@example.com");
    assertEquals("jane@example.com", get(vault("encryption_key: token_key"), TOKEN));
  }

  @Test
  void twoSpellingsAreOneValueAndTwoValuesAreNone() {
    RedisVault one = vault();
    RedisVault two = vault();
    put(one, TOKEN, "jane@example.com");
    put(two, TOKEN, "Jane@Example.com");
    assertEquals("Jane@Example.com", get(vault(), TOKEN));
    assertEquals("jane@example.com", get(one, TOKEN), "its own spelling");
    put(two, TOKEN, "bob@example.com");
    assertNull(get(vault(), TOKEN), "a guess");
    assertNull(get(one, TOKEN), "a guess even where only one of both was issued");
  }

  @Test
  void garbageAndTamperedValuesAreIgnored() throws Exception {
    RedisVault vault = vault();
    put(vault, TOKEN, "jane@example.com");
    String key = redis.ask("--raw", "KEYS", "*").trim();
    redis.ask("HSET", key, "field", "garbage", "empty", "", "long", "x".repeat(300));
    assertEquals("jane@example.com", get(vault(), TOKEN), "garbage beside it");
    redis.ask("HDEL", key, "field", "empty", "long");

    String lua = "local f=redis.call('HKEYS',KEYS[1]) for _,n in ipairs(f) do local v=";
    redis.ask(
        "EVAL",
        lua
            + "redis.call('HGET',KEYS[1],n) redis.call('HSET',KEYS[1],n,"
            + "v:sub(1,-2)..string.char((v:byte(-1)+1)%256)) end",
        "1",
        key);
    assertNull(get(vault(), TOKEN), "one bit changed");
    redis.ask("DEL", key);
    redis.ask("SET", key, "not a hash");
    assertNull(get(vault(), TOKEN));
    assertEquals(List.of(), log.lines(), "nothing of it is a fault");
  }

  @Test
  void aValueMovedToAnotherTokenIsIgnored() throws Exception {
    RedisVault vault = vault();
    put(vault, TOKEN, "jane@example.com");
    String first = redis.ask("--raw", "KEYS", "*").trim();
    put(vault, "EMAIL_000000", "bob@example.com");
    String keys = redis.ask("--raw", "KEYS", "*").trim();
    String second = keys.replace(first, "").trim();
    redis.ask("COPY", first, second, "REPLACE");
    assertNull(get(vault(), "EMAIL_000000"));
    assertEquals("jane@example.com", get(vault(), TOKEN));
  }

  @Test
  void aReplyThatIsLargerThanAnyOfOursIsRefused() throws Exception {
    put(vault(), TOKEN, "jane@example.com");
    String key = redis.ask("--raw", "KEYS", "*").trim();
    redis.ask("EVAL", "redis.call('HSET',KEYS[1],'big',string.rep('x',1000000))", "1", key);
    assertEquals("jane@example.com", get(vault(), TOKEN), "a value larger than any is none");
    redis.ask("HDEL", key, "big");
    redis.ask("EVAL", "for i=1,99 do redis.call('HSET',KEYS[1],i,i) end", "1", key);
    assertNull(get(vault(), TOKEN));
  }

  @Test
  void aRedisThatGoesAwayCostsNothingAndComesBack() throws Exception {
    RedisVault one = vault();
    put(one, TOKEN, "jane@example.com");
    redis.stop();
    one.put(SCOPE, "NAME_0A1B2C", "Jane Doe".getBytes(UTF_8));
    Await.until("the log says it", () -> !log.lines().isEmpty());
    assertEquals("jane@example.com", get(one, TOKEN), "from memory");
    assertEquals("Jane Doe", get(one, "NAME_0A1B2C"), "from memory");
    assertNull(get(one.lookup(List.of(SCOPE)), "NAME_ZZZZZZ"));
    assertEquals(1, log.lines().size(), log.lines().toString());
    assertTrue(log.lines().get(0).contains("127.0.0.1:" + redis.port + " can't be used"));

    redis.start();
    Await.until("it is tried again", () -> log.lines().size() == 2);
    assertTrue(log.lines().get(1).contains("reachable again"), log.lines().toString());
    one.flush(20_000);
    assertEquals("Jane Doe", get(vault(), "NAME_0A1B2C"), "written after all");
  }

  @Test
  void connectionsThatRedisClosedAreOpenedAgainUnnoticed() throws Exception {
    RedisVault one = vault();
    put(one, TOKEN, "jane@example.com");
    assertEquals("jane@example.com", get(one, TOKEN));
    redis.ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    put(one, "NAME_0A1B2C", "Jane Doe");
    redis.ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    assertEquals("Jane Doe", get(vault(), "NAME_0A1B2C"));
    assertEquals("jane@example.com", get(one, TOKEN));
    assertEquals(List.of(), log.lines());
  }

  @Test
  void aFullQueueDropsAndCounts() throws Exception {
    redis.stop();
    RedisVault vault = vault();
    vault.put(SCOPE, TOKEN, new byte[] {'x'});
    Await.until("the log says it", () -> !log.lines().isEmpty());
    for (int i = 0; i < 100; i++) {
      vault.put(SCOPE, "NAME_" + (100_000 + i), ("n" + i).getBytes(ISO_8859_1));
    }
    assertEquals(101 - 64, vault.dropped());
    assertEquals("n99", get(vault, "NAME_100099"), "memory has it all the same");
  }

  @Test
  void aRedisWithoutMemoryRefusesValuesAndIsReadAllTheSame() throws Exception {
    put(vault(), TOKEN, "jane@example.com");
    redis.ask("CONFIG", "SET", "maxmemory", "1");
    RedisVault vault = vault();
    put(vault, "NAME_0A1B2C", "Jane Doe");
    put(vault, "NAME_0A1B2D", "Bob Roe");
    assertEquals(2, vault.dropped());
    assertEquals(1, log.lines().size(), log.lines().toString());
    assertTrue(log.lines().get(0).contains("refuses values (OOM)"), log.lines().toString());
    assertEquals("jane@example.com", get(vault, TOKEN));
    redis.ask("CONFIG", "SET", "maxmemory", "0");
    put(vault, "NAME_0A1B2C", "Jane Doe");
    assertEquals(2, log.lines().size(), log.lines().toString());
    assertEquals("Jane Doe", get(vault(), "NAME_0A1B2C"));
  }

  @Test
  void anAnswerAsksForEachTokenOnceAndForSoManyAtMost() throws Exception {
    RedisVault vault = vault();
    put(vault, TOKEN, "jane@example.com");
    put(vault, "NAME_0A1B2C", "Jane Doe");
    redis.ask("CONFIG", "RESETSTAT");
    Vault.Lookup answer = vault().lookup(List.of(SCOPE));
    for (int round = 0; round < 3; round++) {
      assertEquals("jane@example.com", get(answer, TOKEN));
      assertNull(get(answer, "NAME_ZZZZZZ"));
    }
    assertTrue(
        redis.ask("INFO", "commandstats").contains("hgetall:calls=3,"), "links, and each once");
    for (int i = 0; i < 200; i++) {
      assertNull(get(answer, "GET_" + (100_000 + i)));
    }
    String asked = redis.ask("INFO", "commandstats");
    assertTrue(asked.contains("hgetall:calls=66,"), asked);
  }

  @Test
  void anInterruptedThreadStaysInterruptedAndNobodyElsePays() {
    put(vault(), TOKEN, "jane@example.com");
    RedisVault vault = vault();
    Thread.currentThread().interrupt();
    for (int i = 0; i < 5; i++) {
      get(vault, TOKEN);
    }
    assertTrue(Thread.interrupted());
    assertEquals("jane@example.com", get(vault, TOKEN));
    assertEquals(List.of(), log.lines());
  }

  @Test
  void manyThreadsShareTheConnections() throws Exception {
    RedisVault one = vault();
    for (int i = 0; i < 20; i++) {
      one.put(SCOPE, "NAME_" + (100_000 + i), ("n" + i).getBytes(UTF_8));
    }
    one.flush(20_000);
    RedisVault other = vault("connections: 1");
    List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 6; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 20; i++) {
                  String value = get(other, "NAME_" + (100_000 + i));
                  if (!("n" + i).equals(value)) {
                    wrong.add(i + "=" + value);
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), wrong);
    assertEquals(List.of(), log.lines());
  }
}
