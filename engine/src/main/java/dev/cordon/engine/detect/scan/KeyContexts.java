package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Ascii;
import java.util.Arrays;

/**
 * The context words of the key that a text stands under, which count for all of it. Scratch of a
 * session, which remembers the last key; not thread-safe.
 */
final class KeyContexts {
  /** What is behind so many characters of a key is not looked at. */
  private static final int LONGEST = 256;

  private final KeywordIndex index;
  private final KeywordSearch search;
  private String last = "";
  private byte[] bytes = new byte[64];

  KeyContexts(KeywordIndex index, KeywordSearch search) {
    this.index = index;
    this.search = search;
  }

  /** Notes a key's words in a text, unless it has them from the text before. */
  void learn(String key, AnchorFinder anchors, SessionText text) {
    if (key.equals(last)) {
      return;
    }
    last = key;
    text.clearKey();
    int length = Math.min(key.length(), LONGEST);
    if (bytes.length < length * 3) {
      bytes = new byte[length * 3];
    }
    int size = KeyText.encode(key, length, bytes);
    search.begin(bytes, 0, size);
    for (int from = 0; from < size; from += AnchorFinder.BLOCK) {
      int to = Math.min(from + AnchorFinder.BLOCK, size);
      int count = anchors.find(bytes, 0, from, to, size);
      for (int k = 0; k < count; k++) {
        int place = anchors.places[k];
        if (place > 0 && Ascii.isUpper(bytes[place]) && Ascii.isLower(bytes[place - 1])) {
          search.before(place);
          note(text);
        }
        search.at(anchors, k);
        note(text);
      }
    }
  }

  /** Forgets the last key. */
  void forget() {
    last = "";
    Arrays.fill(bytes, (byte) 0);
  }

  private void note(SessionText text) {
    for (int i = 0; i < search.size; i++) {
      for (int context : index.word(search.words[i]).contexts) {
        text.keyHit(context);
      }
    }
  }
}
