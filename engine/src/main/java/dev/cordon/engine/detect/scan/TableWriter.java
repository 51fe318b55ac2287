package dev.cordon.engine.detect.scan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes arrays of numbers as {@link TableReader} reads them. Not thread-safe. */
final class TableWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  void number(int value) {
    number(value, Integer.BYTES);
  }

  void ints(int... values) {
    number(values.length);
    for (int value : values) {
      number(value);
    }
  }

  void longs(long... values) {
    number(values.length);
    for (long value : values) {
      number(value, Long.BYTES);
    }
  }

  void shorts(short... values) {
    number(values.length);
    for (short value : values) {
      number(value, Short.BYTES);
    }
  }

  void bytes(byte... values) {
    number(values.length);
    out.write(values, 0, values.length);
  }

  void text(String text) {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void number(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> (8 * i)));
    }
  }

  /** Returns all that was written. */
  byte[] toBytes() {
    return out.toByteArray();
  }
}
