package dev.cordon.engine.detect;

import java.util.Arrays;

/**
 * The one pass over a text. The automaton's loop notes anchors as events; detectors are woken some
 * way behind it, so that context words behind a value are known too, and look no further than a
 * bounded distance around their anchor.
 */
final class ScanSession implements Scanner.Session {
  /** Events are kept until this many wait; then those that are far enough behind are visited. */
  private static final int BATCH = 4096;

  /** How far the loop is ahead of the detectors it wakes, bytes. */
  private static final int AHEAD = 512;

  /** Humps at most this far apart, bytes, are counted; so many make encoded bytes. */
  private static final int BUMP = 8;

  private static final int BUMPS = 8;

  /** After so many wakes the loop looks whether the text repeats itself. */
  private static final int OFTEN = 127;

  private static final int RUN = -1;
  private static final int WORD = -2;

  private final ScanTables tables;
  private final Candidates candidates;
  private final ScanText text;
  private final RunVisitor runs;
  private int[] eventStart = new int[64];
  private int[] eventEnd = new int[64];
  private int[] eventKind = new int[64];
  private int events;

  /** By literal detector: what it was sure of ends here, and need not be looked at again. */
  private final int[] literalDone;

  /** How many humps and digit groups followed each other closely, and where the last was. */
  private int bumps;

  private int lastBump;

  /** Where the loop is; {@link #wake} may move it. */
  private int at;

  /** How often the loop was left, to look now and then whether the text repeats itself. */
  private int wakes;

  private String lastKey = "";
  private byte[] keyBytes = new byte[64];

  /** Whether {@link #repeat} is on; off only to test that it changes nothing. */
  private final boolean passes;

  /** How often detectors were woken by the last text. */
  private int visits;

  ScanSession(ScanTables tables, boolean[] enabled) {
    this(tables, enabled, true);
  }

  ScanSession(ScanTables tables, boolean[] enabled, boolean passes) {
    this.tables = tables;
    this.passes = passes;
    this.candidates = new Candidates(tables, enabled);
    this.text = new ScanText(tables, candidates);
    this.runs = new RunVisitor(tables, text, passes);
    this.literalDone = new int[tables.literals.length];
  }

  @Override
  public void scan(byte[] bytes, int from, int to, String key, Findings into) {
    text.begin(bytes, from, to, key);
    if (!key.equals(lastKey)) {
      learnKey(key);
    }
    events = 0;
    wakes = 0;
    visits = 0;
    bumps = 0;
    lastBump = from - BUMP;
    Arrays.fill(literalDone, from);
    runs.begin(from);
    pump();
    visit(events);
    for (EndDetector detector : tables.ends) {
      detector.end(text);
    }
    text.end();
    candidates.drain(into);
  }

  private void pump() {
    Automaton automaton = tables.automaton;
    int[] classes = automaton.classes;
    int[] next = automaton.next;
    byte[] bytes = text.bytes();
    int to = text.to();
    int state = automaton.start;
    for (int i = text.from(); i < to; i++) {
      int cls = classes[bytes[i] & 0xff];
      int then = next[state + (cls & Automaton.CLASS_MASK)];
      if ((then | cls) < 0) {
        at = i;
        then = wake(state, cls, then);
        i = at;
        bytes = text.bytes();
        to = text.to();
      }
      state = then;
    }
  }

