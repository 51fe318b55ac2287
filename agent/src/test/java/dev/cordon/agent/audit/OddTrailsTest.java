package dev.cordon.agent.audit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trails that were changed by chance: whatever was done to one, the check says that it was. */
class OddTrailsTest {
  private static final int TRAILS = Integer.getInteger("cordon.random.trails", 2000);
  private static final long SEED = Long.getLong("cordon.random.seed", 1);
  private static final byte[] KEY = "a key of the test".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  @Test
  void everyChangeIsFound() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    AuditSettings settings = new AuditSettings(file, 1 << 20, 86_400_000L, 0, KEY);
    try (AuditFile trail = new AuditFile(settings, Origin.of("billing", "machine-1", 42))) {
      for (int i = 0; i < 8; i++) {
        String time = Clock.format(1_767_225_600_000L + i);
        assertTrue(trail.append(new JsonLine().begin().field("time", time).field("n", i)));
      }
    }
    byte[] whole = Files.readAllBytes(file);
    assertTrue(new AuditVerifier(file, KEY).verify().isIntact());
    for (int i = 0; i < TRAILS; i++) {
      long seed = SEED + i;
      byte[] changed = changed(whole, new Random(seed));
      if (Arrays.equals(whole, changed)) {
        continue;
      }
      Files.write(file, changed);
      Verification found;
      try {
        found = new AuditVerifier(file, KEY).verify();
      } catch (Throwable thrown) {
        throw new AssertionError("seed " + seed, thrown);
      }
      assertFalse(found.isIntact() && found.notes().isEmpty(), "seed " + seed);
    }
  }

  private static byte[] changed(byte[] whole, Random random) {
    int from = random.nextInt(whole.length);
    int to = Math.min(whole.length, from + 1 + random.nextInt(random.nextBoolean() ? 4 : 400));
    byte[] part = Arrays.copyOfRange(whole, from, to);
    switch (random.nextInt(5)) {
      case 0:
        byte[] flipped = whole.clone();
        flipped[from] ^= (byte) (1 << random.nextInt(8));
        return flipped;
      case 1:
        return joined(whole, from, new byte[0], to);
      case 2:
        return joined(whole, to, part, to);
      case 3:
        random.nextBytes(part);
        return joined(whole, from, part, random.nextBoolean() ? from : to);
      default:
        return Arrays.copyOf(whole, from);
    }
  }

  /** Puts bytes in the place of those between two positions. */
  private static byte[] joined(byte[] whole, int from, byte[] instead, int to) {
    byte[] all = Arrays.copyOf(whole, from + instead.length + whole.length - to);
    System.arraycopy(instead, 0, all, from, instead.length);
    System.arraycopy(whole, to, all, from + instead.length, whole.length - to);
    return all;
  }
}
