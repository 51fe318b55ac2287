package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.ScanText;
import org.jspecify.annotations.Nullable;

/**
 * The names that a session has found, so that each of their words is found again where it stands
 * alone: earlier in the same text and in all texts after it. Kept as hashes.
 */
final class NameMemory implements EndDetector {
  /** A name that stood before, at a place of its own. */
  private static final int AGAIN = 52;

  /** The same in small letters. */
  private static final int SMALL_AGAIN = 51;

  private static final int SIZE = 1024;
  private static final int MOST = SIZE / 2;

  private final DataType type;
  private final int slot;

  NameMemory(DataType type, int slot) {
    this.type = type;
    this.slot = slot;
  }

  /** What is kept for a session. */
  private static final class Names {
    final int[] hashes = new int[SIZE];
    int count;

    /** The first two letters, a bit a pair, of names that are looked for in small letters, too. */
    final long[] small = new long[16];

    /** The text that {@link #done} belongs to; it changes when the text is folded. */
    byte @Nullable [] bytes;

    int done = -1;

    void learn(int hash) {
      int place = place(hash);
      if (hashes[place] == 0 && count < MOST) {
        hashes[place] = hash;
        count++;
      }
    }

    private int place(int hash) {
      int place = hash & (SIZE - 1);
      while (hashes[place] != 0 && hashes[place] != hash) {
        place = (place + 1) & (SIZE - 1);
      }
      return place;
    }

    boolean knows(int hash) {
      return hashes[place(hash)] != 0;
    }
  }

  /** Tells whether a place belongs to a name that has been found. */
  boolean isDone(ScanText text, int start) {
    Names names = (Names) text.memory(slot);
    return names != null && names.bytes == text.bytes() && start < names.done;
  }

  /** Tells whether a name has just been found before {@code ", "} or {@code " and "}. */
  boolean isListed(ScanText text, int start) {
    Names names = (Names) text.memory(slot);
    if (names == null || names.bytes != text.bytes() || names.done <= 0) {
      return false;
    }
    int gap = start - names.done;
    return (gap == 2 && text.at(start - 2) == ',' && text.at(start - 1) == ' ')
        || (gap == 5 && text.at(start - 4) == 'a' && text.at(start - 2) == 'd')
        || (gap == 4 && text.at(start - 3) == 'o' && text.at(start - 2) == 'r');
  }

  void found(ScanText text, int start, int end, boolean learn) {
    Names names = (Names) text.memory(slot);
    if (names == null) {
      names = new Names();
      text.memory(slot, names);
    }
    names.done = names.bytes == text.bytes() ? Math.max(names.done, end) : end;
    names.bytes = text.bytes();
    if (learn) {
      learn(text, start, end, names);
    }
  }

  private static void learn(ScanText text, int start, int end, Names names) {
    int at = start;
    while (at < end) {
      long word = NameWord.read(text, at);
      int behind = NameWord.end(word);
      boolean small = ChatName.isGiven(word);
      if (behind > at && behind - at > 2 && (small || NameWord.isCapital(word))) {
        names.learn(Lexicon.hash(text, at, behind));
        if (small || ChatName.isNothingElse(word)) {
          int pair = pair(text, at);
          names.small[pair >> 6] |= 1L << pair;
        }
      }
      at = Math.max(behind, at) + 1;
    }
  }

  @Override
  public void end(ScanText text) {
    Names names = (Names) text.memory(slot);
    if (names == null) {
      return;
    }
    names.bytes = null;
    names.done = -1;
    if (names.count == 0) {
      return;
    }
    boolean inWord = false;
    for (int i = text.from(); i < text.to(); i++) {
      int b = text.at(i);
      boolean wordByte = Ascii.isWord(b) || b >= 0x80;
      if (wordByte && !inWord) {
        if (Ascii.isUpper(b) || b >= 0xc3) {
          again(text, i, names);
        } else if (Ascii.isLower(b) && isSmall(text, i, names)) {
          smallAgain(text, i, names);
        }
      }
      inWord = wordByte;
    }
  }

  private void again(ScanText text, int start, Names names) {
    long word = NameWord.read(text, start);
    int end = NameWord.end(word);
    if (end - start < 3 || !NameWord.isCapital(word) || NameNeighbours.isCode(text, start - 1)) {
      return;
    }
    int behind = text.at(end);
    if (!names.knows(Lexicon.hash(text, start, end))
        || NameNeighbours.continues(text, end)
        || NameNeighbours.ownsHeading(text, end)) {
      return;
    }
    if (isFirm(text, end)) {
      return;
    }
    boolean doubtful = NameWord.is(word, Lexicon.AMBIGUOUS | Lexicon.WORD);
    if (doubtful && behind == ' ' && Ascii.isDigit(text.at(end + 1))) {
      return; // Mon Jan 9
    }
    if (!doubtful
        || NameNeighbours.deedBehind(text, end)
        || (isInSentence(text, start)
            && !isHeading(text, end)
            && !NameNeighbours.isPlace(text, start, NameWord.flags(word)))) {
      text.report(
          type,
          doubtful ? start : withGiven(text, start),
          end,
          doubtful ? Confidence.LIKELY : AGAIN);
    }
  }

  private void smallAgain(ScanText text, int start, Names names) {
    long word = NameWord.read(text, start);
    int end = NameWord.end(word);
    if (NameWord.form(word) == NameWord.LOWER
        && ChatName.isNothingElse(word)
        && names.knows(Lexicon.hash(text, start, end))
        && ChatName.isFree(text, start, end)) {
      text.report(type, start, end, SMALL_AGAIN);
    }
  }

  private static boolean isSmall(ScanText text, int at, Names names) {
    int pair = pair(text, at);
    return (names.small[pair >> 6] >>> pair & 1) != 0;
  }

  /** Returns a number below 1024 for two letters in either case. */
  private static int pair(ScanText text, int at) {
    return (text.at(at) & 0x1f) << 5 | (text.at(at + 1) & 0x1f);
  }

  /** Takes a given name that no list knows along: {@code Gideon Mwale} where Mwale is known. */
  private static int withGiven(ScanText text, int start) {
    int before = text.at(start - 1) == ' ' ? NameWord.startBefore(text, start - 1) : -1;
    if (before < 0 || NameNeighbours.isCode(text, before - 1)) {
      return start;
    }
    long word = NameWord.read(text, before);
    boolean unknown = NameWord.form(word) == NameWord.CAPITAL && NameWord.flags(word) == 0;
    return unknown ? before : start;
  }

  /** Tells {@code Goodwin Stokes LLP}. */
  private static boolean isFirm(ScanText text, int end) {
    int at = end;
    for (int words = 0; words < 2 && text.at(at) == ' '; words++) {
      long next = NameWord.read(text, at + 1);
      if (!NameWord.isCapital(next)) {
        return false;
      }
      if (NameWord.is(next, Lexicon.ORGANISATION)
          && !NameWord.is(next, Lexicon.NAME | Lexicon.BEFORE)) {
        return true;
      }
      at = NameWord.end(next);
    }
    return false;
  }

  private static boolean isHeading(ScanText text, int end) {
    return text.at(end) == ' ' && Ascii.isUpper(text.at(end + 1));
  }

  /** Tells whether a capital can't come from the beginning of a sentence. */
  private static boolean isInSentence(ScanText text, int start) {
    int before = text.at(start - 2);
    return text.at(start - 1) == ' ' && (Ascii.isLower(before) || before == ',');
  }
}
