package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.ScanText;

/** One pass over the words of a text for {@link HealthTerms}. Of one session; used again. */
final class HealthPass {
  /** A condition or a medicine without a person beside it. */
  private static final int ABOUT_NOBODY = 58;

  private static final int REACH = 160;
  private static final int PERSON_REACH = 60;
  private static final int WEAK_REACH = 40;
  private static final int BEHIND_REACH = 30;

  /** What stands between the terms of a list: {@code ", "}, {@code " and "}. */
  private static final int LIST_GAP = 6;

  private static final int WORDS = 5;

  /** Longer words are no terms, bytes. */
  private static final int LONGEST = 40;

  /** Begins typographic quotes, dashes and the apostrophe, U+2000 to U+2FFF. */
  private static final byte PUNCTUATION = (byte) 0xe2;

  /** Begin letters with accents, of Latin and of other scripts. */
  private static final byte FIRST_LEAD = (byte) 0xc3;

  private static final byte LAST_LEAD = (byte) 0xd4;

  private static final int NEVER = Integer.MIN_VALUE / 2;
  private static final int TERM = HealthTerms.CONDITION | HealthTerms.MEDICATION;
  private static final int ANCHOR =
      HealthTerms.STRONG | HealthTerms.PERSON | HealthTerms.WEAK | HealthTerms.BEHIND;

  private final DataType condition;
  private final DataType medication;
  private final Lexicon terms = Lexicon.health();

  /** Terms that wait for a word behind them: start, end, flags. */
  private final int[] waiting = new int[3 * 8];

  private int waits;

  /** Where the words of a kind have last ended. */
  private int strong;

  private int person;
  private int weak;

  /** The end of the last term that was reported, and how sure it was. */
  private int reported;

  private boolean sure;

  /** What {@link #read} has read. */
  private int wordEnd;

  private int hash;

  /** Its hash without {@code 's}. */
  private int stem;

  HealthPass(DataType condition, DataType medication) {
    this.condition = condition;
    this.medication = medication;
  }

  /**
   * Looks at all words of a text.
   *
   * @param text the text
   * @param keyed whether it stands under a key of health
   */
  void run(ScanText text, boolean keyed) {
    strong = keyed ? text.from() : NEVER;
    person = NEVER;
    weak = NEVER;
    reported = NEVER;
    waits = 0;
    byte[] bytes = text.bytes();
    int to = text.to();
    int i = text.from();
    while (i < to) {
      int b = bytes[i];
      if (b == PUNCTUATION) {
        i += 3;
        continue;
      }
      if (!Ascii.isLetter(b) && (b < FIRST_LEAD || b > LAST_LEAD)) {
        i = b < 0 || Ascii.isWord(b) ? other(text, i, to) : i + 1;
        continue;
      }
      int start = i;
      read(bytes, start, to, Lexicon.seed());
      i = wordEnd;
      int flags = i - start > LONGEST ? 0 : terms.lookup(Lexicon.finish(hash));
      if (flags == 0 && stem != hash) {
        flags = terms.lookup(Lexicon.finish(stem)) & ANCHOR; // the patient's
      }
      if (flags != 0) {
        if ((flags & ANCHOR) != 0) {
          anchor(text, start, i, flags);
        }
        if ((flags & (TERM | HealthTerms.BEGINS)) != 0) {
          i = term(text, start, flags, to);
        }
      }
    }
  }

  /** Passes a word that begins with no letter; its letters may be the unit of a dose: 20mg. */
  private int other(ScanText text, int start, int to) {
    byte[] bytes = text.bytes();
    int i = start;
    while (i < to && Ascii.isDigit(bytes[i])) {
      i++;
    }
    if (i > start && i < to && (bytes[i] | 0x20) == 'm') {
      read(bytes, i, to, Lexicon.seed());
      if ((terms.lookup(Lexicon.finish(hash)) & HealthTerms.STRONG) != 0) {
        anchor(text, i, wordEnd, HealthTerms.STRONG);
      }
      return wordEnd;
    }
    while (i < to && (bytes[i] < 0 || Ascii.isWord(bytes[i]))) {
      i++;
    }
    return i;
  }

  /** Reads a word with its {@code 's} and mixes its letters into a hash. */
  private void read(byte[] bytes, int start, int to, int seed) {
    int h = seed;
    int i = start;
    while (i < to) {
      int b = bytes[i];
      if (b >= 0 ? !Ascii.isWord(b) : b == PUNCTUATION) {
        break;
      }
      h = Lexicon.mix(h, Ascii.lower(b & 0xff));
      i++;
    }
    stem = h;
    int mark = i < to && bytes[i] == '\'' ? 1 : isApostrophe(bytes, i, to) ? 3 : 0;
    int behind = i + mark;
    if (mark > 0
        && behind < to
        && Ascii.lower(bytes[behind]) == 's'
        && (behind + 1 == to || !Ascii.isWord(bytes[behind + 1]))) {
      h = Lexicon.mix(h, 's');
      i = behind + 1;
    } else if (mark == 3) {
      i = behind;
    }
    wordEnd = i;
    hash = h;
  }

