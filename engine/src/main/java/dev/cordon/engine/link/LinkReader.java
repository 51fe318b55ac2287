package dev.cordon.engine.link;

import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.link.TextPlace.Target;
import dev.cordon.engine.policy.LinkAction;
import dev.cordon.engine.policy.LinkRules;
import dev.cordon.engine.wire.json.ByteSink;
import dev.cordon.engine.wire.json.JsonStrings;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the beginning of a link, up to where it is known who gets what follows. A browser's idea of
 * a host counts (WHATWG URL, section 4.4), not RFC 3986's: back slashes are slashes, what stands
 * before the last {@code @} is no host. What can't be told for certain leads to a foreign host.
 *
 * <p>Its methods return where the text goes on, or the complement of where to hold it back from.
 */
final class LinkReader {
  /** A host has 253 characters at most; behind more, nothing is waited for. */
  static final int LONGEST = 300;

  /** A longer link is not looked for in the request. */
  static final int LONGEST_OWN = 2048;

  private static final int LONGEST_SCHEME = 24;

  /** A text is a string of the body, or of arguments that are a string, or of a string in those. */
  private static final int DEEPEST_STRING = 3;

  private final Piece piece;
  private final LinkRules rules;
  private final RequestHosts hosts;
  private final LinkCounter counter;

  LinkReader(Piece piece, LinkRules rules, RequestHosts hosts, LinkCounter counter) {
    this.piece = piece;
    this.rules = rules;
    this.hosts = hosts;
    this.counter = counter;
  }

  /** Reads what a place holds that is a URL or nothing. */
  int destination(TextPlace place, int at) {
    byte[] text = piece.text;
    if (piece.isToken(at)) {
      return at; // what follows a value of the request's own is its own
    }
    if (isSlash(text[at])) {
      if (at + 1 == piece.to) {
        return piece.last ? at : ~at;
      }
      return isSlash(text[at + 1]) ? authority(place, at, slashes(at), false) : at;
    }
    int p = at;
    while (p < piece.to && isScheme(text[p]) && p - at <= LONGEST_SCHEME) {
      p++;
    }
    if (p == piece.to) {
      return piece.last ? at : ~at;
    }
    if (text[p] == ':' && p > at) {
      return scheme(place, at, p);
    }
    boolean hidden = text[p] == '&' || (text[p] >= 0 && text[p] < ' ' && place.quote != 0);
    return hidden ? foreign(place, at, p) : at;
  }

