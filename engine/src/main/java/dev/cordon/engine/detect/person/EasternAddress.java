package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.ScanText;

/**
 * Reads addresses in Chinese, Japanese and Korean: from the largest place to the smallest, with
 * numbers between words for streets, blocks, houses, storeys and rooms.
 */
final class EasternAddress {
  /** A province, prefecture or large city of the list stands first. */
  private static final int PLACED = 86;

  /** Kinds of places and of houses alone. */
  private static final int FORM = 74;

  private static final int LONGEST = 200;
  private static final int LETTER = 3;

  /** Kinds of places, streets and blocks, before a number. */
  private static final String PLACES = "省市区區县縣镇鎮乡鄉村路街道巷弄段都道府県町郡丁条字里";

  /** What stands behind a number in an address. */
  private static final String UNITS = "号號室栋棟楼樓层層弄巷丁目番地階座幢单元單元之组組邮编下";

  private final DataType type;

  EasternAddress(DataType type) {
    this.type = type;
  }

  /** Looks at a run of Chinese or Japanese letters that a number follows. */
  void chinese(ScanText text, int from, int end, int region) {
    int first = region >= 0 ? region : place(text, from, end);
    if (first < 0) {
      return;
    }
    int kinds = 0;
    for (int i = first; i < end; i += LETTER) {
      kinds += PLACES.indexOf(ScriptWord.codePoint(text, i)) >= 0 ? 1 : 0;
    }
    int last = ScriptWord.codePoint(text, end - LETTER);
    boolean street = PLACES.indexOf(last) >= 0 && last != '市';
    int stop = numbers(text, end);
    boolean unit = UNITS.indexOf(ScriptWord.codePoint(text, afterDigits(text, end))) >= 0;
    boolean dashed = text.at(afterDigits(text, end)) == '-';
    boolean enough =
        region >= 0
            ? kinds > 2 || (kinds > 0 && (unit || dashed || street))
            : kinds > 1 && (unit || (street && dashed));
    if (stop > end && enough) {
      int behind = house(text, stop);
      text.report(type, codeBefore(text, first), behind, region >= 0 ? PLACED : FORM);
    }
  }

  /** Returns where Japan's {@code 〒168-0063} before an address begins, or the place. */
  private static int codeBefore(ScanText text, int first) {
    int i = first;
    while (first - i < 3 && Ascii.isBlank(text.at(i - 1))) {
      i--;
    }
    int end = i;
    while (end - i < 8 && (Ascii.isDigit(text.at(i - 1)) || text.at(i - 1) == '-')) {
      i--;
    }
    boolean code = end - i >= 7 && text.at(end - 5) == '-';
    boolean mark = ScriptWord.codePoint(text, i - LETTER) == 0x3012;
    return code && mark ? i - LETTER : code && !Ascii.isAlnum(text.at(i - 1)) ? i : first;
  }

  /** Takes a house's name behind a blank or on the next line, and its flat: {@code … 202号室}. */
  private static int house(ScanText text, int stop) {
    int b = text.at(stop);
    if (b != ' ' && b != '\n') {
      return stop;
    }
    int i = stop + 1;
    int name = i;
    while (i - name < 14 * LETTER
        && ScriptWord.codePoint(text, i) >= 0x3005
        && ScriptWord.codePoint(text, i) <= 0x9fff) {
      i += LETTER;
    }
    if (i - name < 2 * LETTER) {
      return stop;
    }
    int flat = text.at(i) == ' ' ? i + 1 : i;
    int end = flat;
    while (end - flat < 6 && (Ascii.isAlnum(text.at(end)) || text.at(end) == '-')) {
      end++;
    }
    if (end == flat || !Ascii.isDigit(text.at(flat))) {
      return stop;
    }
    while (UNITS.indexOf(ScriptWord.codePoint(text, end)) >= 0) {
      end += LETTER;
    }
    return end;
  }

  /** Returns the begin of the first place of a run, two letters before its kind, or -1. */
  private static int place(ScanText text, int from, int end) {
    for (int i = from + 2 * LETTER; i < end; i += LETTER) {
      int c = ScriptWord.codePoint(text, i);
      if (c == '省' || c == '市' || c == '县' || c == '县' || c == '区' || c == '區') {
        return i - 2 * LETTER;
      }
    }
    return -1;
  }

