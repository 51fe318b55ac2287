package dev.cordon.engine.instruction;

import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.text.EightBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds commands to a model in a text. Most texts hold none of the phrases that every command has
 * one of ({@link Anchors}): they cost that look and nothing else. Around such a phrase the words
 * are read and weighed ({@link PassageReader}). Linear; allocates when such a phrase is there for
 * the first time. Reusable; not thread-safe.
 */
final class InstructionFinder {
  /** How many bytes before a phrase are read, and behind. */
  private static final int BEFORE = 300;

  private static final int BEHIND = 500;

  /** How many bytes apart a text is asked for runs without white space and rows of letters. */
  private static final int STRIDE = 16;

  /** How many bytes are looked at in one go. */
  private static final int BLOCK = 128 * 2 * Anchors.STEP;

  private final Lexicon lexicon = Lexicon.get();
  private @Nullable PassageReader reader;
  private final Unseen unseen = new Unseen();
  private @Nullable Encoded encoded;
  private @Nullable PassageReader inner;

  /** Where in a block a phrase may be. */
  private final int[] places = new int[BLOCK / Anchors.STEP + 1];

  private byte[] text = {};
  private int from;
  private int to;

  private InstructionSpans into = NOBODY;

  /** Whether the reader has begun the text. */
  private boolean begun;

  private long walked;

  /** Where the reader is. */
  private int read;

  /**
   * Finds the commands in a text.
   *
   * @param spans gets the passages, in order
   */
  void find(byte[] bytes, int start, int end, InstructionSpans spans) {
    text = bytes;
    from = start;
    to = end;
    read = start;
    into = spans;
    begun = false;
    walked = 0;
    words();
    runs(spans);
    text = EMPTY;
    into = NOBODY;
  }

  /**
   * Returns how many bytes of the last text the reader read, counted again where read again, and
   * how many that were decoded.
   */
  long read() {
    return walked;
  }

  /** Forgets what was decoded. */
  void forget() {
    Encoded run = encoded;
    if (run != null) {
      run.forget();
    }
  }

  private static final byte[] EMPTY = {};
  private static final InstructionSpans NOBODY = (threat, points, from, to) -> {};

  private void words() {
    int p = from;
    while (p + Long.BYTES <= to) {
      int end = Math.min(to - Long.BYTES + 1, p + BLOCK);
      int count = sift(look(p, end));
      for (int i = 0; i < count; i++) {
        gram(Anchors.read(text, places[i]), places[i]);
      }
      p += (end - p + 2 * Anchors.STEP - 1) / (2 * Anchors.STEP) * (2 * Anchors.STEP);
    }
    for (; p + Anchors.GRAM <= to; p += Anchors.STEP) {
      gram(Anchors.read(text, p), p);
    }
    if (begun) {
      reader().end();
    }
  }

