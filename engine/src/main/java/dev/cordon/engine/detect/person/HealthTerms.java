package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/**
 * Conditions and medicines of {@code health.txt} where a text is about somebody's health: near a
 * word such as {@code diagnosed}, or near one that says whose. One more pass over texts that hold a
 * word of health at all.
 */
final class HealthTerms implements EndDetector {
  private static final int CONDITION = 1;
  private static final int MEDICATION = 2;
  private static final int BEGINS = 4;
  private static final int STRONG = 8;
  private static final int PERSON = 16;

  private static final int REACH = 160;
  private static final int PERSON_REACH = 60;
  private static final int WORDS = 5;

  /** Longer words are no terms, bytes. */
  private static final int LONGEST = 40;

  private final Context context;
  private final DataType condition;
  private final DataType medication;

  private HealthTerms(Context context, DataType condition, DataType medication) {
    this.context = context;
    this.condition = condition;
    this.medication = medication;
  }

  static void register(Registry registry, Cues cues) {
    DataType condition =
        registry.type(
            "medical.condition",
            DataClass.HEALTH,
            Severity.MEDIUM,
            "CONDITION",
            "Health condition");
    DataType medication =
        registry.type("medical.medication", DataClass.HEALTH, Severity.MEDIUM, "DRUG", "Medicine");
    registry.ends(new HealthTerms(registry.context(cues.of("health")), condition, medication));
  }

  @Override
  public void end(ScanText text) {
    if (text.has(context)) {
      new Pass(text).run();
    }
  }

  /** One pass over one text. */
  private final class Pass {
    private final ScanText text;
    private final Lexicon terms = Lexicon.health();
    private int strong = Integer.MIN_VALUE / 2;
    private int person = Integer.MIN_VALUE / 2;

    /** Terms that wait for a word behind them: start, end, flags. */
    private final int[] waiting = new int[3 * 8];

    private int waits;

    Pass(ScanText text) {
      this.text = text;
    }

    void run() {
      int i = text.from();
      int to = text.to();
      while (i < to) {
        if (!Ascii.isLetter(text.at(i)) || Ascii.isWord(text.at(i - 1))) {
          i++;
          continue;
        }
        int end = wordEnd(i);
        int flags =
            end - i > LONGEST ? 0 : terms.lookup(Lexicon.finish(hash(Lexicon.seed(), i, end)));
        if ((flags & STRONG) != 0) {
          strong = end;
          flush(i);
          dose(i);
        } else if ((flags & PERSON) != 0) {
          person = end;
        }
        i = (flags & (CONDITION | MEDICATION | BEGINS)) == 0 ? end : term(i, end, flags);
      }
    }

    private int wordEnd(int start) {
      int i = start;
      while (Ascii.isWord(text.at(i)) || text.at(i) >= 0x80) {
        i++;
      }
      if (text.at(i) == '\'' && Ascii.lower(text.at(i + 1)) == 's' && text.endsWord(i + 2)) {
        return i + 2;
      }
      return i;
    }

    private int hash(int seed, int start, int end) {
      int hash = seed;
      for (int i = start; i < end; i++) {
        int b = Ascii.lower(text.at(i));
        if (b != '\'') {
          hash = Lexicon.mix(hash, b);
        }
      }
      return hash;
    }

    /** Takes the longest term that begins at a word; returns where to go on. */
    private int term(int start, int wordEnd, int wordFlags) {
      int end = wordEnd;
      int flags = wordFlags;
      if ((wordFlags & BEGINS) != 0) {
        int hash = hash(Lexicon.seed(), start, wordEnd);
        int at = wordEnd;
        for (int words = 1; words < WORDS && isJoint(at); words++) {
          int behind = wordEnd(at + 1);
          hash = hash(Lexicon.mix(hash, '_'), at + 1, behind);
          int found = terms.lookup(Lexicon.finish(hash));
          if ((found & (CONDITION | MEDICATION)) != 0) {
            end = behind;
            flags = found;
          }
          at = behind;
        }
      }
      if ((flags & (CONDITION | MEDICATION)) != 0 && isTerm(start, end)) {
        if (start - strong <= REACH || start - person <= PERSON_REACH) {
          report(start, end, flags, start - strong <= REACH);
        } else if (waits < waiting.length) {
          waiting[waits++] = start;
          waiting[waits++] = end;
          waiting[waits++] = flags;
        }
      }
      return end;
    }

    private boolean isJoint(int at) {
      int b = text.at(at);
      return (b == ' ' || b == '-' || b == '\n') && Ascii.isAlnum(text.at(at + 1));
    }

    /** Short forms that are also words count in capitals only: {@code AIDS}, {@code ADD}. */
    private boolean isTerm(int start, int end) {
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
      return end - start > 4
          || Ascii.isUpper(text.at(start + 1))
          || (end - start == 4 && Ascii.lower(text.at(start)) != 'a')
          || (end - start == 3 && Ascii.lower(text.at(start)) == 'f');
    }

    private void flush(int anchor) {
      for (int i = 0; i < waits; i += 3) {
        if (anchor - waiting[i + 1] <= REACH) {
          report(waiting[i], waiting[i + 1], waiting[i + 2], true);
        }
      }
      waits = 0;
    }

    private void report(int start, int end, int flags, boolean sure) {
      text.report((flags & CONDITION) != 0 ? condition : medication, start, end, sure ? 75 : 58);
    }

    /** The word before a dose is a medicine if it ends as one: {@code zofenopril 30 mg}. */
    private void dose(int unit) {
      if (Ascii.lower(text.at(unit)) != 'm' || Ascii.lower(text.at(unit + 2)) > 'g') {
        return;
      }
      int i = unit;
      while (unit - i < 12 && !Ascii.isLetter(text.at(i - 1))) {
        i--;
      }
      int start = i;
      while (i - start < 24 && Ascii.isLetter(text.at(start - 1))) {
        start--;
      }
      if (i - start > 6 && i < unit && hasStem(i)) {
        text.report(medication, start, i, 70);
      }
    }

    private boolean hasStem(int end) {
      for (String stem : STEMS) {
        int k = 0;
        while (k < stem.length()
            && Ascii.lower(text.at(end - stem.length() + k)) == stem.charAt(k)) {
          k++;
        }
        if (k == stem.length()) {
          return true;
        }
      }
      return false;
    }
  }

  private static final String[] STEMS = {
    "pril",
    "olol",
    "statin",
    "mab",
    "sartan",
    "prazole",
    "cillin",
    "mycin",
    "azepam",
    "tinib",
    "oxetine",
    "gliptin",
    "glutide",
    "dipine",
    "azole",
    "cycline",
    "floxacin",
    "vir",
    "caine",
  };
}
