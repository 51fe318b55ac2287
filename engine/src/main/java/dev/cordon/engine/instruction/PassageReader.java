package dev.cordon.engine.instruction;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of parts of a text, finds the {@link Phrases} among them and hands them to a
 * {@link Score}. Each byte is read once, and a phrase's length at most again. Reusable; not
 * thread-safe.
 */
final class PassageReader {
  /** How much speaking of attacks takes from the score, and quoting. */
  private static final int MENTIONED = 50;

  private static final int QUOTED = 25;

  private static final int BOTH = 120;

  private static final byte[] NOTHING = {};

  private static final int ANCHORING = Notion.anchoring();

  /** What somebody is told to do to something. */
  private static final int ORDERS =
      Notion.DISREGARD.bit
          | Notion.REVEAL.bit
          | Notion.ASK.bit
          | Notion.SEND.bit
          | Notion.OUTPUT.bit
          | Notion.ACT.bit;

  /** In words of two ticks: how far behind speaking of attacks it matters. */
  private static final int RECALLED = 40;

  /** What may stand between a call to a model and its comma. */
  private static final String[] MODELS = {
    " model", " agent", " assistant", " system", " bot", " bist", " sind", "なら", "라면", "이라면", "ysan"
  };

  private final Phrases phrases;
  private final Score score = new Score();
  private final Markers markers = new Markers();

  private final Letters letters = new Letters();
  private byte[] text = NOTHING;
  private int from;
  private int limit;
  private @Nullable InstructionSpans spans;

  private int tick;
  private int mentioned;
  private int doubted;

  /** What the last match was: its notions and the byte after it. */
  private int found;

  private int foundEnd;

  PassageReader(Lexicon lexicon) {
    this.phrases = lexicon.phrases;
  }

  /** Begins a text. */
  void begin(byte[] bytes, int start, int end, InstructionSpans into) {
    text = bytes;
    from = start;
    limit = end;
    letters.begin(bytes, end);
    spans = into;
    tick = 0;
    mentioned = -1000;
    doubted = -1000;
    score.clear();
  }

  /** Tells whether a phrase begins at a place that a command has one of, or a marker of roles. */
  boolean isAnchor(int p, boolean disguised) {
    int at = p < limit && text[p] == ' ' ? p + 1 : p;
    if (at >= limit) {
      return false;
    }
    found = 0;
    walk(at, Letters.PLAIN);
    if (disguised && found == 0) {
      disguised(at);
    }
    return (found & ANCHORING) != 0 || marker(at);
  }

  private boolean marker(int p) {
    return (Markers.mayBegin(text[p]) || Markers.begins(text, from, p))
        && markers.at(text, from, p, limit);
  }

  /** Some of the text is not read. */
  void skip() {
    finish();
    tick += 1000;
  }

  /** Ends the text. */
  void end() {
    finish();
    letters.end();
    spans = null;
    text = NOTHING;
  }

  private void finish() {
    InstructionSpans into = spans;
    if (!score.isEmpty() && score.points() >= Score.LIKELY && into != null) {
      into.instruction(
          score.kind(), score.points(), sentenceStart(score.from()), sentenceEnd(score.to()));
    }
    score.clear();
  }

  /** Reads a part; returns where it ended. */
  int read(int start, int end) {
    Letters letters = this.letters;
    int p = start;
    boolean inWord = false;
    while (p < end) {
      if ((!inWord || Markers.mayBegin(text[p])) && marker(p)) {
        score.marker(markers.number, markers.weight, p, markers.end, tick);
        p = markers.end;
        continue;
      }
      int c = letters.at(p, Letters.PLAIN);
      int next = letters.next;
      if (c == Letters.NONE) {
        p = next;
        continue;
      }
      boolean word = isWord(c);
      if (!word) {
        inWord = false;
        punctuation(c, p);
        p = next;
      } else if (Letters.isOpen(c)) {
        p = match(p, next, 1);
        inWord = false;
      } else if (inWord) {
        p = next;
      } else {
        p = match(p, next, Score.WORD);
        inWord = p == next || isWordAt(p);
      }
    }
    return p;
  }

  private boolean isWordAt(int p) {
    return p < limit && isWord(letters.at(p, Letters.PLAIN));
  }

