package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSearch;
import dev.cordon.engine.wire.json.ByteSink;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What an event of a stream has in common with the one before, so that it need not be read as JSON
 * again: most events differ from the last one in a piece of text and a number or two. The pattern
 * is the event's bytes with gaps where such values stand; whatever fits in between has the same
 * keys, the same containers and the same facts.
 *
 * <pre>
 * data: {"sequence_number":17,"item_id":"msg_1","delta":"The ","obfuscation":"x8"}
 * data: {"sequence_number":  ,"item_id":"msg_1","delta":"    ","obfuscation":"  "}
 *                          number                       text                 string
 * </pre>
 *
 * <p>What tells texts apart and what is noted of a string is no gap. Reusable; not thread-safe.
 */
final class EventPattern {
  /** A text, of which is asked where it stands. */
  static final int TEXT = 0;

  /** A key that is read as text: not a gap, but it is asked where it stands. */
  static final int KEY = 1;

  /** A string that nobody reads. */
  static final int STRING = 2;

  /** A whole number. */
  static final int NUMBER = 3;

  /** More is no event of a model's that speaks. */
  private static final int MOST = 64;

  /** So many events in a row without their like, and none is looked for any more. */
  private static final int HOPELESS = 16;

  /** The bytes without the gaps. */
  private final ByteSink fixed = new ByteSink();

  // Views of the fixed bytes and of the events' array, made anew for another array only.
  private ByteBuffer fixedView = ByteBuffer.wrap(fixed.array());
  private ByteBuffer view = fixedView;

  // The marks: where each stands, in the event first and then in the fixed bytes.
  private int[] starts = new int[8];
  private int[] ends = new int[8];
  private int[] fixedEnds = new int[8];
  private int[] kinds = new int[8];
  private int[] texts = new int[8];
  private Rule[] rules = new Rule[8];
  private int count;

  private boolean usable;
  private boolean whole;
  private int misses;

  /** Begins to read an event. */
  void begin() {
    count = 0;
    usable = misses < HOPELESS;
    whole = false;
  }

  /** Tells that the event holds what another one like it may not stand for. */
  void unusable() {
    usable = false;
  }

  /**
   * Marks a value, in the order of the bytes.
   *
   * @param kind what it is
   * @param text which of the event's texts, -1 for none
   */
  void mark(int kind, int start, int end, int text, Rule rule) {
    if (!usable) {
      return;
    }
    if (count == starts.length) {
      if (count == MOST) {
        usable = false;
        return;
      }
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      fixedEnds = Arrays.copyOf(fixedEnds, count * 2);
      kinds = Arrays.copyOf(kinds, count * 2);
      texts = Arrays.copyOf(texts, count * 2);
      rules = Arrays.copyOf(rules, count * 2);
    }
    starts[count] = start;
    ends[count] = end;
    kinds[count] = kind;
    texts[count] = text;
    rules[count++] = rule;
  }

  /** Ends the event that was read. */
  void end(byte[] bytes, int start, int end) {
    if (!usable) {
      return;
    }
    misses++;
    fixed.clear();
    int at = start;
    for (int i = 0; i < count; i++) {
      fixed.put(bytes, at, starts[i]);
      fixedEnds[i] = fixed.size();
      at = kinds[i] == KEY ? starts[i] : ends[i];
    }
    fixed.put(bytes, at, end);
    fixedView = ByteSearch.view(fixedView, fixed.array());
    whole = true;
  }

  /** Returns where a mark stands in the event that fitted last. */
  int start(int mark) {
    return starts[mark];
  }

  /** Returns where its value ends there. */
  int end(int mark) {
    return ends[mark];
  }

  /** Returns how many marks there are. */
  int size() {
    return count;
  }

  /** Returns which of the event's texts a mark is, -1 for none. */
  int text(int mark) {
    return texts[mark];
  }

  Rule rule(int mark) {
    return rules[mark];
  }

  /** Tells whether an event is like the one before, and where its marks stand then. */
  boolean fits(byte[] bytes, int start, int end) {
    return whole && match(bytes, start, end) == end;
  }

  /**
   * Tells where an event ends that is like the one before, and where its marks stand then.
   *
   * @param end where the bytes end, which may hold others behind it
   * @return -1 when no such event begins at {@code start}, or what is behind it might belong to it
   */
  int next(byte[] bytes, int start, int end) {
    return whole && fixed.array()[fixed.size() - 1] == '\n' ? match(bytes, start, end) : -1;
  }

  private int match(byte[] bytes, int start, int end) {
    view = ByteSearch.view(view, bytes);
    int p = start;
    int at = 0;
    for (int i = 0; i < count; i++) {
      p = same(p, end, at, fixedEnds[i]);
      if (p < 0) {
        return -1;
      }
      at = fixedEnds[i];
      int behind = behind(i, bytes, p, end);
      if (behind < 0) {
        return -1;
      }
      starts[i] = p;
      ends[i] = behind;
      p = kinds[i] == KEY ? p : behind;
    }
    p = same(p, end, at, fixed.size());
    misses = p < 0 ? misses : 0;
    return p;
  }

  /** Returns where a stretch of the fixed bytes ends in an event, -1 when it isn't there. */
  private int same(int from, int end, int fixedFrom, int fixedEnd) {
    int length = fixedEnd - fixedFrom;
    return length <= end - from && ByteSearch.isEqual(view, from, fixedView, fixedFrom, length)
        ? from + length
        : -1;
  }

  /** Returns where the value of a mark ends, -1 when another one stands there. */
  private int behind(int i, byte[] bytes, int from, int end) {
    switch (kinds[i]) {
      case KEY:
        return from + ends[i] - starts[i];
      case NUMBER:
        int p = from;
        while (p < end && bytes[p] >= '0' && bytes[p] <= '9') {
          p++;
        }
        return p == from || (bytes[from] == '0' && p > from + 1) ? -1 : p;
      default:
        int quote = ByteSearch.endOfSimple(bytes, from, end);
        boolean closed = quote < end && bytes[quote] == '"';
        boolean mayBeEmpty = kinds[i] == STRING || rules[i].delta;
        return closed && (mayBeEmpty || quote > from) ? quote : -1;
    }
  }
}
