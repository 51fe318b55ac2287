package dev.cordon.engine.detect.optional;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordLists;
import dev.cordon.engine.detect.WordSet;

/** Tells names that code and its keepers make from words of prose, by their form: a set of bits. */
final class CodeForm {
  private static final WordLists LISTS = WordLists.read(CodeForm.class, "words.txt");

  /** What names that everybody has begin with: {@code java.}, {@code utf-8}, {@code max_}. */
  private static final WordSet PUBLIC = new WordSet(LISTS.of("code.public"));

  /** What names of classes end with that everybody has. */
  private static final WordSet ENDINGS = new WordSet(LISTS.of("code.public_endings"));

  /** Small words of compounds such as {@code end-to-end}. */
  private static final WordSet SMALL = new WordSet(LISTS.of("code.small"));

  /** Countries and kinds that the names of packages begin with. */
  private static final WordSet DOMAINS = new WordSet(LISTS.of("code.domains"));

  /** Parts that tell where something runs: {@code prod}. */
  private static final WordSet PLACES = new WordSet(LISTS.of("code.places"));

  private static final WordSet FILES = new WordSet(LISTS.of("code.files"));

  private static final int SURE = 1;
  private static final int MAYBE = 2;
  private static final int JOINED = 4;
  private static final int WORD = 8;
  private static final int ACCOUNT = 12;

  private CodeForm() {}

  static boolean isSure(int form) {
    return (form & SURE) != 0;
  }

  /** Tells what counts behind a word for what it is. */
  static boolean mayBe(int form) {
    return (form & MAYBE) != 0;
  }

  static boolean isJoined(int form) {
    return (form & JOINED) != 0;
  }

  /** Tells a word of letters alone. */
  static boolean isWord(int form) {
    return (form & WORD) != 0;
  }

  /** Tells a date, a version, a time and what stands in an address of the web or a mailbox. */
  static boolean isAddress(ScanText text, int start, int end) {
    boolean letter = false;
    for (int i = start; i < end; i++) {
      letter |= Ascii.isLetter(text.at(i)) || text.at(i) >= 0x80;
      if ((text.at(i) == '@' && i > start) || (text.at(i) == ':' && text.at(i + 1) == '/')) {
        return true;
      }
    }
    boolean account = end - start == ACCOUNT && Ascii.isDigit(text.at(start));
    return !letter && !(account && isAccount(text, start, end));
  }

  /** Tells the twelve digits of a cloud's account: {@code arn:aws:sqs:…:123456789012:}. */
  private static boolean isAccount(ScanText text, int start, int end) {
    int b = text.at(start - 1);
    return (b == ':' || b == '/') && (text.at(end) == ':' || text.at(end) == '/');
  }

  /** Tells {@code group:name:1.2}, the name of a package with its version. */
  static boolean isCoordinate(ScanText text, int start, int end) {
    int colons = 0;
    for (int i = start; i < end; i++) {
      colons += text.at(i) == ':' ? 1 : 0;
    }
    return colons == 2 && isPackage(text, start, end);
  }

  static int of(ScanText text, int start, int end) {
    int underscores = 0;
    int hyphens = 0;
    int dots = 0;
    int slashes = 0;
    int scopes = 0;
    int humps = 0;
    int capitals = 0;
    int digits = 0;
    int small = 0;
    for (int i = start; i < end; i++) {
      int b = text.at(i);
      boolean inner = i > start && i < end - 1;
      underscores += b == '_' && inner ? 1 : 0;
      hyphens += b == '-' && inner ? 1 : 0;
      dots += b == '.' && inner ? 1 : 0;
      slashes += b == '/' ? 1 : 0;
      scopes += b == ':' && text.at(i + 1) == ':' ? 1 : 0;
      capitals += Ascii.isUpper(b) ? 1 : 0;
      digits += Ascii.isDigit(b) ? 1 : 0;
      small += Ascii.isLower(b) ? 1 : 0;
      humps += Ascii.isUpper(b) && Ascii.isLower(text.at(i + 1)) ? 1 : 0;
    }
    int known = PUBLIC.end(text, start);
    if (known > start && !Ascii.isAlnum(text.at(known))) {
      return 0;
    }
    int joints = underscores + hyphens + dots + slashes + scopes;
    if (joints == 0) {
      return plain(text, start, end, humps, capitals, digits, small);
    }
    boolean path = slashes > 0;
    boolean sure =
        isTicket(text, start, end)
            || (underscores >= 2 && !path && dots <= 2)
            || (scopes >= 1 && humps >= 2)
            || (text.at(start) == '@' && slashes == 1)
            || (isPackage(text, start, end) && !isTicket(text, start, end))
            || (!path && dots == 0 && hyphens >= 2 && isKebab(text, start, end, capitals, digits))
            || (!path && dots == 0 && hyphens == 1 && digits > 0 && isNumbered(text, start, end))
            || (!path && hyphens >= 1 && capitals == 0 && hasPlace(text, start, end))
            || (path && isFile(text, end))
            || (path && underscores + hyphens > 0 && slashes <= 4 && small > 3);
    boolean maybe = dots <= 4 && small + capitals >= 3;
    return (sure ? SURE : 0) | (maybe ? MAYBE : 0) | JOINED;
  }

