package dev.cordon.engine.detect.person;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The weights of hashed features of names: {@code name-weights.bin}, which the trainer writes. Read
 * when the first name is looked for. Immutable.
 */
final class NameWeights {
  /** How many bits of a hash find its place; eight more must be the same. */
  static final int BITS = 16;

  /** How many bits of a hash find its bit among those of words in small letters. */
  private static final int WORD_BITS = 19;

  private static final String RESOURCE = "name-weights.bin";

  /** In each place, eight bits of the feature's hash and its weight. */
  private final short[] features = new short[1 << BITS];

  /** A bit set for each of two hashes of a word. */
  private final byte[] words = new byte[1 << (WORD_BITS - 3)];

  NameWeights(byte[] table) {
    ByteBuffer bytes = ByteBuffer.wrap(table);
    bytes.asShortBuffer().get(features);
    bytes.position(2 * features.length);
    bytes.get(words);
  }

  /** Loads on first use. */
  private static final class Holder {
    static final NameWeights TRAINED = load();
  }

  static NameWeights trained() {
    return Holder.TRAINED;
  }

  private static NameWeights load() {
    try (InputStream in = NameWeights.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar");
      }
      byte[] table = new byte[(2 << BITS) + (1 << (WORD_BITS - 3))];
      new DataInputStream(in).readFully(table);
      return new NameWeights(table);
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " can't be read", e);
    }
  }

  /** Returns the weight of a feature, 0 if it has none. */
  int of(int hash) {
    int entry = features[hash >>> (32 - BITS)];
    return (((entry >> 8) ^ hash) & 0xff) == 0 ? (byte) entry : 0;
  }

  /** Tells whether texts hold a word in small letters. */
  boolean isSmall(int hash) {
    return holds(hash >>> (32 - WORD_BITS)) && holds(second(hash));
  }

  private static int second(int hash) {
    return (hash * 0x9e3779b1) >>> (32 - WORD_BITS);
  }

  private boolean holds(int bit) {
    return ((words[bit >>> 3] >>> (bit & 7)) & 1) != 0;
  }

  /** Makes the file's bytes. */
  static final class Writer {
    private final ByteBuffer table = ByteBuffer.allocate((2 << BITS) + (1 << (WORD_BITS - 3)));

    /** Takes a feature unless another one has its place. */
    void add(int hash, int weight) {
      int at = 2 * (hash >>> (32 - BITS));
      if (weight != 0 && table.getShort(at) == 0) {
        table.putShort(at, (short) ((hash << 8) | (weight & 0xff)));
      }
    }

    void addSmall(int hash) {
      for (int bit : new int[] {hash >>> (32 - WORD_BITS), second(hash)}) {
        int at = (2 << BITS) + (bit >>> 3);
        table.put(at, (byte) (table.get(at) | (1 << (bit & 7))));
      }
    }

    byte[] bytes() {
      return table.array();
    }
  }
}
