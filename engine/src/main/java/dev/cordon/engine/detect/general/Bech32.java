package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/** The checksum of bech32 and bech32m (BIP 173, BIP 350). */
final class Bech32 {
  private static final String CHARS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int BECH32 = 1;
  private static final int BECH32M = 0x2bc830a3;

  private Bech32() {}

  /**
   * Tells whether a string's checksum is valid.
   *
   * @param text the text
   * @param start the first byte of the human-readable part
   * @param separator where the {@code 1} stands
   * @param end the byte after the last one
   */
  static boolean isValid(ScanText text, int start, int separator, int end) {
    boolean upper = Ascii.isUpper(text.at(start));
    int state = 1;
    for (int i = start; i < separator; i++) {
      state = step(state, Ascii.lower(text.at(i)) >> 5);
    }
    state = step(state, 0);
    for (int i = start; i < separator; i++) {
      state = step(state, text.at(i) & 31);
    }
    for (int i = separator + 1; i < end; i++) {
      int b = text.at(i);
      int value = CHARS.indexOf(Ascii.lower(b));
      if (value < 0 || (Ascii.isLetter(b) && Ascii.isUpper(b) != upper)) {
        return false;
      }
      state = step(state, value);
    }
    return state == BECH32 || state == BECH32M;
  }

  private static int step(int state, int value) {
    int top = state >>> 25;
    int next = (state & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < 5; i++) {
      next ^= (top >>> i & 1) == 1 ? GENERATOR[i] : 0;
    }
    return next;
  }
}
