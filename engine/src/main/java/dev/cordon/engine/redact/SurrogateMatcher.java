package dev.cordon.engine.redact;

import dev.cordon.engine.Edits;
import java.util.ArrayList;
import java.util.List;

/** Finds surrogates in a text, as whole words and without regard to case. Immutable. */
final class SurrogateMatcher {
  /** A word longer than this is not held back whole. */
  private static final int WORD = 48;

  private final Issued[][] byFirst = new Issued[128][];

  SurrogateMatcher(List<Issued> surrogates) {
    List<List<Issued>> lists = new ArrayList<>();
    for (int i = 0; i < 128; i++) {
      lists.add(new ArrayList<Issued>(0));
    }
    for (Issued issued : surrogates) {
      lists.get(Text.lower(issued.replacement[0])).add(issued);
    }
    for (int i = 0; i < 128; i++) {
      byFirst[i] = lists.get(i).toArray(new Issued[0]);
    }
  }

  /**
   * Looks for a surrogate at a place; see {@link TokenRestorer}.
   *
   * @return where it ends; {@code at} when there is none; the complement of {@code at} when more of
   *     the text is needed
   */
  int match(byte[] text, int from, int at, int to, boolean last, Edits edits) {
    if (text[at] < 0 || (at > from && Text.isAlphanumeric(text[at - 1]))) {
      return at;
    }
    for (Issued issued : byFirst[Text.lower(text[at])]) {
      byte[] surrogate = issued.replacement;
      int length = Math.min(surrogate.length, to - at);
      if (!Text.matches(text, at, surrogate, 0, length)) {
        continue;
      }
      int end = at + length;
      if (!last && end == to) {
        return ~at;
      }
      if (length == surrogate.length && (end == to || !Text.isAlphanumeric(text[end]))) {
        edits.add(at, end, issued.original);
        return end;
      }
    }
    return at;
  }

  /** Holds back a word that is cut off: a surrogate may not begin in its middle. */
  int tail(byte[] text, int from, int to) {
    int start = to;
    while (start > from && Text.isAlphanumeric(text[start - 1])) {
      start--;
    }
    return to - start > WORD ? to : start;
  }
}