  /** Tells the typographic one, U+2019. */
  private static boolean isApostrophe(byte[] bytes, int i, int to) {
    return i + 2 < to
        && bytes[i] == (byte) 0xe2
        && bytes[i + 1] == (byte) 0x80
        && bytes[i + 2] == (byte) 0x99;
  }

  private void anchor(ScanText text, int start, int end, int flags) {
    if ((flags & HealthTerms.STRONG) != 0) {
      strong = end;
      flush(text, start, REACH, 0);
      waits = 0;
      int medicine = MedicineStem.beforeDose(text, start);
      if (medicine > 0) {
        text.report(medication, medicine, MedicineStem.end(text, start), Confidence.PROBABLE);
      }
    }
    if ((flags & HealthTerms.PERSON) != 0) {
      person = end;
    }
    if ((flags & HealthTerms.WEAK) != 0) {
      weak = end;
    }
    if ((flags & HealthTerms.BEHIND) != 0 && waits > 0) {
      flush(text, start, BEHIND_REACH, HealthTerms.CLEAR);
    }
  }

  /** Takes the longest term that begins with the word just read; returns where to go on. */
  private int term(ScanText text, int start, int wordFlags, int to) {
    byte[] bytes = text.bytes();
    int end = wordEnd;
    int flags = wordFlags;
    int found = wordFlags;
    for (int words = 1; words < WORDS && (found & HealthTerms.BEGINS) != 0; words++) {
      int at = wordEnd;
      if (!isJoint(text, at)) {
        break;
      }
      read(bytes, at + 1, to, Lexicon.mix(hash, '_'));
      found = terms.lookup(Lexicon.finish(hash));
      if ((found & TERM) != 0) {
        end = wordEnd;
        flags = found;
      }
    }
    if ((flags & TERM) != 0 && isTerm(text, start, end)) {
      judge(text, start, end, flags);
    }
    return end;
  }

  private static boolean isJoint(ScanText text, int at) {
    int b = text.at(at);
    return (b == ' ' || b == '-' || b == '\n') && Ascii.isAlnum(text.at(at + 1));
  }

  private void judge(ScanText text, int start, int end, int flags) {
    boolean clear = (flags & HealthTerms.CLEAR) != 0;
    boolean figure = !clear && isFigure(text, end);
    if (start - strong <= REACH && !(figure && start - strong > PERSON_REACH)) {
      report(text, start, end, flags, true);
    } else if (figure) {
      return;
    } else if (start - person <= PERSON_REACH || (clear && start - weak <= WEAK_REACH)) {
      report(text, start, end, flags, false);
    } else if (start - reported <= LIST_GAP) {
      report(text, start, end, flags, sure);
    } else {
      await(start, end, flags);
    }
  }

  /** Tells {@code a stroke of luck}, {@code an allergy to meetings}. */
  private static boolean isFigure(ScanText text, int end) {
    return text.at(end) == ' '
        && text.at(end + 3) == ' '
        && ((text.at(end + 1) == 'o' && text.at(end + 2) == 'f')
            || (text.at(end + 1) == 't' && text.at(end + 2) == 'o'));
  }

  /** Keeps a term for a word behind it; the oldest one goes. */
  private void await(int start, int end, int flags) {
    if (waits == waiting.length) {
      System.arraycopy(waiting, 3, waiting, 0, waits - 3);
      waits -= 3;
    }
    waiting[waits++] = start;
    waiting[waits++] = end;
    waiting[waits++] = flags;
  }

  /** Reports what waits near a place and has all of some flags. */
  private void flush(ScanText text, int anchor, int reach, int wanted) {
    for (int i = 0; i < waits; i += 3) {
      if (anchor - waiting[i + 1] <= reach && (waiting[i + 2] & wanted) == wanted) {
        report(text, waiting[i], waiting[i + 1], waiting[i + 2], wanted == 0);
      }
    }
  }

  private void report(ScanText text, int start, int end, int flags, boolean certain) {
    DataType type = (flags & HealthTerms.CONDITION) != 0 ? condition : medication;
    text.report(type, start, end, certain ? Confidence.LABELLED : ABOUT_NOBODY);
    reported = end;
    sure = certain;
  }

  /** Short forms that are also words count in capitals only: {@code AIDS}, {@code ADD}. */
  private static boolean isTerm(ScanText text, int start, int end) {
    int behind = text.at(end);
    boolean property = (behind == '-' || behind == '=') && Ascii.isAlnum(text.at(end + 1));
    if (behind == '('
        || property // stroke-width
        || (behind == '=' && text.at(end + 1) == '"')
        || text.at(start - 1) == '.'
        || text.at(start - 1) == '_'
        || (text.at(start - 1) == '-' && Ascii.isAlnum(text.at(start - 2)))) {
      return false;
    }
    boolean aids = Ascii.lower(text.at(start)) == 'a' && Ascii.lower(text.at(start + 1)) == 'i';
    return end - start > 4
        || Ascii.isUpper(text.at(start + 1))
        || (end - start == 4 && !aids)
        || (end - start == 3 && Ascii.lower(text.at(start)) == 'f');
  }
}
