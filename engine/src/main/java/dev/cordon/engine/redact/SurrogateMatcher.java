package dev.cordon.engine.redact;

import dev.cordon.engine.text.Edits;
import dev.cordon.engine.wire.json.ByteSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds surrogates in a text, as whole words and without regard to case, and as models bend them
 * (see {@link BentSurrogate}). Immutable but for what it says of the last one.
 */
final class SurrogateMatcher {
  /** A word longer than this is not held back whole. */
  private static final int WORD = 48;

  private final BentSurrogates numbers;
  private final BentSurrogates words;

  /**
   * Where the last surrogate that was found ends, and the emphasis that it opened or closed within.
   */
  private int end;

  private byte[] opening = Redactor.NOTHING;
  private byte[] closing = Redactor.NOTHING;

  /** Whether it is a number. */
  private boolean number;

  SurrogateMatcher(List<Issued> surrogates) {
    List<BentSurrogate> ofNumbers = new ArrayList<>();
    List<BentSurrogate> ofWords = new ArrayList<>();
    for (Issued issued : surrogates) {
      BentSurrogate.add(issued, ofNumbers, ofWords);
    }
    numbers = new BentSurrogates(true, ofNumbers);
    words = new BentSurrogates(false, ofWords);
  }

  /**
   * Looks for a surrogate at a place; see {@link TokenRestorer}.
   *
   * @param done where what was restored last ends
   * @return where it ends; {@code at} when there is none; the complement of where to hold back from
   *     when more of the text is needed
   */
  int match(byte[] text, int from, int done, int at, int to, boolean last, Edits edits) {
    if (text[at] < 0 || (at > from && Text.isAlphanumeric(text[at - 1]))) {
      return at;
    }
    Issued issued = longest(text, at, to, last);
    if (issued == null) {
      return end < 0 ? ~NumberStart.context(text, done, at) : at;
    }
    if (number && NumberStart.isWithin(text, done, at, end, issued)) {
      return at;
    }
    ByteSink value = new ByteSink();
    value.put(opening);
    value.put(issued.original);
    value.put(closing);
    edits.add(at, end, value.toByteArray());
    return end;
  }

  /** Returns the longest surrogate that stands at a place as whole words, or null. */
  @Nullable Issued longest(byte[] text, int at, int to) {
    return longest(text, at, to, true);
  }

  /** Looks for the longest; {@link #end} is -1 where one may be cut off. */
  private @Nullable Issued longest(byte[] text, int at, int to, boolean last) {
    end = at;
    opening = Redactor.NOTHING;
    closing = Redactor.NOTHING;
    if (text[at] < 0) {
      return null;
    }
    Issued issued = longest(numbers, text, at, to, last);
    number = issued != null;
    Issued other = end < 0 ? null : longest(words, text, at, to, last);
    number &= other == null;
    return end < 0 ? null : other == null ? issued : other;
  }

  private @Nullable Issued longest(
      BentSurrogates surrogates, byte[] text, int at, int to, boolean last) {
    Issued longest = null;
    surrogates.look(text, at, to, last);
    for (int i = surrogates.low(); i < surrogates.high(); i++) {
      BentSurrogate bent = surrogates.get(i);
      int found = bent.end(text, at, to, last);
      if (found < 0) {
        end = -1;
        return null;
      }
      if (found > end) {
        end = found;
        longest = bent.issued;
        opening = bent.opening();
        closing = bent.closing();
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
    return to - start > WORD ? to : NumberStart.context(text, from, start);
  }
}
