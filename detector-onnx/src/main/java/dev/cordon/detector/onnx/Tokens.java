package dev.cordon.detector.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.util.Arrays;

/**
 * The tokens of one text without the special ones, which each window gets around its own.
 * Immutable.
 */
final class Tokens {
  private final long[] ids;
  private final int[] starts;
  private final int[] ends;
  private final long[] words;
  private final long[] before;
  private final long[] after;

  private Tokens(Encoding encoding, int[] bytes) {
    long[] special = encoding.getSpecialTokenMask();
    int from = 0;
    while (from < special.length && special[from] == 1) {
      from++;
    }
    int to = special.length;
    while (to > from && special[to - 1] == 1) {
      to--;
    }
    long[] all = encoding.getIds();
    before = Arrays.copyOfRange(all, 0, from);
    ids = Arrays.copyOfRange(all, from, to);
    after = Arrays.copyOfRange(all, to, all.length);
    words = Arrays.copyOfRange(encoding.getWordIds(), from, to);
    starts = new int[ids.length];
    ends = new int[ids.length];
    CharSpan[] spans = encoding.getCharTokenSpans();
    for (int i = 0; i < ids.length; i++) {
      CharSpan span = spans[from + i];
      starts[i] = span == null ? 0 : bytes[span.getStart()];
      ends[i] = span == null ? 0 : bytes[span.getEnd()];
    }
  }

  /**
   * Takes what a tokenizer made of a text.
   *
   * @param bytes where each code point of the text begins in its bytes, and where the last ends
   */
  static Tokens of(Encoding encoding, int[] bytes) {
    return new Tokens(encoding, bytes);
  }

  int count() {
    return ids.length;
  }

  /** Returns where a token begins in the text's bytes. */
  int start(int token) {
    return starts[token];
  }

  /** Returns where a token ends; where it begins if it stands for nothing. */
  int end(int token) {
    return ends[token];
  }

  /** Tells whether a token goes on with the word of the one before. */
  boolean continues(int token) {
    return token > 0
        && (words[token] == words[token - 1] && words[token] >= 0)
        && starts[token] == ends[token - 1];
  }

  /** Returns what the model reads for some tokens: them, between the special ones. */
  long[] input(int from, int to) {
    long[] input = new long[before.length + to - from + after.length];
    System.arraycopy(before, 0, input, 0, before.length);
    System.arraycopy(ids, from, input, before.length, to - from);
    System.arraycopy(after, 0, input, before.length + to - from, after.length);
    return input;
  }

  /** Returns how many special tokens stand before a window's own. */
  int before() {
    return before.length;
  }
}
