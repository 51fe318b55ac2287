package dev.cordon.engine.redact;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import java.util.Arrays;

/**
 * Brings spellings of one value together, so that they get one token: a credential is what it is;
 * of numbers only letters and digits count; everything else is compared without case and with
 * single blanks. Not thread-safe.
 */
final class Normalizer {
  /** A longer value's bytes are not kept for the next one. */
  private static final int KEPT = 128;

  private byte[] bytes = new byte[KEPT];
  private int length;

  /** Returns the array that holds the last normalised value. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void normalize(DataType type, byte[] text, int from, int to) {
    if (bytes.length < to - from) {
      bytes = new byte[to - from];
    }
    length = 0;
    DataClass dataClass = type.dataClass();
    if (dataClass == DataClass.CREDENTIAL) {
      System.arraycopy(text, from, bytes, 0, to - from);
      length = to - from;
    } else if (dataClass == DataClass.PAYMENT
        || dataClass == DataClass.GOVERNMENT_ID
        || type.id().startsWith("phone")) {
      compact(text, from, to);
    } else {
      fold(text, from, to);
    }
    if (length == 0) {
      System.arraycopy(text, from, bytes, 0, to - from);
      length = to - from;
    }
  }

  private void compact(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Text.isAlphanumeric(text[i]) || text[i] < 0 || text[i] == '+') {
        bytes[length++] = Text.upper(text[i]);
      }
    }
  }

  private void fold(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean blank = text[i] == ' ' || (text[i] >= '\t' && text[i] <= '\r');
      if (!blank) {
        bytes[length++] = Text.lower(text[i]);
      } else if (length > 0 && bytes[length - 1] != ' ') {
        bytes[length++] = ' ';
      }
    }
  }

  void clear() {
    if (bytes.length > KEPT) {
      bytes = new byte[KEPT];
    } else {
      Arrays.fill(bytes, (byte) 0); // a value may be in it
    }
    length = 0;
  }
}
