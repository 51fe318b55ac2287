package dev.cordon.instrumentation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import dev.cordon.instrumentation.testing.WordGate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
  private final WordGate gate = new WordGate();

  private StreamTransform transform(String request) {
    Exchange exchange =
        gate.open(
            new RequestHead(
                new Library("test", null), "POST", "http", "h", 1, "/", null, HeaderSource.NONE));
    exchange.judge(request.getBytes(ISO_8859_1));
    gate.events().clear();
    return exchange.answer(200, HeaderSource.NONE);
  }

  private static InputStream chunks(String... chunks) {
    InputStream all = new ByteArrayInputStream(new byte[0]);
    for (String chunk : chunks) {
      all = new SequenceInputStream(all, new ByteArrayInputStream(chunk.getBytes(ISO_8859_1)));
    }
    return all;
  }

  @Test
  void aTokenIsRestoredWhereverTheChunksAreCut() throws IOException {
    String text = "Dear PERSON_7KQ2M9, PERSON_7KQ is no token; bye PERSON_7KQ2M9";
    for (int cut = 0; cut <= text.length(); cut++) {
      TransformedInputStream in =
          new TransformedInputStream(
              new AnswerReader(
                  chunks(text.substring(0, cut), text.substring(cut)), transform("Mallory"), -1));
      assertEquals(
          "Dear Mallory, PERSON_7KQ is no token; bye Mallory",
          new String(in.readAllBytes(), ISO_8859_1),
          "cut at " + cut);
      assertEquals(List.of("answer 200", "finish " + text.length()), gate.events());
    }
  }

  @Test
  void eachChunkGoesOnAsItComes() throws IOException {
    for (int room : new int[] {10, 1000}) { // less and more than a chunk is asked for
      AnswerReader reader = new AnswerReader(chunks("one", "two"), transform("Mallory"), -1);
      byte[] target = new byte[room];
      assertEquals(3, reader.read(target, 2, room - 2));
      assertEquals("one", new String(target, 2, 3, ISO_8859_1));
      assertEquals(3, reader.read(target, 0, room));
      assertEquals("twone", new String(target, 0, 5, ISO_8859_1)); // what was there behind it stays
      assertEquals(-1, reader.read(target, 0, room));
      assertEquals(-1, reader.read(target, 0, room));
    }
  }

  /** A body that pauses before its second part, and fails for good before the third. */
  private static final class Slow extends InputStream {
    private int reads;

    @Override
    public int read() {
      throw new AssertionError("reads one byte");
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      if (++reads == 2) {
        throw new SocketTimeoutException("Read timed out");
      } else if (reads > 3) {
        throw new IOException("broken");
      }
      System.arraycopy("part".getBytes(ISO_8859_1), 0, into, offset, 4);
      return 4;
    }
  }

  @Test
  void whoReadsOnAfterATimeOutGetsTheRestAndAFailureIsNoEnd() throws IOException {
    AnswerReader reader = new AnswerReader(new Slow(), transform("Mallory"), -1);
    byte[] target = new byte[1000];
    assertEquals(4, reader.read(target, 0, 1000));
    assertThrows(SocketTimeoutException.class, () -> reader.read(target, 0, 1000));
    assertEquals(4, reader.read(target, 0, 1000));
    assertThrows(IOException.class, () -> reader.read(target, 0, 1000));
    IOException again = assertThrows(IOException.class, () -> reader.read(target, 0, 1000));
    assertEquals("broken", again.getMessage());
  }

  @Test
  void whatHasArrivedIsAvailable() throws IOException {
    for (String value : new String[] {"Mallory", "plain"}) {
      InputStream arrived = new ByteArrayInputStream("Dear all".getBytes(ISO_8859_1));
      AnswerReader reader = new AnswerReader(arrived, transform(value), -1);
      assertEquals(8, reader.available());
      assertEquals(8, reader.available());
      assertEquals(8, reader.read(new byte[20], 0, 20));
      assertEquals(0, reader.available());
    }
  }

  @Test
  void anyReadOfAnySizeGetsTheRestoredAnswer() throws IOException {
    String text = "Dear PERSON_7KQ2M9, ".repeat(1500);
    String restored = text.replace("PERSON_7KQ2M9", "Mallory");
    for (int size : new int[] {1, 7, 511, 512, 513, 8191, 8192, 8193, 100_000}) {
      for (String value : new String[] {"Mallory", "plain"}) {
        InputStream in =
            new TransformedInputStream(new AnswerReader(chunks(text, text), transform(value), -1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] target = new byte[size];
        for (int count = in.read(target); count >= 0; count = in.read(target)) {
          out.write(target, 0, count);
        }
        String expected = value.equals("plain") ? text : restored;
        assertEquals(expected + expected, out.toString(ISO_8859_1), value + " by " + size);
      }
    }
  }

  @Test
  void theLastByteOfAKnownLengthEndsTheExchangeWithoutAnotherRead() throws IOException {
    try (InputStream in =
        new TransformedInputStream(new AnswerReader(chunks("abc"), transform("plain"), 3))) {
      in.readNBytes(3);
    }
    assertEquals(List.of("answer 200", "finish 3"), gate.events());
  }

  @Test
  void closingEarlyAbandonsTheExchangeOnce() throws IOException {
    TransformedInputStream in =
        new TransformedInputStream(new AnswerReader(chunks("abc"), transform("plain"), -1));
    in.read();
    in.close();
    in.close();
    assertEquals(List.of("answer 200", "abort closed"), gate.events());
    assertThrows(IOException.class, in::read);
  }

  @Test
  void theFailureOfTheBodyIsTheOneTheApplicationSees() {
    IOException reset = new IOException("reset");
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw reset;
          }
        };
    AnswerReader reader = new AnswerReader(broken, transform("plain"), -1);
    assertSame(reset, assertThrows(IOException.class, () -> reader.read(new byte[9], 0, 9)));
    assertEquals(List.of("answer 200", "abort IOException"), gate.events());
  }
}
