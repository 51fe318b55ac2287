package dev.cordon.agent.telemetry;

import java.io.IOException;

/**
 * Finds {@code :status} and {@code grpc-status} in blocks of header fields (HPACK, RFC 7541). The
 * peer was told to keep no table of its own, so fields can be read one by one; of the Huffman code
 * only the symbols of that name and of digits are known.
 */
final class StatusReader {
  private static final String NAME = "grpc-status";
  private static final int STATUS_200 = 8;
  private static final int STATUS_500 = 14;
  private static final int UNKNOWN = 2;
  private static final int UNAVAILABLE = 14;

  // RFC 7541, appendix B: symbols and their codes; bits are known by their number.
  private static final String FIVE = "012acst";
  private static final int[] FIVE_CODES = {0, 1, 2, 3, 4, 8, 9};
  private static final String SIX = "-3456789gpru";
  private static final int[] SIX_CODES = {22, 25, 26, 27, 28, 29, 30, 31, 38, 43, 44, 45};

  private byte[] block = new byte[0];
  private int at;
  private boolean ok = true;
  private int code = -1;

  /** Reads a block: the head or the trailers. */
  void read(byte[] fields) throws IOException {
    block = fields;
    at = 0;
    while (at < block.length) {
      int first = block[at] & 255;
      if (first >= 128) {
        int index = number(127);
        ok &= index < STATUS_200 || index > STATUS_500 || index == STATUS_200;
      } else if (first >= 64) {
        field(number(63));
      } else if (first >= 32) {
        number(31); // the size of the table: none
      } else {
        field(number(15));
      }
    }
  }

  private void field(int nameIndex) throws IOException {
    String name = nameIndex == 0 ? string() : "";
    String value = string();
    if (nameIndex >= STATUS_200 && nameIndex <= STATUS_500) {
      ok &= value.equals("200");
    } else if (name.equals(NAME)) {
      code = digits(value);
    }
  }

  /** Returns the call's status; 0 is success. */
  int code() {
    return code >= 0 ? code : ok ? UNKNOWN : UNAVAILABLE;
  }

  private static int digits(String value) {
    int number = 0;
    for (int i = 0; i < value.length() && i < 4; i++) {
      int digit = Character.digit(value.charAt(i), 10);
      if (digit < 0) {
        return UNKNOWN;
      }
      number = number * 10 + digit;
    }
    return value.isEmpty() ? UNKNOWN : number;
  }

  /** Reads a number behind a prefix (section 5.1); {@code most} is what the prefix can hold. */
  private int number(int most) throws IOException {
    int value = next() & most;
    if (value < most) {
      return value;
    }
    int shift = 0;
    int more;
    do {
      more = next();
      value += (more & 127) << shift;
      shift += 7;
    } while (more >= 128 && shift < 28);
    return value;
  }

  private int next() throws IOException {
    if (at >= block.length) {
      throw new IOException("malformed header fields");
    }
    return block[at++] & 255;
  }

  private String string() throws IOException {
    boolean huffman = at < block.length && block[at] < 0;
    int length = number(127);
    if (length < 0 || length > block.length - at) {
      throw new IOException("malformed header fields");
    }
    int from = at;
    at += length;
    return huffman ? decoded(from, at) : plain(from, at);
  }

  private String plain(int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      text.append((char) (block[i] & 255));
    }
    return text.toString();
  }

  /** Returns the text, or as much of it as has known symbols only. */
  private String decoded(int from, int to) {
    StringBuilder text = new StringBuilder();
    int bit = from * 8;
    while (true) {
      int five = FIVE.length() - 1;
      while (five >= 0 && bits(bit, 5, to) != FIVE_CODES[five]) {
        five--;
      }
      int six = five >= 0 ? -1 : SIX.length() - 1;
      while (six >= 0 && bits(bit, 6, to) != SIX_CODES[six]) {
        six--;
      }
      if (five < 0 && six < 0) {
        return text.toString(); // the padding, or a symbol that is in no name we look for
      }
      text.append(five >= 0 ? FIVE.charAt(five) : SIX.charAt(six));
      bit += five >= 0 ? 5 : 6;
    }
  }

  private int bits(int bit, int count, int to) {
    int value = 0;
    for (int i = bit; i < bit + count; i++) {
      if (i / 8 >= to) {
        return -1;
      }
      value = value << 1 | (block[i / 8] >> (7 - i % 8) & 1);
    }
    return value;
  }
}
