package dev.cordon.engine.hidden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HiddenStopsTest {
  private static final byte[] ODD = "<!a\n[\u001BBTé–Яα\u200B".getBytes(StandardCharsets.UTF_8);

  private final HiddenStops stops = new HiddenStops();

  @Test
  void passesOverNothingThatIsAStop() {
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] text = new byte[24 + random.nextInt(60)];
      for (int i = 0; i < text.length; i++) {
        text[i] = random.nextInt(3) > 0 ? (byte) 'e' : ODD[random.nextInt(ODD.length)];
      }
      int begin = random.nextInt(8);
      int from = begin + random.nextInt(4);
      int to = text.length - random.nextInt(8);
      int next = from;
      while (next < to && !stops.isStop(text, begin, next, to)) {
        next++;
      }
      assertEquals(next, stops.next(text, begin, from, to), "" + seed);
    }
  }
}
