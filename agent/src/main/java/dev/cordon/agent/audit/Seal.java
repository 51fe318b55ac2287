package dev.cordon.agent.audit;

import dev.cordon.engine.text.Hex;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The end of a record's line: {@code ,"seq":N,"hash":"…"}}. */
final class Seal {
  private static final byte[] EVENT = "{\"event\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HASH = ",\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SEQ = "\"seq\":".getBytes(StandardCharsets.US_ASCII);
  private static final int HEX_DIGITS = 2 * HashChain.HASH_BYTES;

  /** The record's number. */
  final long sequence;

  /** The record's hash. */
  final byte[] hash;

  /** How many bytes of the line the hash covers. */
  final int covered;

  private Seal(long sequence, byte[] hash, int covered) {
    this.sequence = sequence;
    this.hash = hash;
    this.covered = covered;
  }

  /**
   * Reads the seal of a line.
   *
   * @param line holds the line
   * @param length its length without the line feed
   * @return the seal, or null when the line has none
   */
  static @Nullable Seal read(byte[] line, int length) {
    int covered = length - 2 - HEX_DIGITS - HASH.length;
    if (covered < 2 || line[length - 1] != '}' || line[length - 2] != '"') {
      return null;
    }
    if (!matches(line, covered, HASH)) {
      return null;
    }
    byte[] hash =
        Hex.bytes(new String(line, covered + HASH.length, HEX_DIGITS, StandardCharsets.US_ASCII));
    int digits = covered;
    while (digits > 0 && line[digits - 1] >= '0' && line[digits - 1] <= '9') {
      digits--;
    }
    if (hash == null || digits == covered || covered - digits > 18) {
      return null;
    }
    if (digits < SEQ.length || !matches(line, digits - SEQ.length, SEQ)) {
      return null;
    }
    long sequence =
        Long.parseLong(new String(line, digits, covered - digits, StandardCharsets.US_ASCII));
    return new Seal(sequence, hash, covered);
  }

  /** Tells whether a sealed line is one of the trail's own records, and not a call's. */
  static boolean isEvent(byte[] line) {
    return matches(line, 0, EVENT); // a sealed line is longer than this
  }

  private static boolean matches(byte[] line, int at, byte[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (line[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
