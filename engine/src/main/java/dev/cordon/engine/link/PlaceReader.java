package dev.cordon.engine.link;

import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.link.TextPlace.Markup;
import dev.cordon.engine.link.TextPlace.Target;
import org.jspecify.annotations.Nullable;

/**
 * Follows an answer's text from place to place, and restores each token as its place needs: in
 * plain text as it is, in a link to a known host percent-encoded, in an attribute as HTML, in a
 * JSON string as JSON; in a link to a foreign host not at all. One pass; where there is no markup
 * only the few characters that could begin a link are looked at.
 *
 * <pre>
 *   text ──── ](  url(  ]: ────▶ MARKDOWN, CSS, DEFINITION ──▶ the destination: known or foreign
 *     │ ────── &lt;a ─────────────▶ TAG ── = ──▶ ATTRIBUTE ───────▶ the same, when it is a URL
 *     │ ────── ": " ───────────▶ JSON
 *     └─────── https://  //  www.  mailto: ───────────────────▶ a link, wherever it stands
 * </pre>
 */
final class PlaceReader {
  private static final LinkStops BEGINS = new LinkStops();

  private static final String[] URL_ATTRIBUTES = {
    "src", "href", "action", "data", "poster", "cite", "ping", "background", "codebase"
  };

  private static final String[] SCHEMES = {"https", "http", "ftp", "mailto", "wss", "ws"};

  private static final int DEEPEST = 7;

  private final Piece piece;
  private final LinkReader links;
  private final LinkCounter counter;

  /** To be used next; most answers need none. */
  private @Nullable TextPlace spare;

  private @Nullable TextPlace place;

  PlaceReader(Piece piece, LinkReader links, LinkCounter counter) {
    this.piece = piece;
    this.links = links;
    this.counter = counter;
  }

  /** Reads the piece; returns where it is to be held back from, {@code piece.to} for nowhere. */
  int read() {
    place = (TextPlace) piece.memory.state();
    int p = piece.from;
    while (p < piece.to && p >= 0 && !counter.isBlocked()) {
      TextPlace here = place;
      if (here == null) {
        p = plain(p);
      } else if (here.target != Target.NONE) {
        p = link(here, p);
      } else {
        p = markup(here, p);
      }
    }
    TextPlace here = place;
    if (here == null || (here.markup == Markup.NONE && here.target == Target.NONE)) {
      place = null;
      piece.memory.state(null);
    } else {
      piece.memory.state(here);
      if (here == spare) {
        spare = null;
      }
    }
    return p < 0 ? ~p : p;
  }

  /** Forgets the answer. */
  void end() {
    spare = null;
    place = null;
  }

  /** Tells whether the piece ends where no other link can begin. */
  boolean endsInLink() {
    return place != null && (place.target == Target.FOREIGN || place.pending);
  }

  /** Takes back bytes at the end of what was read: they are read again. */
  void unread(int count) {
    TextPlace here = place;
    if (here != null) {
      here.link.truncate(Math.max(0, here.link.size() - count));
    }
  }

  private TextPlace open(Markup markup) {
    TextPlace here = place;
    if (here == null) {
      here = spare;
    }
    if (here == null) {
      here = spare = new TextPlace();
    }
    place = here.reset(markup);
    return here;
  }

  private TextPlace here() {
    TextPlace here = place;
    return here == null ? open(Markup.NONE) : here;
  }

  /** Goes on to what could begin something. */
  private int plain(int from) {
    int p = BEGINS.next(piece.text, piece.from, from, piece.to);
    int passed = piece.restoreBefore(p);
    if (passed > p || p == piece.to) {
      return passed;
    }
    return begin(p);
  }

  private int begin(int p) {
    byte before = piece.back(p, 1);
    switch (piece.text[p]) {
      case '(':
        if (before == ']') {
          open(Markup.MARKDOWN).pending = true;
        } else if (before == 'l' || before == 'L') {
          if (piece.isBehind(p, "url") && !LinkReader.isAlphanumeric(piece.back(p, 4))) {
            open(Markup.CSS).pending = true;
          }
        }
        return p + 1;
      case '<':
        if (p + 1 == piece.to) {
          return piece.last ? p + 1 : ~p;
        }
        if (LinkReader.isLetter(piece.text[p + 1])) {
          open(Markup.TAG);
        }
        return p + 1;
      case ':':
        if (before == ']') {
          open(Markup.DEFINITION).pending = true;
          return p + 1;
        }
        if (before == '"' && piece.restores) {
          json(p);
          return p + 1;
        }
        return bare(p);
      default:
        return bare(p);
    }
  }

