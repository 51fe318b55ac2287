package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSink;
import java.util.Arrays;

/** Collects what is replaced in a body and splices it in. Reusable; not thread-safe. */
final class Splices implements EditSink {
  private final ByteSink texts = new ByteSink();
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int[] textEnds = new int[16];
  private int size;
  private int at;

  /** Begins with a body whose first byte that counts is {@code from}. */
  void begin(int from) {
    at = from;
    size = 0;
    texts.clear();
  }

  @Override
  public void keep(int length) {
    at += length;
  }

  @Override
  public void replace(int length, byte[] text, int from, int to) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      textEnds = Arrays.copyOf(textEnds, size * 2);
    }
    texts.put(text, from, to);
    starts[size] = at;
    at += length;
    ends[size] = at;
    textEnds[size++] = texts.size();
  }

  /** Returns the body with all replacements, the very array when there are none. */
  byte[] apply(byte[] body) {
    if (size == 0) {
      return body;
    }
    int removed = 0;
    for (int i = 0; i < size; i++) {
      removed += ends[i] - starts[i];
    }
    byte[] result = new byte[Math.addExact(body.length - removed, texts.size())];
    int from = 0;
    int to = 0;
    int text = 0;
    for (int i = 0; i < size; i++) {
      System.arraycopy(body, from, result, to, starts[i] - from);
      to += starts[i] - from;
      System.arraycopy(texts.array(), text, result, to, textEnds[i] - text);
      to += textEnds[i] - text;
      text = textEnds[i];
      from = ends[i];
    }
    System.arraycopy(body, from, result, to, body.length - from);
    return result;
  }
}