  private static int plain(
      ScanText text, int start, int end, int humps, int capitals, int digits, int small) {
    if (digits == ACCOUNT && digits == end - start) {
      return SURE;
    }
    int ending = ENDINGS.start(text, end);
    boolean camel = humps >= 2 && small > 3 && ending < 0;
    boolean inner = Ascii.isLower(text.at(start)) && humps >= 2;
    boolean ticket =
        digits >= 5
            && capitals >= 3
            && capitals + digits == end - start
            && isLettersFirst(text, start, end);
    int form = (camel && humps >= 3) || inner || ticket ? SURE | MAYBE : 0;
    form |= camel || (digits > 0 && capitals + digits + small > digits) ? MAYBE : 0;
    boolean upper = capitals >= 5 && capitals == end - start;
    form |= upper ? MAYBE : 0;
    return form | (digits == 0 ? WORD : 0);
  }

  private static boolean isLettersFirst(ScanText text, int start, int end) {
    int i = start;
    while (i < end && Ascii.isUpper(text.at(i))) {
      i++;
    }
    while (i < end && Ascii.isDigit(text.at(i))) {
      i++;
    }
    return i == end;
  }

  /** Tells {@code OSW-2217}. */
  private static boolean isTicket(ScanText text, int start, int end) {
    int i = start;
    while (i - start < 10 && Ascii.isUpper(text.at(i))) {
      i++;
    }
    int digits = i + 1;
    while (digits < end && Ascii.isDigit(text.at(digits))) {
      digits++;
    }
    return i - start >= 2 && text.at(i) == '-' && digits == end && end - i >= 3 && end - i <= 7;
  }

  /** Tells three names with dots between, of which the first is a domain: {@code com.…}. */
  private static boolean isPackage(ScanText text, int start, int end) {
    int first = DOMAINS.end(text, start);
    int dots = 0;
    for (int i = start; i < end; i++) {
      dots += text.at(i) == '.' && Ascii.isLetter(text.at(i + 1)) ? 1 : 0;
    }
    boolean names = Ascii.isUpper(text.at(start)) && Ascii.isLower(text.at(start + 1)) && dots >= 2;
    return (first > start && text.at(first) == '.' && dots >= 2) || names;
  }

  /** Tells {@code kv-osw-lager-prd} from {@code end-to-end} and {@code eu-central-1}. */
  private static boolean isKebab(ScanText text, int start, int end, int capitals, int digits) {
    int part = start;
    int parts = 0;
    for (int i = start; i <= end; i++) {
      if (i == end || text.at(i) == '-') {
        boolean number = Ascii.isDigit(text.at(part)) && parts == 0;
        if (number || SMALL.holds(text, part, i)) {
          return false;
        }
        parts++;
        part = i + 1;
      }
    }
    return digits < end - start - 2 * parts
        && (capitals == 0 || capitals + digits + parts > end - start);
  }

  /** Tells a file of code. */
  private static boolean isFile(ScanText text, int end) {
    int dot = end;
    while (end - dot < 6 && Ascii.isLetter(text.at(dot - 1))) {
      dot--;
    }
    return text.at(dot - 1) == '.' && FILES.holds(text, dot, end);
  }

  /** Tells {@code pg-zef-01} and {@code edi-gw2}: small letters, and a number at the end. */
  private static boolean isNumbered(ScanText text, int start, int end) {
    int i = end;
    while (i > start && Ascii.isDigit(text.at(i - 1))) {
      i--;
    }
    int letters = 0;
    for (int k = start; k < i; k++) {
      if (!Ascii.isLower(text.at(k)) && text.at(k) != '-') {
        return false;
      }
      letters++;
    }
    return i < end && end - i <= 3 && letters >= 4 && text.at(i - 1) != '-';
  }

  private static boolean hasPlace(ScanText text, int start, int end) {
    int part = start;
    for (int i = start; i <= end; i++) {
      if (i == end || "-_.".indexOf(text.at(i)) >= 0) {
        if (part > start && PLACES.holds(text, part, i)) {
          return true;
        }
        part = i + 1;
      }
    }
    return false;
  }
}
