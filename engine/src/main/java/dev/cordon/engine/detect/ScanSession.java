package dev.cordon.engine.detect;

import java.util.Arrays;

/**
 * The one pass over a text. The loop notes anchors as events; detectors are woken some way behind
 * it, so that context words behind a value are known too, and look no further than a bounded
 * distance around their anchor.
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

  /** The loop looks for anchors in so many bytes before it wakes at them. */
  private static final int BLOCK = 256;

  private static final int RUN = -1;
  private static final int WORD = -2;

  private final ScanTables tables;
  private final Candidates candidates;
  private final ScanText text;
  private final RunVisitor runs;
  private int[] eventStart = new int[32];
  private int[] eventEnd = new int[32];
  private int[] eventKind = new int[32];
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

  /** The places of a block's anchors. */
  private final int[] places = new int[BLOCK + 1];

  private String lastKey = "";
  private byte[] keyBytes = new byte[64];
  private int keySize;

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
    KeywordIndex index = tables.index;
    at = text.from() - 1;
    int gram = walk(0);
    while (at + 1 < text.to()) {
      int from = at + 1;
      int to = Math.min(from + BLOCK, text.to());
      int count = index.collect(text.bytes(), from, to, places);
      gram = serve(index.sift(text.bytes(), text.to(), places, count), to);
    }
    for (at = text.to(); at < text.to() + KeywordIndex.LENGTH - 2; at++) {
      gram = KeywordIndex.step(gram, KeywordIndex.SEPARATOR);
      keywords(gram, at + 1);
    }
  }

  /** Wakes at the places of a block, up to its end at least; returns the gram to go on with. */
  private int serve(int count, int to) {
    KeywordIndex index = tables.index;
    int view = text.view();
    for (int k = 0; k < count; k++) {
      int place = places[k];
      if (place > at) {
        at = place;
        int before = index.gram(text.bytes(), place);
        int gram = wake(before, index.classes[text.at(place)]);
        if (gram != before || at != place || text.view() != view) {
          gram = walk(gram);
          if (text.view() != view || at + 1 >= to) {
            return gram;
          }
        }
      }
    }
    at = to - 1;
    return index.gram(text.bytes(), at);
  }

  /** Goes on byte by byte until grams are again those of the bytes alone; returns the last one. */
  private int walk(int from) {
    int gram = from;
    for (int steps = 1; steps < KeywordIndex.LENGTH && at + 1 < text.to(); steps++) {
      int place = ++at;
      int view = text.view();
      int cls = tables.index.classes[text.at(place)];
      gram = KeywordIndex.step(gram, cls);
      if (cls < 0 || tables.index.has(gram)) {
        int next = wake(gram, cls);
        if (next != gram || at != place || text.view() != view) {
          steps = 0;
          gram = next;
        }
      }
    }
    return gram;
  }

  /** Handles a byte that is an anchor or ends a keyword's gram; returns the gram to go on with. */
  private int wake(int gram, int cls) {
    if ((++wakes & OFTEN) == 0 && passes) {
      repeat();
    }
    if (cls < 0) {
      if ((cls & (KeywordIndex.UPPER | KeywordIndex.NUMBER)) != 0) {
        int before = text.at(at - 1);
        if ((cls & KeywordIndex.NUMBER) != 0) {
          if (!Ascii.isDigit(before)) {
            event(RUN, at, at);
            if (Ascii.isLetter(before)) {
              keywords(gram, at + 1);
              return bump(gram);
            }
          }
        } else if (Ascii.isLower(before) || before >= 0x80) {
          return bump(hump(gram, cls));
        } else if (!Ascii.isWord(before) && tables.words.length > 0) {
          event(WORD, at, at);
        }
      } else if ((cls & (KeywordIndex.FOLD | KeywordIndex.ESCAPE)) != 0) {
        if (!text.isFolded() && Folding.changes(text.bytes(), at, text.to())) {
          fold();
          return gram >>> KeywordIndex.CLASS_BITS;
        }
        keywords(gram, at + 1);
        escape(cls);
        return gram;
      } else if ((cls & KeywordIndex.MARK) != 0) {
        event(tables.index.marks[text.at(at)] - 1, at, at + 1);
      } else {
        latin();
      }
    }
    keywords(gram, at + 1);
    return gram;
  }

  /**
   * Leaves a word in which humps and digit groups follow each other closely: encoded bytes, in
   * which no keyword means anything. Its digits have been noted before or are noted here.
   */
  private int bump(int gram) {
    bumps = at - lastBump <= BUMP ? bumps + 1 : 1;
    lastBump = at;
    if (bumps < BUMPS) {
      return gram;
    }
    byte[] bytes = text.bytes();
    int to = text.to();
    int i = at + 1;
    boolean noted = false;
    int[] classes = tables.index.classes;
    int cls;
    while (i < to
        && (cls = classes[bytes[i] & 0xff] & KeywordIndex.CLASS_MASK) != KeywordIndex.SEPARATOR
        && cls <= KeywordIndex.DIGIT) {
      if (!noted && cls == KeywordIndex.DIGIT) {
        noted = true;
        event(RUN, i, i);
      }
      i++;
    }
    boolean goesOn = i < to && (bytes[i] == '+' || bytes[i] == '/');
    bumps = goesOn ? BUMPS - 1 : 0;
    lastBump = i;
    at = i - 1;
    return KeywordIndex.INSIDE;
  }

  /** A capital after a small letter begins a word: {@code customerSsn}. */
  private int hump(int gram, int cls) {
    int boundary = gram & ~KeywordIndex.CLASS_MASK;
    keywords(boundary, at);
    int next = KeywordIndex.step(boundary, cls);
    keywords(next, at + 1);
    return next;
  }

  /** The letter of an escape such as {@code \n} belongs to no word. */
  private void escape(int cls) {
    int letter = text.at(at + 1);
    if ((cls & KeywordIndex.ESCAPE) != 0
        && text.at(at) == '\\'
        && (letter == 'n' || letter == 't' || letter == 'r')) {
      at++;
    }
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

  /** Notes the keywords of a gram that ends at a place. */
  private void keywords(int gram, int end) {
    KeywordIndex index = tables.index;
    if (!index.has(gram)) {
      return;
    }
    int behind = KeywordIndex.behind(text.bytes(), end, text.to());
    keywords(gram, gram, end, behind);
    if (index.isWhole(gram)) {
      int shorter = gram >>> KeywordIndex.CLASS_BITS;
      keywords(gram, KeywordIndex.key(shorter, 3), end, behind);
      shorter >>>= KeywordIndex.CLASS_BITS;
      keywords(gram, KeywordIndex.key(shorter, 2), end, behind);
    }
  }

  private void keywords(int gram, int key, int end, int behind) {
    KeywordIndex index = tables.index;
    for (int entry = index.first(key, behind); entry != 0; entry = index.next(entry, key, behind)) {
      int number = index.keyword(entry);
      int first = end - index.width(entry);
      // The boundary within may be a hump's, which is no byte.
      if (!keyword(number, first, index.known(entry, gram)) && KeywordIndex.isSplit(gram)) {
        keyword(number, first + 1, 0);
      }
    }
  }

  /** Notes a keyword if it stands at a place. */
  private boolean keyword(int number, int first, int known) {
    Keyword keyword = tables.index.keywords[number];
    int end = keyword.match(text.bytes(), text.from(), text.to(), first, known);
    int start = first - keyword.from;
    if (end < 0 || !(keyword.takesHump() || text.beginsWord(start) || text.at(start - 1) == '_')) {
      return false;
    }
    if (keyword.contexts.length > 0) {
      text.hit(at, start, end, number);
    }
    for (int detector : keyword.detectors) {
      event(detector, start, end);
    }
    return true;
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
    keySize = size;
    KeywordIndex index = tables.index;
    int gram = 0;
    for (int i = 0; i < size + KeywordIndex.LENGTH - 2; i++) {
      int cls = i < size ? index.classes[keyBytes[i] & 0xff] : KeywordIndex.SEPARATOR;
      gram = KeywordIndex.step(gram, cls);
      if ((cls & KeywordIndex.UPPER) != 0 && i > 0 && Ascii.isLower(keyBytes[i - 1])) {
        gram &= ~KeywordIndex.CLASS_MASK;
        learnKey(gram, i);
        gram = KeywordIndex.step(gram, cls);
      }
      learnKey(gram, i + 1);
    }
  }

  private void learnKey(int gram, int end) {
    KeywordIndex index = tables.index;
    if (!index.has(gram)) {
      return;
    }
    int behind = KeywordIndex.behind(keyBytes, end, keySize);
    learnKey(gram, gram, end, behind);
    if (index.isWhole(gram)) {
      int shorter = gram >>> KeywordIndex.CLASS_BITS;
      learnKey(gram, KeywordIndex.key(shorter, 3), end, behind);
      shorter >>>= KeywordIndex.CLASS_BITS;
      learnKey(gram, KeywordIndex.key(shorter, 2), end, behind);
    }
  }

  private void learnKey(int gram, int key, int end, int behind) {
    KeywordIndex index = tables.index;
    for (int entry = index.first(key, behind); entry != 0; entry = index.next(entry, key, behind)) {
      Keyword keyword = index.keywords[index.keyword(entry)];
      int first = end - index.width(entry);
      if (keyword.match(keyBytes, 0, keySize, first, 0) >= 0
          || (KeywordIndex.isSplit(gram)
              && keyword.match(keyBytes, 0, keySize, first + 1, 0) >= 0)) {
        for (int context : keyword.contexts) {
          text.keyHit(context);
        }
      }
    }
  }
}
