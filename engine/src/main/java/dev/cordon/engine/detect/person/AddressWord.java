package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/** What {@code addresses.txt} knows of a word. */
final class AddressWord {
  /** A kind of street behind a number and a name: {@code 12 Alder Road}. */
  static final int STREET_BEHIND = 1;

  /** A kind of street before a name: {@code rue Haute}. */
  static final int STREET_BEFORE = 2;

  /** A kind of street behind a name and before a number: {@code Petőfi utca 12}. */
  static final int STREET_AFTER = 4;

  static final int STREET = STREET_BEHIND | STREET_BEFORE | STREET_AFTER;

  /** Stands before the number or letter of a part of a house: {@code Apt 4}. */
  static final int UNIT = 8;

  /** Names a house: {@code Haus Linde}, {@code Cedar House}. */
  static final int BUILDING = 16;

  /** Ends an address. */
  static final int COUNTRY = 32;

  /** A small word inside streets and towns: {@code de la}. */
  static final int SMALL = 64;

  /** A side or storey behind its number: {@code 3.º izq.}. */
  static final int SIDE = 128;

  /** A large town, a province, a country. */
  static final int TOWN = 256;

  /** A small word that leads to a place: {@code at}, {@code in der}, {@code przy}. */
  static final int LEADS = 512;

  private static final int PARTS = 255;

  private static final int LONGEST_ID = 7;

  private static final int LONGEST_LEAD = 16;

  private AddressWord() {}

  /** Returns what a word is as a part of an address. */
  static int flags(ScanText text, int start, int end) {
    return Lexicon.addresses().lookup(Lexicon.hash(text, start, end)) & PARTS;
  }

  /** Tells whether a word is known to be a town, a province or a country. */
  static boolean isTown(ScanText text, int start, int end) {
    return (Lexicon.addresses().lookup(Lexicon.hash(text, start, end)) & TOWN) != 0;
  }

  /** Tells whether the word before a place leads to one. */
  static boolean isLedTo(ScanText text, int place) {
    int end = text.at(place - 1) == ' ' ? place - 1 : place;
    int start = end;
    while (end - start < LONGEST_LEAD
        && (Ascii.isLetter(text.at(start - 1)) || text.at(start - 1) >= 0x80)) {
      start--;
    }
    return end < place
        && start < end
        && (Lexicon.addresses().lookup(Lexicon.hash(text, start, end)) & LEADS) != 0;
  }

  /** Returns the end of the number or letter that follows a word for a unit, or -1. */
  static int unitId(ScanText text, int wordEnd) {
    int i = wordEnd;
    while (i - wordEnd < 5 && isMark(text, i)) {
      i += text.at(i) == 0xc2 ? 2 : 1;
    }
    int start = i;
    boolean digit = false;
    while (i - start < LONGEST_ID && (Ascii.isAlnum(text.at(i)) || isJoint(text, i, start))) {
      digit |= Ascii.isDigit(text.at(i));
      i++;
    }
    if (digit && text.at(i) == ' ' && text.at(i + 1) == '-' && text.at(i + 2) == ' ') {
      int door = AddressNumber.digits(text, i + 3, 4); // no 72 - 18
      i = door > i + 3 && text.endsWord(door) && start - wordEnd < 4 ? door : i;
    }
    boolean letter =
        i == start + 1 && Ascii.isUpper(text.at(start)) && start > wordEnd && text.at(i) < 0x80;
    return i > start && (digit || letter) && text.endsWord(i) && text.at(i) != ':' ? i : -1;
  }

  /** Tells what may stand between a unit's word and its number: {@code n.º}, {@code D: }. */
  private static boolean isMark(ScanText text, int i) {
    int b = text.at(i);
    int next = text.at(i + 1);
    return b == ' '
        || b == '.'
        || b == '#'
        || b == ':'
        || (b == 0xc2 && (next & 0xef) == 0xaa)
        || (b == 0xc2 && (next == 0xba || next == 0xb0));
  }

  private static boolean isJoint(ScanText text, int i, int start) {
    return i > start && (text.at(i) == '-' || text.at(i) == '/') && Ascii.isAlnum(text.at(i + 1));
  }
}
