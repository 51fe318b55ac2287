package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Shape;
import java.util.Arrays;

/**
 * Finds the registered shapes that begin at a group of a {@link dev.cordon.engine.detect.DigitRun}:
 * a trie over group lengths, so that a run of no known layout is left after a step or two whatever
 * the number of detectors. Immutable.
 */
final class ShapeIndex {
  private static final int WIDTH = Shape.MAX_CHARS + 1;

  private final short[] children;

  /** By node its first shape; one more behind the last. */
  private final int[] firsts;

  /** By shape the number of its detector. */
  private final int[] detectors;

  /** By shape, bit i: character i must be a digit, and a letter. */
  private final long[] digits;

  private final long[] letters;

  /** By shape where its separators begin; one more behind the last. */
  private final int[] gaps;

  /** The separators between groups, blank for any. */
  private final byte[] separators;

  private ShapeIndex(
      short[] children,
      int[] firsts,
      int[] detectors,
      long[] digits,
      long[] letters,
      int[] gaps,
      byte[] separators) {
    this.children = children;
    this.firsts = firsts;
    this.detectors = detectors;
    this.digits = digits;
    this.letters = letters;
    this.gaps = gaps;
    this.separators = separators;
  }

  /** Reads what {@link #write} has written. */
  ShapeIndex(TableReader in) {
    this(in.shorts(), in.ints(), in.ints(), in.longs(), in.longs(), in.ints(), in.bytes());
  }

  void write(TableWriter out) {
    out.shorts(children);
    out.ints(firsts);
    out.ints(detectors);
    out.longs(digits);
    out.longs(letters);
    out.ints(gaps);
    out.bytes(separators);
  }

  /** Returns the node after a group of a length, 0 if no shape goes on so. The root is node 0. */
  int child(int node, int length) {
    return length > Shape.MAX_CHARS ? 0 : children[node * WIDTH + length];
  }

  /** Returns the first shape that ends at a node. */
  int first(int node) {
    return firsts[node];
  }

  /** Returns the one behind the last shape that ends at a node. */
  int end(int node) {
    return firsts[node + 1];
  }

  /** Tells whether a text has letters and digits where a shape has them, by a bit a digit. */
  boolean fits(int shape, long mask) {
    return (mask & (digits[shape] | letters[shape])) == digits[shape];
  }

  /** Returns the number of a shape's detector. */
  int detector(int shape) {
    return detectors[shape];
  }

  /** Returns how many separators a shape has. */
  int gaps(int shape) {
    return gaps[shape + 1] - gaps[shape];
  }

  /** Returns a separator of a shape, a blank for any. */
  int gap(int shape, int number) {
    return separators[gaps[shape] + number];
  }

  /** Collects shapes. Not thread-safe. */
  static final class Builder {
    private static final int[] NONE = {};

    private short[] children = new short[WIDTH * 64];

    /** By node its shapes. */
    private int[][] shapes = new int[64][];

    private int[] detectors = NONE;
    private long[] digits = new long[0];
    private long[] letters = new long[0];
    private byte[][] separators = new byte[0][];
    private int size;
    private int nodes = 1;

    Builder() {
      Arrays.fill(shapes, NONE);
    }

    /** Begins with the shapes of an index. */
    Builder(ShapeIndex index) {
      nodes = index.firsts.length - 1;
      children = index.children.clone();
      shapes = new int[nodes][];
      for (int node = 0; node < nodes; node++) {
        shapes[node] = NONE;
        for (int shape = index.first(node); shape < index.end(node); shape++) {
          byte[] gaps =
              Arrays.copyOfRange(index.separators, index.gaps[shape], index.gaps[shape + 1]);
          add(node, index.detectors[shape], index.digits[shape], index.letters[shape], gaps);
        }
      }
    }

    void add(int detector, String pattern) {
      long digits = 0;
      long letters = 0;
      int chars = 0;
      int group = 0;
      int node = 0;
      byte[] separators = new byte[Shape.MAX_GROUPS];
      int groups = 1;
      for (int i = 0; i < pattern.length(); i++) {
        char c = pattern.charAt(i);
        if (c == '9' || c == 'A' || c == 'X') {
          digits |= c == '9' ? 1L << chars : 0;
          letters |= c == 'A' ? 1L << chars : 0;
          chars++;
          group++;
        } else if ((c == ' ' || c == '-' || c == '.' || c == '/' || c == '(') && group > 0) {
          node = step(node, group);
          group = 0;
          separators[groups++ - 1] = (byte) c;
        } else {
          throw new IllegalArgumentException("not a shape: " + pattern);
        }
      }
      if (group == 0 || chars > Shape.MAX_CHARS || groups > Shape.MAX_GROUPS) {
        throw new IllegalArgumentException("not a shape: " + pattern);
      }
      node = step(node, group);
      add(node, detector, digits, letters, Arrays.copyOf(separators, groups - 1));
    }

    private void add(int node, int detector, long digit, long letter, byte[] gaps) {
      if (size == detectors.length) {
        int room = Math.max(64, size * 2);
        detectors = Arrays.copyOf(detectors, room);
        digits = Arrays.copyOf(digits, room);
        letters = Arrays.copyOf(letters, room);
        separators = Arrays.copyOf(separators, room);
      }
      detectors[size] = detector;
      digits[size] = digit;
      letters[size] = letter;
      separators[size] = gaps;
      int[] longer = Arrays.copyOf(shapes[node], shapes[node].length + 1);
      longer[longer.length - 1] = size++;
      shapes[node] = longer;
    }

    private int step(int node, int length) {
      int at = node * WIDTH + length;
      if (children[at] == 0) {
        if (nodes == shapes.length) {
          children = Arrays.copyOf(children, nodes * 2 * WIDTH);
          shapes = Arrays.copyOf(shapes, nodes * 2);
          Arrays.fill(shapes, nodes, nodes * 2, NONE);
        }
        children[at] = (short) nodes++;
      }
      return children[at];
    }

    ShapeIndex build() {
      int[] firsts = new int[nodes + 1];
      int[] gaps = new int[size + 1];
      int[] ordered = new int[size];
      int count = 0;
      for (int node = 0; node < nodes; node++) {
        for (int shape : shapes[node]) {
          gaps[count + 1] = gaps[count] + separators[shape].length;
          ordered[count++] = shape;
        }
        firsts[node + 1] = count;
      }
      int[] numbers = new int[size];
      long[] digit = new long[size];
      long[] letter = new long[size];
      byte[] between = new byte[gaps[size]];
      for (int i = 0; i < size; i++) {
        int shape = ordered[i];
        numbers[i] = detectors[shape];
        digit[i] = digits[shape];
        letter[i] = letters[shape];
        System.arraycopy(separators[shape], 0, between, gaps[i], separators[shape].length);
      }
      short[] steps = Arrays.copyOf(children, nodes * WIDTH);
      return new ShapeIndex(steps, firsts, numbers, digit, letter, gaps, between);
    }
  }
}
