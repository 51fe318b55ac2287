package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordDetector;

/**
 * Names and addresses in Chinese, Japanese and Korean, which set no blanks between words or other
 * ones: behind a label, before {@code さん}, {@code 先生} and the like, behind {@code 客户} and the like,
 * three letters that only a name has, and a surname with a given name of the list. The list is read
 * when the first such text stands.
 */
final class EasternName implements WordDetector {
  /** A label stands before. */
  private static final int FIELD = 84;

  /** A title stands behind. */
  private static final int TITLED = 76;

  /** A verb or a particle that persons take stands beside. */
  private static final int CUED = 72;

  /** A surname and two letters of given names, and nothing else. */
  private static final int FORM = 54;

  /** A surname and a given name of the lists, or a name that is nothing else. */
  private static final int LISTED = 64;

  private static final int SURNAME = 1;
  private static final int KOREAN = 2;
  private static final int GIVEN = 4;
  private static final int LABEL = 8;
  private static final int BEFORE = 16;
  private static final int BEHIND = 32;
  private static final int ADDRESS = 64;
  private static final int REGION = 128;

  /** A given name that has a surname beside it. */
  private static final int WHOLE = 256;

  /** A name that is nothing else. */
  private static final int SURE = 512;

  static final String[] SECTIONS = {
    "surname", "korean", "given", "label", "before", "behind", "address", "region", "whole", "sure"
  };

  /** Longer runs are looked at no further; bytes. */
  private static final int LONGEST = 240;

  private static final int LETTER = 3;

  /** The longest particle that Korean glues to a name, in bytes, and what it begins with. */
  private static final int PARTICLE = 3 * LETTER;

  private static final String PARTICLES = "이가은는을를의에께와과도한씨님랑까부야네만입예인라";

  private final DataType name;
  private final PostalAddress addresses;
  private final EasternAddress places;

  EasternName(DataType name, PostalAddress addresses) {
    this.name = name;
    this.addresses = addresses;
    places = new EasternAddress(addresses.type());
  }

  /** Loads on first use. */
  private static final class Holder {
    static final Lexicon WORDS = Lexicon.load("eastern.bin");
  }

  @Override
  public void found(ScanText text, int start) {
    int lead = text.at(start);
    if (lead < 0xe3 || lead > 0xed) {
      return;
    }
    int end = letters(text, start);
    if (lead >= 0xea) {
      korean(text, start, end);
      return;
    }
    if (Ascii.isDigit(text.at(end))) {
      places.chinese(text, start, end, region(text, start, end));
    }
    int at = start;
    while (at < end) {
      at = Math.max(at + LETTER, word(text, start, end, at));
    }
  }

