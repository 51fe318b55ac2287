package dev.cordon.engine.detect.custom;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;

/**
 * A type whose values are listed: at each word the hashes of it and of the words behind it, up to
 * the longest value, are looked up. Most words are left after one look.
 */
final class ValuePart implements DetectorPack {
  /** What may stand between the words of one value, bytes. */
  private static final int GAP = 3;

  /** No word of a value is longer; a longer run of letters is passed over. */
  private static final int WORD = 128;

  private final DataType type;
  private final ExactValues values;
  private final int confidence;

  ValuePart(DataType type, ExactValues values, int confidence) {
    this.type = type;
    this.values = values;
    this.confidence = confidence;
  }

  @Override
  public void register(Registry registry) {
    registry.type(type);
    registry.ends(new Lookup(type, values, confidence, registry.slot()));
  }

  /** Looks the words up. */
  private static final class Lookup implements EndDetector {
    private final DataType type;
    private final ExactValues values;
    private final int confidence;
    private final int slot;

    Lookup(DataType type, ExactValues values, int confidence, int slot) {
      this.type = type;
      this.values = values;
      this.confidence = confidence;
      this.slot = slot;
    }

    @Override
    public void end(ScanText text) {
      Object kept = text.memory(slot);
      WordHash hash = kept == null ? values.hash() : (WordHash) kept;
      text.memory(slot, hash);
      byte[] bytes = text.bytes();
      int to = text.to();
      int at = text.from();
      while (at < to) {
        if (!WordHash.isWord(bytes[at])) {
          at++;
          continue;
        }
        int end = wordEnd(bytes, at, to);
        int found = end - at <= WORD ? longest(text, hash, at, end) : -1;
        if (found > 0) {
          text.report(type, at, found, confidence);
          at = found;
        } else {
          at = end;
        }
      }
    }

    /** Returns the end of the longest value that begins with a word, or -1. */
    private int longest(ScanText text, WordHash hash, int start, int firstEnd) {
      byte[] bytes = text.bytes();
      int to = text.to();
      hash.begin();
      hash.word(bytes, start, firstEnd);
      long first = hash.value();
      if (!values.mayBegin(first)) {
        return -1;
      }
      int found = values.contains(first) ? firstEnd : -1;
      int end = firstEnd;
      for (int words = 1; words < values.words(); words++) {
        int next = end;
        while (next < to && next - end <= GAP && !WordHash.isWord(bytes[next])) {
          next++;
        }
        if (next >= to || next - end > GAP) {
          break;
        }
        end = wordEnd(bytes, next, to);
        if (end - next > WORD) {
          break;
        }
        hash.word(bytes, next, end);
        if (values.contains(hash.value())) {
          found = end;
        }
      }
      return found;
    }

    private static int wordEnd(byte[] bytes, int start, int to) {
      int i = start;
      while (i < to && WordHash.isWord(bytes[i])) {
        i++;
      }
      return i;
    }
  }
}
