package dev.cordon.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteStopsTest {
  /** An angle bracket in front of a letter, and the first byte of a dash. */
  private static final ByteStops STOPS =
      new ByteStops() {
        @Override
        protected long mayStop(long eight) {
          return EightBytes.zeros(eight ^ ('<' * EightBytes.EACH)) | eight;
        }

        @Override
        protected boolean isStop(byte[] text, int begin, int at, int to) {
          return text[at] == (byte) 0xE2 || (text[at] == '<' && at + 1 < to && text[at + 1] == 'a');
        }
      };

  @Test
  void findsWhatALookAtEachByteFinds() {
    byte[] odd = {'<', (byte) 0xE2, (byte) 0xC3};
    for (long seed = 0; seed < 5000; seed++) {
      Random random = new Random(seed);
      byte[] text = new byte[random.nextInt(90)];
      for (int i = 0; i < text.length; i++) {
        int kind = random.nextInt(40);
        text[i] = kind > 20 ? (byte) 'a' : (byte) random.nextInt(256);
        text[i] = kind == 0 ? odd[random.nextInt(odd.length)] : text[i];
      }
      int from = random.nextInt(text.length + 1);
      int to = from + random.nextInt(text.length - from + 1);
      int next = from;
      while (next < to && !STOPS.isStop(text, 0, next, to)) {
        next++;
      }
      assertEquals(next, STOPS.next(text, 0, from, to), "" + seed);
    }
  }
}
