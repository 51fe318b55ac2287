package dev.cordon.engine.detect.scan;

import dev.cordon.engine.text.EightBytes;

/**
 * Words that say nothing to the detectors of capitalised words: those that most sentences begin
 * with. Holds words of up to seven letters. Immutable once scanners use it.
 */
final class CommonWords {
  private static final int BITS = 11;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  /** Open addressing; 0 is none. */
  private final long[] table;

  private int size;

  CommonWords() {
    table = new long[1 << BITS];
  }

  /** Reads what {@link #write} has written. */
  CommonWords(TableReader in) {
    size = in.number();
    table = in.longs();
  }

  void write(TableWriter out) {
    out.number(size);
    out.longs(table);
  }

  void add(String word) {
    long all = 0;
    for (int i = 0; i < word.length(); i++) {
      all |= (long) word.charAt(i) << (8 * i);
    }
    if (word.length() > 7 || EightBytes.smallLetters(all) != all) {
      throw new IllegalArgumentException("not up to seven small letters: " + word);
    }
    if (2 * ++size > table.length) {
      throw new IllegalArgumentException("more common words than " + table.length / 2);
    }
    int slot = slot(all);
    while (table[slot] != 0) {
      slot = next(slot);
    }
    table[slot] = all;
  }

  /**
   * Tells whether a word is one of them, as far as its letters say.
   *
   * @param plain the first bytes as {@link EightBytes#smallLetters} returns them
   */
  boolean holds(long plain) {
    long gaps = EightBytes.zeros(plain);
    long word = plain & ((gaps & -gaps) - 1);
    int slot = slot(word);
    while (table[slot] != 0 && table[slot] != word) {
      slot = next(slot);
    }
    return table[slot] != 0;
  }

  private int next(int slot) {
    return (slot + 1) & (table.length - 1);
  }

  private static int slot(long word) {
    return (int) ((word * SPREAD) >>> (64 - BITS));
  }
}