  /** Handles a byte that is an anchor or ends a keyword; returns the state after it. */
  private int wake(int state, int cls, int next) {
    if ((++wakes & OFTEN) == 0 && passes) {
      repeat();
    }
    int then = next;
    if ((cls & (Automaton.UPPER | Automaton.NUMBER)) != 0) {
      int before = text.at(at - 1);
      if ((cls & Automaton.NUMBER) != 0) {
        if (!Ascii.isDigit(before)) {
          event(RUN, at, at);
          if (Ascii.isLetter(before)) {
            return bump(then);
          }
        }
      } else if (Ascii.isLower(before) || before >= 0x80) {
        return bump(hump(state, cls));
      } else if (!Ascii.isWord(before) && tables.words.length > 0) {
        event(WORD, at, at);
      }
    } else if ((cls & (Automaton.FOLD | Automaton.ESCAPE)) != 0) {
      if (!text.isFolded() && Folding.changes(text.bytes(), at, text.to())) {
        fold();
        return state;
      }
      then = escape(cls, then);
    } else if ((cls & Automaton.MARK) != 0) {
      event(tables.automaton.marks[text.at(at)] - 1, at, at + 1);
    } else if ((cls & Automaton.LATIN) != 0) {
      latin();
    }
    if (then < 0) {
      output(then & Automaton.STATE_MASK);
    }
    return then & Automaton.STATE_MASK;
  }

  /**
   * Leaves a word in which humps and digit groups follow each other closely: encoded bytes, in
   * which no keyword means anything. Its digits have been noted before or are noted here.
   */
  private int bump(int then) {
    if (then < 0) {
      output(then & Automaton.STATE_MASK);
    }
    bumps = at - lastBump <= BUMP ? bumps + 1 : 1;
    lastBump = at;
    if (bumps < BUMPS) {
      return then & Automaton.STATE_MASK;
    }
    byte[] bytes = text.bytes();
    int to = text.to();
    int i = at + 1;
    boolean noted = false;
    int[] classes = tables.automaton.classes;
    int cls;
    while (i < to
        && (cls = classes[bytes[i] & 0xff] & Automaton.CLASS_MASK) != Automaton.SEPARATOR
        && cls <= Automaton.DIGIT) {
      if (!noted && cls == Automaton.DIGIT) {
        noted = true;
        event(RUN, i, i);
      }
      i++;
    }
    boolean goesOn = i < to && (bytes[i] == '+' || bytes[i] == '/');
    bumps = goesOn ? BUMPS - 1 : 0;
    lastBump = i;
    at = i - 1;
    return 0;
  }

  /** A capital after a small letter begins a word: {@code customerSsn}. */
  private int hump(int state, int cls) {
    int[] table = tables.automaton.next;
    int boundary = table[state + Automaton.SEPARATOR] & Automaton.STATE_MASK;
    return table[boundary + (cls & Automaton.CLASS_MASK)];
  }

  /** The letter of an escape such as {@code \n} belongs to no word. */
  private int escape(int cls, int then) {
    int letter = text.at(at + 1);
    if ((cls & Automaton.ESCAPE) != 0
        && text.at(at) == '\\'
        && (letter == 'n' || letter == 't' || letter == 'r')) {
      at++;
    }
    return then;
  }

  private void latin() {
    int second = text.at(at + 1);
    int before = text.at(at - 1);
    if (second >= 0x80 && second <= 0x9e && !Ascii.isWord(before) && before < 0x80) {
      event(WORD, at, at);
    }
  }

  /** Goes on in the normalised view, at the byte that is different there. */
  private void fold() {
    int from = text.from();
    text.fold(at);
    for (int i = 0; i < events; i++) {
      eventStart[i] -= from;
      eventEnd[i] -= from;
    }
    runs.rebase(from, at - from);
    lastBump -= from;
    for (int i = 0; i < literalDone.length; i++) {
      literalDone[i] -= from;
    }
    at -= from + 1;
  }

  /**
   * Passes over what repeats itself and holds nothing: a wall of one anchor costs no more than
   * comparing it.
   */
  private void repeat() {
    int period = Repetition.period(text.bytes(), text.from(), at);
    if (period == 0) {
      return;
    }
    int seen = at - Repetition.AHEAD;
    visitBehind(seen - Repetition.HELD - period);
    int reports = text.reports();
    visitBehind(seen);
    if (text.reports() != reports || text.lastReach() > seen - Repetition.HELD - period) {
      return;
    }
    int shift = Repetition.end(text.bytes(), at, text.to(), period) - 1 - at;
    shift -= shift % period;
    for (int i = 0; i < events; i++) {
      eventStart[i] += shift;
      eventEnd[i] += shift;
    }
    text.shiftHits(shift);
    lastBump += shift;
    at += shift;
  }

