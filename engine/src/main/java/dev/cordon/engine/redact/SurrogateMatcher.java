package dev.cordon.engine.redact;

import dev.cordon.engine.text.Edits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    if (!last && isCutOff(text, at, to)) {
      return ~at;
    }
    Issued issued = longest(text, at, to);
    if (issued == null) {
      return at;
    }
    int end = at + issued.replacement.length;
    edits.add(at, end, issued.original);
    return end;
  }

  /** Tells whether what a text ends with may go on as a surrogate, or as a longer word. */
  private boolean isCutOff(byte[] text, int at, int to) {
    for (Issued issued : byFirst[Text.lower(text[at])]) {
      byte[] surrogate = issued.replacement;
      if (to - at <= surrogate.length && Text.matches(text, at, surrogate, 0, to - at)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the longest surrogate that stands at a place as whole words, or null. */
  @Nullable Issued longest(byte[] text, int at, int to) {
    if (text[at] < 0) {
      return null;
    }
    Issued longest = null;
    for (Issued issued : byFirst[Text.lower(text[at])]) {
      byte[] surrogate = issued.replacement;
      int end = at + surrogate.length;
      if (end <= to
          && (longest == null || surrogate.length > longest.replacement.length)
          && (end == to || !Text.isAlphanumeric(text[end]))
          && Text.matches(text, at, surrogate, 0, surrogate.length)) {
        longest = issued;
      }
    }
    return longest;
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
