package dev.cordon.engine.detect.person;

import static dev.cordon.engine.detect.person.NameWord.is;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordLists;
import dev.cordon.engine.detect.WordSet;

/** Names behind words that announce one: titles, greetings, introductions, closings and labels. */
final class NameCue implements LiteralDetector {
  /** A title or the words that name someone stand right before. */
  private static final int SAID = 88;

  /** A signature: a greeting above, a line of its own. */
  private static final int SIGNED = 78;

  /** Words that introduce a person, before a name that is on the lists. */
  private static final int INTRODUCED = 76;

  /** The same before a word that no list has. */
  private static final int UNLISTED = 56;

  /** A field for a name holds two capitalised words that no list has. */
  private static final int FIELD_UNLISTED = 58;

  private static final int TITLE = 0;
  private static final int GREETING = 1;
  private static final int NAMED = 2;
  private static final int IS = 3;
  private static final int CLOSING = 4;
  private static final int LABEL = 5;
  private static final int FIELD = 6;
  private static final int ROLE = 7;

  private static final WordSet ATTRIBUTES = new WordSet("value=\"", "content=\"");

  /** What labels say is none of their values: {@code "vorname": "Vorname"}. */
  private static final WordSet LABELS = new WordSet(PersonPack.CUES.of("label.words"));

  private static final WordSet DEPARTMENTS = new WordSet(PersonPack.CUES.of("department"));

  private static final WordSet PERSONAL =
      new WordSet("mail", "email", "e-mail", "tel", "phone", "mobile", "dob", "birthdate", "iban");

  private static final String[] KINDS = {
    "title", "greeting", "named", "is", "closing", "label", "field", "role",
  };

  private final PersonName names;
  private final int kind;

  private NameCue(PersonName names, int kind) {
    this.names = names;
    this.kind = kind;
  }

  /** Registers the literals of {@code cues.txt}; a kind may have several lines. */
  static void register(Registry registry, WordLists cues, PersonName names) {
    for (int kind = 0; kind < KINDS.length; kind++) {
      registry.literals(new NameCue(names, kind), cues.words(KINDS[kind]));
    }
  }

  @Override
  public void found(ScanText text, int start, int end) {
    switch (kind) {
      case TITLE:
        title(text, start, end);
        break;
      case ROLE:
        role(text, end);
        break;
      case GREETING:
        greeting(text, end);
        break;
      case NAMED:
        named(text, end);
        break;
      case IS:
        introduced(text, end);
        break;
      case CLOSING:
        closing(text, end);
        break;
      case LABEL:
      case FIELD:
        label(text, start, end);
        break;
      default:
        break;
    }
  }

  /** An office before a name: {@code Nurse Patel}; what follows must be a name by itself. */
  private void role(ScanText text, int at) {
    long name = NameParser.parse(text, at, NameParser.CUED);
    if (name == 0 || isCode(text, NameParser.nameEnd(name))) {
      return;
    }
    int first = NameParser.firstFlags(name);
    int last = NameParser.lastFlags(name);
    int end = NameParser.nameEnd(name);
    boolean known = is(first, Lexicon.NAME) && !is(first, Lexicon.WORD | Lexicon.PLACE);
    boolean unknown = first == 0 && end - at > 3 && isCapitalised(text, at);
    boolean heading = text.at(end) == ' ' && Ascii.isUpper(text.at(end + 1));
    if ((known || (unknown && !heading)) && !is(last, Lexicon.ORGANISATION)) {
      names.named(text, at, end, known ? INTRODUCED : UNLISTED, true);
    }
  }

  private static boolean isCapitalised(ScanText text, int at) {
    return NameWord.form(NameWord.read(text, at)) == NameWord.CAPITAL;
  }

  private void title(ScanText text, int start, int end) {
    int at = end;
    if (text.at(at) == '.') {
      at++;
    }
    if (text.at(at) == ' ') {
      at++;
    } else if (at == end && text.at(at - 1) != ' ' && text.at(at - 1) != '.') {
      return;
    }
    int b = text.at(at);
    if (!Ascii.isUpper(b) && b < 0xc3) {
      return;
    }
    boolean shout = Ascii.isUpper(text.at(start + 1));
    if (shout && text.at(end) != '.' && NameWord.form(NameWord.read(text, at)) != NameWord.UPPER) {
      return; // Backup and DR Service
    }
    long name = NameParser.parse(text, at, NameParser.TITLED);
    int last = NameParser.nameEnd(name);
    if (name != 0 && !isCode(text, last) && !NameNeighbours.isBrand(text, start, last)) {
      names.named(text, at, last, SAID, true);
    }
  }