  /** Returns where a province, prefecture or large city begins, or -1. */
  private static int region(ScanText text, int start, int end) {
    for (int at = start; at < end; at += LETTER) {
      if (longest(text, at, end, REGION) > at) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isLetter(ScanText text, int i) {
    int c = ScriptWord.codePoint(text, i);
    return (c >= 0x3005 && c <= 0x3007)
        || (c >= 0x3040 && c <= 0x30ff)
        || (c >= 0x3400 && c <= 0x9fff)
        || (c >= 0xac00 && c <= 0xd7a3);
  }

  /** Looks at one letter of a run; returns where to go on. */
  private int word(ScanText text, int start, int end, int at) {
    int label = longest(text, at, end, LABEL | ADDRESS);
    if (label > at && value(text, label, flags(text, at, label))) {
      return label;
    }
    int surname = longest(text, at, end, SURNAME);
    if (surname == at) {
      return given(text, at, end);
    }
    int whole = whole(text, surname, end);
    if (whole > surname) {
      return report(text, at, whole, LISTED);
    }
    for (int n = 0; n <= 3; n++) {
      int behind = surname + n * LETTER;
      boolean given = n < 3 || isGiven(text, surname, behind, end, false);
      if (behind < end && given && longest(text, behind, end, BEHIND) > behind) {
        return report(text, at, behind, TITLED);
      }
    }
    if (surname == end && surname - at > LETTER && text.at(surname) == ' ') {
      int parted = parted(text, surname + 1);
      if (parted > 0) {
        return report(text, at, parted, TITLED);
      }
    }
    boolean japanese = surname - at > LETTER;
    boolean cued = isBehindCue(text, start, at);
    int last = surname;
    while (last - surname < 2 * LETTER && isGiven(text, last, last + LETTER, end, japanese)) {
      last += LETTER;
    }
    boolean sure = last == surname + 2 * LETTER && (cued || !japanese);
    if (sure || (last > surname && cued)) {
      return report(text, at, last, cued ? CUED : FORM);
    }
    return at;
  }

  /** Returns the end of the given name of the lists behind a surname, or the surname's end. */
  private static int whole(ScanText text, int surname, int end) {
    int at = surname;
    if (at == end) {
      at += text.at(at) == ' ' ? 1 : ScriptWord.codePoint(text, at) == 0x3000 ? LETTER : 0;
      if (at == surname) {
        return surname;
      }
      end = letters(text, at);
    }
    int last = longest(text, at, end, WHOLE | SURE);
    return last > at ? last : surname;
  }

  /** A given name before a title, or one that is nothing else. */
  private int given(ScanText text, int at, int end) {
    int last = longest(text, at, end, WHOLE | SURE);
    if (last == at) {
      return at;
    }
    if (longest(text, last, end, BEHIND) > last) {
      return report(text, at, last, TITLED);
    }
    boolean kana = isKana(text, at);
    boolean parted = kana && (isKana(text, at - LETTER) || isKana(text, last));
    return (flags(text, at, last) & SURE) != 0 && !parted ? report(text, at, last, LISTED) : at;
  }

  private static boolean isKana(ScanText text, int i) {
    int c = ScriptWord.codePoint(text, i);
    return c >= 0x30a1 && c <= 0x30fc;
  }

  private static int letters(ScanText text, int from) {
    int end = from;
    while (end - from < LONGEST && isLetter(text, end)) {
      end += LETTER;
    }
    return end;
  }

  /** Returns the end of a given name behind a blank that a title follows, or -1. */
  private static int parted(ScanText text, int from) {
    int end = from;
    while (end - from <= 4 * LETTER && isLetter(text, end)) {
      end += LETTER;
    }
    for (int n = 1; n <= 3; n++) {
      int behind = from + n * LETTER;
      boolean inside = behind < end && longest(text, behind, end, BEHIND) > behind;
      if (inside) {
        return behind;
      }
    }
    int title = text.at(end) == ' ' ? end + 1 : end;
    title += ScriptWord.codePoint(text, title) == 0x3011 ? LETTER : 0;
    int stop = title;
    while (stop - title < 2 * LETTER && isLetter(text, stop)) {
      stop += LETTER;
    }
    boolean titled = stop > title && longest(text, title, stop, BEHIND) > title;
    boolean element = text.at(end) == '<' && text.at(end + 1) == '/';
    return end > from && end - from <= 3 * LETTER && (titled || element) ? end : -1;
  }

  /** Tells whether all letters of a span may belong to a given name. */
  private static boolean isGiven(ScanText text, int from, int to, int end, boolean japanese) {
    boolean given = to <= end;
    for (int i = from; i < to && given; i += LETTER) {
      int c = ScriptWord.codePoint(text, i);
      given = japanese ? c >= 0x3400 && c <= 0x9fff : (flags(text, i, i + LETTER) & GIVEN) != 0;
    }
    return given;
  }

  private static boolean isBehindCue(ScanText text, int start, int at) {
    for (int n = 4; n >= 2; n--) {
      if (at - n * LETTER >= start && (flags(text, at - n * LETTER, at) & BEFORE) != 0) {
        return true;
      }
    }
    return false;
  }

  private int report(ScanText text, int from, int to, int confidence) {
    text.report(name, from, to, confidence);
    return to;
  }

  /** What stands behind a label and a colon. */
  private boolean value(ScanText text, int behind, int flags) {
    int at = behind;
    while (at - behind < 4 && (text.at(at) == ':' || text.at(at) == ' ' || text.at(at) == '"')) {
      at++;
    }
    if (at == behind) {
      return false;
    }
    if ((flags & ADDRESS) != 0) {
      addresses.candidate(text, at, at, AddressFeature.LABELLED);
      return true;
    }
    int end = at;
    while (end - at < 8 * LETTER && isLetter(text, end)) {
      end += LETTER;
    }
    if (end - at >= 2 * LETTER && !isLetter(text, end)) {
      text.report(name, at, end, FIELD);
      return true;
    }
    return false;
  }

  /** Korean sets blanks between words; particles are part of the word. */
  private void korean(ScanText text, int start, int end) {
    int known = flags(text, start, end);
    if ((known & (LABEL | ADDRESS)) != 0 && value(text, end, known)) {
      return;
    }
    places.korean(text, start, end);
    int sure = longest(text, start, end, SURE);
    if (sure > start && isParticle(text, sure, end)) {
      text.report(name, start, sure, LISTED);
      return;
    }
    boolean surname = (flags(text, start, start + LETTER) & KOREAN) != 0;
    if (!surname || longest(text, start, end, BEHIND) > start) {
      return; // 선생님 is no Mr Seon
    }
    for (int n = 2; n <= 3 && start + n * LETTER <= end; n++) {
      int behind = start + n * LETTER;
      boolean title = behind < end && longest(text, behind, end, BEHIND) > behind;
      boolean aged =
          n == 3 && behind == end && text.at(end) == '(' && Ascii.isDigit(text.at(end + 1));
      if (aged) {
        text.report(name, start, behind, CUED); // 최말순(78세)
        return;
      }
      boolean next = behind == end && text.at(end) == ' ' && isTitle(text, end + 1);
      boolean listed = n == 3 && (flags(text, start + LETTER, behind) & WHOLE) != 0;
      if (listed && !title && isParticle(text, behind, end)) {
        text.report(name, start, behind, LISTED);
        return;
      }
      if (title || next) {
        text.report(name, start, behind, TITLED);
        return;
      }
    }
  }

  /** Tells whether nothing or a particle stands from a place to the end of a word. */
  private static boolean isParticle(ScanText text, int from, int end) {
    return from == end
        || (end - from <= PARTICLE && PARTICLES.indexOf(ScriptWord.codePoint(text, from)) >= 0);
  }

  private static boolean isTitle(ScanText text, int at) {
    int end = at;
    while (end - at < 4 * LETTER && isLetter(text, end)) {
      end += LETTER;
    }
    return (flags(text, at, end) & BEHIND) != 0;
  }

  /** Returns the end of the longest word with one of the flags at a place, or the place. */
  private static int longest(ScanText text, int at, int end, int wanted) {
    for (int to = Math.min(end, at + 4 * LETTER); to > at; to -= LETTER) {
      if ((flags(text, at, to) & wanted) != 0) {
        return to;
      }
    }
    return at;
  }

  private static int flags(ScanText text, int from, int to) {
    int hash = Lexicon.seed();
    for (int i = from; i < to; i += LETTER) {
      hash = Lexicon.mix(hash, ScriptWord.codePoint(text, i));
    }
    return Holder.WORDS.lookup(Lexicon.finish(hash));
  }
}
