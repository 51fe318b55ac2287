package dev.cordon.engine.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinkStopsTest {
  private static final byte[] ODD = ":.(</wWlL]8>gé".getBytes(StandardCharsets.UTF_8);

  private final LinkStops stops = new LinkStops();

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