  /** Looks whether a link begins that needs no markup. */
  private int bare(int p) {
    byte[] text = piece.text;
    byte before = piece.back(p, 1);
    if (text[p] == '.') {
      boolean www = (before == 'w' || before == 'W') && piece.isBehind(p, "www");
      return www && !LinkReader.isAlphanumeric(piece.back(p, 4)) && piece.back(p, 4) != '/'
          ? held(links.authority(here(), p - 3, p + 1, false), p - 3)
          : p + 1;
    }
    if (text[p] == '/') {
      return before == '/' && LinkReader.mayStandBeforeSlashes(piece.back(p, 2))
          ? held(links.authority(here(), p - 1, p + 1, true), p - 1)
          : p + 1;
    }
    if (text[p] != ':' || !LinkReader.isScheme(before)) {
      return p + 1;
    }
    if (p + 1 == piece.to || (p + 2 == piece.to && LinkReader.isSlash(text[p + 1]))) {
      return piece.last ? p + 1 : held(~scheme(p), p);
    }
    boolean http = piece.isBehind(p, "http") || piece.isBehind(p, "https");
    if (text[p + 1] == '/' || (http && text[p + 1] == '\\')) {
      if (text[p + 2] == '/' || (http && text[p + 2] == '\\')) {
        boolean web = http || piece.isBehind(p, "ftp") || piece.isBehind(p, "ws");
        int host = web || piece.isBehind(p, "wss") ? links.slashes(p + 3) : p + 3;
        return held(links.authority(here(), scheme(p), host, false), p);
      }
    } else if (piece.isBehind(p, "mailto")) {
      return held(links.recipients(here(), scheme(p), p + 1), p);
    }
    return p + 1;
  }

  /** Holds back no more than what may have to change. */
  private int held(int result, int from) {
    if (result >= 0) {
      return result;
    }
    int hold = counter.takesOut() ? ~result : Math.max(piece.from, from);
    return ~Math.max(piece.from, hold);
  }

  /** Returns where a link's scheme begins that a browser follows; the colon for another one. */
  private int scheme(int colon) {
    for (String scheme : SCHEMES) {
      if (piece.isBehind(colon, scheme) && colon - scheme.length() >= piece.passed) {
        return colon - scheme.length();
      }
    }
    return colon;
  }

  private int markup(TextPlace here, int p) {
    switch (here.markup) {
      case TAG:
        return tag(p);
      case BEFORE_ATTRIBUTE:
        return beforeAttribute(here, p);
      case ATTRIBUTE:
        return here.pending ? destination(here, p) : attribute(here, p);
      case MARKDOWN:
      case DEFINITION:
      case CSS:
        return destination(here, p);
      case BEFORE_JSON:
        return beforeJson(here, p);
      case JSON:
        return inJson(here, p);
      default:
        place = null;
        return p;
    }
  }

  private int tag(int p) {
    if (piece.isToken(p)) {
      return piece.restore(piece.tokens.replacement(piece.next));
    }
    byte b = piece.text[p];
    if (b == '=') {
      TextPlace here = open(Markup.BEFORE_ATTRIBUTE);
      here.url = isUrlAttribute(p);
      return p + 1;
    }
    if (b == ':') {
      return bare(p);
    }
    if (">&;{}\"'".indexOf(b) >= 0) {
      place = null;
    } else if (b == '<' || b == '(') {
      place = null; // it was no tag
      return p;
    }
    return p + 1;
  }

  private boolean isUrlAttribute(int equals) {
    for (String name : URL_ATTRIBUTES) {
      String known = name.length() > 8 ? name.substring(name.length() - 8) : name;
      if (piece.isBehind(equals, known)) {
        return true;
      }
    }
    return false;
  }

