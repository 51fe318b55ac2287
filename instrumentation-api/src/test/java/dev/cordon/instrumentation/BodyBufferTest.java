package dev.cordon.instrumentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
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
  void keepsAnArrayThatIsTheWholeBodyAndNeverWritesToIt() throws IOException {
    byte[] whole = "the whole body".getBytes(UTF_8);
    byte[] before = whole.clone();
    BodyBuffer kept = buffer(4000, whole.length, true);
    kept.keepsWhole();
    kept.write(whole);
    assertSame(whole, kept.toByteArray());
    kept.write('!');
    kept.write(whole, 0, 3);
    assertEquals("the whole body!the", new String(kept.toByteArray(), UTF_8));
    assertArrayEquals(before, whole);
    BodyBuffer part = buffer(4000, whole.length, true);
    part.keepsWhole();
    part.write(whole, 0, 9);
    part.write(whole, 9, whole.length - 9);
    assertNotSame(whole, part.toByteArray());
    assertArrayEquals(whole, part.toByteArray());
  }

  private static BodyBuffer expecting(byte[] expected, long announced) {
    return new BodyBuffer(4000, announced, expected) {
      @Override
      protected boolean goOn() {
        return true;
      }
    };
  }

  @Test
  void takesWhatIsExpectedForTheBodyOnlyIfAllOfItComes() throws IOException {
    byte[] expected = "the body that a layer above has sent".getBytes(UTF_8);
    for (int other = -1; other < expected.length; other++) {
      for (int length = 0; length <= expected.length + 5; length += 3) {
        byte[] body = Arrays.copyOf(expected, length);
        if (other >= 0 && other < length) {
          body[other]++;
        }
        BodyBuffer buffer = expecting(expected, expected.length);
        for (int i = 0; i < length; ) {
          int count = Math.min(length - i, i % 5 == 0 ? 1 : 7);
          if (count == 1) {
            buffer.write(body[i]);
          } else {
            buffer.write(body, i, count);
          }
          i += count;
        }
        assertArrayEquals(body, buffer.toByteArray(), other + " of " + length);
      }
    }
    BodyBuffer same = expecting(expected, expected.length);
    same.write(expected.clone(), 0, expected.length);
    assertSame(expected, same.toByteArray());
    BodyBuffer unannounced = expecting(expected, -1);
    unannounced.write(expected, 0, expected.length);
    assertNotSame(expected, unannounced.toByteArray());
    assertEquals("the body that a layer above has sent", new String(expected, UTF_8));
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