  private void greeting(ScanText text, int at) {
    long name = NameParser.parse(text, at, NameParser.CUED);
    if (name == 0) {
      return;
    }
    int end = NameParser.nameEnd(name);
    int behind = text.at(end);
    boolean closed =
        behind < 0
            || behind == ','
            || behind == '!'
            || behind == '.'
            || behind == ':'
            || behind == '\n'
            || behind == '\r'
            || behind == '\\'
            || behind == ';'
            || (behind == ' ' && (text.at(end + 1) == '-' || text.at(end + 1) == '/'));
    int first = NameParser.firstFlags(name);
    if (closed && !isCode(text, end)) {
      boolean doubtful = is(first, Lexicon.WORD) && !is(first, Lexicon.GIVEN);
      if (!doubtful) {
        names.found(text, at, end, is(first, Lexicon.WORD) ? Confidence.HINTED : SIGNED, true);
      }
    } else if (NameWord.isPlainName(first) && behind == ' ') {
      names.found(text, at, end, Confidence.PROBABLE, true);
    }
  }

  private void named(ScanText text, int at) {
    long name = NameParser.parse(text, at, NameParser.SPOKEN);
    if (name == 0 || isCode(text, NameParser.nameEnd(name))) {
      return;
    }
    int first = NameParser.firstFlags(name);
    boolean small = Ascii.isLower(text.at(at));
    boolean known = is(first, Lexicon.NAME) || NameParser.words(name) > 1;
    if (!small || (is(first, Lexicon.GIVEN) && !is(first, Lexicon.WORD | Lexicon.BEFORE))) {
      names.found(
          text, at, NameParser.nameEnd(name), known ? SAID : Confidence.PLAUSIBLE, known && !small);
    }
  }

  private void introduced(ScanText text, int at) {
    long name = NameParser.parse(text, at, NameParser.CUED);
    if (name == 0 || isCode(text, NameParser.nameEnd(name))) {
      return;
    }
    int first = NameParser.firstFlags(name);
    if (is(first, Lexicon.WORD)) {
      return;
    }
    boolean given = is(first, Lexicon.GIVEN);
    boolean full = NameParser.words(name) > 1 && is(NameParser.lastFlags(name), Lexicon.NAME);
    if (full || (given && !is(first, Lexicon.AMBIGUOUS))) {
      names.found(text, at, NameParser.nameEnd(name), INTRODUCED, full);
    } else if (NameParser.words(name) > 1 && given) {
      names.found(text, at, NameParser.nameEnd(name), Confidence.POSSIBLE, true);
    }
  }

  /** A signature: the line after the closing holds a name and no more. */
  private void closing(ScanText text, int end) {
    int at = end;
    while (at - end < 24 && (text.at(at) == ',' || text.at(at) == '!' || text.at(at) == '.')) {
      at++;
    }
    int lines = 0;
    while (at - end < 24) {
      int b = text.at(at);
      if (b == '\n') {
        lines++;
      } else if (b != ' ' && b != '\r' && b != '\t' && b != '-') {
        break;
      }
      at++;
    }
    if (lines == 0 && !(text.at(end) == ',' && text.at(end + 1) == ' ')) {
      return;
    }
    long name = NameParser.parse(text, at, NameParser.CUED);
    if (name == 0) {
      return;
    }
    int behind = text.at(NameParser.nameEnd(name));
    boolean line = behind < 0 || behind == '\n' || behind == '\r' || behind == '\\';
    int first = NameParser.firstFlags(name);
    boolean known = is(first, Lexicon.NAME) || NameParser.words(name) > 1;
    if (is(first, Lexicon.WORD) && !is(first, Lexicon.GIVEN)) {
      return;
    }
    boolean alone = line && (lines > 0 || known);
    boolean more = lines > 0 && known && (behind == ',' || behind == '.' || behind == ' ');
    if ((alone || more) && isDepartment(text, at)) {
      names.pass(text, at, NameParser.nameEnd(name));
    } else if (alone) {
      names.found(text, at, NameParser.nameEnd(name), known ? SIGNED : Confidence.PLAUSIBLE, true);
    } else if (more) {
      names.found(text, at, NameParser.nameEnd(name), Confidence.POSSIBLE, true);
    }
  }

  /** Tells {@code Abteilung Einkauf} from the person who signs a letter. */
  private static boolean isDepartment(ScanText text, int start) {
    int end = NameWord.end(NameWord.read(text, start));
    boolean person = text.at(end) == ' ' && is(NameWord.read(text, end + 1), Lexicon.NAME);
    return !person && DEPARTMENTS.holds(text, start, end);
  }

  /** Tells whether a name is an element's, with the prefix of its namespace or without. */
  private static boolean opensElement(ScanText text, int start) {
    int i = start;
    if (text.at(i - 1) == ':') {
      i--;
      while (start - i < 24 && Ascii.isWord(text.at(i - 1))) {
        i--;
      }
    }
    return text.at(i - 1) == '<';
  }

