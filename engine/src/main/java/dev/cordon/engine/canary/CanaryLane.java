package dev.cordon.engine.canary;

/** One way to read a text: the units that it gives, the last of them kept. Not thread-safe. */
final class CanaryLane {
  private static final int KEPT = CanaryUnits.LONGEST * 2;

  /** How many bytes may stand between two units of one canary. */
  private final int gap;

  private final int[] units = new int[KEPT];
  private final int[] starts = new int[KEPT];
  private int size;
  private int window;
  private int end;
  private long hash;

  // A character of several bytes that has begun.
  private int point;
  private int need;
  private int pointStart;
  private int taken;

  CanaryLane(int gap) {
    this.gap = gap;
  }

  void begin() {
    size = 0;
    window = 0;
    hash = 0;
    end = 0;
    need = 0;
    taken = 0;
  }

  /**
   * Takes the next byte.
   *
   * @param b as it was decoded, 0 to 255
   * @param from where it stands in the text
   * @param to where it ends in the text
   * @return 12 bits of the window that ends with it; -1 when none does
   */
  int take(int b, int from, int to) {
    taken = to;
    if (b < 0x80) {
      need = 0;
      return unit(CanaryUnits.unit(b), from, to);
    }
    if (b >= 0xC0) {
      need = b >= 0xF0 ? 3 : b >= 0xE0 ? 2 : 1;
      point = b & (0x3F >> need);
      pointStart = from;
      return -1;
    }
    if (need == 0) {
      return -1;
    }
    point = point << 6 | (b & 0x3F);
    return --need == 0 ? unit(CanaryUnits.unit(point), pointStart, to) : -1;
  }

  private int unit(int unit, int from, int to) {
    if (unit == 0) {
      return -1;
    }
    if (size > 0 && from - end > gap) {
      size = 0;
      window = 0;
      hash = 0;
    } else if (size == KEPT) {
      size = CanaryUnits.LONGEST;
      System.arraycopy(units, KEPT - size, units, 0, size);
      System.arraycopy(starts, KEPT - size, starts, 0, size);
    }
    boolean full = window == CanaryUnits.WINDOW;
    hash = CanaryUnits.roll(hash, full ? units[size - CanaryUnits.WINDOW] : 0, unit);
    window += full ? 0 : 1;
    units[size] = unit;
    starts[size++] = from;
    end = to;
    return window == CanaryUnits.WINDOW ? CanaryUnits.bits(hash) : -1;
  }

  /** Returns how many units there are at most for a canary. */
  int size() {
    return size;
  }

  /** Returns the last units, or the same from the end. */
  int[] last(int count, boolean reversed) {
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      result[i] = units[reversed ? size - 1 - i : size - count + i];
    }
    return result;
  }

  /** Returns where the unit stands that is so many before the end. */
  int start(int back) {
    return starts[size - back];
  }

  /** Returns where the last unit ends. */
  int end() {
    return end;
  }

  /**
   * Returns where a canary may have begun that the text's next part goes on with.
   *
   * @param to where the text ends so far; returned when nothing has begun
   */
  int begun(Canaries canaries, int to) {
    int oldest = to - end > gap ? size : Math.max(0, size - canaries.longest() + 1);
    for (int i = oldest; i < size; i++) {
      if (canaries.mayBegin(units, i, size - i)) {
        return starts[i];
      }
    }
    return need > 0 && taken == to ? pointStart : to;
  }
}
