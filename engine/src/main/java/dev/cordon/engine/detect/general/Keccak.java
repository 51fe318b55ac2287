package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/** Keccak-256 over one block, as Ethereum uses it for the case checksum of addresses (EIP-55). */
final class Keccak {
  private static final int[] ROTATIONS = {
    1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
  };
  private static final int[] LANES = {
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
  };
  private static final int RATE = 136;

  private Keccak() {}

  /**
   * Tells whether the letter case of the 40 hexadecimal digits from a place on is their checksum.
   */
  static boolean isEip55(ScanText text, int start) {
    long[] state = new long[25];
    for (int i = 0; i < 40; i++) {
      state[i >> 3] ^= (long) Ascii.lower(text.at(start + i)) << (8 * (i & 7));
    }
    state[5] ^= 1;
    state[RATE / 8 - 1] ^= 1L << 63;
    permute(state);
    for (int i = 0; i < 40; i++) {
      int b = text.at(start + i);
      int nibble = (int) (state[i >> 4] >>> (8 * (i >> 1 & 7) + (i % 2 == 0 ? 4 : 0))) & 15;
      if (Ascii.isLetter(b) && Ascii.isUpper(b) != nibble >= 8) {
        return false;
      }
    }
    return true;
  }

  private static void permute(long[] a) {
    int lfsr = 1;
    long[] c = new long[5];
    for (int round = 0; round < 24; round++) {
      for (int x = 0; x < 5; x++) {
        c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
      }
      for (int x = 0; x < 5; x++) {
        long d = c[(x + 4) % 5] ^ Long.rotateLeft(c[(x + 1) % 5], 1);
        for (int y = 0; y < 25; y += 5) {
          a[x + y] ^= d;
        }
      }
      long lane = a[1];
      for (int i = 0; i < 24; i++) {
        long moved = a[LANES[i]];
        a[LANES[i]] = Long.rotateLeft(lane, ROTATIONS[i]);
        lane = moved;
      }
      for (int y = 0; y < 25; y += 5) {
        System.arraycopy(a, y, c, 0, 5);
        for (int x = 0; x < 5; x++) {
          a[x + y] = c[x] ^ (~c[(x + 1) % 5] & c[(x + 2) % 5]);
        }
      }
      // The round constants come from a shift register, FIPS 202 section 3.2.5.
      for (int bit = 0; bit < 7; bit++) {
        a[0] ^= (lfsr & 1) == 1 ? 1L << ((1 << bit) - 1) : 0;
        lfsr = (lfsr << 1) ^ ((lfsr >> 7) * 0x171);
      }
    }
  }
}