  /** {@code Name: Jane Doe}, {@code "customer_name": "Jane Doe"}, {@code **Patient:** Jane Doe}. */
  private void label(ScanText text, int start, int end) {
    int at = text.at(end - 1) == ':' ? end - 1 : end;
    boolean colon = false;
    while (at - end < 12) {
      int b = text.at(at);
      if (b == ':' || b == '=') {
        if (colon && text.at(at - 1) == b) {
          return;
        }
        colon = true;
      } else if (b == '>' && opensElement(text, start)) {
        colon = true; // <LastName>, <crm:LastName>
      } else if (b == '-' && kind == LABEL && text.at(at - 1) == ' ' && text.at(at + 1) == ' ') {
        colon = true; // Contact person - Jane Doe
      } else if (b != ' ' && b != '"' && b != '*' && b != '\'' && b != '\t' && b != '\\') {
        int passed = attribute(text, at);
        colon |= passed > at;
        at = passed;
        break;
      }
      at++;
    }
    boolean field = kind == FIELD;
    if (!colon || (field && isPartOfLabel(text, start))) {
      return;
    }
    int small = Ascii.isUpper(text.at(at)) ? -1 : SmallName.end(text, at, field);
    if (small > 0) {
      names.found(text, at, small, Confidence.PROBABLE, false);
      return;
    }
    boolean quoted = text.at(at - 1) == '"' || text.at(at - 1) == '\'';
    // Under "last_name" any word is a name.
    boolean sure = quoted && !field && (text.at(end - 1) | 0x20) == 'e' && text.at(end - 3) == 'a';
    long name =
        NameParser.parse(
            text, at, sure ? NameParser.TITLED : field ? NameParser.CUED : NameParser.SPOKEN);
    if (name == 0) {
      return;
    }
    int last = NameParser.nameEnd(name);
    int first = NameParser.firstFlags(name);
    boolean known = is(first, Lexicon.NAME) && !is(first, Lexicon.WORD);
    boolean lower = Ascii.isLower(text.at(at));
    int behind = text.at(last);
    boolean element = text.at(at - 1) == '>' && behind == '<' && text.at(last + 1) == '/';
    if ((isCode(text, last) && !element)
        || behind == ')'
        || (quoted && behind != text.at(at - 1) && behind != ',' && behind != '\\')) {
      return;
    }
    if (lower && (!quoted || !known)) {
      return;
    }
    if (!known && ((field && isUnknownPair(text, start, at, name)) || isPersonNext(text, last))) {
      names.found(text, at, last, FIELD_UNLISTED, true);
      return;
    }
    if (!known && (field || (!sure && is(first, Lexicon.WORD | Lexicon.ORGANISATION)))) {
      return;
    }
    if (field && NameParser.words(name) == 1 && !NameWord.isPlainName(first)) {
      return;
    }
    if (!known && LABELS.holds(text, at, last)) {
      names.pass(text, at, last);
      return;
    }
    names.found(
        text,
        at,
        last,
        known ? (field ? Confidence.SUPPORTED : SAID) : Confidence.POSSIBLE,
        known && !lower);
  }

  /** Passes {@code value="} of a form's field and {@code content="} of a page's head. */
  private static int attribute(ScanText text, int at) {
    if (text.at(at - 1) != ' ' || text.at(at - 2) != '"') {
      return at;
    }
    int end = ATTRIBUTES.end(text, at);
    return end > 0 ? end : at;
  }

  /** Tells whether a record's next field is about a person: {@code name=…, mail=…}. */
  private static boolean isPersonNext(ScanText text, int end) {
    int at = end + 1;
    while (at - end < 4 && " '\"".indexOf(text.at(at)) >= 0) {
      at++;
    }
    int stop = text.at(end) == ',' || text.at(end) == ';' ? PERSONAL.end(text, at) : -1;
    return stop > 0 && (text.at(stop) == '=' || text.at(stop) == ':');
  }

  /** Two words that no list knows and no more, under a label of a person's part. */
  private static boolean isUnknownPair(ScanText text, int label, int at, long name) {
    int b = text.at(label) | 0x20;
    int behind = text.at(NameParser.nameEnd(name));
    boolean general = b == 'n' || b == 'f' || b == 't' || b == 'o' || b == 'u';
    boolean closed =
        behind < 0
            || behind == '\n'
            || behind == '.'
            || behind == ','
            || behind == ';'
            || (behind == '"' && text.at(at - 1) == '"');
    return !general
        && closed
        && NameParser.words(name) == 2
        && NameParser.firstFlags(name) == 0
        && NameParser.lastFlags(name) == 0
        && NameWord.form(NameWord.read(text, at)) == NameWord.CAPITAL;
  }

  /** Tells {@code filename:} and {@code class name:} from {@code name:}. */
  private static boolean isPartOfLabel(ScanText text, int start) {
    int before = text.at(start - 1);
    if (before == '_' || before == '.' || before == '-' || Ascii.isLower(before)) {
      return true;
    }
    return before == ' ' && Ascii.isLower(text.at(start - 2)) && Ascii.isLower(text.at(start));
  }

  private static boolean isCode(ScanText text, int end) {
    int b = text.at(end);
    int next = text.at(end + 1);
    return Ascii.isWord(b)
        || b == '('
        || b == '<'
        || b == '['
        || b == '{'
        || b == '@'
        || (b == '/' && Ascii.isLetter(next))
        || (b == '-' && Ascii.isAlnum(next))
        || ((b == '.' || b == ':') && (Ascii.isAlnum(next) || next == ':'));
  }
}
