package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Reach;
import dev.cordon.engine.detect.Scanner;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The one pass over a text. The loop notes anchors as events; detectors are woken some way behind
 * it, so that context words behind a value are known too, and look no further than a bounded
 * distance around their anchor.
 */
final class ScanSession implements Scanner.Session {
  /** Events are kept until this many wait; then those that are far enough behind are visited. */
  private static final int BATCH = 4096;

  /** How far the loop is ahead of the detectors it events, bytes. */
  private static final int AHEAD = Reach.MAX_AHEAD;

  /** After so many events the loop looks whether the text repeats itself, then less often. */
  private static final int OFTEN = 64;

  private static final int SELDOM = 512;

  /** A keyword in which a character stands for another may begin so many bytes before it. */
  private static final int KEYWORD = 48;

  private final ScanTables tables;
  private final Candidates candidates;
  private final SessionText text;
  private final RunVisitor runs;
  private final Events events = new Events();

  /** By literal detector: what it was sure of ends here, and need not be looked at again. */
  private final int[] literalDone;

  /** Whether one of these is not 0. */
  private boolean anyDone;

  private final EncodedBytes encoded = new EncodedBytes();

  /** Where the loop is; {@link #wake} may move it. */
  private int at;

  /** How often the loop was left, to look now and then whether the text repeats itself. */
  private int left;

  private int nextLook;

  /** Whether the loop has just been moved on, behind what the finder has read. */
  private boolean moved;

  private final KeywordSearch search;
  private final KeyContexts keyContexts;

  /** Finds what is passed over; null to look at all of a text. */
  private final @Nullable Repetition repetition;

  /** Scans spans as values of keys; null until there is one. */
  private @Nullable ScanSession values;

  /** Whether this is such a session: it looks for no tables within its texts. */
  private boolean inner;

  private final boolean[] enabled;

  /** How often detectors were woken by the last text. */
  private int visits;

  ScanSession(ScanTables tables, boolean[] enabled) {
    this(tables, enabled, true);
  }

  ScanSession(ScanTables tables, boolean[] enabled, boolean passes) {
    this.repetition = passes ? new Repetition() : null;
    this.tables = tables;
    this.enabled = enabled;
    this.candidates = new Candidates(tables, enabled);
    this.text = new SessionText(tables, candidates);
    this.runs = new RunVisitor(tables, text, passes);
    this.search = new KeywordSearch(tables.index);
    this.keyContexts = new KeyContexts(tables.index, search);
    this.literalDone = new int[tables.detectors.literals.length()];
  }

  @Override
  public void scan(byte[] bytes, int from, int to, String key, Findings into) {
    AnchorFinder anchors = tables.takeFinder();
    keyContexts.learn(key, anchors, text);
    text.begin(bytes, from, to, key);
    search.begin(bytes, from, to);
    events.size = 0;
    left = 0;
    nextLook = OFTEN;
    visits = 0;
    encoded.begin(from);
    if (repetition != null) {
      repetition.begin();
    }
    if (anyDone) {
      anyDone = false;
      Arrays.fill(literalDone, 0);
    }
    runs.begin(from);
    pump(anchors);
    tables.giveBack(anchors);
    visit(events.size);
    end();
    text.end();
    search.end();
    if (!text.values().isEmpty() && !inner) {
      text.values().scan(valueSession(), bytes, candidates);
    }
    candidates.drain(into);
  }

  private void end() {
    EndGuards ends = tables.ends;
    for (int i = 0; i < ends.size(); i++) {
      if (ends.wakes(i, text)) {
        tables.detectors.end(i).end(text);
      }
    }
  }

  private ScanSession valueSession() {
    ScanSession session = values;
    if (session == null) {
      session = new ScanSession(tables, enabled, repetition != null);
      session.inner = true;
      values = session;
    }
    return session;
  }

  @Override
  public void restart() {
    text.restart();
    keyContexts.forget();
    if (values != null) {
      values.restart();
    }
  }

  private void pump(AnchorFinder anchors) {
    at = text.from() - 1;
    while (at + 1 < text.to()) {
      int from = at + 1;
      int to = Math.min(from + AnchorFinder.BLOCK, text.to());
      int count = anchors.find(text.bytes(), text.from(), from, to, text.to());
      if (serve(anchors, count)) {
        at = Math.max(at, to - 1);
      }
    }
  }

