package dev.cordon.engine.detect.person;

import static dev.cordon.engine.detect.person.NameWord.is;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordLists;

/**
 * Names that need no list: before a mail address in angle brackets ({@code Jane Doe <jane@…>}), and
 * the whole value under a JSON key such as {@code customer_name}, of any script.
 */
final class DisplayName implements LiteralDetector, EndDetector {
  /** Words before an address in angle brackets. */
  private static final int BEFORE_ADDRESS = 86;

  /** The same of words that are no names. */
  private static final int WORDS = 52;

  private static final int LONGEST = 64;

  private final DataType type;
  private final PersonName names;
  private final Context firm;
  private final Context loose;

  private DisplayName(DataType type, PersonName names, Context firm, Context loose) {
    this.type = type;
    this.names = names;
    this.firm = firm;
    this.loose = loose;
  }

  static void register(Registry registry, WordLists cues, DataType type, PersonName names) {
    Context firm = registry.context(cues.words("key"));
    Context loose = registry.context(cues.words("loose_key"));
    DisplayName detector = new DisplayName(type, names, firm, loose);
    registry.mark(detector, '@');
    registry.ends(detector, LONGEST, firm, loose);
  }

  @Override
  public void found(ScanText text, int at, int behind) {
    int open = at - 1;
    while (at - open <= LONGEST && isLocal(text.at(open))) {
      open--;
    }
    if (text.at(open) != '<' || open == at - 1) {
      return;
    }
    int end = open;
    while (open - end < 3 && (text.at(end - 1) == ' ' || text.at(end - 1) == '"')) {
      end--;
    }
    int start = end;
    boolean word = false;
    for (int words = 0; words < 4; words++) {
      int joint = start == end ? start : before(text, start);
      int first = joint < 0 ? -1 : NameWord.startBefore(text, joint);
      if (first < 0 || !accepts(NameWord.read(text, first))) {
        break;
      }
      start = first;
      word |= NameWord.form(NameWord.read(text, first)) != NameWord.INITIAL;
    }
    if (word && !NameNeighbours.isCode(text, start - 1)) {
      names.found(text, start, end, BEFORE_ADDRESS, true);
    }
  }

  private static boolean isLocal(int b) {
    return Ascii.isWord(b) || b == '.' || b == '-' || b == '+' || b == '\'';
  }

  private static int before(ScanText text, int start) {
    if (text.at(start - 1) == '-') {
      return start - 1;
    }
    if (text.at(start - 1) != ' ') {
      return -1;
    }
    int b = text.at(start - 2);
    return b == ',' || b == '.' ? start - 2 : start - 1;
  }

  private static boolean accepts(long word) {
    int form = NameWord.form(word);
    if (form == NameWord.LOWER) {
      return is(word, Lexicon.PARTICLE);
    }
    return form != NameWord.OTHER
        && (is(word, Lexicon.NAME)
            || !is(word, Lexicon.WORD | Lexicon.ORGANISATION | Lexicon.BEFORE));
  }

  @Override
  public void end(ScanText text) {
    boolean sure = text.keyHas(firm);
    if ((!sure && !text.keyHas(loose)) || text.to() - text.from() > LONGEST) {
      return;
    }
    int start = text.from();
    int end = text.to();
    while (start < end && Ascii.isBlank(text.at(start))) {
      start++;
    }
    while (end > start && Ascii.isBlank(text.at(end - 1))) {
      end--;
    }
    int confidence = value(text, start, end, sure);
    if (confidence > 0) {
      text.report(type, start, end, confidence);
    }
  }

  /** Looks at each word of a value; returns the confidence that all are one name. */
  private static int value(ScanText text, int start, int end, boolean sure) {
    int words = 0;
    int known = 0;
    int doubtful = 0;
    boolean foreign = false;
    int at = start;
    while (at < end) {
      int b = text.at(at);
      if (b == ' ' || b == '-' || b == ',' || b == '.' || b == '\'') {
        at++;
        continue;
      }
      if (b >= 0xc6) {
        foreign = true;
        while (at < end && text.at(at) >= 0x80) {
          at++;
        }
        words++;
        continue;
      }
      long word = NameWord.read(text, at);
      if (NameWord.form(word) == NameWord.OTHER) {
        return 0;
      }
      known += is(word, Lexicon.NAME) && !is(word, Lexicon.WORD) ? 1 : 0;
      boolean no =
          is(word, Lexicon.WORD | Lexicon.ORGANISATION | Lexicon.BEFORE)
              && !is(word, Lexicon.NAME | Lexicon.PARTICLE);
      doubtful += no ? 1 : 0;
      words++;
      at = NameWord.end(word);
    }
    if (words == 0 || words > 6) {
      return 0;
    }
    if (sure) {
      return doubtful == words ? WORDS : Confidence.STRONG;
    }
    return doubtful == 0 && ((known > 0 && words > 1) || (foreign && words < 4))
        ? Confidence.LABELLED
        : 0;
  }
}
