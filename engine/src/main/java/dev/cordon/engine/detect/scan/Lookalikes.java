package dev.cordon.engine.detect.scan;

/** Characters that stand for an ASCII character or for nothing, and so could hide a finding. */
final class Lookalikes {
  private static final int DROP = -1;
  private static final int KEEP = 1 << 20;

  private Lookalikes() {}

  /**
   * Returns what a character stands for.
   *
   * @param cp a code point that isn't ASCII, or -1 for a malformed byte
   * @return an ASCII character, -1 for nothing, {@code 1 << 20} for itself
   */
  static int ascii(int cp) {
    if (cp < 0xa0) {
      return KEEP;
    }
    if (cp >= 0x2000 && cp < 0x2070) {
      return punctuation(cp);
    }
    if (cp >= 0xff01 && cp <= 0xff5e) {
      return cp - 0xff01 + '!';
    }
    switch (cp) {
      case 0xa0:
      case 0x1680:
      case 0x3000:
        return ' ';
      case 0xad:
      case 0x34f:
      case 0x61c:
      case 0x115f:
      case 0x1160:
      case 0x17b4:
      case 0x17b5:
      case 0x180e:
      case 0xfeff:
        return DROP;
      case 0x2212:
      case 0xfe58:
      case 0xfe63:
        return '-';
      case 0xfe6b:
        return '@';
      case 0xfe52:
      case 0x3002:
      case 0xff61:
        return '.';
      case 0xfe55:
        return ':';
      case 0x20e3:
        return DROP;
      default:
        return other(cp);
    }
  }

  private static int punctuation(int cp) {
    if (cp <= 0x200a || cp == 0x202f || cp == 0x205f) {
      return ' ';
    }
    if (cp <= 0x200f || (cp >= 0x202a && cp <= 0x202e) || cp >= 0x2060) {
      return DROP;
    }
    if (cp <= 0x2015 || cp == 0x2043) {
      return '-';
    }
    switch (cp) {
      case 0x2018:
      case 0x2019:
      case 0x201a:
      case 0x201b:
        return '\'';
      case 0x201c:
      case 0x201d:
      case 0x201e:
      case 0x201f:
        return '"';
      case 0x2024:
        return '.';
      case 0x2028:
      case 0x2029:
        return '\n';
      case 0x2044:
        return '/';
      default:
        return KEEP;
    }
  }

  private static int other(int cp) {
    if ((cp >= 0xfe00 && cp <= 0xfe0f) || (cp >= 0xe0000 && cp <= 0xe0fff)) {
      return DROP;
    }
    if (cp >= 0x1d400 && cp <= 0x1d6a3) {
      int letter = (cp - 0x1d400) % 52;
      return letter < 26 ? 'A' + letter : 'a' + letter - 26;
    }
    if (Character.getType(cp) == Character.DECIMAL_DIGIT_NUMBER) {
      return '0' + Character.digit(cp, 10);
    }
    return KEEP;
  }
}
