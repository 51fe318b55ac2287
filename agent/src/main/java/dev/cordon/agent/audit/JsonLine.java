package dev.cordon.agent.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds one JSON object on one line, in a buffer that is used again. Not thread-safe. */
public final class JsonLine {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private static final int DECIMALS = 9;
  private static final long BILLION = 1_000_000_000;

  private byte[] buffer = new byte[1024];
  private int length;

  /** Begins an object. */
  public JsonLine begin() {
    length = 0;
    put('{');
    return this;
  }

  /** Ends the object; nothing follows but what {@link #raw} adds. */
  public JsonLine end() {
    put('}');
    return this;
  }

  public JsonLine field(String name, @Nullable String value) {
    if (value != null) {
      name(name);
      string(value);
    }
    return this;
  }

  public JsonLine field(String name, long value) {
    name(name);
    number(value);
    return this;
  }

  /** Writes a decimal number of which billionths are given, none of them negative. */
  public JsonLine billionths(String name, long value) {
    name(name);
    number(value / BILLION);
    long rest = value % BILLION;
    if (rest > 0) {
      int digits = DECIMALS;
      for (; rest % 10 == 0; rest /= 10) {
        digits--;
      }
      ensure(digits + 1);
      buffer[length++] = '.';
      for (int at = length + digits - 1; at >= length; at--, rest /= 10) {
        buffer[at] = (byte) ('0' + rest % 10);
      }
      length += digits;
    }
    return this;
  }

  public JsonLine field(String name, boolean value) {
    name(name);
    ascii(value ? "true" : "false");
    return this;
  }

  /** Begins an array as the value of a field. */
  public JsonLine array(String name) {
    name(name);
    put('[');
    return this;
  }

  /** Adds a string to an array. */
  public JsonLine element(String value) {
    comma();
    string(value);
    return this;
  }

  /** Begins an object in an array; {@link #end} ends it. */
  public JsonLine element() {
    comma();
    put('{');
    return this;
  }

  public JsonLine endArray() {
    put(']');
    return this;
  }

  /** Takes over an object without its closing brace, and as many bytes of a buffer as it has. */
  JsonLine copy(ByteBuffer from, int count) {
    length = 0;
    ensure(count);
    from.get(buffer, 0, count);
    length = count;
    return this;
  }

  /** Adds bytes as they are. */
  public JsonLine raw(String ascii) {
    ascii(ascii);
    return this;
  }

  /** Adds bytes as hexadecimal digits. */
  public JsonLine hex(byte[] bytes) {
    ensure(bytes.length * 2);
    for (byte b : bytes) {
      buffer[length++] = HEX[(b >> 4) & 15];
      buffer[length++] = HEX[b & 15];
    }
    return this;
  }

  /** Returns what was written from an index on. */
  public String text(int from) {
    return new String(buffer, from, length - from, StandardCharsets.US_ASCII);
  }

  public byte[] buffer() {
    return buffer;
  }

  public int length() {
    return length;
  }

  private void name(String name) {
    int count = name.length();
    ensure(count + 4);
    byte last = buffer[length - 1];
    if (last != '{' && last != '[') {
      buffer[length++] = ',';
    }
    buffer[length++] = '"';
    copy(name, count);
    buffer[length++] = '"';
    buffer[length++] = ':';
  }

  private void comma() {
    byte last = buffer[length - 1];
    if (last != '{' && last != '[') {
      put(',');
    }
  }

  private void number(long value) {
    if (value == 0) {
      put('0');
      return;
    }
    if (value < 0) {
      ascii(Long.toString(value));
      return;
    }
    ensure(20);
    int digits = 0;
    for (long v = value; v > 0; v /= 10) {
      digits++;
    }
    int at = length + digits;
    for (long v = value; v > 0; v /= 10) {
      buffer[--at] = (byte) ('0' + v % 10);
    }
    length += digits;
  }

  private void string(String value) {
    int count = value.length();
    ensure(count * 6 + 2);
    byte[] to = buffer;
    int at = length;
    to[at++] = '"';
    for (int i = 0; i < count; i++) {
      char c = value.charAt(i);
      if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
        to[at++] = (byte) c;
      } else {
        at = escape(c, at);
      }
    }
    to[at++] = '"';
    length = at;
  }

  private int escape(char c, int at) {
    buffer[at] = '\\';
    buffer[at + 1] = 'u';
    buffer[at + 2] = HEX[(c >> 12) & 15];
    buffer[at + 3] = HEX[(c >> 8) & 15];
    buffer[at + 4] = HEX[(c >> 4) & 15];
    buffer[at + 5] = HEX[c & 15];
    return at + 6;
  }

  private void ascii(String value) {
    int count = value.length();
    ensure(count);
    copy(value, count);
  }

  /** The one way to bytes that is a plain copy: each character's low byte, here its only one. */
  @SuppressWarnings("deprecation")
  private void copy(String ascii, int count) {
    ascii.getBytes(0, count, buffer, length);
    length += count;
  }

  private void put(char c) {
    ensure(1);
    buffer[length++] = (byte) c;
  }

  private void ensure(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
