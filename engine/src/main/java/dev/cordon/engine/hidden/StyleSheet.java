package dev.cordon.engine.hidden;

/**
 * What the style sheets within a text say of classes, identifiers and kinds of elements: those
 * selectors that are one of them alone, or one with its kind ({@code p.x}). What a longer selector,
 * a state or a medium hides isn't certain and counts as shown. Reusable; not thread-safe.
 */
final class StyleSheet {
  /** No page has more names; and no names that fall into one place cost more. */
  private static final int MOST = 4096;

  private static final int[] NONE = {};

  /** By place in a table of open addresses: a name's hash, 0 for none, and what is declared. */
  private int[] names = NONE;

  private int[] bits = NONE;
  private int size;
  private boolean dark;

  /** Forgets all. */
  void clear() {
    if (size > 0) {
      names = NONE;
      bits = NONE;
      size = 0;
    }
    dark = false;
  }

  /** Tells whether the page as a whole has a background. */
  boolean isDark() {
    return dark;
  }

  /** Returns a number for a kind of element. */
  static int kind(byte[] text, int from, int to) {
    return Ascii.hash(text, from, to) * 131;
  }

  /** Returns what is declared of a kind of element. */
  int of(int kind) {
    return size == 0 ? 0 : bits[place(kind)];
  }

  /** Returns what is declared of a class (a dot) or an identifier, alone and with a kind. */
  int of(int kind, int mark, byte[] text, int from, int to) {
    if (size == 0) {
      return 0;
    }
    int name = key(0, mark, text, from, to);
    return Declarations.over(bits[place(name)], bits[place(name + kind)]);
  }

  private static int key(int kind, int mark, byte[] text, int from, int to) {
    return kind + Ascii.hash(text, from, to) * 31 + mark;
  }

  private int place(int key) {
    int mask = names.length - 1;
    int i = (key * 0x9E3779B9) >>> 7 & mask;
    while (names[i] != 0 && names[i] != key) {
      i = i + 1 & mask;
    }
    return i;
  }

  /** Reads all style sheets that begin in a part of a text. */
  void read(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == '<' && Ascii.startsWith(text, i, to, "<style")) {
        int start = i + 6;
        while (start < to && text[start] != '>') {
          start++;
        }
        int end = start;
        while (end < to && !(text[end] == '<' && Ascii.startsWith(text, end, to, "</style"))) {
          end++;
        }
        rules(text, Math.min(to, start + 1), end);
        i = end;
      }
    }
  }

  private void rules(byte[] text, int from, int to) {
    int depth = 0; // of at-rules
    int start = Ascii.blank(text, from, to);
    start += Ascii.startsWith(text, start, to, "<!--") ? 4 : 0;
    for (int i = start; i < to; i++) {
      if (text[i] == '/' && i + 1 < to && text[i + 1] == '*') {
        int end = Ascii.indexOf(text, i + 2, to, "*/");
        start = i == Ascii.blank(text, start, to) && end >= 0 ? end + 2 : start;
        i = end < 0 ? to : end + 1;
      } else if (text[i] == '}') {
        depth = Math.max(0, depth - 1);
        start = i + 1;
      } else if (text[i] == ';') {
        start = i + 1;
      } else if (text[i] == '{') {
        int first = Ascii.blank(text, start, i);
        if (text[first] == '@') {
          depth++;
          start = i + 1;
          continue;
        }
        int end = i;
        while (end < to && text[end] != '}') {
          end++;
        }
        selectors(text, first, i, Declarations.read(text, i + 1, end), depth == 0);
        i = end;
        start = end + 1;
      }
    }
  }

  private void selectors(byte[] text, int from, int to, int declared, boolean always) {
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text[i] == ',') {
        selector(text, Ascii.blank(text, start, i), i, declared, always);
        start = i + 1;
      }
    }
  }

  private void selector(byte[] text, int from, int end, int declared, boolean always) {
    int to = end;
    while (to > from && Ascii.isBlank(text[to - 1])) {
      to--;
    }
    int kindEnd = from;
    while (kindEnd < to && Ascii.isName(text[kindEnd])) {
      kindEnd++;
    }
    int mark = 0;
    int name = from;
    int parts = 0;
    boolean simple = true;
    for (int i = kindEnd; i < to; i++) {
      boolean named = text[i] == '.' || text[i] == '#';
      if (named || !Ascii.isName(text[i])) {
        parts++;
        simple &= named;
        boolean next = named || Ascii.isBlank(text[i]);
        mark = named ? text[i] : next ? 0 : mark;
        name = next ? i + 1 : name;
      }
    }
    int nameEnd = name;
    while (nameEnd < to && Ascii.isName(text[nameEnd])) {
      nameEnd++;
    }
    boolean certain = always && simple && parts <= 1;
    int counts = certain ? declared : Declarations.uncertain(declared);
    boolean ground = (declared & Declarations.GROUND) != 0;
    boolean page = Ascii.is(text, name, nameEnd, "body") || Ascii.is(text, name, nameEnd, "html");
    dark |= ground && mark == 0 && (page || nameEnd == name);
    int kind = certain && kindEnd > from ? kind(text, from, kindEnd) : 0;
    if (nameEnd > name) {
      add(mark == 0 ? kind(text, name, nameEnd) : key(kind, mark, text, name, nameEnd), counts);
    }
  }

  private void add(int key, int declared) {
    if (key == 0 || size == MOST) {
      return;
    }
    if (size * 2 >= names.length) {
      grow();
    }
    int i = place(key);
    size += names[i] == 0 ? 1 : 0;
    names[i] = key;
    bits[i] |= declared;
  }

  private void grow() {
    int[] oldNames = names;
    int[] oldBits = bits;
    names = new int[Math.max(32, oldNames.length * 2)];
    bits = new int[names.length];
    for (int i = 0; i < oldNames.length; i++) {
      int place = place(oldNames[i]);
      names[place] = oldNames[i];
      bits[place] = oldBits[i];
    }
  }
}
