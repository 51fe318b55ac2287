package dev.cordon.engine;

import java.util.zip.CRC32;

/** Reads the head of a gzip member (RFC 1952, section 2.3) byte by byte. Not thread-safe. */
final class GzipHead {
  /** What to do with the next byte. */
  enum State {
    MORE,
    DONE,
    INVALID
  }

  /** The length of a member's trailer in bytes. */
  static final int TRAILER = 8;

  /** The only compression method there is. */
  static final int DEFLATE = 8;

  private static final int FIXED = 10;
  private static final int HEAD_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private enum Part {
    FIXED,
    EXTRA_LENGTH,
    EXTRA_BYTES,
    NAME,
    COMMENT,
    HEAD_CRC
  }

  private final byte[] field = new byte[FIXED];
  private final CRC32 crc = new CRC32();
  private Part part = Part.FIXED;
  private int filled;
  private int flags;
  private int extra;
  private boolean notes;

  /** Begins with the next member. */
  void begin() {
    part = Part.FIXED;
    filled = 0;
    crc.reset();
  }

  boolean isBegun() {
    return part != Part.FIXED || filled > 0;
  }

  /** Tells whether any member had a name, a comment or an extra field. */
  boolean hasNotes() {
    return notes;
  }

  State take(byte value) {
    if (part != Part.HEAD_CRC) {
      crc.update(value);
    }
    switch (part) {
      case FIXED:
        field[filled++] = value;
        return !isMagic() ? State.INVALID : filled < FIXED ? State.MORE : afterFixed();
      case EXTRA_LENGTH:
        field[filled++] = value;
        return filled < 2 ? State.MORE : afterExtraLength();
      case EXTRA_BYTES:
        return --extra > 0 ? State.MORE : afterExtra();
      case NAME:
        return value != 0 ? State.MORE : afterName();
      case COMMENT:
        return value != 0 ? State.MORE : afterComment();
      default:
        field[filled++] = value;
        return filled < 2 ? State.MORE : afterCrc();
    }
  }

  private boolean isMagic() {
    return (filled < 1 || (field[0] & 0xff) == 0x1f)
        && (filled < 2 || (field[1] & 0xff) == 0x8b)
        && (filled < 3 || field[2] == DEFLATE)
        && (filled < 4 || (field[3] & RESERVED) == 0);
  }

  private State begin(Part next) {
    part = next;
    filled = 0;
    return State.MORE;
  }

  private State afterFixed() {
    flags = field[3];
    notes |= (flags & (EXTRA | NAME | COMMENT)) != 0;
    return (flags & EXTRA) != 0 ? begin(Part.EXTRA_LENGTH) : afterExtra();
  }

  private State afterExtraLength() {
    extra = (field[0] & 0xff) | (field[1] & 0xff) << 8;
    return extra == 0 ? afterExtra() : begin(Part.EXTRA_BYTES);
  }

  private State afterExtra() {
    return (flags & NAME) != 0 ? begin(Part.NAME) : afterName();
  }

  private State afterName() {
    return (flags & COMMENT) != 0 ? begin(Part.COMMENT) : afterComment();
  }

  private State afterComment() {
    return (flags & HEAD_CRC) != 0 ? begin(Part.HEAD_CRC) : State.DONE;
  }

  private State afterCrc() {
    int told = (field[0] & 0xff) | (field[1] & 0xff) << 8;
    return told == (crc.getValue() & 0xffff) ? State.DONE : State.INVALID;
  }
}
