package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Resources;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A list of words of any script with flags: each line is a section and words, and a section's place
 * among the given ones is its bit. Words are kept as hashes of their small letters, which the build
 * makes of the list. Immutable.
 */
final class WordTable {
  private static final int BITS = 14;
  private static final int FLAG_BITS = 10;
  private static final int FLAGS = (1 << FLAG_BITS) - 1;

  private final int[] table = new int[1 << BITS];

  private WordTable() {}

  /** Reads the table that the build made. */
  static WordTable load(String name) {
    String resource = name + ".bin";
    try (InputStream in = WordTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the jar");
      }
      WordTable words = new WordTable();
      byte[] bytes = new byte[4 << BITS];
      new DataInputStream(in).readFully(bytes);
      ByteBuffer.wrap(bytes).asIntBuffer().get(words.table);
      return words;
    } catch (IOException e) {
      throw new IllegalStateException(resource + " can't be read", e);
    }
  }

  /** Replaces a list in a directory by its table. */
  static void compile(Path directory, String name, String... sections) throws IOException {
    Path list = directory.resolve(name + ".txt");
    if (!Files.exists(list)) {
      return; // done before
    }
    WordTable words = new WordTable();
    String all = Resources.read(WordTable.class, name + ".txt");
    int start = 0;
    while (start < all.length()) {
      int end = all.indexOf('\n', start);
      if (all.charAt(start) != '#') {
        words.line(Resources.row(all, start, end).split(" "), sections);
      }
      start = end + 1;
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 << BITS);
    bytes.asIntBuffer().put(words.table);
    Files.write(directory.resolve(name + ".bin"), bytes.array());
    Files.delete(list);
  }

  private void line(String[] words, String[] sections) {
    int flag = 0;
    for (int i = 0; i < sections.length; i++) {
      flag |= sections[i].equals(words[0]) ? 1 << i : 0;
    }
    if (flag == 0) {
      throw new IllegalStateException("unknown section " + words[0]);
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
    table[slot] = hash << FLAG_BITS | (table[slot] & FLAGS) | flag;
  }

  /** Returns the flags of a word by its hash, 0 if it isn't known. */
  int flags(int hash) {
    int slot = hash >>> (32 - BITS);
    while (table[slot] != 0) {
      if ((table[slot] ^ hash << FLAG_BITS) >>> FLAG_BITS == 0) {
        return table[slot] & FLAGS;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return 0;
  }
}
