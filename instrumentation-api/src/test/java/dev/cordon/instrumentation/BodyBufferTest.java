package dev.cordon.instrumentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BodyBufferTest {
  private int asked;

  private BodyBuffer buffer(int limit, long announced, boolean goOn) {
    return new BodyBuffer(limit, announced) {
      @Override
      protected boolean goOn() {
        asked++;
        return goOn;
      }
    };
  }

  @Test
  void keepsABodyUpToTheLimit() throws IOException {
    for (long announced : new long[] {-1, 0, 3, 10, 5000}) {
      BodyBuffer buffer = buffer(4000, announced, false);
      byte[] body = new byte[4000];
      for (int i = 0; i < body.length; i++) {
        body[i] = (byte) i;
      }
      buffer.write(body[0]);
      buffer.write(body, 1, 3999);
      assertArrayEquals(body, buffer.toByteArray());
      assertEquals(0, asked);
    }
  }

  @Test
  void stopsALargerBodyAndStaysStopped() throws IOException {
    BodyBuffer buffer = buffer(10, -1, false);
    buffer.write(new byte[10]);
    assertThrows(BodyBuffer.TooLarge.class, () -> buffer.write(1));
    assertThrows(BodyBuffer.TooLarge.class, () -> buffer.write(new byte[0]));
    assertTrue(buffer.isStopped());
    assertEquals(1, asked);
  }

  @Test
  void keepsAllOfALargerBodyWhenTold() throws IOException {
    BodyBuffer buffer = buffer(10, 5, true);
    for (int i = 0; i < 10_000; i++) {
      buffer.write(new byte[] {1, 2, 3});
    }
    assertFalse(buffer.isStopped());
    byte[] expected = new byte[30_000];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (byte) (i % 3 + 1);
    }
    assertTrue(Arrays.equals(expected, buffer.toByteArray()));
    assertEquals(1, asked);
  }
}
