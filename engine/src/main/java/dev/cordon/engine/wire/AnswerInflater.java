package dev.cordon.engine.wire;

import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.wire.json.ByteSink;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes gzip (RFC 1952) or deflate (RFC 1950, RFC 1951) as the bytes come. Bytes behind the
 * compressed data, and checksums, are ignored.
 */
final class AnswerInflater {
  private static final int FIXED_HEADER = 10;

  private final boolean gzip;
  private final ByteSink begun = new ByteSink();
  private Inflater inflater = new Inflater(true);
  private boolean headerDone;
  private final byte[] buffer = new byte[8192];

  AnswerInflater(boolean gzip) {
    this.gzip = gzip;
  }

  /** Takes the next bytes; returns what they are, in a buffer of its own. */
  ByteBuffer inflate(ByteBuffer chunk) {
    ByteSink plain = new ByteSink();
    begun.put(chunk.duplicate());
    while (!begun.isEmpty() && header()) {
      inflater.setInput(begun.array(), 0, begun.size());
      drain(plain);
      int left = inflater.getRemaining();
      begun.drop(begun.size() - left);
      if (!inflater.finished()) {
        break;
      }
      skipTrailer();
    }
    return plain.isEmpty() ? StreamTransform.EMPTY.duplicate() : plain.take();
  }

  /** The same after a fault. */
  ByteBuffer inflateOrEmpty(ByteBuffer chunk) {
    try {
      return inflate(chunk);
    } catch (RuntimeException e) {
      return StreamTransform.EMPTY.duplicate();
    }
  }

  void end() {
    inflater.end();
  }

  private void drain(ByteSink plain) {
    try {
      for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
        plain.put(buffer, 0, n);
      }
    } catch (DataFormatException e) {
      throw new IllegalStateException("compressed answer is broken", e);
    }
  }

  /** Skips the header; false: more bytes are needed. */
  private boolean header() {
    if (headerDone) {
      return true;
    }
    int length = gzip ? gzipHeader(begun.array(), begun.size()) : zlibHeader();
    if (length < 0) {
      return false;
    }
    begun.drop(length);
    headerDone = true;
    return !begun.isEmpty();
  }

  private int zlibHeader() {
    if (begun.size() < 2) {
      return -1;
    }
    return ContentCoding.isRawDeflate(begun.array()[0], begun.array()[1]) ? 0 : 2;
  }

  private static int gzipHeader(byte[] b, int size) {
    if (size < FIXED_HEADER) {
      return -1;
    }
    int flags = b[3];
    int p = FIXED_HEADER;
    if ((flags & 4) != 0) {
      if (size < p + 2) {
        return -1;
      }
      p += 2 + (b[p] & 0xFF) + ((b[p + 1] & 0xFF) << 8);
    }
    for (int field = 8; field <= 16; field *= 2) {
      if ((flags & field) != 0) {
        while (p < size && b[p] != 0) {
          p++;
        }
        p++;
      }
    }
    p += (flags & 2) != 0 ? 2 : 0;
    return p > size ? -1 : p;
  }

  /** A gzip stream may go on with another member behind the trailer. */
  private void skipTrailer() {
    begun.drop(Math.min(begun.size(), gzip ? 8 : begun.size()));
    inflater.end();
    inflater = new Inflater(true);
    headerDone = false;
    if (!gzip || begun.isEmpty() || begun.array()[0] != 0x1F) {
      begun.clear();
    }
  }
}
