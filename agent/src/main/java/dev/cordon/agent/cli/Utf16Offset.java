package dev.cordon.agent.cli;

/** Counts UTF-16 code units along UTF-8 text, for places that ascend. Not thread-safe. */
final class Utf16Offset {
  private int at;
  private int units;
  private long steps;

  /** Begins to count from a place. */
  void begin(int from) {
    begin(from, 0);
  }

  /** Begins to count from a place that has units before it. */
  void begin(int from, int before) {
    at = from;
    units = before;
  }

  /** Returns the units up to a place that is not before the last one asked for. */
  int of(byte[] text, int place) {
    steps += Math.max(0, place - at);
    while (at < place) {
      int b = text[at++] & 0xff;
      units += b >= 0xf0 ? 2 : (b & 0xc0) == 0x80 ? 0 : 1;
    }
    return units;
  }

  /** Returns how many bytes were looked at so far: what the counting costs. */
  long steps() {
    return steps;
  }
}