  private int beforeAttribute(TextPlace here, int p) {
    byte b = piece.text[p];
    if (b == ' ' || (b >= '\t' && b <= '\r')) {
      return p + 1;
    }
    boolean quoted = b == '"' || b == '\'';
    here.markup = b == '>' ? Markup.TAG : Markup.ATTRIBUTE;
    here.quote = quoted ? b : 0;
    here.pending = here.url;
    return quoted ? p + 1 : p;
  }

  private int attribute(TextPlace here, int p) {
    if (piece.isToken(p)) {
      return piece.restore(ValueForm.html(piece.tokens.replacement(piece.next)));
    }
    byte b = piece.text[p];
    if (here.quote != 0 ? b == here.quote : b == '>' || (b >= 0 && b <= ' ')) {
      open(Markup.TAG);
      return here.quote == 0 && b == '>' ? p : p + 1;
    }
    return b == ':' || b == '.' || b == '/' ? bare(p) : p + 1;
  }

  /** Reads a destination's first characters. */
  private int destination(TextPlace here, int p) {
    byte b = piece.text[p];
    if (b == ' ' || (b >= '\t' && b <= '\r')) {
      boolean blank = here.markup == Markup.ATTRIBUTE ? here.quote == 0 : here.quote == '>';
      place = blank ? null : here;
      return p + 1;
    }
    boolean opens = here.markup == Markup.CSS ? b == '"' || b == '\'' : b == '<';
    if (opens && here.markup != Markup.ATTRIBUTE && here.quote == 0) {
      here.quote = b == '<' ? (byte) '>' : b;
      return p + 1;
    }
    int next = links.destination(here, p);
    if (next >= 0 && here.target == Target.NONE) {
      here.pending = false;
      if (here.markup != Markup.ATTRIBUTE) {
        place = null; // of the application's own
      }
    }
    return next;
  }

  /** Reads on behind a link's host. */
  private int link(TextPlace here, int from) {
    byte[] text = piece.text;
    int p = from;
    while (p < piece.to && !counter.isBlocked()) {
      if (piece.isToken(p)) {
        p = token(here, from);
      } else if (ends(here, p)) {
        break;
      } else if (text[p] == ':' && here.target == Target.KNOWN) {
        if (p == from) {
          return within(here, p);
        }
        keep(here, from, p);
        return p;
      } else {
        if ((text[p] == '?' || text[p] == '#') && here.target == Target.FOREIGN) {
          counter.count(here, Threat.FOREIGN_LINK);
        }
        p++;
      }
    }
    if (here.removing) {
      piece.replace(from, p, Piece.NOTHING);
    } else if (here.target != Target.FOREIGN) {
      keep(here, from, p);
    }
    if (p < piece.to && !counter.isBlocked()) {
      endLink(here);
    }
    return p;
  }

  /** Reads a colon in a known link: another link may begin that this one leads on to. */
  private int within(TextPlace here, int colon) {
    int next = bare(colon);
    if (next < 0) {
      unread(colon - ~next);
    } else if (next == colon + 1) {
      keep(here, colon, next);
    }
    return next;
  }

  private void keep(TextPlace here, int from, int to) {
    int room = LinkReader.LONGEST_OWN + 1 - here.link.size();
    here.link.put(piece.text, from, Math.min(to, from + Math.max(0, room)));
  }

  private int token(TextPlace here, int from) {
    if (here.target == Target.FOREIGN) {
      counter.count(here, Threat.FOREIGN_LINK_WITH_TOKEN);
      return piece.keepToken();
    }
    byte[] value = piece.tokens.replacement(piece.next);
    boolean own = links.isOwn(here, from, piece.tokens.end(piece.next));
    if (here.target == Target.NAMED && !own) {
      counter.count(here, Threat.FOREIGN_LINK_WITH_TOKEN);
      return piece.keepToken();
    }
    return piece.restore(own ? value : ValueForm.url(value));
  }

