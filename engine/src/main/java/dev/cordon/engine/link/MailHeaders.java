package dev.cordon.engine.link;

/**
 * Reads what stands behind a mail link's question mark: whom else the message goes to. Stateless.
 * Source: RFC 6068, section 2: {@code to}, {@code cc} and {@code bcc} name recipients.
 */
final class MailHeaders {
  /** Of a longer one it isn't known who gets it: a stream can't wait for its end. */
  static final int LONGEST = 1000;

  private static final String[] RECIPIENTS = {"to", "cc", "bcc"};

  private MailHeaders() {}

  /** Tells whether a part of a text is an address at a known host, or a token. */
  @FunctionalInterface
  interface Known {
    boolean is(int from, int to);
  }

  /** Returns where the link ends, or the part; no further than is looked at. */
  static int end(TextPlace place, Piece piece, int from) {
    int to = Math.min(piece.to, from + LONGEST);
    int p = from;
    while (p < to && !ends(place, piece.text[p])) {
      p++;
    }
    return p;
  }

  private static boolean ends(TextPlace place, byte b) {
    boolean markdown =
        place.markup == TextPlace.Markup.MARKDOWN || place.markup == TextPlace.Markup.CSS;
    return (b >= 0 && b <= ' ')
        || b == '"'
        || b == '<'
        || b == '>'
        || b == '`'
        || (b == ')' && markdown)
        || (b == '\'' && place.quote == '\'');
  }

  /** Tells whether all recipients are known. What can't be told for certain isn't. */
  static boolean areKnown(byte[] text, int from, int to, Known known) {
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text[i] == '&' || text[i] == '?') {
        if (!isKnown(text, start, i, known)) {
          return false;
        }
        boolean escaped = i + 5 <= to && text[i + 1] == 'a' && text[i + 4] == ';'; // &amp;
        start = escaped ? i + 5 : i + 1;
      }
    }
    return true;
  }

  private static boolean isKnown(byte[] text, int from, int to, Known known) {
    int equals = from;
    boolean plain = true;
    while (equals < to && text[equals] != '=') {
      plain &= LinkReader.isLetter(text[equals]) || text[equals] == '-';
      equals++;
    }
    if (equals == to) {
      return true; // no header
    }
    if (!plain) {
      return false; // an escaped name may be any
    }
    for (String name : RECIPIENTS) {
      if (isName(text, from, equals, name)) {
        return areRecipients(text, equals + 1, to, known);
      }
    }
    return true;
  }

  private static boolean areRecipients(byte[] text, int from, int to, Known known) {
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text[i] == ',' || text[i] == ';') {
        if (i > start && !known.is(start, i)) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }

  private static boolean isName(byte[] text, int from, int to, String name) {
    boolean same = to - from == name.length();
    for (int i = 0; i < name.length() && same; i++) {
      same = Piece.lower(text[from + i]) == name.charAt(i);
    }
    return same;
  }
}
