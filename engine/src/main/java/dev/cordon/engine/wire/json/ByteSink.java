package dev.cordon.engine.wire.json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growable, reusable array of bytes. Not thread-safe. */
public final class ByteSink {
  private static final byte[] NONE = new byte[0];

  private byte[] bytes = NONE;
  private int size;

  /** Makes an empty sink. */
  public ByteSink() {}

  /** Returns the array behind the sink; it is replaced when the sink grows. */
  public byte[] array() {
    return bytes;
  }

  /** Returns how many bytes there are. */
  public int size() {
    return size;
  }

  /** Tells whether there are none. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Makes room for {@code more} bytes and a little besides, so that they come without growing. */
  public void reserve(int more) {
    if (more > bytes.length - size) {
      room(more + (more >> 3));
    }
  }

  /** Appends one byte. */
  public void put(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  /** Appends {@code from[start, end)}. */
  public void put(byte[] from, int start, int end) {
    int length = end - start;
    if (length > 0) {
      room(length);
      System.arraycopy(from, start, bytes, size, length);
      size += length;
    }
  }

  /** Appends all of {@code from}. */
  public void put(byte[] from) {
    put(from, 0, from.length);
  }

  /** Appends a string as UTF-8. */
  public void put(String text) {
    put(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends what is left in a buffer and consumes it. */
  public void put(ByteBuffer from) {
    int length = from.remaining();
    room(length);
    from.get(bytes, size, length);
    size += length;
  }

  /** Drops the first {@code count} bytes. */
  public void drop(int count) {
    size -= count;
    System.arraycopy(bytes, count, bytes, 0, size);
  }

  /** Cuts the sink to its first {@code length} bytes. */
  public void truncate(int length) {
    size = length;
  }

  /** Forgets all bytes; keeps the array unless it is large. */
  public void clear() {
    size = 0;
    if (bytes.length > 1 << 20) {
      bytes = NONE;
    }
  }

  /** Returns a copy of the bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Gives the bytes away without a copy where the array fits well, and begins a new array. */
  public ByteBuffer take() {
    ByteBuffer taken = ByteBuffer.wrap(bytes, 0, size);
    bytes = NONE;
    size = 0;
    return taken;
  }

  /** Writes into an array that nobody else uses, if there is none yet. */
  public void use(byte[] array) {
    if (bytes.length == 0) {
      bytes = array;
    }
  }

  private void room(int more) {
    int needed = size + more;
    if (needed < 0) {
      throw new IllegalStateException("more than 2 GiB");
    }
    if (needed > bytes.length) {
      int grown = Math.max(needed, Math.max(64, bytes.length + (bytes.length >> 1)));
      bytes = Arrays.copyOf(bytes, grown < 0 ? needed : grown);
    }
  }
}
