package dev.cordon.instrumentation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import dev.cordon.instrumentation.testing.WordGate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
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
    AnswerReader reader = new AnswerReader(chunks("one", "two"), transform("Mallory"), -1);
    assertEquals("one", ISO_8859_1.decode(reader.next()).toString());
    assertEquals("two", ISO_8859_1.decode(reader.next()).toString());
    assertNull(reader.next());
    assertNull(reader.next());
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
    assertSame(reset, assertThrows(IOException.class, reader::next));
    assertEquals(List.of("answer 200", "abort IOException"), gate.events());
  }
}