  private void output(int state) {
    Keyword[] keywords = tables.automaton.keywords;
    for (int number : tables.automaton.outputs[state / Automaton.CLASSES]) {
      Keyword keyword = keywords[number];
      int prefix = at + 1 - (keyword.to - keyword.from);
      int end = keyword.match(text.bytes(), text.from(), text.to(), prefix);
      int start = prefix - keyword.from;
      if (end >= 0
          && (keyword.takesHump() || text.beginsWord(start) || text.at(start - 1) == '_')) {
        if (keyword.contexts.length > 0) {
          text.hit(at, start, end, number);
        }
        for (int detector : keyword.detectors) {
          event(detector, start, end);
        }
      }
    }
  }

  private void event(int kind, int start, int end) {
    if (events == eventStart.length) {
      if (events >= BATCH) {
        visitBehind(at - AHEAD);
      }
      if (events == eventStart.length) {
        int size = events * 2;
        eventStart = Arrays.copyOf(eventStart, size);
        eventEnd = Arrays.copyOf(eventEnd, size);
        eventKind = Arrays.copyOf(eventKind, size);
      }
    }
    eventStart[events] = start;
    eventEnd[events] = end;
    eventKind[events++] = kind;
  }

  /** Visits the events before a place and forgets them. */
  private void visitBehind(int place) {
    int count = 0;
    while (count < events && eventStart[count] < place) {
      count++;
    }
    visit(count);
    events -= count;
    System.arraycopy(eventStart, count, eventStart, 0, events);
    System.arraycopy(eventEnd, count, eventEnd, 0, events);
    System.arraycopy(eventKind, count, eventKind, 0, events);
    text.forget(place - AHEAD);
  }

  /** Returns how often detectors were woken by the last text. */
  int visits() {
    return visits + runs.visits();
  }

  private void visit(int count) {
    visits += count;
    for (int i = 0; i < count; i++) {
      int kind = eventKind[i];
      if (kind == RUN) {
        runs.visit(eventStart[i]);
      } else if (kind == WORD) {
        for (WordDetector detector : tables.words) {
          detector.found(text, eventStart[i]);
        }
      } else {
        visitLiteral(kind, eventStart[i], eventEnd[i]);
      }
    }
  }

  private void visitLiteral(int detector, int start, int end) {
    if (start < literalDone[detector]) {
      return;
    }
    text.clearReach();
    tables.literals[detector].found(text, start, end);
    if (text.reach() > start) {
      literalDone[detector] = text.reach();
    }
  }

  /** Finds the context words of a key, which count for the whole text. */
  private void learnKey(String key) {
    lastKey = key;
    text.clearKey();
    int length = Math.min(key.length(), 256);
    if (keyBytes.length < length * 3) {
      keyBytes = new byte[length * 3];
    }
    int size = KeyText.encode(key, length, keyBytes);
    Automaton automaton = tables.automaton;
    int state = automaton.start;
    for (int i = 0; i < size; i++) {
      int cls = automaton.classes[keyBytes[i] & 0xff];
      int then = automaton.next[state + (cls & Automaton.CLASS_MASK)];
      if ((cls & Automaton.UPPER) != 0 && i > 0 && Ascii.isLower(keyBytes[i - 1])) {
        then = hump(state, cls);
      }
      state = then & Automaton.STATE_MASK;
      if (then < 0) {
        for (int number : automaton.outputs[state / Automaton.CLASSES]) {
          Keyword keyword = automaton.keywords[number];
          if (keyword.match(keyBytes, 0, size, i + 1 - (keyword.to - keyword.from)) >= 0) {
            for (int context : keyword.contexts) {
              text.keyHit(context);
            }
          }
        }
      }
    }
  }
}
