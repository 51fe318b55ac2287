package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.ScanText;

/**
 * What is written in hexadecimal groups with colons: IPv6 addresses (RFC 4291) and hardware
 * addresses. Woken at colons; only the first of a row of groups looks on.
 */
final class Ipv6 implements LiteralDetector {
  /** Groups of hexadecimal digits between colons, as many as an address has. */
  private static final int FORM = 92;

  private final DataType ip;
  private final DataType mac;

  Ipv6(DataType ip, DataType mac) {
    this.ip = ip;
    this.mac = mac;
  }

  @Override
  public void found(ScanText text, int colon, int behind) {
    int next = text.at(behind);
    if (next != ':' && !Ascii.isHex(next)) {
      return;
    }
    int start = colon;
    while (colon - start < 5 && Ascii.isHex(text.at(start - 1))) {
      start--;
    }
    boolean leading = start == colon && next == ':' && Ascii.isHex(text.at(behind + 1));
    if ((start == colon && !leading)
        || colon - start > 4
        || (text.at(start - 1) == ':' && !isLabel(text, start - 1))
        || !text.beginsWord(start)
        || text.at(start - 1) >= 0x80) {
      return;
    }
    read(text, start);
  }

  /** Tells {@code addr:fe80::1}: before the colon stands a word and no group of the address. */
  private static boolean isLabel(ScanText text, int colon) {
    int i = colon;
    while (colon - i < 5 && Ascii.isHex(text.at(i - 1))) {
      i--;
    }
    int before = text.at(i - 1);
    return i == colon ? before > ' ' && before != ':' : colon - i < 5 && Ascii.isWord(before);
  }

  private void read(ScanText text, int start) {
    int i = start;
    int groups = 0;
    int pairs = 0;
    boolean gap = false;
    boolean digit = false;
    int end = start;
    while (groups < 9) {
      int group = i;
      while (i - group < 5 && Ascii.isHex(text.at(i))) {
        digit |= Ascii.isDigit(text.at(i));
        i++;
      }
      int length = i - group;
      if (length > 4 || (length == 0 && !gap && (text.at(i) != ':' || groups > 0))) {
        return;
      }
      if (length > 0) {
        if (text.at(i) == '.' && Ascii.isDigit(text.at(i + 1)) && groups > 0) {
          i = quad(text, group);
          groups += 2;
          end = i;
          break;
        }
        groups++;
        pairs += length == 2 ? 1 : 0;
        end = i;
      }
      if (text.at(i) != ':') {
        break;
      }
      if (text.at(i + 1) == ':') {
        if (gap) {
          return;
        }
        gap = true;
        i += 2;
        end = i;
        if (!Ascii.isHex(text.at(i))) {
          break;
        }
      } else if (Ascii.isHex(text.at(i + 1))) {
        i++;
      } else {
        break;
      }
    }
    report(text, start, end, groups, pairs, gap, digit);
  }

  private void report(
      ScanText text, int start, int end, int groups, int pairs, boolean gap, boolean digit) {
    if (end <= start
        || !text.endsWord(end)
        || (text.at(end) == ':' && Ascii.isHex(text.at(end + 1)))) {
      return;
    }
    if (!gap && pairs == groups && (groups == 6 || groups == 8)) {
      if (!isNull(text, start, end)) {
        text.report(mac, start, end, FORM);
      }
    } else if (gap
        ? groups >= 2 && groups <= 7 && digit && end - start >= 5 && isWritten(text, start, end)
        : groups == 8 && digit) {
      text.report(ip, start, end, FORM);
    }
  }

  /**
   * Tells an address from times and numbers with two colons between: it has a hexadecimal letter,
   * or begins with four digits as the addresses in use do.
   */
  private static boolean isWritten(ScanText text, int start, int end) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      if (Ascii.isLetter(text.at(i))) {
        return true;
      }
      digits += digits == i - start && Ascii.isDigit(text.at(i)) ? 1 : 0;
    }
    return digits == 4 || digits == 0;
  }

  /** Tells the addresses that stand for none and for all. */
  private static boolean isNull(ScanText text, int start, int end) {
    int first = text.at(start);
    for (int i = start; i < end; i++) {
      if (text.at(i) != first && text.at(i) != ':') {
        return false;
      }
    }
    return first == '0' || (first | 0x20) == 'f';
  }

  /** Returns the end of an IPv4 tail. */
  private static int quad(ScanText text, int start) {
    int i = start;
    while (i - start < 15 && (Ascii.isDigit(text.at(i)) || text.at(i) == '.')) {
      i++;
    }
    return text.at(i - 1) == '.' ? i - 1 : i;
  }
}
