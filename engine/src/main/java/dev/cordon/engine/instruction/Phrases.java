package dev.cordon.engine.instruction;

import dev.cordon.engine.detect.Resources;
import java.util.Arrays;

/**
 * The phrases that commands are made of, as a tree over their characters as {@link Letters} reads
 * them. Immutable and thread-safe; made when the first text asks.
 */
final class Phrases {
  private static final int BITS = 15;

  /** By slot: the node a branch begins at and its character; open addressing, 0 is none. */
  private final int[] branches = new int[1 << BITS];

  /** By slot: the node that the branch leads to. */
  private final char[] targets = new char[1 << BITS];

  /** By node: the notions of the phrase that ends there. */
  private int[] notions = new int[4096];

  /** By node: whether a word may go on behind the phrase. */
  private boolean[] open = new boolean[4096];

  private int nodes = 1;

  private Phrases() {}

  /**
   * Reads the list.
   *
   * @param each also gets every phrase as it is written
   */
  static Phrases read(Each each) {
    Phrases phrases = new Phrases();
    String all = Resources.read(Phrases.class, "phrases.txt");
    int start = 0;
    while (start < all.length()) {
      int end = all.indexOf('\n', start);
      if (all.charAt(start) != '#') {
        String[] row = Resources.row(all, start, end).split("\\|");
        Notion notion = Notion.of(row[0]);
        for (int i = 1; i < row.length; i++) {
          phrases.add(row[i], notion);
          each.phrase(row[i], notion);
        }
      }
      start = end + 1;
    }
    return phrases;
  }

  /** Receives phrases. */
  interface Each {
    void phrase(String phrase, Notion notion);
  }

  private void add(String phrase, Notion notion) {
    boolean isOpen = phrase.endsWith("*");
    int node = 0;
    for (int i = 0; i < phrase.length() - (isOpen ? 1 : 0); ) {
      int cp = phrase.codePointAt(i);
      i += Character.charCount(cp);
      int c = Letters.folded(cp);
      if (c >= 0) {
        node = branch(node, c);
      }
    }
    notions[node] |= notion.bit;
    open[node] |= isOpen;
  }

  private int branch(int node, int c) {
    int slot = slot(node, c);
    if (branches[slot] == 0) {
      branches[slot] = node << 16 | c;
      targets[slot] = (char) nodes;
      if (nodes == notions.length) {
        notions = Arrays.copyOf(notions, nodes * 2);
        open = Arrays.copyOf(open, nodes * 2);
      }
      if (++nodes > branches.length * 3 / 4) {
        throw new IllegalStateException("more phrases than the table holds");
      }
    }
    return targets[slot];
  }

  private int slot(int node, int c) {
    int key = node << 16 | c;
    int slot = (key * 0x9e3779b1) >>> (32 - BITS);
    while (branches[slot] != 0 && branches[slot] != key) {
      slot = (slot + 1) & (branches.length - 1);
    }
    return slot;
  }

  /** Returns the node behind a character, or 0; nodes begin at 0. */
  int next(int node, int c) {
    return c > 0xFFFF ? 0 : targets[slot(node, c)];
  }

  /** Returns the notions of the phrase that ends at a node, as bits; 0 when none does. */
  int notions(int node) {
    return notions[node];
  }

  /** Tells whether a word may go on behind the phrase that ends at a node. */
  boolean isOpen(int node) {
    return open[node];
  }
}
