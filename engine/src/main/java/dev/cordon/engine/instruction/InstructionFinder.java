package dev.cordon.engine.instruction;

import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.text.EightBytes;
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

  private final Lexicon lexicon = Lexicon.get();
  private @Nullable PassageReader reader;
  private final Unseen unseen = new Unseen();
  private @Nullable Encoded encoded;
  private @Nullable PassageReader inner;

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
    encoded = null;
  }

  private static final byte[] EMPTY = {};
  private static final InstructionSpans NOBODY = (threat, points, from, to) -> {};

  private void words() {
    Anchors anchors = lexicon.anchors;
    byte[] bytes = text;
    for (int p = from; p + Anchors.GRAM <= to; p += Anchors.STEP) {
      int gram = Anchors.read(bytes, p);
      if (anchors.mayHold(gram) != 0 && anchors.mayBeAt(bytes, from, p, to)) {
        anchor(gram, p);
      } else if ((gram & 0x80808080) != 0
          && Styled.mayBe(gram)
          && Styled.isAt(bytes, from, p, to)) {
        passage(p);
      }
    }
    if (begun) {
      reader().end();
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
    byte[] bytes = text;
    for (int p = from; p + 2 * STRIDE <= to; p += STRIDE) {
      long eight = eight(bytes, p);
      if ((eight & EightBytes.HIGHEST) != 0) {
        if ((eight & EightBytes.HIGHEST) == EightBytes.HIGHEST && Unseen.mayBe(bytes, p, to)) {
          p = unseen(p, spans);
        }
        continue;
      }
      boolean dense = blanks(eight) == 0;
      if (dense ? blanks(eight(bytes, p + 8)) == 0 : isRow(eight)) {
        p = run(p, dense, spans);
      }
    }
  }

  private static long eight(byte[] bytes, int p) {
    return (Anchors.read(bytes, p) & 0xFFFFFFFFL) | (long) Anchors.read(bytes, p + 4) << 32;
  }

  /** Marks blanks, and what is less. */
  private static long blanks(long x) {
    return (x - 0x2121212121212121L) & ~x & 0x8080808080808080L;
  }

  private static boolean isRow(long x) {
    long letters = EightBytes.letters(x);
    long digits = letters | EightBytes.digits(x);
    return letters == 0x0080008000800080L
        || letters == 0x8000800080008000L
        || digits == 0x8000808000808000L
        || digits == 0x0080800080800080L
        || digits == 0x8080008080008080L;
  }

  /** Looks at what may be encoded; returns where to go on. */
  private int run(int p, boolean dense, InstructionSpans spans) {
    Encoded run = encoded;
    if (run == null) {
      run = encoded = new Encoded();
    }
    boolean is = dense ? run.run(text, from, p, to) : run.row(text, from, p, to);
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