  /** Events at the places of a block; returns false if they are no longer the text's. */
  private boolean serve(AnchorFinder anchors, int count) {
    int view = text.view();
    for (int k = 0; k < count; k++) {
      int place = anchors.places[k];
      if (place > at) {
        at = place;
        wake(anchors, k);
        if (text.view() != view) {
          return false;
        }
      }
    }
    return true;
  }

  /** Handles what begins where the loop is. */
  private void wake(AnchorFinder anchors, int k) {
    moved = ++left == nextLook && repetition != null && repeat(repetition);
    int cls = tables.index.classes[text.at(at)];
    if (cls >= 0 || mayBeKeyword(cls, anchors, k)) {
      keywords(anchors, k);
      if (cls < 0 && (cls & KeywordIndex.NUMBER) != 0 && Ascii.isLetter(text.at(at - 1))) {
        leaveEncoded();
      }
    }
  }

  /** Notes what else than a keyword begins where the loop is; tells whether a keyword may, too. */
  private boolean mayBeKeyword(int cls, AnchorFinder anchors, int k) {
    if ((cls & KeywordIndex.UPPER) != 0) {
      return capital(anchors, k);
    }
    if ((cls & KeywordIndex.NUMBER) != 0) {
      event(Events.RUN, at, at);
      return true;
    }
    if ((cls & (KeywordIndex.FOLD | KeywordIndex.ESCAPE)) != 0
        && !text.isFolded()
        && text.changesAt(at)) {
      fold();
      return false;
    }
    if ((cls & KeywordIndex.MARK) != 0) {
      event(tables.index.marks[text.at(at)] - 1, at, at + 1);
    }
    if ((cls & KeywordIndex.ESCAPE) != 0) {
      escape();
    }
    if ((cls & (KeywordIndex.MARK | KeywordIndex.ESCAPE)) != 0) {
      return false;
    }
    latin();
    return true;
  }

  private boolean capital(AnchorFinder anchors, int k) {
    int before = text.at(at - 1);
    boolean symbol = before >= 0x80 && isSymbolBefore();
    if (symbol && tables.words > 0) {
      event(Events.WORD, at, at);
    } else if (Ascii.isLower(before) || before >= 0x80) {
      search.before(at);
      note();
      if (leaveEncoded()) {
        return false;
      }
    } else if (!Ascii.isWord(before)
        && tables.words > 0
        && !isCommon(moved ? search.plain(at) : anchors.plains[k])) {
      event(Events.WORD, at, at);
    }
    return true;
  }

  private boolean isCommon(long plain) {
    if (!tables.common.holds(plain)) {
      return false;
    }
    int behind = text.at(at + KeywordIndex.wordLength(plain));
    return behind == ' ' || behind == ',';
  }

  /**
   * Leaves a word that is encoded bytes, in which no keyword means anything. Its digits have been
   * noted before or are noted here.
   */
  private boolean leaveEncoded() {
    if (!encoded.changesAt(at)) {
      return false;
    }
    byte[] bytes = text.bytes();
    int to = text.to();
    int i = at + 1;
    boolean noted = false;
    while (i < to && Ascii.isAlnum(bytes[i])) {
      if (!noted && Ascii.isDigit(bytes[i])) {
        noted = true;
        event(Events.RUN, i, i);
      }
      i++;
    }
    encoded.left(i, i < to && (bytes[i] == '+' || bytes[i] == '/'));
    at = i - 1;
    return true;
  }

  /** The letter of an escape such as {@code \n} belongs to no word. */
  private void escape() {
    int letter = text.at(at + 1);
    if (text.at(at) == '\\' && (letter == 'n' || letter == 't' || letter == 'r')) {
      at++;
      if (Ascii.isLetter(text.at(at + 1))) {
        at++;
        if (Ascii.isUpper(text.at(at)) && tables.words > 0) {
          event(Events.WORD, at, at);
        }
        search.at(at);
        note();
      }
    }
  }

  /** Tells whether an arrow, a quotation mark or a picture beyond ASCII stands right before. */
  private boolean isSymbolBefore() {
    int lead = at - 1;
    while (at - lead < 4 && text.at(lead) >= 0x80 && text.at(lead) < 0xc0) {
      lead--;
    }
    int first = text.at(lead);
    int second = text.at(lead + 1);
    return first == 0xf0
        || (first == 0xe2 && second >= 0x80 && second <= 0xbb)
        || (first == 0xe3 && second == 0x80)
        || (first == 0xef && second >= 0xb8)
        || (first == 0xc2 && second != 0xaa && second != 0xba && second != 0xb5);
  }