  /** Tells whether a link ends before a byte. */
  private boolean ends(TextPlace here, int p) {
    byte b = piece.text[p];
    boolean blank = b >= 0 && b <= ' ';
    if (here.target == Target.KNOWN && (blank || "<>\"'`".indexOf(b) >= 0)) {
      return true; // to some reader it ends here
    }
    switch (here.markup) {
      case MARKDOWN:
        return endsMarkdown(here, p, b, blank);
      case DEFINITION:
        return here.quote == 0 ? blank : b == here.quote || b == '\n';
      case CSS:
        return here.quote == 0 ? b == ')' || blank : b == here.quote;
      case ATTRIBUTE:
        if (here.quote != 0) {
          return b == here.quote || (blank && !here.url);
        }
        return blank || b == '>';
      default:
        boolean own = here.target == Target.KNOWN && b < 0;
        boolean markdown = b == '(' && piece.back(p, 1) == ']';
        return own || blank || b == '<' || b == '>' || b == '"' || b == '`' || markdown;
    }
  }

  private boolean endsMarkdown(TextPlace here, int p, byte b, boolean blank) {
    if (here.quote == '>') {
      return b == '>' || b == '\n';
    }
    if (piece.back(p, 1) == '\\') {
      return false;
    }
    if (here.spaced && (b == '"' || b == '\'')) {
      return true; // a title
    }
    here.spaced = blank;
    if (b == '(') {
      here.depth++;
    } else if (b == ')' && here.depth-- == 0) {
      return true;
    }
    return b == '\n';
  }

  private void endLink(TextPlace here) {
    here.endLink();
    boolean goesOn =
        here.markup == Markup.TAG || here.markup == Markup.ATTRIBUTE || here.markup == Markup.JSON;
    if (!goesOn) {
      place = null;
    }
  }

  /** Looks whether a key of a JSON object ended before a colon. */
  private void json(int colon) {
    int level = 0;
    while (level < DEEPEST && piece.back(colon, level + 2) == '\\') {
      level++;
    }
    // No key ends with a blank: that quote began something, or was left alone.
    if ((level == 0 || level == 1 || level == 3) && piece.back(colon, level + 2) != ' ') {
      open(Markup.BEFORE_JSON).level = level;
    }
  }

  private int beforeJson(TextPlace here, int p) {
    byte b = piece.text[p];
    if ((b == ' ' || b == '\t') && here.depth == 0) {
      return p + 1;
    }
    if (b == '\\' && here.depth < here.level) {
      here.depth++;
      return p + 1;
    }
    if (b != '"' || here.depth != here.level) {
      place = null;
      return p;
    }
    here.markup = Markup.JSON;
    here.depth = 0;
    here.string.put(b);
    return p + 1;
  }

  private int inJson(TextPlace here, int p) {
    if (piece.isToken(p)) {
      return jsonToken(here, p);
    }
    byte b = piece.text[p];
    if (b == '\\') {
      here.depth++;
      return keepString(here, p, p + 1);
    }
    if (b == '\n' || (b == '"' && here.depth <= here.level)) {
      place = null;
      return p + 1;
    }
    here.depth = 0;
    if (b == '(' && piece.back(p, 1) == ']') {
      here.string.clear();
      return begin(p);
    }
    return keepString(here, p, b == ':' || b == '.' || b == '/' ? bare(p) : p + 1);
  }

  /** Restores a token in a string; a string that the request holds just so comes back as it was. */
  private int jsonToken(TextPlace here, int p) {
    here.depth = 0;
    byte[] value = piece.tokens.replacement(piece.next);
    int end = piece.tokens.end(piece.next);
    keepString(here, p, end);
    if (!ValueForm.isJson(value) && !links.isOwnString(here)) {
      int times = here.level == 0 ? 1 : here.level == 1 ? 2 : 3;
      value = ValueForm.json(value, times);
    }
    return piece.restore(value);
  }

  /** Keeps what a string holds, from its quote on as long as no link is in it. */
  private int keepString(TextPlace here, int p, int next) {
    if (here.target != Target.NONE) {
      here.string.clear();
    } else if (next > p) {
      int room = LinkReader.LONGEST_OWN + 1 - here.string.size();
      here.string.put(piece.text, p, Math.min(next, p + Math.max(0, room)));
    }
    return next;
  }
}
