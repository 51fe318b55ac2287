package dev.cordon.engine.wire;

import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.wire.json.JsonLexer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One event of a stream, read whole: where its texts stand, and which of them continue a text of
 * earlier events. What tells such texts apart (a choice's index) may stand behind them, so nothing
 * is edited before the event has been read. Reusable; not thread-safe.
 */
final class EventDocument {
  /** Words at the end of an event's type that say that a text, or all, has ended. */
  private static final byte[][] ENDINGS = {
    ascii("done"),
    ascii("stop"),
    ascii("Stop"),
    ascii("end"),
    ascii("completed"),
    ascii("failed"),
    ascii("incomplete"),
    ascii("error"),
    ascii("cancelled"),
    ascii("expired")
  };

  /** More choices than any answer has. */
  private static final int MOST_TOLD = 64;

  private static final byte[] AUDIO = ascii("audio.delta");

  /** Ends of the types of events with pieces of a tool call's arguments, where no key says so. */
  private static final byte[][] CALLS = {
    ascii("arguments.delta"), ascii("call_input.delta"), ascii("call_code.delta")
  };

  private static final Rule CALL = new Rule("");

  static {
    CALL.kind = TextKind.TOOL_CALL;
    CALL.delta = true;
  }

  private final FactReader facts;
  private final JsonLexer lexer = new JsonLexer();
  private final PathStack path;
  private final EventPattern pattern = new EventPattern();

  // Texts, in order.
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private Rule[] rules = new Rule[16];
  private String[] labels = new String[16];
  private long[] keys = new long[16];
  private long[] groups = new long[16];
  private int size;

  // Texts of which it is said that they end here: their groups, whether it is certain, the reason.
  private long[] finished = new long[4];
  private boolean[] certain = new boolean[4];
  private @Nullable Rule[] reasons = new Rule[4];
  private int[] reasonStarts = new int[4];
  private int[] reasonEnds = new int[4];
  private int finishes;

  // Reasons that earlier events gave: servers that give one in each event give it once.
  private long[] told = {};

  // One a depth: what tells the container from others, and where its texts and finishes begin.
  private long[] marks = new long[16];
  private int[] bases = new int[16];
  private int[] finishBases = new int[16];
  private long typeStem;
  private boolean typeEnds;
  private boolean typeIsAudio;
  private boolean typeIsCall;
  private boolean broken;

  EventDocument(FactReader facts, Scratch scratch) {
    this.facts = facts;
    this.path = new PathStack(scratch.names);
  }

  void begin(Rule root) {
    lexer.reset(false, false);
    path.begin(root, "");
    pattern.begin();
    size = 0;
    finishes = 0;
    typeStem = 0;
    typeEnds = false;
    typeIsAudio = false;
    typeIsCall = false;
    broken = false;
  }

  /** Takes the event's type where the framing has it and not the document. */
  void type(byte[] bytes, int from, int to) {
    typeEnds = readType(bytes, from, to);
  }

  /** Takes a line of the event. */
  void feed(byte[] bytes, int from, int to) {
    if (broken) {
      return;
    }
    lexer.piece(from);
    while (true) {
      int event = lexer.next(bytes, to);
      switch (event) {
        case JsonLexer.OPEN_OBJECT:
        case JsonLexer.OPEN_ARRAY:
          open(event == JsonLexer.OPEN_ARRAY);
          break;
        case JsonLexer.CLOSE:
          close();
          break;
        case JsonLexer.KEY:
          if (!path.key(bytes, lexer.tokenStart(), lexer.tokenEnd(), lexer.escaped())) {
            Rule unknown = Rule.unknown(TextKind.UNKNOWN);
            add(unknown);
            pattern.mark(EventPattern.KEY, lexer.tokenStart(), lexer.tokenEnd(), size - 1, unknown);
          }
          break;
        case JsonLexer.STRING:
          string(bytes);
          break;
        case JsonLexer.SCALAR:
          scalar(bytes);
          break;
        default:
          broken = event == JsonLexer.ERROR || lexer.inString() || lexer.isScalarOpen();
          return;
      }
    }
  }

  /** Tells whether its type says that it holds a piece of sound. */
  boolean isSound() {
    return typeIsAudio;
  }

  /** Ends the event, given in {@code bytes}; tells whether it is one JSON document. */
  boolean end(byte[] bytes) {
    noteReasons(bytes);
    if (broken || !lexer.atEnd()) {
      return false;
    }
    if (typeIsAudio) {
      dropDeltas();
    }
    for (int i = 0; i < size; i++) {
      if (rules[i].delta) {
        keys[i] = mix(keys[i] + rules[i].id, typeStem);
        rules[i] = typeIsCall ? CALL : rules[i];
      }
    }
    return true;
  }

  private void noteReasons(byte[] bytes) {
    int before = told.length;
    for (int i = 0; i < finishes; i++) {
      Rule rule = reasons[i];
      if (rule == null) {
        continue;
      }
      long reason = mix(finished[i], hash(bytes, reasonStarts[i], reasonEnds[i]));
      boolean known = false;
      for (int k = 0; k < before; k++) {
        known |= told[k] == reason;
      }
      if (!known) {
        facts.text(rule, bytes, reasonStarts[i], reasonEnds[i], true);
        if (told.length < MOST_TOLD) {
          told = Arrays.copyOf(told, told.length + 1);
          told[told.length - 1] = reason;
        }
      }
    }
  }

  /**
   * Ends an event that was read, so that the next one may be known by it.
   *
   * @param start where the event begins, its framing included
   * @param end where it ends
   */
  void learn(byte[] bytes, int start, int end) {
    if (finishes == 0 && !typeIsAudio) {
      pattern.end(bytes, start, end);
    }
  }

  /**
   * Reads an event that is like the one before but for texts, numbers, and strings that nobody
   * reads; what {@link #begin} and all that follows it would find is found.
   *
   * @param whole whether the event is known to end at {@code end}; others may follow it otherwise
   * @return where it ends, -1 when it isn't like that; nothing happened then
   */
  int repeats(byte[] bytes, int start, int end, boolean whole) {
    int found = whole ? end : pattern.next(bytes, start, end);
    if (found < 0 || (whole && !pattern.fits(bytes, start, end))) {
      return -1;
    }
    for (int i = 0; i < pattern.size(); i++) {
      int text = pattern.text(i);
      if (text >= 0) {
        starts[text] = pattern.start(i);
        ends[text] = pattern.end(i);
      } else if (pattern.rule(i).fact != Fact.NONE) {
        facts.scalar(pattern.rule(i), bytes, pattern.start(i), pattern.end(i));
      }
    }
    return found;
  }

  /** Each piece of audio is base64 of its own: it is no text, and must not be cut elsewhere. */
  private void dropDeltas() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!rules[i].delta) {
        starts[kept] = starts[i];
        ends[kept] = ends[i];
        rules[kept] = rules[i];
        labels[kept] = labels[i];
        keys[kept] = keys[i];
        groups[kept++] = groups[i];
      }
    }
    size = kept;
  }

  private void open(boolean array) {
    path.open(array);
    int depth = lexer.depth() - 1;
    if (depth == marks.length) {
      marks = Arrays.copyOf(marks, depth * 2);
      bases = Arrays.copyOf(bases, depth * 2);
      finishBases = Arrays.copyOf(finishBases, depth * 2);
    }
    marks[depth] = 0;
    bases[depth] = size;
    finishBases[depth] = finishes;
    if (depth == 0 && typeEnds) {
      finish();
    }
  }

  private void close() {
    int depth = lexer.depth();
    path.close(lexer.inArray());
    long mark = marks[depth];
    if (mark == 0) {
      return;
    }
    for (int i = bases[depth]; i < size; i++) {
      keys[i] = mix(keys[i], mark);
      groups[i] = mark;
    }
    for (int i = finishBases[depth]; i < finishes; i++) {
      finished[i] = mark;
    }
  }

  private void string(byte[] bytes) {
    Rule rule = path.value();
    int start = lexer.tokenStart();
    int end = lexer.tokenEnd();
    if (rule.fact == Fact.TYPE) {
      if (readType(bytes, start, end)) {
        finish();
      }
    } else if (rule.fact == Fact.FINISH) {
      if (FactReader.isFinish(bytes, start, end)) {
        finish();
        certain[finishes - 1] = false;
        reasons[finishes - 1] = rule;
        reasonStarts[finishes - 1] = start;
        reasonEnds[finishes - 1] = end;
      }
    } else if (rule.fact != Fact.NONE) {
      facts.text(rule, bytes, start, end, true);
    }
    if (rule.index) {
      mark(rule, bytes, start, end);
    }
    boolean text = !rule.never && (end > start || rule.delta);
    if (text) {
      add(rule);
    }
    remember(rule, start, end, text);
  }

  /** Tells the pattern what another string here would change. */
  private void remember(Rule rule, int start, int end, boolean text) {
    if (text && !rule.index && rule.fact == Fact.NONE) {
      pattern.mark(EventPattern.TEXT, start, end, size - 1, rule);
    } else if (text || !FactReader.isSameTwice(rule.fact)) {
      pattern.unusable();
    } else if (rule.never && !rule.index && rule.fact == Fact.NONE) {
      pattern.mark(EventPattern.STRING, start, end, -1, rule);
    }
  }

  private void scalar(byte[] bytes) {
    Rule rule = path.value();
    int start = lexer.tokenStart();
    if (rule.fact == Fact.FINISH && bytes[start] == 't') {
      finish();
    } else if (rule.fact != Fact.NONE) {
      facts.scalar(rule, bytes, start, lexer.tokenEnd());
    }
    if (rule.index && bytes[start] != 'n') {
      mark(rule, bytes, start, lexer.tokenEnd());
    }
    if (bytes[start] == 'n' || bytes[start] == 't' || bytes[start] == 'f') {
      return;
    }
    if (!rule.index && isWhole(bytes, start)) {
      pattern.mark(EventPattern.NUMBER, start, lexer.tokenEnd(), -1, rule);
    } else if (rule.fact != Fact.NONE) {
      pattern.unusable(); // counts are noted in their order
    }
  }

  private boolean isWhole(byte[] bytes, int start) {
    int p = start;
    while (p < lexer.tokenEnd() && bytes[p] >= '0' && bytes[p] <= '9') {
      p++;
    }
    return p == lexer.tokenEnd();
  }

  /** Notes what an event's type has in common with its kin; tells whether it ends a text. */
  private boolean readType(byte[] bytes, int start, int end) {
    int stem = end;
    for (int p = start; p < end; p++) {
      stem = bytes[p] == '.' ? p : stem;
    }
    typeStem = hash(bytes, start, stem);
    typeIsAudio = endsWith(bytes, start, end, AUDIO);
    typeIsCall = endsWithAny(bytes, start, end, CALLS);
    return endsWithAny(bytes, start, end, ENDINGS);
  }

  private void mark(Rule rule, byte[] bytes, int start, int end) {
    int depth = lexer.depth() - 1;
    if (depth >= 0) {
      long mark = marks[depth] + mix(rule.id, hash(bytes, start, end));
      marks[depth] = mark == 0 ? 1 : mark;
    }
  }

  private void finish() {
    if (finishes == finished.length) {
      finished = Arrays.copyOf(finished, finishes * 2);
      certain = Arrays.copyOf(certain, finishes * 2);
      reasons = Arrays.copyOf(reasons, finishes * 2);
      reasonStarts = Arrays.copyOf(reasonStarts, finishes * 2);
      reasonEnds = Arrays.copyOf(reasonEnds, finishes * 2);
    }
    certain[finishes] = true;
    reasons[finishes] = null;
    finished[finishes++] = 0;
  }

  private void add(Rule rule) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      rules = Arrays.copyOf(rules, size * 2);
      labels = Arrays.copyOf(labels, size * 2);
      keys = Arrays.copyOf(keys, size * 2);
      groups = Arrays.copyOf(groups, size * 2);
    }
    starts[size] = lexer.tokenStart();
    ends[size] = lexer.tokenEnd();
    rules[size] = rule;
    labels[size] = path.key();
    keys[size] = 0;
    groups[size++] = 0;
  }

  int size() {
    return size;
  }

  int start(int i) {
    return starts[i];
  }

  int end(int i) {
    return ends[i];
  }

  Rule rule(int i) {
    return rules[i];
  }

  /** Returns the key that a text stands under; empty for none. */
  String label(int i) {
    return labels[i];
  }

  /** Returns what the texts that this one continues have in common with it alone. */
  long key(int i) {
    return keys[i];
  }

  /** Returns the group of texts that end together; 0 when nothing tells groups apart. */
  long group(int i) {
    return groups[i];
  }

  /** Returns how many groups end with this event. */
  int finishes() {
    return finishes;
  }

  /** Returns a group that ends; 0: all of them. */
  long finished(int i) {
    return finished[i];
  }

  /** Tells whether a group ends with this event. */
  boolean isFinished(long group) {
    for (int i = 0; i < finishes; i++) {
      if (finished[i] == 0 || finished[i] == group) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether a group ends with this event for certain: its type says so, or a flag. */
  boolean isCertainlyFinished(long group) {
    for (int i = 0; i < finishes; i++) {
      if (certain[i] && (finished[i] == 0 || finished[i] == group)) {
        return true;
      }
    }
    return false;
  }

  private static long mix(long a, long b) {
    long h = (a ^ Long.rotateLeft(b, 32)) * 0x9E3779B97F4A7C15L;
    return (h ^ h >>> 29) + b;
  }

  private static long hash(byte[] bytes, int from, int to) {
    long h = 1469598103934665603L;
    for (int p = from; p < to; p++) {
      h = (h ^ bytes[p]) * 1099511628211L;
    }
    return h;
  }

  private static boolean endsWithAny(byte[] bytes, int from, int to, byte[][] words) {
    for (byte[] word : words) {
      if (endsWith(bytes, from, to, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWith(byte[] bytes, int from, int to, byte[] word) {
    int start = to - word.length;
    if (start < from) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[start + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }
}
