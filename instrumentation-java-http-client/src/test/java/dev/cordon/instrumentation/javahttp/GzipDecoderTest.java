package dev.cordon.instrumentation.javahttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipDecoderTest {
  private static final String TEXT = "data: one\n\ndata: two\n\n";

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  private static String decode(byte[] encoded, int chunk) throws IOException {
    GzipDecoder decoder = new GzipDecoder();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < encoded.length; at += chunk) {
      ByteBuffer decoded =
          decoder.decode(ByteBuffer.wrap(encoded, at, Math.min(chunk, encoded.length - at)));
      out.write(decoded.array(), decoded.position(), decoded.remaining());
    }
    decoder.finish();
    decoder.close();
    return out.toString(UTF_8);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @Test
  void decodesAtEveryChunkSize() throws IOException {
    byte[] encoded = gzip(TEXT);
    for (int chunk = 1; chunk <= encoded.length; chunk++) {
      assertEquals(TEXT, decode(encoded, chunk), "chunks of " + chunk);
    }
  }

  @Test
  void decodesMoreThanItsFirstBuffer() throws IOException {
    String large = "abc".repeat(100_000);
    assertEquals(large, decode(gzip(large), 1000));
    assertEquals(large, decode(gzip(large), 7));
    assertEquals(large, decode(gzip(large), 1 << 20));
  }

  @Test
  void skipsEveryOptionalField() throws IOException {
    byte[] plain = gzip(TEXT);
    byte[] head = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3};
    byte[] fields = {3, 0, 1, 2, 3, 'n', 'a', 0, 'c', 0, 9, 9};
    byte[] encoded = joined(head, fields, Arrays.copyOfRange(plain, 10, plain.length));
    for (int chunk = 1; chunk <= encoded.length; chunk++) {
      assertEquals(TEXT, decode(encoded, chunk), "chunks of " + chunk);
    }
  }

  @Test
  void decodesSeveralMembersAndIgnoresWhatFollows() throws IOException {
    byte[] twice = joined(gzip("one "), gzip("two"));
    assertEquals("one two", decode(twice, 5));
    assertEquals("one two", decode(joined(twice, new byte[4]), 5));
    assertEquals("one two", decode(joined(twice, new byte[512]), 5));
  }

  @Test
  void aFlushedPartComesOutAtOnce() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GZIPOutputStream gzip = new GZIPOutputStream(out, true);
    gzip.write("data: one".getBytes(UTF_8));
    gzip.flush();

    ByteBuffer decoded = new GzipDecoder().decode(ByteBuffer.wrap(out.toByteArray()));

    assertEquals("data: one", UTF_8.decode(decoded).toString());
  }

  @Test
  void breakingOffAnywhereIsAnError() throws IOException {
    byte[] encoded = gzip(TEXT);
    for (int length = 1; length < encoded.length; length++) {
      byte[] part = Arrays.copyOf(encoded, length);
      assertThrows(IOException.class, () -> decode(part, 4), "after " + length + " bytes");
    }
    assertEquals("", decode(new byte[0], 1), "nothing at all is an empty body");
  }

  @Test
  void corruptDataIsAnError() throws IOException {
    byte[] wrongSum = gzip(TEXT);
    wrongSum[wrongSum.length - 8] ^= 1;
    assertThrows(IOException.class, () -> decode(wrongSum, 4));
    assertThrows(IOException.class, () -> decode("no gzip at all".getBytes(UTF_8), 4));
    byte[] badBlock = joined(Arrays.copyOf(gzip(TEXT), 10), new byte[] {7, 7, 7, 7});
    assertThrows(IOException.class, () -> decode(badBlock, 4));
  }
}