  private static boolean isWord(int c) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '@' || c == '$';
    }
    return Character.isLetterOrDigit(c)
        || c == '@'
        || c == '$'
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  private void punctuation(int c, int p) {
    if (c == ':') {
      score.colon();
    }
    boolean code = c == ';' || c == '{' || c == '}';
    boolean ends = c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0x0964 || c == 0x061F;
    boolean blank = p + 1 >= limit || text[p + 1] <= ' ';
    boolean paragraph = text[p] == '\n' && p + 1 < limit && text[p + 1] == '\n';
    if ((ends && (blank || c > 127)) || paragraph || code) {
      score.sentence();
      doubted = -1000;
    }
  }

  /** Looks for a phrase at a place; returns where to go on. */
  private int match(int p, int next, int ticks) {
    if (score.isOver(tick)) {
      finish();
    }
    tick += ticks;
    found = 0;
    walk(p, Letters.PLAIN);
    if (found == 0 && ticks == Score.WORD) {
      disguised(p);
    }
    if (found == 0) {
      return next;
    }
    note(p);
    return Math.max(next, foundEnd);
  }

  private void note(int p) {
    boolean isListed = (found & ORDERS) != 0 && Listed.is(text, from, limit, p, foundEnd);
    final int bits = isListed ? found & ~ORDERS : found;
    if (bits == 0) {
      return;
    }
    boolean inName = p > from && (text[p - 1] == '.' || text[p - 1] == '@'); // as of a host
    if ((bits & Notion.MENTION.bit) != 0 && !inName) {
      mentioned = tick;
    }
    if ((bits & Notion.DOUBT.bit) != 0) {
      doubted = tick;
    }
    boolean told = tick - doubted <= Score.WORD && doubted != tick;
    score.add(bits, p, foundEnd, tick, told);
    if ((bits & Notion.SUMMON.bit) != 0 && isCall(foundEnd)) {
      score.summoned();
    }
    if (Score.counts(bits)) {
      boolean quoted = isQuoted(p);
      boolean spoken = tick - mentioned <= RECALLED;
      score.doubt(quoted && spoken ? BOTH : quoted ? QUOTED : spoken ? MENTIONED : 0);
    }
  }

  /** Tells whether a comma or a colon stands at a place, or behind one word for a model. */
  private boolean isCall(int place) {
    int p = place;
    for (String word : MODELS) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      int i = 0;
      while (i < bytes.length && p + i < limit && bytes[i] == text[p + i]) {
        i++;
      }
      if (i == bytes.length) {
        p += i;
        break;
      }
    }
    if (p >= limit) {
      return false;
    }
    int three = 0;
    for (int i = p; i < p + 3; i++) {
      three = three << 8 | (i < limit ? text[i] & 0xFF : 0);
    }
    return text[p] == ','
        || text[p] == ':'
        || three == 0xE38081
        || three == 0xEFBC8C
        || three == 0xEFBC9A
        || (three >> 8) == 0xD88C;
  }

  private boolean isQuoted(int place) {
    int p = place;
    if (p > from + 2 && text[p - 2] == (byte) 0xC2 && text[p - 1] == (byte) 0xA0) {
      p -= 2; // French has a blank behind the mark
    } else if (p > from + 2 && text[p - 1] == ' ' && text[p - 2] == (byte) 0xAB) {
      p--;
    }
    if (p <= from + 1) {
      return false;
    }
    int b = text[p - 1];
    if (b == '"' || b == '\'' || b == '`') {
      return foundEnd >= limit || text[foundEnd] != b; // else it is a name, such as a button's
    }
    if (b >= 0 || p - from < 4) {
      return false;
    }
    int three = (text[p - 3] & 0xFF) << 16 | (text[p - 2] & 0xFF) << 8 | (b & 0xFF);
    boolean low = (three & 0xFFFF) == 0xC2AB;
    return low
        || (three >= 0xE28098 && three <= 0xE2809F)
        || three == 0xE3808C
        || three == 0xE3808E;
  }

  /** Walks along the phrases from a place, and keeps the longest one. */
  private void walk(int p, int mode) {
    Letters letters = this.letters;
    int node = 0;
    int at = p;
    int begun = 0;
    boolean blank = false;
    while (at < limit) {
      int c = letters.at(at, mode);
      int next = letters.next;
      if (c != Letters.NONE && !(c == ' ' && blank)) {
        node = phrases.next(node, c);
        if (node == 0) {
          return;
        }
        blank = c == ' ';
        int notions = phrases.notions(node);
        if (notions != 0) {
          boolean ends = !isWord(c) || Letters.isOpen(c) || phrases.isOpen(node);
          if (ends || !goesOn(next, mode)) {
            found = notions | begun;
            foundEnd = next;
          }
          begun |= phrases.isOpen(node) ? notions : 0;
        }
      }
      at = next;
    }
  }

  private boolean goesOn(int p, int mode) {
    if (p >= limit) {
      return false;
    }
    int c = letters.at(p, mode);
    return c != Letters.NONE && Character.isLetterOrDigit(c);
  }

  /** Looks at a word that may be written with digits or letters of other scripts, or turned. */
  private void disguised(int p) {
    Letters letters = this.letters;
    boolean digits = false;
    boolean latin = false;
    boolean other = false;
    int at = p;
    int c = letters.at(at, Letters.PLAIN);
    for (int length = 0; length < 16 && isWord(c); length++) {
      digits |= (c >= '0' && c <= '9') || c == '@' || c == '$';
      latin |= c >= 'a' && c <= 'z';
      other |= c >= 0x370 && c < 0x590;
      at = letters.next;
      if (at >= limit) {
        break;
      }
      c = letters.at(at, Letters.PLAIN);
    }
    if (digits && latin) {
      walk(p, Letters.LEET);
    }
    if (other && (latin || found == 0)) {
      walk(p, Letters.ALIKE);
    }
    if (latin && !digits && !other && found == 0) {
      walk(p, Letters.ROT13);
    }
  }

  private int sentenceStart(int p) {
    int i = p;
    while (i > from && p - i < 300) {
      int b = text[i - 1];
      if (b == '\n'
          || ((b == '.' || b == '!' || b == '?') && i < limit && text[i] <= ' ' && text[i] >= 0)) {
        break;
      }
      i--;
    }
    while (i < p && (text[i] == ' ' || (text[i] & 0xC0) == 0x80)) {
      i++;
    }
    return i;
  }

  private int sentenceEnd(int p) {
    int i = p;
    while (i < limit && i - p < 300) {
      int b = text[i];
      if (b == '\n') {
        break;
      }
      i++;
      if ((b == '.' || b == '!' || b == '?') && (i == limit || (text[i] <= ' ' && text[i] >= 0))) {
        break;
      }
    }
    while (i < limit && (text[i] & 0xC0) == 0x80) {
      i++;
    }
    return i;
  }
}
