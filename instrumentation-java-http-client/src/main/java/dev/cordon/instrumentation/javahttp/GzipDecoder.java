package dev.cordon.instrumentation.javahttp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes gzip (RFC 1952) as it comes, a byte at a time if need be, so that a compressed stream
 * still flows. Not thread-safe.
 */
final class GzipDecoder {
  private static final int FIXED_HEADER = 10;
  private static final int TRAILER = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private enum Part {
    HEADER,
    EXTRA_LENGTH,
    EXTRA_BYTES,
    NAME,
    COMMENT,
    HEADER_CRC,
    DATA,
    TRAILER,
    GARBAGE
  }

  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] field = new byte[FIXED_HEADER];
  private Part part = Part.HEADER;
  private int filled;
  private int flags;
  private int extra;
  private boolean anyMember;

  /** Tells whether a content encoding is the one that this class decodes. */
  static boolean isGzip(@Nullable String encoding) {
    return encoding != null
        && (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip"));
  }

  /**
   * Decodes the next bytes.
   *
   * @return what they decode to, perhaps nothing
   * @throws IOException when they aren't gzip
   */
  ByteBuffer decode(ByteBuffer chunk) throws IOException {
    byte[] in = new byte[chunk.remaining()];
    chunk.get(in);
    Output out = new Output(in.length);
    int at = 0;
    while (at < in.length && part != Part.GARBAGE) {
      at = part == Part.DATA ? inflate(in, at, out) : header(in, at);
    }
    return out.buffer();
  }

  /**
   * Ends the stream.
   *
   * @throws IOException when it broke off in the middle
   */
  void finish() throws IOException {
    boolean between = part == Part.GARBAGE || (part == Part.HEADER && (filled == 0 || anyMember));
    if (!between) {
      throw new EOFException("Unexpected end of a gzip stream");
    }
  }

  /** Frees native memory. Nothing can be decoded afterwards. */
  void close() {
    inflater.end();
  }

  private int inflate(byte[] in, int at, Output out) throws ZipException {
    inflater.setInput(in, at, in.length - at);
    try {
      int count = 1;
      while (count > 0 && !inflater.finished()) { // output may wait when no input does
        int room = out.room();
        count = inflater.inflate(out.bytes, out.size, room);
        crc.update(out.bytes, out.size, count);
        out.size += count;
      }
      if (inflater.needsDictionary()) {
        throw new ZipException("A gzip stream with a dictionary");
      }
    } catch (DataFormatException broken) {
      throw new ZipException("Not in GZIP format");
    }
    if (inflater.finished()) {
      begin(Part.TRAILER);
    }
    return in.length - inflater.getRemaining();
  }

  private int header(byte[] in, int at) throws ZipException {
    byte value = in[at];
    switch (part) {
      case NAME:
      case COMMENT:
        if (value == 0) {
          begin(part == Part.NAME ? afterName() : afterComment());
        }
        return at + 1;
      case EXTRA_BYTES:
        if (--extra == 0) {
          begin(afterExtra());
        }
        return at + 1;
      default:
        field[filled++] = value;
        if (filled == fieldLength()) {
          endField();
        }
        return at + 1;
    }
  }

  private int fieldLength() {
    return part == Part.HEADER ? FIXED_HEADER : part == Part.TRAILER ? TRAILER : 2;
  }

  private void endField() throws ZipException {
    switch (part) {
      case HEADER:
        beginMember();
        break;
      case EXTRA_LENGTH:
        extra = (field[0] & 0xff) | (field[1] & 0xff) << 8;
        begin(extra == 0 ? afterExtra() : Part.EXTRA_BYTES);
        break;
      case TRAILER:
        endMember();
        break;
      default:
        begin(Part.DATA);
        break;
    }
  }

  private void beginMember() throws ZipException {
    boolean magic = (field[0] & 0xff) == 0x1f && (field[1] & 0xff) == 0x8b && field[2] == 8;
    if (!magic && !anyMember) {
      throw new ZipException("Not in GZIP format");
    }
    flags = field[3];
    inflater.reset();
    crc.reset();
    begin(!magic ? Part.GARBAGE : (flags & EXTRA) != 0 ? Part.EXTRA_LENGTH : afterExtra());
  }

  private void endMember() throws ZipException {
    long sum = 0;
    for (int i = 3; i >= 0; i--) {
      sum = sum << 8 | (field[i] & 0xff);
    }
    if (sum != crc.getValue()) {
      throw new ZipException("Corrupt GZIP trailer");
    }
    anyMember = true;
    begin(Part.HEADER);
  }

  private Part afterExtra() {
    return (flags & NAME) != 0 ? Part.NAME : afterName();
  }

  private Part afterName() {
    return (flags & COMMENT) != 0 ? Part.COMMENT : afterComment();
  }

  private Part afterComment() {
    return (flags & HEADER_CRC) != 0 ? Part.HEADER_CRC : Part.DATA;
  }

  private void begin(Part next) {
    part = next;
    filled = 0;
  }

  /** Bytes that grow. */
  private static final class Output {
    byte[] bytes;
    int size;

    Output(int compressed) {
      bytes = new byte[Math.max(256, compressed * 4)];
    }

    int room() {
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, size * 2);
      }
      return bytes.length - size;
    }

    ByteBuffer buffer() {
      return ByteBuffer.wrap(bytes, 0, size);
    }
  }
}
