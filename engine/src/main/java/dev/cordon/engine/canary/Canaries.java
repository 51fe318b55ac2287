package dev.cordon.engine.canary;

import dev.cordon.engine.text.Hex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A set of canaries. Of each only its SHA-256 is kept, and some bits by which most texts are told
 * at once to hold none. Immutable, thread-safe.
 */
public final class Canaries {
  /** What a canary must be, for messages. */
  public static final String LIMITS =
      CanaryUnits.WINDOW + " to " + CanaryUnits.LONGEST + " letters and digits";

  private static final String PREFIX = "canary:";

  /** By hash in hexadecimal digits; those of a large set are not copied into another one. */
  private final List<Map<String, CanaryKind>> hashes;

  /** Every length that a canary has, the shortest first. */
  final int[] lengths;

  /** By length, bits of the last window of a canary, and of one that is written from its end. */
  final BitSet[] last;

  final BitSet[] lastReversed;

  /** All of these. */
  final BitSet ends = new BitSet(1 << 12);

  /** How canaries begin, in either direction; null when that is not known of all. */
  private final @Nullable BitSet heads;

  private final BitSet first;

  private Canaries(Builder builder) {
    this.hashes = new ArrayList<>(builder.sets);
    if (!builder.hashes.isEmpty()) {
      hashes.add(builder.hashes);
    }
    this.heads = builder.hashed ? null : builder.heads;
    this.first = builder.first;
    this.lengths = new int[builder.ends.size()];
    this.last = new BitSet[lengths.length];
    this.lastReversed = new BitSet[lengths.length];
    int i = 0;
    for (Map.Entry<Integer, BitSet[]> entry : builder.ends.entrySet()) {
      lengths[i] = entry.getKey();
      last[i] = entry.getValue()[0];
      lastReversed[i] = entry.getValue()[1];
      ends.or(last[i]);
      ends.or(lastReversed[i++]);
    }
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the line that stands for a canary in a file and tells it to nobody.
   *
   * @param value the canary
   * @throws IllegalArgumentException when it can't be one, see {@link #LIMITS}
   */
  public static String hashed(String value) {
    int[] units = CanaryUnits.of(value);
    if (!isLong(units.length)) {
      throw new IllegalArgumentException("a canary has " + LIMITS);
    }
    return String.format(
        "canary:1:%d:%03x:%03x:%s",
        units.length,
        CanaryUnits.bits(units, units.length),
        CanaryUnits.bits(CanaryUnits.reversed(units), units.length),
        Hex.of(CanaryUnits.sha256(units)));
  }

  /** Tells whether a line of a file is meant as a hashed canary. */
  public static boolean isHashed(String line) {
    return line.startsWith(PREFIX);
  }

  private static boolean isLong(int units) {
    return units >= CanaryUnits.WINDOW && units <= CanaryUnits.LONGEST;
  }

  /** Returns the canaries of this set and of another one. */
  public Canaries and(Canaries other) {
    Builder both = builder();
    both.add(this);
    both.add(other);
    return both.build();
  }

  /** Returns how many there are. */
  public int size() {
    int size = 0;
    for (Map<String, CanaryKind> some : hashes) {
      size += some.size();
    }
    return size;
  }

  /** Returns where a canary belongs; null when the units are none. */
  @Nullable CanaryKind kind(int[] units) {
    String hash = Hex.of(CanaryUnits.sha256(units));
    CanaryKind kind = null;
    for (int i = 0; i < hashes.size() && kind == null; i++) {
      kind = hashes.get(i).get(hash);
    }
    return kind;
  }

  int longest() {
    return lengths.length == 0 ? 0 : lengths[lengths.length - 1];
  }

  /**
   * Tells whether a canary, or one that is written from its end, may begin with units.
   *
   * @param units holds them
   * @param from the first of them
   * @param count how many there are, 1 at least
   */
  boolean mayBegin(int[] units, int from, int count) {
    BitSet known = heads;
    if (known == null) {
      return true;
    }
    return known.get(CanaryUnits.head(units, from, Math.min(count, CanaryUnits.HEAD)))
        && (count < CanaryUnits.WINDOW
            || first.get(CanaryUnits.bits(units, from + CanaryUnits.WINDOW)));
  }

  @Override
  public String toString() {
    return size() + (size() == 1 ? " canary" : " canaries");
  }

  /** Takes canaries. Not thread-safe. */
  public static final class Builder {
    private final Map<String, CanaryKind> hashes = new HashMap<>();
    private final List<Map<String, CanaryKind>> sets = new ArrayList<>();
    private final TreeMap<Integer, BitSet[]> ends = new TreeMap<>();
    private final BitSet first = new BitSet(1 << 12);
    private final BitSet heads = new BitSet(1 << 16);
    private boolean hashed;

    private Builder() {}

    /**
     * Adds a canary.
     *
     * @param value the canary, or a line that {@link Canaries#hashed} made
     * @param kind where it belongs
     * @return false when it can't be one
     */
    public boolean add(String value, CanaryKind kind) {
      if (isHashed(value)) {
        return addHashed(value, kind);
      }
      int[] units = CanaryUnits.of(value);
      if (!isLong(units.length)) {
        return false;
      }
      int[] reversed = CanaryUnits.reversed(units);
      BitSet[] bits = ends(units.length);
      bits[0].set(CanaryUnits.bits(units, units.length));
      bits[1].set(CanaryUnits.bits(reversed, units.length));
      begins(units);
      begins(reversed);
      hashes.put(Hex.of(CanaryUnits.sha256(units)), kind);
      return true;
    }

    private BitSet[] ends(int length) {
      return ends.computeIfAbsent(
          length, key -> new BitSet[] {new BitSet(1 << 12), new BitSet(1 << 12)});
    }

    private void begins(int[] units) {
      first.set(CanaryUnits.bits(units, CanaryUnits.WINDOW));
      for (int count = 1; count <= CanaryUnits.HEAD; count++) {
        heads.set(CanaryUnits.head(units, 0, count));
      }
    }

    private boolean addHashed(String line, CanaryKind kind) {
      // canary:1:length:bits of its end:bits of its end when reversed:SHA-256
      String[] parts = line.split(":", -1);
      boolean valid =
          parts.length == 6
              && parts[1].equals("1")
              && isHex(parts[3], 3)
              && isHex(parts[4], 3)
              && isHex(parts[5], 64);
      int length = valid ? length(parts[2]) : 0;
      if (!isLong(length)) {
        return false;
      }
      BitSet[] bits = ends(length);
      bits[0].set(Integer.parseInt(parts[3], 16));
      bits[1].set(Integer.parseInt(parts[4], 16));
      hashes.put(parts[5], kind);
      hashed = true;
      return true;
    }

    private static boolean isHex(String text, int digits) {
      boolean hex = text.length() == digits;
      for (int i = 0; i < text.length() && hex; i++) {
        char c = text.charAt(i);
        hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      }
      return hex;
    }

    private static int length(String text) {
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        return 0;
      }
    }

    private void add(Canaries set) {
      sets.addAll(set.hashes);
      for (int i = 0; i < set.lengths.length; i++) {
        BitSet[] bits = ends(set.lengths[i]);
        bits[0].or(set.last[i]);
        bits[1].or(set.lastReversed[i]);
      }
      first.or(set.first);
      BitSet known = set.heads;
      if (known == null) {
        hashed = true;
      } else {
        heads.or(known);
      }
    }

    /** Returns the canaries added so far; add no more. */
    public Canaries build() {
      return new Canaries(this);
    }
  }
}
