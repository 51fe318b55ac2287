package dev.cordon.engine.detect.scan;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads arrays of numbers, the lowest byte of each first, how many there are before them. An array
 * is copied as a whole: a step a number would cost a cold JVM more than all else. Throws {@link
 * RuntimeException}s at what is no such table. Not thread-safe.
 */
final class TableReader {
  private final ByteBuffer in;

  TableReader(byte[] bytes) {
    in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int number() {
    return in.getInt();
  }

  int[] ints() {
    int[] values = new int[in.getInt()];
    in.asIntBuffer().get(values);
    skip(values.length * Integer.BYTES);
    return values;
  }

  long[] longs() {
    long[] values = new long[in.getInt()];
    in.asLongBuffer().get(values);
    skip(values.length * Long.BYTES);
    return values;
  }

  short[] shorts() {
    short[] values = new short[in.getInt()];
    in.asShortBuffer().get(values);
    skip(values.length * Short.BYTES);
    return values;
  }

  byte[] bytes() {
    byte[] values = new byte[in.getInt()];
    in.get(values);
    return values;
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private void skip(int bytes) {
    ((Buffer) in).position(in.position() + bytes);
  }
}
