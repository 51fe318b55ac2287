package dev.cordon.engine.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.LimitStore;
import dev.cordon.engine.redact.redis.RedisServer;
import dev.cordon.testing.Await;
import dev.cordon.testing.Midnight;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits that several JVMs share, on a real Redis. Periods are too long to end during a test. */
@Timeout(240)
class SharedLimitsTest {
  @BeforeEach
  void letADayBegin() {
    Midnight.passBy();
  }

  private static final URL SCRIPT = SharedLimitsTest.class.getResource("count.lua");

  @TempDir Path folder;

  private static SharedLimits instance(RedisServer redis, String limit, String... more) {
    return new SharedLimits(SharedLimits.policy(redis.port, limit, more));
  }

  private static void fill(SharedLimits instance, int calls) {
    for (int i = 0; i < calls; i++) {
      assertTrue(instance.passes(), "call " + i);
    }
    assertFalse(instance.passes(), "one too many passed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{allow: 137/d}",
        "{allow: 137/month}",
        "{allow: 137/30d sliding}",
        "{allow: 137 at once}"
      })
  void threeJvmsTogetherNeverUseMoreThanAllowedOnTwoHundredThreads(String limit) throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      List<Process> jvms = new ArrayList<>();
      List<BufferedReader> said = new ArrayList<>();
      try {
        for (int i = 0; i < 3; i++) {
          Process jvm = jvm(redis.port, limit, 70, 2);
          jvms.add(jvm);
          said.add(
              new BufferedReader(
                  new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8)));
        }
        for (BufferedReader line : said) {
          assertEquals("ready", line.readLine());
        }
        jvms.forEach(SharedLimitsTest::goOn);
        int passed = 0;
        for (BufferedReader line : said) {
          passed += Integer.parseInt(line.readLine().substring("passed ".length()));
        }
        assertEquals(137, passed);
      } finally {
        jvms.forEach(Process::destroyForcibly);
        for (Process jvm : jvms) {
          Await.end(jvm);
        }
      }
    }
  }

  private static Process jvm(int port, String limit, int threads, int calls) throws IOException {
    return new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("java.class.path"),
            SharedLimits.class.getName(),
            "" + port,
            limit,
            "" + threads,
            "" + calls)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void goOn(Process jvm) {
    try {
      jvm.getOutputStream().write('\n');
      jvm.getOutputStream().flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatWasUsedSurvivesARestartOfTheApplication() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      SharedLimits before = instance(redis, "{allow: 3/d}");
      assertTrue(before.passes());
      assertTrue(before.passes());
      fill(instance(redis, "{allow: 3/d}"), 1);
    }
  }

  @Test
  void whatWasUsedSurvivesARestartOfARedisThatKeepsIt() throws Exception {
    try (RedisServer redis =
        RedisServer.start(folder, "--appendonly", "yes", "--appendfsync", "always")) {
      assertTrue(instance(redis, "{allow: 2/month}").passes());
      redis.stop();
      redis.start();
      fill(instance(redis, "{allow: 2/month}"), 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"100 tokens/d", "100 tokens/month", "100 tokens/30d sliding"})
  void whatAnAnswerUsedCountsInThePlaceOfTheEstimate(String allow) throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      SharedLimits one = instance(redis, "{allow: " + allow + "}");
      SharedLimits other = instance(redis, "{allow: " + allow + "}");
      assertEquals(0, one.call(90));
      assertTrue(other.call(20) > 0);
      one.end(30);
      Await.until("the other instance may use what is left", () -> other.call(70) == 0);
      assertTrue(one.call(1) > 0);
      other.end(300); // more than there is: the rest is missing afterwards
      Await.until("it is counted", () -> text(redis).contains("330"));
      assertTrue(one.call(1) > 0);
    }
  }

  private static String text(RedisServer redis) {
    try {
      StringBuilder all = new StringBuilder();
      for (String name : redis.ask("--raw", "KEYS", "*").split("\\R")) {
        all.append(name).append('\n').append(redis.ask("--raw", "HGETALL", name)).append('\n');
      }
      // A sliding period may have begun another slice: its slices are added up.
      long slices = 0;
      String[] words = all.toString().split("\\R| ");
      for (int i = 0; i + 1 < words.length; i++) {
        slices += words[i].matches("s[0-9]+") ? Long.parseLong(words[i + 1]) : 0;
      }
      return all + " slices " + slices;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void redisSeesNeitherUsersNorLimits() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      assertTrue(instance(redis, "{allow: 3/d}").passes());
      String seen = text(redis).toLowerCase(Locale.ROOT);
      assertTrue(seen.contains("{limits}"), seen);
      assertFalse(seen.contains("nora") || seen.contains("user="), seen);
    }
  }

  @Test
  void aCallThatEndsMakesRoomForAnotherInstances() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      SharedLimits one = instance(redis, "{allow: 1 at once}");
      SharedLimits other = instance(redis, "{allow: 1 at once}");
      assertTrue(one.passes());
      assertFalse(other.passes());
      one.end(1);
      Await.until("there is room", other::passes);
      assertFalse(one.passes());
    }
  }

  @Test
  void aCallOfAnInstanceThatDiedCountsUntilItsLeaseEnds() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      Process jvm = jvm(redis.port, "{allow: 1 at once}", 1, 1);
      try (BufferedReader said =
          new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
        assertEquals("ready", said.readLine());
        goOn(jvm);
        assertEquals("passed 1", said.readLine());
      } finally {
        jvm.destroyForcibly();
        Await.end(jvm);
      }
      SharedLimits other = instance(redis, "{allow: 1 at once}");
      assertFalse(other.passes());
      String key = redis.ask("--raw", "KEYS", "*limits*").trim();
      for (String field : redis.ask("--raw", "HKEYS", key).split("\\R")) {
        if (field.startsWith("l")) {
          redis.ask("HSET", key, field, "1"); // as if its time had come
        }
      }
      assertTrue(other.passes());
    }
  }

  @Test
  void aBurstIsSharedToo() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      SharedLimits one = instance(redis, "{allow: 1000/30d, burst: 2}");
      SharedLimits other = instance(redis, "{allow: 1000/30d, burst: 2}");
      assertTrue(one.passes());
      assertTrue(other.passes());
      long wait = one.call(1);
      assertTrue(wait > 1000 && wait <= 2592, "" + wait);
    }
  }

  @Test
  void aSharedBurstTakesWhatAnAnswerUsedInThePlaceOfTheEstimate() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      String limit = "{allow: 30000 tokens/30d, burst: 100}"; // one in 86 seconds
      SharedLimits one = instance(redis, limit);
      SharedLimits other = instance(redis, limit);
      assertEquals(0, one.call(80));
      long wait = other.call(80);
      assertTrue(wait > 58 * 86 && wait <= 60 * 87, "" + wait);
      one.end(20);
      Await.until("there is room", () -> other.call(80) == 0);
      other.end(180);
      Await.until("it is counted", () -> text(redis).contains("\nu\n200\n"));
      long more = one.call(1);
      assertTrue(more > 98 * 86 && more <= 101 * 87, "" + more);
    }
  }

  /** A counter that was used later than Redis' clock tells is counted at that time. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10, 100, 60, 3600, 86_400, 31 * 86_400, 366 * 86_400})
  void redisNumbersSlicesAsAJvmDoes(int seconds) throws Exception {
    String limit = "{allow: 5/" + seconds + "s sliding}";
    try (RedisServer redis = RedisServer.start(folder)) {
      LimitRule rule = SharedLimits.policy(redis.port, limit).limits().get(0);
      Random random = new Random(seconds);
      long unit = seconds * 1000L;
      long later = ((System.currentTimeMillis() + 864_000_000) / unit + 1) * unit;
      String count = Files.readString(Path.of(SCRIPT.toURI()));
      for (int i = 0; i < 30; i++) {
        long time = later + i * unit / LimitRule.SLICES; // a slice begins, about
        time += i % 3 == 0 ? -1 : i % 3 == 1 ? 0 : random.nextInt(1 << 30);
        redis.ask("HSET", "counter" + i, "n", "" + time);
        String[] reply =
            redis
                .ask(
                    "--raw",
                    "EVAL",
                    count,
                    "1",
                    "counter" + i,
                    "reserve",
                    "" + unit,
                    "60",
                    "5",
                    "1",
                    "0",
                    "0",
                    "0",
                    "w")
                .trim()
                .split("\\R");
        assertEquals("1", reply[0]);
        assertEquals(SlidingMeter.slice(rule, time), Long.parseLong(reply[1]), "at " + time);
      }
    }
  }

  @Test
  void whatIsUsedOfASlidingLimitIsReadFromTheStore() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      SharedLimits one = instance(redis, "{allow: 50/1000s sliding}");
      for (int call = 0; call < 3; call++) {
        assertTrue(one.passes());
      }
      LimitStore store = one.policy.limitStore();
      assertNotNull(store);
      List<LimitUse> used =
          StoredUse.read(store, one.policy.limits(), System.currentTimeMillis()).used();
      assertEquals(1, used.size());
      assertEquals(3, used.get(0).used());
    }
  }

  @Test
  void aStoreTakesWhateverAnAnswerSays() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      SharedLimits one = instance(redis, "{allow: 2 tokens/366d, burst: 1}");
      assertEquals(0, one.call(1));
      one.end(Long.MAX_VALUE);
      Await.until("it is counted", () -> text(redis).contains("\nu\n1000000000000000\n"));
      assertTrue(one.call(1) > 0);
      assertEquals(List.of(), one.log.lines());
    }
  }

  @Test
  void aClockOfRedisThatWentBackGivesNothing() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      SharedLimits one = instance(redis, "{allow: 1/d}");
      assertTrue(one.passes());
      String key = redis.ask("--raw", "KEYS", "*limits*").trim();
      String seen = redis.ask("--raw", "HGET", key, "n").trim();
      long later = Long.parseLong(seen) + 86_400_000L;
      redis.ask("HSET", key, "n", "" + later, "p", "" + later / 86_400_000L, "u", "1");
      assertFalse(one.passes());
    }
  }

  @Test
  void withoutTheStoreAnInstanceCountsForItselfAndTellsTheStoreLater() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      SharedLimits one = instance(redis, "{allow: 4/d}");
      assertTrue(one.passes());
      redis.stop();
      assertTrue(one.passes());
      assertTrue(one.passes());
      assertTrue(one.passes());
      assertFalse(one.passes());
      redis.start(); // it has forgotten all
      Await.until("it is back", () -> one.log.lines().toString().contains("reachable again"));
      one.passes();
      Await.until("it was told", () -> text(redis).contains("\nu\n"));
      fill(instance(redis, "{allow: 4/d}"), 4 - used(redis));
      assertTrue(
          one.log.lines().get(0).contains("this JVM counts for itself"), one.log.lines() + "");
    }
  }

  private static int used(RedisServer redis) throws IOException {
    for (String name : redis.ask("--raw", "KEYS", "*limits*").split("\\R")) {
      String used = redis.ask("--raw", "HGET", name, "u").trim();
      if (used.matches("[0-9]+")) {
        assertTrue(Integer.parseInt(used) >= 3, used);
        return Integer.parseInt(used);
      }
    }
    throw new AssertionError("nothing is counted");
  }

  @Test
  void withoutTheStoreCallsGoOnOrAreRefusedAsThePolicySays() throws Exception {
    int port = RedisServer.freePort();
    SharedLimits allow =
        new SharedLimits(SharedLimits.policy(port, "{allow: 1/d}", "on_store_failure: allow"));
    assertTrue(allow.passes());
    assertTrue(allow.passes());
    SharedLimits block =
        new SharedLimits(SharedLimits.policy(port, "{allow: 9/d}", "on_store_failure: block"));
    assertEquals(Reservation.NO_STORE, block.call(1));
    assertTrue(block.log.lines().get(0).contains("are refused until it is back"));
  }

  @Test
  void aRedisThatIsFullIsNone() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      SharedLimits one = instance(redis, "{allow: 100/d}", "on_store_failure: block");
      assertTrue(one.passes());
      redis.ask("CONFIG", "SET", "maxmemory", "1");
      assertEquals(Reservation.NO_STORE, one.call(1));
      assertEquals(Reservation.NO_STORE, one.call(1));
      assertEquals(Reservation.NO_STORE, one.call(1));
      assertTrue(one.log.lines().get(0).contains("(OOM)"), one.log.lines().toString());
      redis.ask("CONFIG", "SET", "maxmemory", "0");
      Await.until("it counts again", one::passes);
    }
  }

  /** Redis takes scripts later, so that nobody fails and nothing is told meanwhile. */
  @Test
  void whatARedisIsTooSlowToBeToldCountsAsUsedAndNoCallWaits() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      SharedLimits one = instance(redis, "{allow: 100M tokens/d}");
      int calls = SharedStore.MOST_WAITING + 100;
      for (int i = 0; i < calls; i++) {
        assertEquals(0, one.call(10));
      }
      redis.ask("CLIENT", "PAUSE", "200000", "WRITE");
      for (int i = 0; i < calls; i++) {
        one.end(3);
      }
      redis.ask("CLIENT", "UNPAUSE");
      Await.until("it keeps up", () -> one.log.lines().toString().contains("keeps up again"));
      List<String> said = one.log.lines();
      assertEquals(2, said.size(), said.toString());
      assertTrue(said.get(0).contains("is too slow to be told"), said.get(0));
      int untold = Integer.parseInt(said.get(1).replaceAll(".*told what ([0-9]+) .*", "$1"));
      assertTrue(untold >= 99 && untold <= 100, said.get(1)); // one may be under way
      assertTrue(text(redis).contains("\nu\n" + (3 * calls + 7 * untold) + "\n"), text(redis));
    }
  }

  @Test
  void whatIsSettledWhileTheStoreIsGoneIsToldLater() throws Exception {
    try (RedisServer redis =
        RedisServer.start(folder, "--appendonly", "yes", "--appendfsync", "always")) {
      SharedLimits one = instance(redis, "{allow: 1000 tokens/d}");
      assertEquals(0, one.call(10));
      assertEquals(0, one.call(10));
      redis.stop();
      one.end(300); // more than reserved: told with what is asked next
      one.end(1); // less: stays used
      redis.start();
      Await.until(
          "it was told",
          () -> {
            one.call(1);
            return text(redis).matches("(?s).*\\nu\\n3[1-9][0-9]\\n.*");
          });
    }
  }

  @Test
  void aPasswordThatChangedIsSaidAndNothingElse() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      redis.ask("CONFIG", "SET", "requirepass", "another one");
      SharedLimits one = instance(redis, "{allow: 1/d}", "password: env:PASSWORD");
      assertTrue(one.passes());
      assertFalse(one.passes());
      String said = one.log.lines().toString();
      assertTrue(said.contains("WRONGPASS"), said);
      assertFalse(said.contains("sesame") || said.contains("another"), said);
      RedisServer.ask(
          redis.port, "-a", "another one", "CONFIG", "SET", "requirepass", "open sesame");
      Await.until("it is back", () -> one.log.lines().toString().contains("reachable again"));
    }
  }

  @Test
  void aRedisThatHangsHoldsACallNoLongerThanItMay() throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      SharedLimits one =
          instance(redis, "{allow: 1M/d}", "connect_timeout: 1s", "read_timeout: 1s");
      Await.until("it is connected", () -> one.passes() && text(redis).contains("\nu\n"));
      redis.ask("CLIENT", "PAUSE", "60000", "ALL");
      int passed = 0;
      while (one.log.lines().isEmpty()) {
        passed += one.passes() ? 1 : 0;
      }
      assertTrue(passed <= 3, passed + " calls waited");
      assertTrue(one.passes(), "nobody waits any more");
    }
  }
}
