package dev.cordon.engine.wire;

import dev.cordon.engine.text.Edits;
import java.util.Arrays;

/**
 * Joins two readings of one text: replacements found in one, and those that a second one reports.
 * Where they overlap, the whole stretch is replaced by both texts, so that nothing of either stays
 * and nothing is lost.
 */
final class EditMerge implements EditSink {
  private final Edits first;
  private final Edits second = new Edits();
  private final int begin;
  private int at;

  EditMerge(Edits first, int begin) {
    this.first = first;
    this.begin = begin;
    this.at = begin;
  }

  @Override
  public void keep(int length) {
    at += length;
  }

  @Override
  public void replace(int length, byte[] text, int from, int to) {
    second.add(at, at + length, Arrays.copyOfRange(text, from, to));
    at += length;
  }

  /** Reports the joined replacements of the text that ends at {@code end}. */
  void write(int end, EditSink out) {
    int written = begin;
    int i = 0;
    int j = 0;
    while (i < first.size() || j < second.size()) {
      boolean firstLeads =
          j == second.size() || (i < first.size() && first.start(i) <= second.start(j));
      int start = firstLeads ? first.start(i) : second.start(j);
      int stop = start;
      out.keep(start - written);
      boolean more = true;
      byte[] text = {};
      while (more) {
        more = false;
        if (i < first.size() && (first.start(i) < stop || first.start(i) == start)) {
          text = join(text, first.replacement(i));
          stop = Math.max(stop, first.end(i++));
          more = true;
        }
        if (j < second.size() && (second.start(j) < stop || second.start(j) == start)) {
          boolean same = Arrays.equals(text, second.replacement(j)) && second.end(j) == stop;
          text = same ? text : join(text, second.replacement(j));
          stop = Math.max(stop, second.end(j++));
          more = true;
        }
      }
      out.replace(stop - start, text, 0, text.length);
      written = stop;
    }
    out.keep(end - written);
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
