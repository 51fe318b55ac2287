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
        int end = Words.end(bytes, at, to);
        if (end == at) {
          at = Words.skip(bytes, at, to);
          continue;
        }
        int found = end - at <= WORD ? longest(text, hash, at, end) : -1;
        if (found > 0) {
          text.report(type, at, found, confidence);
        }
        at = Math.max(end, found);
      }
    }

    /** Returns the end of the longest value that begins with a word, or -1. */
    private int longest(ScanText text, WordHash hash, int start, int firstEnd) {
      byte[] bytes = text.bytes();
      int to = text.to();
      hash.begin();
      hash.word(bytes, start, firstEnd);
      long first = hash.value();
      if (!Words.hasDigit(bytes, start, firstEnd) && !values.mayBegin(first)) {
        return -1;
      }
      int found = values.contains(first) ? firstEnd : -1;
      int end = firstEnd;
      int words = 1;
      for (int i = 0; i < ExactValues.MAX_WORDS; i++) {
        int next = end;
        while (next < to && next - end <= GAP && Words.end(bytes, next, to) == next) {
          next = Words.skip(bytes, next, to);
        }
        if (next >= to || next - end > GAP) {
          break;
        }
        end = Words.end(bytes, next, to);
        words += end - next <= WORD && hash.word(bytes, next, end) ? 1 : 0;
        if (end - next > WORD || words > values.words()) {
          break;
        }
        if (values.contains(hash.value())) {
          found = end;
        }
      }
      return found;
    }
  }
}
