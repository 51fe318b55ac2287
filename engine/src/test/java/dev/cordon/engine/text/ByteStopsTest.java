package dev.cordon.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteStopsTest {
  @Test
  void findsWhatALookAtEachByteFinds() {
    int[] wanted = {'<', 0x1B, 0xE2};
    int[] ascii = {':', '.'};
    for (long seed = 0; seed < 5000; seed++) {
      Random random = new Random(seed);
      int[] bytes = seed % 2 == 0 ? wanted : ascii;
      byte[] text = new byte[random.nextInt(90)];
      for (int i = 0; i < text.length; i++) {
        int odd = random.nextInt(40);
        text[i] = (byte) (odd == 0 ? bytes[random.nextInt(bytes.length)] : random.nextInt(256));
        text[i] = odd > 20 ? (byte) 'a' : text[i];
      }
      int from = random.nextInt(text.length + 1);
      int to = from + random.nextInt(text.length - from + 1);
      assertEquals(
          next(bytes, text, from, to), new ByteStops(bytes).next(text, from, to), "" + seed);
    }
  }

  private static int next(int[] bytes, byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      for (int b : bytes) {
        if ((text[i] & 0xFF) == b) {
          return i;
        }
      }
    }
    return to;
  }
}
