package dev.cordon.engine.text;

import org.jspecify.annotations.Nullable;

/**
 * A text as it reads without parts of it, where that makes words meet: what stands around a part
 * may be one value, or one sentence, that the part cut in two. Immutable.
 */
public final class JoinedText {
  private static final int BLANKS = 2;

  private final Edits parts;
  private final int from;
  private final byte[] bytes;

  /** By part, how much further on what follows it stands in the text that it is of. */
  private final int[] shifts;

  /** By part, where what stands in its place begins. */
  private final int[] places;

  private JoinedText(Edits parts, byte[] text, int from, int to) {
    this.parts = parts;
    this.from = from;
    this.shifts = new int[parts.size()];
    this.places = new int[parts.size()];
    int length = to - from;
    for (int i = 0; i < parts.size(); i++) {
      length += parts.replacement(i).length - (parts.end(i) - parts.start(i));
    }
    this.bytes = new byte[length];
    int read = from;
    int written = 0;
    for (int i = 0; i < parts.size(); i++) {
      int kept = parts.start(i) - read;
      System.arraycopy(text, read, bytes, written, kept);
      written += kept;
      places[i] = written;
      byte[] instead = parts.replacement(i);
      System.arraycopy(instead, 0, bytes, written, instead.length);
      written += instead.length;
      read = parts.end(i);
      shifts[i] = read - written;
    }
    System.arraycopy(text, read, bytes, written, to - read);
  }

  /**
   * Reads a text without parts of it.
   *
   * @param text holds it in UTF-8
   * @param from its first byte
   * @param to the byte after its last one
   * @param parts what is left out, and what is read instead; not to be changed any more
   * @return null where nothing meets that was apart: each part stands at a line's edge, or beside a
   *     tag
   */
  public static @Nullable JoinedText of(byte[] text, int from, int to, Edits parts) {
    for (int i = 0; i < parts.size(); i++) {
      int before = parts.start(i) - 1;
      int least = before - BLANKS;
      while (before >= from && before > least && text[before] == ' ') {
        before--;
      }
      int next = i;
      int behind = parts.end(i);
      while (next + 1 < parts.size() && parts.start(next + 1) == behind) {
        behind = parts.end(++next);
      }
      int most = behind + BLANKS;
      while (behind < to && behind < most && text[behind] == ' ') {
        behind++;
      }
      boolean leftOut = parts.replacement(i).length == 0;
      boolean within = leftOut && before >= from && behind < to;
      if (within && !isBetween(text[before]) && !isBetween(text[behind])) {
        return new JoinedText(parts, text, from, to);
      }
    }
    return null;
  }

  private static boolean isBetween(byte b) {
    return b == '\n' || b == '\r' || b == '<' || b == '>';
  }

  /** Returns what is left out. Not to be changed. */
  public Edits parts() {
    return parts;
  }

  /** Returns the text in UTF-8. Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns where what begins at a byte begins in the text that it is of. */
  public int start(int at) {
    int part = part(at);
    return part >= 0 && isInstead(part, at) ? parts.start(part) : at + shift(part);
  }

  /** Returns where what ends before a byte ends in the text that it is of. */
  public int end(int to) {
    int part = part(to - 1);
    return part >= 0 && isInstead(part, to - 1) ? parts.end(part) : to + shift(part);
  }

  private boolean isInstead(int part, int at) {
    return at < places[part] + parts.replacement(part).length;
  }

  private int shift(int part) {
    return part < 0 ? from : shifts[part];
  }

  /** Returns the last part that stands before a byte; -1 for none. */
  private int part(int at) {
    int low = 0;
    int high = places.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (places[middle] <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