  /**
   * Notes the groups of four bytes, one in each {@link Anchors#STEP}, that may be part of a phrase
   * or hold more than ASCII; returns how many there are. There is no branch that could be predicted
   * wrongly.
   */
  private int look(int start, int end) {
    Anchors anchors = lexicon.anchors;
    int[] noted = places;
    ByteBuffer eights = ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN);
    int count = 0;
    for (int p = start; p < end; p += 2 * Anchors.STEP) {
      long eight = eights.getLong(p);
      long high = (eight & EightBytes.HIGHEST) == 0 ? 0 : 1;
      noted[count] = p;
      count += (int) (anchors.mayHold((int) eight) | high);
      noted[count] = p + Anchors.STEP;
      count += (int) (anchors.mayHold((int) (eight >>> (8 * Anchors.STEP))) | high);
    }
    return count;
  }

  /** Keeps those of the groups whose neighbours may be a phrase's, too, or that hold more. */
  private int sift(int count) {
    Anchors anchors = lexicon.anchors;
    int[] noted = places;
    ByteBuffer eights = ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int p = noted[i];
      long keep = 1;
      if (p - Anchors.STEP >= from && p + Long.BYTES <= to) {
        long around = eights.getLong(p - Anchors.STEP + 1);
        keep = anchors.mayBeWithin(around) | ((around & EightBytes.HIGHEST) == 0 ? 0 : 1);
      }
      noted[kept] = p;
      kept += (int) keep;
    }
    return kept;
  }

  private void gram(int gram, int p) {
    Anchors anchors = lexicon.anchors;
    if (anchors.mayHold(gram) != 0 && anchors.mayBeAt(text, from, p, to)) {
      anchor(gram, p);
    } else if ((gram & 0x80808080) != 0 && Styled.mayBe(gram) && Styled.isAt(text, from, p, to)) {
      passage(p);
    }
  }

  /** Reads what stands around a phrase that four bytes are part of, if there is one. */
  private void anchor(int gram, int p) {
    int all = lexicon.anchors.backs(gram);
    boolean disguised = (all & Anchors.DISGUISED) != 0;
    for (int backs = all & ~Anchors.DISGUISED; backs != 0; backs &= backs - 1) {
      int at = p - Integer.numberOfTrailingZeros(backs);
      if (at >= from && Lexicon.mayBegin(text, from, at) && reader().isAnchor(at, disguised)) {
        passage(at);
        return;
      }
    }
  }

  private void passage(int at) {
    PassageReader reader = reader();
    if (at + BEHIND / 2 < read) {
      return; // read already, with what stands around it
    }
    int begin = Math.max(read, at - BEFORE);
    if (begin > read || read == from) {
      while (begin > from && begin < at && text[begin - 1] > ' ') {
        begin++;
      }
      reader.skip();
    } else {
      begin = read;
    }
    int end = Math.min(to, at + BEHIND);
    while (end < to && text[end] > ' ' && end < at + BEHIND + 64) {
      end++;
    }
    if (end > begin) {
      int stopped = reader.read(begin, end);
      walked += stopped - begin;
      read = Math.max(read, stopped);
    }
  }

  private PassageReader reader() {
    PassageReader made = reader;
    if (made == null) {
      made = reader = new PassageReader(lexicon);
    }
    if (!begun) {
      begun = true;
      made.begin(text, from, to, into);
    }
    return made;
  }

  /** Looks for what is encoded, at places so far apart that none can stand between. */
  private void runs(InstructionSpans spans) {
    int last = to - 2 * STRIDE;
    for (int p = nextRun(from, last); p <= last; p = nextRun(p + STRIDE, last)) {
      if (text[p] >= 0) {
        p = run(p, spans);
      } else if (Unseen.mayBe(text, p, to)) {
        p = unseen(p, spans);
      }
    }
  }

  /**
   * Returns the next place, of those a stride apart, where a run may be; or one behind the last.
   */
  private int nextRun(int start, int last) {
    ByteBuffer eights = ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN);
    int p = start;
    for (; p <= last; p += STRIDE) {
      long eight = eights.getLong(p);
      long high = eight & EightBytes.HIGHEST;
      if (high != 0) {
        if (high == EightBytes.HIGHEST) {
          break;
        }
      } else if (blanks(eight) == 0 ? blanks(eights.getLong(p + 8)) == 0 : isRow(eight)) {
        break;
      }
    }
    return p;
  }

  /** Marks blanks, and what is less. */
  private static long blanks(long x) {
    return (x - 0x2121212121212121L) & ~x & 0x8080808080808080L;
  }

  private static boolean isRow(long x) {
    long letters = EightBytes.letters(x);
    if ((letters & (letters >>> 8) & (letters >>> 16)) != 0) {
      return false; // a word
    }
    long digits = letters | EightBytes.digits(x);
    return letters == 0x0080008000800080L
        || letters == 0x8000800080008000L
        || digits == 0x8000808000808000L
        || digits == 0x0080800080800080L
        || digits == 0x8080008080008080L;
  }

  /** Looks at what may be encoded; returns where to go on. */
  private int run(int p, InstructionSpans spans) {
    Encoded run = encoded;
    if (run == null) {
      run = encoded = new Encoded();
    }
    long eight = EightBytes.read(text, p);
    boolean dense = blanks(eight) == 0;
    boolean is = dense && run.run(text, from, p, to);
    if (!is && (!dense || isRow(eight))) {
      is = run.row(text, from, p, to);
    }
    if (is && run.length > 0) {
      decoded(Arrays.copyOf(run.text, run.length), run.from, run.to, spans);
    }
    return behind(p, run.to);
  }

  /** Reads characters that show nothing; returns where to go on. */
  private int unseen(int p, InstructionSpans spans) {
    byte[] says = unseen.read(text, from, p, to);
    if (says != null) {
      decoded(says, unseen.from, unseen.to, spans);
    }
    return behind(p, unseen.to);
  }

  private int behind(int p, int end) {
    return Math.max(p, (end - STRIDE - from) / STRIDE * STRIDE + from);
  }

  private void decoded(byte[] bytes, int start, int end, InstructionSpans spans) {
    int[] best = {0};
    PassageReader other = inner;
    if (other == null) {
      other = inner = new PassageReader(lexicon);
    }
    other.begin(
        bytes, 0, bytes.length, (threat, points, f, t) -> best[0] = Math.max(best[0], points));
    walked += other.read(0, bytes.length);
    other.end();
    if (best[0] > 0) {
      spans.instruction(Threat.INSTRUCTION_ENCODED, best[0] + 20, start, end);
    }
  }
}
