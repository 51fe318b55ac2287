package dev.cordon.engine.detect;

import java.util.Arrays;

/**
 * Typed spans of sensitive text, in ascending order and without overlap once a scan has returned.
 * Reusable and growable. Not thread-safe.
 */
public final class Findings {
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private byte[] confidences = new byte[16];
  private long[] features = new long[16];
  private DataType[] types = new DataType[16];
  private int size;

  /** Makes an empty list. */
  public Findings() {}

  /**
   * Adds a finding.
   *
   * @param type the type
   * @param start the first byte, as an index into the array that was scanned
   * @param end the byte after the last one
   * @param confidence 1 to 100: how sure the detector is
   */
  public void add(DataType type, int start, int end, int confidence) {
    add(type, start, end, confidence, 0);
  }

  /**
   * Adds a finding that a scorer has judged.
   *
   * @param holds what holds for it, a bit a feature
   */
  public void add(DataType type, int start, int end, int confidence, long holds) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      confidences = Arrays.copyOf(confidences, size * 2);
      features = Arrays.copyOf(features, size * 2);
      types = Arrays.copyOf(types, size * 2);
    }
    starts[size] = start;
    ends[size] = end;
    confidences[size] = (byte) confidence;
    features[size] = holds;
    types[size++] = type;
  }

  /** Returns how many findings there are. */
  public int size() {
    return size;
  }

  /** Tells whether there is none. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Returns the type of finding {@code i}. */
  public DataType type(int i) {
    return types[i];
  }

  /** Returns the first byte of finding {@code i}. */
  public int start(int i) {
    return starts[i];
  }

  /** Returns the byte after the last one of finding {@code i}. */
  public int end(int i) {
    return ends[i];
  }

  /** Returns the confidence of finding {@code i}, 1 to 100. */
  public int confidence(int i) {
    return confidences[i];
  }

  /**
   * Returns what holds for finding {@code i} if a scorer has judged it, a bit a feature; else 0.
   * {@link Scanners#explain} names them.
   */
  public long features(int i) {
    return features[i];
  }

  /** Forgets all findings. */
  public void clear() {
    Arrays.fill(types, 0, size, null);
    size = 0;
  }
}