  private int scheme(TextPlace place, int start, int colon) {
    byte[] text = piece.text;
    String scheme =
        new String(text, start, colon - start, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    int p = colon + 1;
    switch (scheme) {
      case "http":
      case "https":
      case "ftp":
      case "ws":
      case "wss":
        return authority(place, start, slashes(p), false);
      case "mailto":
      case "sms":
        return recipients(place, start, p);
      case "javascript":
      case "vbscript":
      case "data":
        return foreign(place, start, p);
      default:
        if (piece.to - p < 2 && !piece.last) {
          return ~start;
        }
        boolean host = piece.to - p >= 2 && isSlash(text[p]) && isSlash(text[p + 1]);
        return host ? authority(place, start, p + 2, false) : start;
    }
  }

  /** Reads a link that is none for certain: what follows can't be read, or may run. */
  private int foreign(TextPlace place, int start, int end) {
    lead(place, Target.FOREIGN, start, end);
    counter.count(place, Threat.FOREIGN_LINK);
    return end;
  }

  /**
   * Reads user, host and port.
   *
   * @param start where the link begins
   * @param host where its slashes, or what follows them, begin
   * @param dotted whether it is one only if the host has a dot
   */
  int authority(TextPlace place, int start, int host, boolean dotted) {
    byte[] text = piece.text;
    int from = host;
    int at = -1;
    int token = -1;
    int end = host;
    while (end < piece.to && !endsHost(place, text[end]) && end - from <= LONGEST) {
      int t = piece.token(end, piece.next);
      if (t >= 0) {
        token = t;
        end = piece.tokens.end(t);
        continue;
      }
      if (text[end] == '(' && piece.back(end, 1) == ']') {
        break;
      }
      at = text[end] == '@' ? end : at;
      end++;
    }
    boolean escapes = end < piece.to && text[end] == '\\';
    if ((end == piece.to || (escapes && end + 1 == piece.to)) && !piece.last) {
      return end - from > LONGEST ? open(place, start, from, Target.FOREIGN) : ~hold(start);
    }
    int name = at < 0 ? from : at + 1;
    if (end == name && at < 0) {
      return from; // no host: a file, or no link
    }
    Target target = end - from <= LONGEST ? target(name, end, at >= 0, token) : Target.FOREIGN;
    // To a browser a back slash is a slash, to Markdown it is nothing before an @.
    if (escapes && end + 1 < piece.to && text[end + 1] != '"') {
      target = Target.FOREIGN;
    }
    if (dotted && target == Target.FOREIGN && !isDotted(name, end)) {
      return from;
    }
    return open(place, start, end, target);
  }

  private int open(TextPlace place, int start, int end, Target target) {
    lead(place, target, start, end);
    if (target == Target.NAMED) {
      named(place, Math.max(start, piece.from), end);
      place.link.put(piece.text, Math.max(start, piece.from), end);
      return end;
    }
    if (target == Target.KNOWN) {
      userAndHost(place, Math.max(start, piece.from), end);
      place.link.put(piece.text, Math.max(start, piece.from), end);
      return end;
    }
    if (place.isDestination()) {
      counter.count(place, Threat.FOREIGN_LINK);
    }
    return stay(place, start, end);
  }

  /** Restores what the request itself holds in this very link. */
  private void named(TextPlace place, int start, int end) {
    while (holdsToken(end)) {
      if (isOwn(place, start, piece.tokens.end(piece.next))) {
        piece.restore(piece.tokens.replacement(piece.next));
      } else {
        counter.count(place, Threat.FOREIGN_LINK_WITH_TOKEN);
        piece.keepToken();
      }
    }
  }

  /** Restores what stands before the host, and the host. */
  private void userAndHost(TextPlace place, int start, int end) {
    while (piece.next < piece.tokens.size() && piece.tokens.start(piece.next) < end) {
      byte[] value = piece.tokens.replacement(piece.next);
      int tokenEnd = piece.tokens.end(piece.next);
      boolean isUser = false;
      for (int p = tokenEnd; p < end; p++) {
        isUser |= piece.text[p] == '@';
      }
      piece.restore(isUser && !isOwn(place, start, tokenEnd) ? ValueForm.url(value) : value);
    }
  }

  /**
   * Tells whether the request holds a link just so.
   *
   * @param from where the link begins in this piece, or goes on
   * @param end where the part ends that is asked for
   */
  boolean isOwn(TextPlace place, int from, int end) {
    int length = place.link.size();
    if (length + end - from > LONGEST_OWN) {
      return false;
    }
    place.link.put(piece.text, from, end);
    boolean own = hosts.holds(place.link.array(), place.link.size());
    place.link.truncate(length);
    return own;
  }

  /** Tells whether the request holds a JSON string just so, as far as it came. */
  boolean isOwnString(TextPlace place) {
    int length = place.string.size();
    if (length == 0 || length > LONGEST_OWN || place.string.array()[0] != '"') {
      return false;
    }
    byte[] text = place.string.toByteArray();
    for (int depth = 0; depth < DEEPEST_STRING; depth++) {
      ByteSink escaped = new ByteSink();
      JsonStrings.escape(text, 0, text.length, escaped);
      text = escaped.toByteArray();
      if (hosts.holds(text, text.length)) {
        return true;
      }
    }
    return false;
  }

  private void lead(TextPlace place, Target target, int start, int end) {
    place.pending = false;
    place.endLink();
    place.target = target;
    if (target == Target.FOREIGN && place.isDestination() && counter.takesOut()) {
      place.removing = true;
      piece.replace(Math.max(start, piece.from), end, Piece.NOTHING);
    }
  }

  /** Tells whether two slashes behind a byte begin a link that leaves its scheme out. */
  static boolean mayStandBeforeSlashes(byte b) {
    return "\"'(=".indexOf(b) >= 0;
  }

  /** Writes a link so that nothing takes it for one, as the field does: {@code hxxp, [.]}. */
  private void defang(int start, int end) {
    StringBuilder out = new StringBuilder(end - start + 8);
    int p = Math.max(start, piece.from);
    boolean scheme =
        !isLetter(piece.back(p, 1))
            && lower(p) == 'h'
            && lower(p + 1) == 't'
            && lower(p + 2) == 't';
    int first = p;
    for (; p < end; p++) {
      char c = (char) (piece.text[p] & 0xFF);
      boolean dot = c == '.';
      boolean x = scheme && (p == first + 1 || p == first + 2);
      out.append(dot ? "[.]" : x ? "x" : String.valueOf(c));
    }
    piece.replace(first, end, out.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private int lower(int p) {
    return p < piece.to ? Piece.lower(piece.text[p]) : 0;
  }

  private boolean isKnown(int from, int end, boolean user, int token) {
    return target(from, end, user, token) == Target.KNOWN;
  }

  /** Tells whose a host is. */
  private Target target(int from, int end, boolean user, int token) {
    byte[] text = piece.text;
    int stop = from;
    if (token >= 0 && piece.tokens.end(token) > from) {
      if (piece.tokens.start(token) < from) {
        return Target.FOREIGN;
      }
      stop = piece.tokens.end(token);
      if (piece.tokens.start(token) == from && isPort(stop, end, user)) {
        return Target.KNOWN; // the host is a value of the request
      }
      for (int p = from; p < stop; p++) {
        if (piece.token(p, piece.next) >= 0) {
          p = piece.tokens.end(piece.token(p, piece.next)) - 1;
        } else if (!isHost(text[p])) {
          return Target.FOREIGN;
        }
      }
      from = stop;
      if (from == end || text[from] != '.') {
        return Target.FOREIGN;
      }
      from++;
      stop = from;
    }
    while (stop < end && isHost(text[stop])) {
      stop++;
    }
    if (!isPort(stop, end, user)) {
      return Target.FOREIGN;
    }
    int to = stop > from && text[stop - 1] == '.' ? stop - 1 : stop;
    String host =
        new String(text, from, to - from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    if (!host.isEmpty() && (rules.allows(host) || hosts.has(host))) {
      return Target.KNOWN;
    }
    return hosts.hasUntrusted(host) ? Target.NAMED : Target.FOREIGN;
  }

  /** Tells whether behind a host there is nothing but a port, or what no host can hold. */
  private boolean isPort(int from, int end, boolean strict) {
    int p = from;
    if (p < end && piece.text[p] == ':') {
      p++;
      while (p < end && piece.text[p] >= '0' && piece.text[p] <= '9') {
        p++;
      }
    }
    if (p == end) {
      return true;
    }
    for (int i = p; i < end; i++) {
      if (strict || piece.text[i] == ':') {
        return false;
      }
    }
    if (piece.text[p] >= 0) {
      return ")]},;!*|'".indexOf(piece.text[p]) >= 0;
    }
    // Punctuation of Chinese and Japanese ends a link, but for the full stops that are dots there.
    int point = p + 2 < end ? (piece.text[p] & 0xFF) << 16 | (piece.text[p + 1] & 0xFF) << 8 : 0;
    int third = p + 2 < end ? piece.text[p + 2] & 0xFF : 0;
    return (point == 0xE38000 && third != 0x82) || (point == 0xEFBC00 && third != 0x8E);
  }

  private boolean isDotted(int from, int end) {
    for (int p = from + 1; p < end - 1 && (isHost(piece.text[p]) || piece.text[p] < 0); p++) {
      if (piece.text[p] == '.') {
        return true;
      }
    }
    return false;
  }

  /** Reads whom a message goes to. */
  int recipients(TextPlace place, int start, int from) {
    byte[] text = piece.text;
    int end = from;
    int first = from;
    boolean known = true;
    while (end < piece.to && !endsHost(place, text[end]) && end - from <= LONGEST) {
      int t = piece.token(end, piece.next);
      if (text[end] == ',' && t < 0) {
        known &= isRecipient(first, end);
        first = end + 1;
      }
      end = t >= 0 ? piece.tokens.end(t) : end + 1;
    }
    if (end == piece.to && !piece.last && end - from <= LONGEST) {
      return ~hold(start);
    }
    int stop = end;
    while (stop > first && ".,;:!)*'_~|]}".indexOf(text[stop - 1]) >= 0) {
      stop--;
    }
    known &= end - from <= LONGEST && (end == from || isRecipient(first, stop));
    if (known && end < piece.to && text[end] == '?') {
      int close = MailHeaders.end(place, piece, end + 1);
      if (close == piece.to && !piece.last && close - end <= MailHeaders.LONGEST) {
        return ~hold(start);
      }
      known =
          close - end <= MailHeaders.LONGEST
              && MailHeaders.areKnown(text, end + 1, close, this::isRecipient);
    }
    if (known) {
      lead(place, Target.KNOWN, start, end);
      piece.restoreBefore(end);
      place.link.put(text, Math.max(start, piece.from), end);
      return end;
    }
    boolean says = end < piece.to && text[end] == '?';
    if (!says && piece.token(end, piece.next) < 0 && !holdsToken(end)) {
      return from; // an address alone carries nothing
    }
    lead(place, Target.FOREIGN, start, end);
    counter.count(place, Threat.FOREIGN_LINK);
    return stay(place, start, end);
  }

  private boolean holdsToken(int end) {
    return piece.next < piece.tokens.size() && piece.tokens.start(piece.next) < end;
  }

  /** Leaves the tokens in the beginning of a foreign link. */
  private int stay(TextPlace place, int start, int end) {
    while (holdsToken(end)) {
      counter.count(place, Threat.FOREIGN_LINK_WITH_TOKEN);
      piece.keepToken();
    }
    if (rules.action() == LinkAction.NEUTRALISE && counter.takesOut() && !place.removing) {
      defang(start, end);
    }
    return end;
  }

  private boolean isRecipient(int from, int end) {
    int token = piece.token(from, piece.next);
    if (token >= 0 && piece.tokens.end(token) == end) {
      return true;
    }
    int at = end;
    while (at > from && piece.text[at - 1] != '@') {
      at--;
    }
    return at > from && isKnown(at, end, true, -1);
  }

  /** Passes slashes: to a browser there may be any number of them. */
  int slashes(int from) {
    int p = from;
    while (p < piece.to && isSlash(piece.text[p]) && p - from < LONGEST) {
      p++;
    }
    return p;
  }

  /** Where to hold back from: the link's beginning matters only if it may have to change. */
  int hold(int start) {
    return Math.max(piece.from, start);
  }

  static boolean isSlash(byte b) {
    return b == '/' || b == '\\';
  }

  static boolean isScheme(byte b) {
    return isAlphanumeric(b) || b == '+' || b == '-' || b == '.';
  }

  static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  static boolean isAlphanumeric(byte b) {
    return isLetter(b) || (b >= '0' && b <= '9');
  }

  static boolean isHost(byte b) {
    return isAlphanumeric(b) || b == '-' || b == '.' || b == '_';
  }

  private static boolean endsHost(TextPlace place, byte b) {
    if (b >= 0 && b <= ' ') {
      return true;
    }
    switch (b) {
      case '/':
      case '\\':
      case '?':
      case '#':
      case '<':
      case '>':
      case '"':
      case '`':
        return true;
      case ')':
        return place.markup == TextPlace.Markup.MARKDOWN || place.markup == TextPlace.Markup.CSS;
      case '\'':
        return place.quote == '\'';
      default:
        return false;
    }
  }
}
