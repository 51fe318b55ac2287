package dev.cordon.engine.detect.scan;

/**
 * Tells encoded bytes (base64 and the like) from words: in them a capital behind a small letter, or
 * a digit behind a letter, follows the one before closely, again and again. Scratch of a session;
 * not thread-safe.
 */
final class EncodedBytes {
  /** Changes at most this far apart, bytes, are counted. */
  private static final int APART = 8;

  /** So many of them make encoded bytes. */
  private static final int ENOUGH = 8;

  private int changes;
  private int last;

  void begin(int from) {
    changes = 0;
    last = from - APART;
  }

  /** Counts a change; tells whether it stands in encoded bytes. */
  boolean changesAt(int place) {
    changes = place - last <= APART ? changes + 1 : 1;
    last = place;
    return changes >= ENOUGH;
  }

  /**
   * Notes that a word of encoded bytes was left.
   *
   * @param place behind it
   * @param goesOn whether a mark of the encoding stands there, so that the next word is a part of
   *     it
   */
  void left(int place, boolean goesOn) {
    changes = goesOn ? ENOUGH - 1 : 0;
    last = place;
  }

  /** Moves on with the text's places. */
  void shift(int by) {
    last += by;
  }
}
