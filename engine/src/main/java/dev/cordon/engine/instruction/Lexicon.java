package dev.cordon.engine.instruction;

/** The phrases, and what finds those that every command has one of. Immutable, made once. */
final class Lexicon {
  /** English words whose anchors are also looked for as leetspeak and rot13 have them. */
  private static final String[] DISGUISED = {
    "ignore", "disregard", "forget", "instruct", "prompt", "system", "override", "reveal", "bypass"
  };

  final Phrases phrases;
  final Anchors anchors = new Anchors();

  private Lexicon() {
    phrases =
        Phrases.read(
            (phrase, notion) -> {
              if (notion.anchors) {
                anchors.add(phrase.replace("*", ""));
              }
            });
    for (String marker : Markers.all()) {
      anchors.add(marker);
    }
    for (String word : DISGUISED) {
      anchors.addDisguised(rot13(word));
      leet(word, 0);
    }
  }

  /** Returns the one lexicon. */
  static Lexicon get() {
    return Holder.ONE;
  }

  /** Tells whether a place that {@link #anchors} named may begin a phrase or a word. */
  static boolean mayBegin(byte[] text, int from, int p) {
    if (p == from || text[p] == ' ') {
      return true;
    }
    // Scripts without blanks begin words anywhere; others behind what is no letter.
    return (text[p] & 0xFF) >= 0xD6 || !isLetter(text[p - 1]);
  }

  private static boolean isLetter(byte b) {
    return b < 0 || (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  private static String rot13(String word) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      out.append((char) ((word.charAt(i) - 'a' + 13) % 26 + 'a'));
    }
    return out.toString();
  }

  /** Adds a word with its letters written as digits, any of them. */
  private void leet(String word, int from) {
    for (int i = from; i < Math.min(word.length(), 8); i++) {
      int digit = "oieast".indexOf(word.charAt(i));
      if (digit >= 0) {
        String other = word.substring(0, i) + "013457".charAt(digit) + word.substring(i + 1);
        anchors.addDisguised(other);
        leet(other, i + 1);
      }
    }
  }

  private static final class Holder {
    static final Lexicon ONE = new Lexicon();
  }
}