  private void latin() {
    int before = text.at(at - 1);
    boolean small = text.at(at) == 0xc3 && text.at(at + 1) > 0x9e;
    if (!small && !Ascii.isWord(before) && (before < 0x80 || isMarkBefore())) {
      event(Events.WORD, at, at);
    }
  }

  /** Tells whether a punctuation mark of Chinese or Japanese stands right before. */
  private boolean isMarkBefore() {
    return text.at(at - 3) == 0xe3
        && text.at(at - 2) == 0x80
        && text.at(at) >= 0xe3
        && text.at(at - 1) != 0x85;
  }

  /** Goes on in the normalised view, at the words before the byte that is different there. */
  private void fold() {
    int from = text.from();
    int back = Math.max(from, at - KEYWORD);
    while (back > from && back < at && Ascii.isAlnum(text.at(back - 1))) {
      back++;
    }
    events.forget(back);
    text.forgetFrom(back);
    text.fold(at);
    at = back;
    search.begin(text.bytes(), text.from(), text.to());
    events.shift(-from);
    runs.rebase(from, at - from);
    encoded.begin(at - from);
    if (repetition != null) {
      repetition.begin();
    }
    for (int i = 0; anyDone && i < literalDone.length; i++) {
      literalDone[i] -= from;
    }
    at -= from + 1;
  }

  /**
   * Passes over what repeats itself and holds nothing: one anchor over and over costs no more than
   * comparing it. Returns whether the loop was moved on, to the same anchor further behind.
   */
  private boolean repeat(Repetition repetition) {
    nextLook = left + Math.min(Math.max(OFTEN, left / 2), SELDOM);
    int period = Repetition.period(text.bytes(), text.from(), at);
    if (period == 0) {
      return false;
    }
    int end = repetition.end(text.bytes(), at, text.to(), period);
    int shift = end - 1 - at - Repetition.TAIL;
    if (shift < period) {
      return false;
    }
    shift -= shift % period;
    int seen = at - Reach.MAX_AHEAD;
    visitBehind(seen - Repetition.HELD - period);
    int reports = text.reports();
    visitBehind(seen);
    if (text.reports() != reports || text.lastReach() > seen - Repetition.HELD - period) {
      return false;
    }
    events.shift(shift);
    text.shiftHits(shift);
    encoded.shift(shift);
    at += shift;
    left = 0;
    nextLook = OFTEN;
    return true;
  }

  /** Notes the keywords where the loop is. */
  private void keywords(AnchorFinder anchors, int k) {
    if (moved) {
      search.at(at); // the same stands here, but not the same behind it
    } else if (anchors.kinds[k] != 0) {
      search.at(anchors, k);
    } else {
      return;
    }
    note();
  }

  /** Notes what was found. */
  private void note() {
    for (int i = 0; i < search.size; i++) {
      int number = search.words[i];
      int start = search.starts[i];
      Keyword keyword = tables.index.word(number);
      if (keyword.mayFollowSmallLetter() || text.beginsWord(start) || text.at(start - 1) == '_') {
        int end = search.ends[i];
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
    if (events.isFull()) {
      if (events.size >= BATCH) {
        visitBehind(at - AHEAD);
      }
      if (events.isFull()) {
        events.grow();
      }
    }
    events.add(kind, start, end);
  }

  /** Visits what was noted before a place and forgets it. */
  private void visitBehind(int place) {
    int count = events.before(place);
    visit(count);
    events.drop(count);
    text.forget(place - AHEAD);
  }

  /** Returns how many bytes of the last text were compared to find repetitions' ends. */
  long compared() {
    return runs.compared() + (repetition == null ? 0 : repetition.compared());
  }

  /** Returns how often detectors were woken by the last text. */
  int visits() {
    return visits + runs.visits();
  }

  private void visit(int count) {
    visits += count;
    for (int i = 0; i < count; i++) {
      int kind = events.kinds[i];
      if (kind == Events.RUN) {
        runs.visit(events.starts[i]);
      } else if (kind == Events.WORD) {
        for (int word = 0; word < tables.words; word++) {
          tables.detectors.word(word).found(text, events.starts[i]);
        }
      } else {
        visitLiteral(kind, events.starts[i], events.ends[i]);
      }
    }
  }

  private void visitLiteral(int detector, int start, int end) {
    if (start < literalDone[detector]) {
      return;
    }
    text.clearReach();
    tables.detectors.literal(detector).found(text, start, end);
    if (text.reach() > start) {
      anyDone = true;
      literalDone[detector] = text.reach();
    }
  }
}
