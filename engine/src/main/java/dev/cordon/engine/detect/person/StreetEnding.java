package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import java.nio.charset.StandardCharsets;

/** What the names of streets end with: {@code Hauptstraße}, {@code Storgata}. Immutable. */
final class StreetEnding {
  static final int NONE = 0;

  /** Ends other words, too: {@code Zugang}, {@code delegate}. */
  static final int WEAK = 1;

  static final int STRONG = 2;

  /** Made when the first word is looked at. */
  private static final class Holder {
    static final byte[][] STRONG = bytes(PersonPack.CUES.of("street_ending"));
    static final byte[][] WEAK = bytes(PersonPack.CUES.of("weak_street_ending"));
  }

  private static byte[][] bytes(String[] words) {
    byte[][] bytes = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      bytes[i] = words[i].getBytes(StandardCharsets.UTF_8);
    }
    return bytes;
  }

  /** Returns how a word ends. */
  int of(ScanText text, int start, int end) {
    return ends(text, start, end, Holder.STRONG)
        ? STRONG
        : ends(text, start, end, Holder.WEAK) ? WEAK : NONE;
  }

  private static boolean ends(ScanText text, int start, int end, byte[][] endings) {
    for (byte[] ending : endings) {
      int at = end - ending.length;
      int i = 0;
      while (i < ending.length && Ascii.lower(text.at(at + i)) == (ending[i] & 0xff)) {
        i++;
      }
      if (i == ending.length && at > start + 1) {
        return true;
      }
    }
    return false;
  }
}
