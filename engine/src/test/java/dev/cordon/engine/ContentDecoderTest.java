package dev.cordon.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContentDecoderTest {
  enum Coding {
    GZIP("gzip"),
    GZIP_WITH_NOTES("x-gzip"),
    ZLIB("deflate"),
    RAW("deflate"),
    TWICE("gzip, deflate");

    final List<String> names;

    Coding(String header) {
      names = ContentDecoder.parse(header);
    }

    byte[] encode(byte[] plain) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      switch (this) {
        case GZIP -> write(new GZIPOutputStream(bytes), plain);
        case GZIP_WITH_NOTES -> bytes.write(withNotes(GZIP.encode(plain)));
        case ZLIB -> write(new DeflaterOutputStream(bytes), plain);
        case RAW -> write(new DeflaterOutputStream(bytes, new Deflater(9, true)), plain);
        default -> bytes.write(ZLIB.encode(GZIP.encode(plain)));
      }
      return bytes.toByteArray();
    }

    private static void write(OutputStream coder, byte[] plain) throws IOException {
      try (coder) {
        coder.write(plain);
      }
    }

    private static byte[] withNotes(byte[] member) throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      head.write(member, 0, 3);
      head.write(2 + 4 + 8 + 16);
      head.write(member, 4, 6);
      head.write(new byte[] {3, 0, 'x', 'y', 'z'});
      head.write("name\0comment\0".getBytes(US_ASCII));
      CRC32 crc = new CRC32();
      crc.update(head.toByteArray());
      head.write((int) crc.getValue() & 0xff);
      head.write((int) (crc.getValue() >> 8) & 0xff);
      head.write(member, 10, member.length - 10);
      return head.toByteArray();
    }
  }

  private static final byte[] PLAIN = "Dear reader, dear reader, what a day.".getBytes(US_ASCII);

  private static byte[] decode(List<String> codings, byte[]... chunks) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (ContentDecoder decoder = ContentDecoder.of(codings)) {
      for (byte[] chunk : chunks) {
        ByteBuffer bytes = decoder.decode(ByteBuffer.wrap(chunk));
        plain.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      }
      decoder.finish();
    }
    return plain.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void everyCodingMayBeCutAnywhere(Coding coding) throws IOException {
    byte[] encoded = coding.encode(PLAIN);
    for (int cut = 1; cut < encoded.length; cut++) {
      byte[] first = Arrays.copyOf(encoded, cut);
      byte[] second = Arrays.copyOfRange(encoded, cut, encoded.length);
      assertArrayEquals(PLAIN, decode(coding.names, first, second), "cut at " + cut);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCodingMayComeByteByByteAndBePulled(Coding coding) throws IOException {
    byte[] encoded = coding.encode(PLAIN);
    byte[][] bytes = new byte[encoded.length][];
    for (int i = 0; i < encoded.length; i++) {
      bytes[i] = new byte[] {encoded[i]};
    }
    assertArrayEquals(PLAIN, decode(coding.names, bytes));
    try (var in = ContentDecoder.reading(coding.names, new ByteArrayInputStream(encoded))) {
      assertArrayEquals(PLAIN, in.readAllBytes());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBodyThatBreaksOffAnywhereSaysSo(Coding coding) throws IOException {
    byte[] encoded = coding.encode(PLAIN);
    for (int end = 1; end < encoded.length; end++) {
      byte[] part = Arrays.copyOf(encoded, end);
      assertThrows(IOException.class, () -> decode(coding.names, part), "cut off at " + end);
    }
    assertArrayEquals(new byte[0], decode(coding.names));
  }

  @Property(tries = 200, seed = "1658458718")
  void whatWasEncodedIsDecoded(@ForAll byte[] plain, @ForAll Coding coding) throws IOException {
    assertArrayEquals(plain, decode(coding.names, coding.encode(plain)));
  }

  @Test
  void severalMembersAreOneBody() throws IOException {
    byte[] member = Coding.GZIP.encode(PLAIN);
    byte[] notes = Coding.GZIP_WITH_NOTES.encode(PLAIN);
    byte[] plain = decode(List.of("gzip"), member, notes, member);
    assertEquals(3 * PLAIN.length, plain.length);
  }

  @ParameterizedTest
  @EnumSource
  void bytesBehindTheEndAreToldAndNotDecoded(Coding coding) throws IOException {
    try (ContentDecoder decoder = ContentDecoder.of(coding.names)) {
      decoder.decode(ByteBuffer.wrap(coding.encode(PLAIN)));
      assertFalse(decoder.hasSurplus());
      assertFalse(decoder.decode(ByteBuffer.wrap("clear".getBytes(US_ASCII))).hasRemaining());
      decoder.finish();
      assertTrue(decoder.hasSurplus());
    }
  }

  @Test
  void aByteOfAnotherMembersHeadIsASurplus() throws IOException {
    try (ContentDecoder decoder = ContentDecoder.of(List.of("gzip"))) {
      decoder.decode(ByteBuffer.wrap(Coding.GZIP.encode(PLAIN)));
      decoder.decode(ByteBuffer.wrap(new byte[] {0x1f}));
      decoder.finish();
      assertTrue(decoder.hasSurplus());
    }
  }

  @Test
  void aWrongChecksumOrLengthIsFound() throws IOException {
    byte[] member = Coding.GZIP.encode(PLAIN);
    for (int i = 1; i <= 8; i++) {
      byte[] broken = member.clone();
      broken[broken.length - i] ^= 1;
      assertThrows(IOException.class, () -> decode(List.of("gzip"), broken), "byte -" + i);
    }
    byte[] zlib = Coding.ZLIB.encode(PLAIN);
    zlib[zlib.length - 1] ^= 1;
    assertThrows(IOException.class, () -> decode(List.of("deflate"), zlib));
  }

  @Test
  void namesAndCommentsAreTold() throws IOException {
    try (ContentDecoder decoder = ContentDecoder.of(List.of("gzip"))) {
      decoder.decode(ByteBuffer.wrap(Coding.GZIP.encode(PLAIN)));
      assertFalse(decoder.hasNotes());
      decoder.decode(ByteBuffer.wrap(Coding.GZIP_WITH_NOTES.encode(PLAIN)));
      assertTrue(decoder.hasNotes());
    }
  }

  @Test
  void aHeaderIsReadAsItsCodings() {
    assertEquals(List.of("gzip", "br"), ContentDecoder.parse(" GZIP ,identity,, br"));
    assertEquals(List.of(), ContentDecoder.parse(null));
    assertTrue(ContentDecoder.canDecode(List.of("gzip", "x-gzip", "deflate")));
    assertFalse(ContentDecoder.canDecode(List.of("gzip", "br")));
  }
}
