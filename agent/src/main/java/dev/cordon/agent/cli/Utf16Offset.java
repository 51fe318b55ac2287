package dev.cordon.agent.cli;

/** Counts UTF-16 code units along UTF-8 text, for places that ascend. */
final class Utf16Offset {
  private int at;
  private int units;

  void begin(int from) {
    at = from;
    units = 0;
  }

  /** Returns the units up to a place that is not before the last one asked for. */
  int of(byte[] text, int place) {
    while (at < place) {
      int b = text[at++] & 0xff;
      units += b >= 0xf0 ? 2 : (b & 0xc0) == 0x80 ? 0 : 1;
    }
    return units;
  }
}
