package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;
import java.util.Arrays;

/**
 * Finds the registered shapes that begin at a group of a {@link dev.cordon.engine.detect.DigitRun}:
 * a trie over group lengths, so that a run of no known layout is left after a step or two whatever
 * the number of detectors.
 */
final class ShapeIndex {
  private static final int WIDTH = Shape.MAX_CHARS + 1;
  private static final Entry[] NONE = new Entry[0];

  private final short[] children;
  private final Entry[][] entries;

  private ShapeIndex(short[] children, Entry[][] entries) {
    this.children = children;
    this.entries = entries;
  }

  /** Returns the node after a group of a length, 0 if no shape goes on so. The root is node 0. */
  int child(int node, int length) {
    return length > Shape.MAX_CHARS ? 0 : children[node * WIDTH + length];
  }

  /** Returns the shapes that end at a node. */
  Entry[] entries(int node) {
    return entries[node];
  }

  /** One shape. */
  static final class Entry {
    final ShapeDetector detector;

    /** Bit i: character i must be a digit. */
    final long digits;

    /** Bit i: character i must be a letter. */
    final long letters;

    /** The separators between groups, blank for any. */
    final byte[] separators;

    Entry(ShapeDetector detector, long digits, long letters, byte[] separators) {
      this.detector = detector;
      this.digits = digits;
      this.letters = letters;
      this.separators = separators;
    }
  }

  /** Collects shapes. */
  static final class Builder {
    private short[] children = new short[WIDTH * 64];
    private Entry[][] entries = new Entry[64][];
    private int nodes = 1;

    Builder() {
      Arrays.fill(entries, NONE);
    }

    void add(ShapeDetector detector, String pattern) {
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
      byte[] between = Arrays.copyOf(separators, groups - 1);
      Entry[] longer = Arrays.copyOf(entries[node], entries[node].length + 1);
      longer[longer.length - 1] = new Entry(detector, digits, letters, between);
      entries[node] = longer;
    }

    private int step(int node, int length) {
      int at = node * WIDTH + length;
      if (children[at] == 0) {
        if (nodes == entries.length) {
          children = Arrays.copyOf(children, children.length * 2);
          entries = Arrays.copyOf(entries, nodes * 2);
          Arrays.fill(entries, nodes, nodes * 2, NONE);
        }
        children[at] = (short) nodes++;
      }
      return children[at];
    }

    ShapeIndex build() {
      return new ShapeIndex(Arrays.copyOf(children, nodes * WIDTH), Arrays.copyOf(entries, nodes));
    }
  }
}
