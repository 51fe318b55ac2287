package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Resources;

/**
 * A list of words of any script with flags: each line is a section and words, and a section's place
 * among the given ones is its bit. Words are kept as hashes of their small letters. Immutable.
 */
final class WordTable {
  private static final int BITS = 11;
  private static final int FLAG_BITS = 8;

  private final int[] table = new int[1 << BITS];

  WordTable(String resource, String... sections) {
    String all = Resources.read(WordTable.class, resource);
    int start = 0;
    while (start < all.length()) {
      int end = all.indexOf('\n', start);
      if (all.charAt(start) != '#') {
        line(Resources.row(all, start, end).split(" "), sections);
      }
      start = end + 1;
    }
  }

  private void line(String[] words, String[] sections) {
    int flag = 0;
    for (int i = 0; i < sections.length; i++) {
      flag |= sections[i].equals(words[0]) ? 1 << i : 0;
    }
    for (int n = 1; n < words.length; n++) {
      int hash = Lexicon.seed();
      for (int i = 0; i < words[n].length(); i++) {
        hash = Lexicon.mix(hash, ScriptWord.fold(words[n].charAt(i)));
      }
      add(Lexicon.finish(hash), flag);
    }
  }

  private void add(int hash, int flag) {
    int slot = hash >>> (32 - BITS);
    while (table[slot] != 0 && (table[slot] ^ hash << FLAG_BITS) >>> FLAG_BITS != 0) {
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = hash << FLAG_BITS | (table[slot] & 0xff) | flag;
  }

  /** Returns the flags of a word by its hash, 0 if it isn't known. */
  int flags(int hash) {
    int slot = hash >>> (32 - BITS);
    while (table[slot] != 0) {
      if ((table[slot] ^ hash << FLAG_BITS) >>> FLAG_BITS == 0) {
        return table[slot] & 0xff;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return 0;
  }
}
