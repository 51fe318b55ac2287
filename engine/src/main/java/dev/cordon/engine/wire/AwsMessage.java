package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSink;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * A message of AWS's event stream encoding, and its envelope: the same without lengths and
 * checksums, so that the document in it can be edited as if it were text.
 *
 * <p>Message: total length, headers' length, checksum of both, headers, payload, checksum of all.
 * Envelope: headers' length, headers, what precedes the document in the payload, zero, the
 * document, zero, what follows it, zero. No JSON holds a zero byte. Where something precedes the
 * document, it is base64 in the payload.
 */
final class AwsMessage {
  /** The length of a message's beginning. */
  static final int PRELUDE = 12;

  private AwsMessage() {}

  /** Writes envelopes as messages. */
  static void write(ByteBuffer envelopes, RawOutput out) {
    if (!envelopes.hasRemaining()) {
      return;
    }
    byte[] bytes = envelopes.array();
    int at = envelopes.arrayOffset() + envelopes.position();
    int end = at + envelopes.remaining();
    while (at < end) {
      int headersEnd = at + 4 + int32(bytes, at);
      int prefixEnd = end(bytes, headersEnd);
      int documentEnd = end(bytes, prefixEnd + 1);
      int suffixEnd = end(bytes, documentEnd + 1);
      ByteSink payload = new ByteSink();
      payload.put(bytes, headersEnd, prefixEnd);
      if (prefixEnd > headersEnd) {
        payload.put(
            Base64.getEncoder().encode(Arrays.copyOfRange(bytes, prefixEnd + 1, documentEnd)));
      } else {
        payload.put(bytes, prefixEnd + 1, documentEnd);
      }
      payload.put(bytes, documentEnd + 1, suffixEnd);
      byte[] message = message(Arrays.copyOfRange(bytes, at + 4, headersEnd), payload);
      out.insert(message, 0, message.length);
      at = suffixEnd + 1;
    }
  }

  /** Puts headers and payload into a message. */
  static byte[] message(byte[] headers, ByteSink payload) {
    ByteSink message = new ByteSink();
    putInt32(PRELUDE + headers.length + payload.size() + 4, message);
    putInt32(headers.length, message);
    putInt32(checksum(message), message);
    message.put(headers);
    message.put(payload.array(), 0, payload.size());
    putInt32(checksum(message), message);
    return message.toByteArray();
  }

  private static int checksum(ByteSink bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), 0, bytes.size());
    return (int) crc.getValue();
  }

  /** Returns where the document of an envelope begins. */
  static int documentStart(byte[] envelope) {
    return end(envelope, 4 + int32(envelope, 0)) + 1;
  }

  /** Returns where the zero byte is. */
  static int end(byte[] bytes, int from) {
    int p = from;
    while (p < bytes.length && bytes[p] != 0) {
      p++;
    }
    return p;
  }

  /**
   * Finds a header whose value is a string.
   *
   * @return where the value's length stands, in two bytes; 0 when there is no such header
   */
  static int header(byte[] bytes, int from, int to, byte[] name) {
    int p = from;
    while (p + 1 < to) {
      int nameLength = bytes[p] & 0xFF;
      int value = p + 1 + nameLength;
      if (value + 3 > to) {
        return 0;
      }
      // Types: 0, 1 true and false; 2 to 5 numbers; 6 bytes; 7 string; 8 time; 9 UUID.
      int type = bytes[value];
      if (type == 7 && nameLength == name.length && startsWith(bytes, p + 1, value, name)) {
        return value + 3 + int16(bytes, value + 1) <= to ? value + 1 : 0;
      }
      int[] sizes = {0, 0, 1, 2, 4, 8, 0, 0, 8, 16};
      if (type < 0 || type >= sizes.length) {
        return 0;
      }
      boolean sized = type == 6 || type == 7;
      p = value + 1 + (sized ? 2 + int16(bytes, value + 1) : sizes[type]);
    }
    return 0;
  }

  /** Writes a header whose value is a string; both are short ASCII. */
  static void putHeader(String name, String value, ByteSink into) {
    into.put(name.length());
    into.put(name);
    into.put(7);
    into.put(value.length() >>> 8);
    into.put(value.length());
    into.put(value);
  }

  static boolean startsWith(byte[] bytes, int from, int to, byte[] word) {
    if (to - from < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  static int int16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  static int int32(byte[] bytes, int at) {
    return int16(bytes, at) << 16 | int16(bytes, at + 2);
  }

  static void putInt32(int value, ByteSink into) {
    into.put(value >>> 24);
    into.put(value >>> 16);
    into.put(value >>> 8);
    into.put(value);
  }
}
