package dev.cordon.engine;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Undoes one coding, a byte at a time if need be, so that a compressed stream still flows: gzip
 * (RFC 1952), zlib (RFC 1950) or raw deflate (RFC 1951). Not thread-safe.
 */
final class InflatedCoding {
  private enum Part {
    HEAD,
    DATA,
    TRAILER,
    END
  }

  private final @Nullable GzipHead head;
  private final CRC32 crc = new CRC32();
  private final byte[] field = new byte[GzipHead.TRAILER];
  private @Nullable Inflater inflater;
  private Part part = Part.HEAD;
  private int filled;
  private boolean anyMember;
  private boolean anyByte;
  private boolean surplus;
  private boolean closed;

  InflatedCoding(boolean gzip) {
    head = gzip ? new GzipHead() : null;
    if (gzip) {
      inflater = new Inflater(true);
    }
  }

  ByteBuffer decode(ByteBuffer chunk) throws ZipException {
    int size = chunk.remaining();
    if (size == 0 || closed) {
      return ByteBuffer.allocate(0);
    }
    anyByte = true;
    byte[] in = new byte[size];
    chunk.get(in);
    Output out = new Output(size);
    int at = 0;
    while (at < size && part != Part.END) {
      at = next(in, at, out);
    }
    surplus |= at < size;
    return out.buffer();
  }

  private int next(byte[] in, int at, Output out) throws ZipException {
    switch (part) {
      case HEAD:
        return head == null ? zlibHead(in, at, out) : gzipHead(head, in, at);
      case DATA:
        return inflate(in, at, in.length, out);
      default:
        field[filled++] = in[at];
        if (filled == GzipHead.TRAILER) {
          endMember();
        }
        return at + 1;
    }
  }

  private int gzipHead(GzipHead gzip, byte[] in, int at) throws ZipException {
    GzipHead.State state = gzip.take(in[at]);
    if (state == GzipHead.State.INVALID) {
      if (!anyMember) {
        throw new ZipException("Not in GZIP format");
      }
      surplus = true;
      part = Part.END;
    } else if (state == GzipHead.State.DONE) {
      inflater().reset();
      crc.reset();
      part = Part.DATA;
    }
    return at + 1;
  }

  /** RFC 9110 8.4.1.2: deflate is the zlib format; some senders leave its frame out. */
  private int zlibHead(byte[] in, int at, Output out) throws ZipException {
    field[filled++] = in[at];
    if (filled == 2) {
      filled = 0;
      boolean zlib =
          (field[0] & 0x0f) == GzipHead.DEFLATE
              && (((field[0] & 0xff) << 8) + (field[1] & 0xff)) % 31 == 0;
      inflater = new Inflater(!zlib);
      part = Part.DATA;
      byte[] first = Arrays.copyOf(field, 2);
      surplus |= inflate(first, 0, 2, out) < 2;
    }
    return at + 1;
  }

  private int inflate(byte[] in, int at, int end, Output out) throws ZipException {
    Inflater current = inflater();
    current.setInput(in, at, end - at);
    try {
      int count = 1;
      while (count > 0 && !current.finished()) { // output may wait when no input does
        int room = out.room();
        count = current.inflate(out.bytes, out.size, room);
        crc.update(out.bytes, out.size, count);
        out.size += count;
      }
    } catch (DataFormatException broken) {
      throw new ZipException(broken.getMessage());
    }
    if (current.needsDictionary()) {
      throw new ZipException("dictionary is missing");
    }
    if (current.finished()) {
      filled = 0;
      part = head == null ? Part.END : Part.TRAILER;
    }
    return end - current.getRemaining();
  }

  /** RFC 1952 2.3.1: CRC32, then the size modulo 2^32, least significant byte first. */
  private void endMember() throws ZipException {
    if (number(0) != crc.getValue() || number(4) != (inflater().getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("Corrupt GZIP trailer");
    }
    anyMember = true;
    if (head != null) {
      head.begin();
    }
    part = Part.HEAD;
  }

  private long number(int at) {
    long number = 0;
    for (int i = at + 3; i >= at; i--) {
      number = number << 8 | (field[i] & 0xff);
    }
    return number;
  }

  void finish() throws EOFException {
    boolean begun = head != null && head.isBegun();
    if (part == Part.HEAD && anyMember) {
      surplus |= begun;
    } else if (part != Part.END && anyByte) {
      throw new EOFException("Unexpected end of ZLIB input stream");
    }
  }

  boolean hasSurplus() {
    return surplus;
  }

  boolean hasNotes() {
    return head != null && head.hasNotes();
  }

  void close() {
    closed = true;
    if (inflater != null) {
      inflater.end();
    }
  }

  private Inflater inflater() {
    Inflater current = inflater;
    if (current == null) {
      throw new IllegalStateException("nothing to inflate yet");
    }
    return current;
  }

  /** Bytes that grow. */
  private static final class Output {
    byte[] bytes;
    int size;

    Output(int compressed) {
      bytes = new byte[Math.max(256, (int) Math.min(1 << 20, compressed * 4L))];
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