  private static int afterDigits(ScanText text, int at) {
    int i = at;
    while (i - at < 5 && Ascii.isDigit(text.at(i))) {
      i++;
    }
    return i;
  }

  /** Returns the end of numbers and what belongs to them. */
  private static int numbers(ScanText text, int from) {
    int i = from;
    int end = from;
    while (i - from < LONGEST) {
      int b = text.at(i);
      boolean blank = b == ' ' && i == end;
      if (Ascii.isDigit(b) || (Ascii.isLetter(b) && i > from)) {
        i++;
        end = i;
      } else if ((b == '-' || blank)
          && (Ascii.isAlnum(text.at(i + 1)) || (blank && text.at(i + 1) >= 0xe3))) {
        i++;
      } else if (b >= 0xe3 && b <= 0xe9) {
        int next = letters(text, i);
        if (next == i) {
          break;
        }
        i = next;
        end = i;
      } else {
        break;
      }
    }
    return end;
  }

  /** Passes units, and a name of a house that a number follows. */
  private static int letters(ScanText text, int from) {
    int i = from;
    while (i - from < 5 * LETTER && UNITS.indexOf(ScriptWord.codePoint(text, i)) >= 0) {
      i += LETTER;
    }
    int name = i;
    while (name - i < 10 * LETTER
        && text.at(name) >= 0xe3
        && text.at(name) <= 0xe9
        && !isHiragana(text, name)
        && ScriptWord.codePoint(text, name) >= 0x3040) {
      name += LETTER;
    }
    int b = text.at(name);
    boolean lettered = Ascii.isUpper(b) && Ascii.isDigit(text.at(name + 1));
    boolean house = name > i && (Ascii.isDigit(b) || lettered);
    return house ? name : i;
  }

  private static boolean isHiragana(ScanText text, int i) {
    int c = ScriptWord.codePoint(text, i);
    return c >= 0x3040 && c < 0x30a0;
  }

  /** Looks at a Korean word that ends as streets do and that a number follows. */
  void korean(ScanText text, int start, int end) {
    int last = ScriptWord.codePoint(text, end - LETTER);
    int digits = text.at(end) == ' ' ? end + 1 : end;
    if ((last != '로' && last != '길' && last != '동' && last != '리')
        || !Ascii.isDigit(text.at(digits))
        || end - start < 2 * LETTER) {
      return;
    }
    int first = start;
    int places = 0;
    for (int n = 0; n < 4; n++) {
      int stop = first - 1;
      if (text.at(stop) != ' ') {
        break;
      }
      int kind = ScriptWord.codePoint(text, stop - LETTER);
      int word = stop;
      while (stop - word < 10 * LETTER
          && text.at(word - LETTER) >= 0xea
          && text.at(word - LETTER) <= 0xed) {
        word -= LETTER;
      }
      if (word == stop || "시도군구읍면동울산".indexOf(kind) < 0) {
        break;
      }
      first = word;
      places++;
    }
    if (places > 0) {
      text.report(type, first, rooms(text, digits), places > 1 ? PLACED : FORM);
    }
  }

  /** Passes {@code 97 A동 1502호}. */
  private static int rooms(ScanText text, int from) {
    int end = from;
    int at = from;
    for (int n = 0; n < 5; n++) {
      int i = at;
      boolean named = n > 0 && ScriptWord.codePoint(text, at + LETTER) == '동';
      i += named ? LETTER : 0; // 가동
      while (i - at < 6 && (Ascii.isAlnum(text.at(i)) || text.at(i) == '-')) {
        i++;
      }
      if (i == at) {
        break;
      }
      int unit = i;
      while (unit - i < 2 * LETTER && "동호층번지길".indexOf(ScriptWord.codePoint(text, unit)) >= 0) {
        unit += LETTER;
      }
      if (n > 0 && unit == i && !named && !Ascii.isDigit(text.at(at))) {
        break;
      }
      end = unit;
      at = text.at(end) == ',' ? end + 1 : end;
      at = text.at(at) == ' ' ? at + 1 : at;
      if (at == end) {
        break;
      }
    }
    boolean code = text.at(end) == ' ' && text.at(end + 1) == '(' && text.at(end + 7) == ')';
    return code && AddressNumber.digits(text, end + 2, 6) == end + 7 ? end + 7 : end;
  }
}
