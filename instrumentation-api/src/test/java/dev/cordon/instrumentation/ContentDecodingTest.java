package dev.cordon.instrumentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ContentDecodingTest {
  private static final String TEXT = "to be, or not to be: ".repeat(2000);

  private static String decode(String encoding, byte[] encoded) throws IOException {
    try (InputStream in = ContentDecoding.decode(encoding, new ByteArrayInputStream(encoded))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static byte[] deflated(boolean bare) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(bytes, new Deflater(9, bare))) {
      out.write(TEXT.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void decodesGzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(TEXT.getBytes(UTF_8));
    }
    assertEquals(TEXT, decode("gzip", bytes.toByteArray()));
    assertEquals(TEXT, decode("X-GZIP", bytes.toByteArray()));
  }

  @Test
  void decodesBothThingsThatServersCallDeflate() throws IOException {
    assertEquals(TEXT, decode("deflate", deflated(false)));
    assertEquals(TEXT, decode("deflate", deflated(true)));
  }

  @Test
  void givesAnEventAsSoonAsTheServerFlushedIt() throws IOException {
    PipedInputStream wire = new PipedInputStream(8192);
    try (InputStream in = ContentDecoding.decode("gzip", wire);
        GZIPOutputStream server = new GZIPOutputStream(new PipedOutputStream(wire), 512, true)) {
      server.write("data: 1\n\n".getBytes(UTF_8));
      server.flush();
      assertEquals("data: 1\n\n", new String(in.readNBytes(9), UTF_8));
    }
  }

  @Test
  void knowsWhatItCanDecode() {
    assertTrue(ContentDecoding.isKnown("gzip"));
    assertFalse(ContentDecoding.isKnown("br"));
    assertFalse(ContentDecoding.isKnown(null));
    assertTrue(ContentDecoding.isEncoded("br"));
    assertFalse(ContentDecoding.isEncoded("identity"));
    assertFalse(ContentDecoding.isEncoded(null));
  }
}
