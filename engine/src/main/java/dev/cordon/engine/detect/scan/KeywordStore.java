package dev.cordon.engine.detect.scan;

import java.util.Arrays;

/**
 * The keywords of a scanner by their numbers. Those that the build has written are made when one
 * may stand in a text: most never do. Thread-safe.
 */
final class KeywordStore {
  private static final int[] NONE = {};

  /** By number; null until it was asked for. */
  private final Keyword[] made;

  private final byte[] bytes;
  private final byte[] flags;

  /** By number where its bytes, contexts and detectors begin; one more behind the last. */
  private final int[] starts;

  private final int[] contextStarts;
  private final int[] detectorStarts;
  private final int[] contexts;
  private final int[] detectors;

  /** Makes a store of keywords alone. */
  KeywordStore(Keyword[] keywords) {
    made = keywords;
    bytes = new byte[0];
    flags = bytes;
    starts = NONE;
    contextStarts = NONE;
    detectorStarts = NONE;
    contexts = NONE;
    detectors = NONE;
  }

  /** Makes a store that has more keywords than another. */
  KeywordStore(KeywordStore before, Keyword[] more) {
    made = Arrays.copyOf(before.made, before.made.length + more.length);
    System.arraycopy(more, 0, made, before.made.length, more.length);
    bytes = before.bytes;
    flags = before.flags;
    starts = before.starts;
    contextStarts = before.contextStarts;
    detectorStarts = before.detectorStarts;
    contexts = before.contexts;
    detectors = before.detectors;
  }

  /** Reads what {@link #write} has written. */
  KeywordStore(TableReader in) {
    bytes = in.bytes();
    flags = in.bytes();
    starts = in.ints();
    contextStarts = in.ints();
    contexts = in.ints();
    detectorStarts = in.ints();
    detectors = in.ints();
    made = new Keyword[flags.length];
  }

  int size() {
    return made.length;
  }

  Keyword get(int number) {
    Keyword keyword = made[number];
    return keyword == null ? make(number) : keyword;
  }

  /** Two threads may make one each: they are the same. */
  private Keyword make(int number) {
    Keyword keyword =
        new Keyword(
            Arrays.copyOfRange(bytes, starts[number], starts[number + 1]),
            flags[number],
            part(contexts, contextStarts, number),
            part(detectors, detectorStarts, number));
    made[number] = keyword;
    return keyword;
  }

  private static int[] part(int[] all, int[] starts, int number) {
    int from = starts[number];
    int to = starts[number + 1];
    return from == to ? NONE : Arrays.copyOfRange(all, from, to);
  }

  void write(TableWriter out) {
    int count = size();
    byte[][] texts = new byte[count][];
    int[][] contexts = new int[count][];
    int[][] detectors = new int[count][];
    byte[] flags = new byte[count];
    int[] starts = new int[count + 1];
    for (int i = 0; i < count; i++) {
      Keyword keyword = get(i);
      texts[i] = keyword.bytes;
      starts[i + 1] = starts[i] + keyword.bytes.length;
      flags[i] = (byte) keyword.flags;
      contexts[i] = keyword.contexts;
      detectors[i] = keyword.detectors;
    }
    byte[] bytes = new byte[starts[count]];
    for (int i = 0; i < count; i++) {
      System.arraycopy(texts[i], 0, bytes, starts[i], texts[i].length);
    }
    out.bytes(bytes);
    out.bytes(flags);
    out.ints(starts);
    write(out, contexts);
    write(out, detectors);
  }

  /** Writes where each list begins, and all of them. */
  private static void write(TableWriter out, int[][] lists) {
    int[] starts = new int[lists.length + 1];
    for (int i = 0; i < lists.length; i++) {
      starts[i + 1] = starts[i] + lists[i].length;
    }
    int[] all = new int[starts[lists.length]];
    for (int i = 0; i < lists.length; i++) {
      System.arraycopy(lists[i], 0, all, starts[i], lists[i].length);
    }
    out.ints(starts);
    out.ints(all);
  }
}
