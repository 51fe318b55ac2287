package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.WordSet;

/**
 * What an URL gives away: user and password before the host, and query parameters that by their
 * name hold something personal or secret. Reads on to the end of the URL or the next one in it.
 */
final class UrlParts implements LiteralDetector {
  /** A user and a password before a URL's host. */
  private static final int USER_AND_PASSWORD = 96;

  private static final int LONGEST = 4096;
  private static final int USER = 256;
  private static final String PERSONAL = GeneralWords.spaced("url_parts.personal");
  private static final String NAMES = GeneralWords.spaced("url_parts.names");
  private static final String SECRET = GeneralWords.spaced("url_parts.secret");

  /** How names of what stands in a password's place end, in capitals. */
  private static final WordSet PATTERNS = GeneralWords.list("url_parts.patterns");

  private final DataType credentials;
  private final DataType personal;

  private UrlParts(DataType credentials, DataType personal) {
    this.credentials = credentials;
    this.personal = personal;
  }

  static void register(Registry registry) {
    DataType credentials =
        registry.type(
            "url_credentials",
            DataClass.CREDENTIAL,
            Severity.CRITICAL,
            "URLSECRET",
            "Credentials in an URL");
    DataType personal =
        registry.type(
            "url_personal_query",
            DataClass.PERSONAL,
            Severity.MEDIUM,
            "URLVALUE",
            "Personal data in an URL's query");
    registry.mark(new UrlParts(credentials, personal), ':');
  }

  @Override
  public void found(ScanText text, int colon, int behind) {
    if (text.at(behind) != '/'
        || text.at(behind + 1) != '/'
        || !Ascii.isAlnum(text.at(colon - 1))) {
      return;
    }
    int host = behind + 2;
    user(text, host);
    int i = host;
    while (i - host < LONGEST && goesOn(text, i) && text.at(i) != '?') {
      i++;
    }
    if (text.at(i) == '?') {
      query(text, i + 1, host + LONGEST);
    }
  }

  private static boolean goesOn(ScanText text, int i) {
    int b = text.at(i);
    return b > ' '
        && b != '"'
        && b != '<'
        && b != '>'
        && b != '`'
        && !(b == ':' && text.at(i + 1) == '/' && text.at(i + 2) == '/');
  }

  private void user(ScanText text, int start) {
    int colon = -1;
    int end = -1;
    for (int i = start; i - start < USER && goesOn(text, i); i++) {
      int b = text.at(i);
      boolean variable = b == '$' && (i == start || i == colon + 1 || text.at(i + 1) == '{');
      boolean slash = b == '/' || b == '?' || b == '#';
      if (b == '{'
          || variable
          || b == '\''
          || b == ','
          || (slash && !isPassword(text, colon, i, end))) {
        break;
      }
      if (b == ':' && colon < 0) {
        colon = i;
      }
      if (b == '@' && Ascii.isAlnum(text.at(i + 1))) {
        end = i; // the last one: passwords hold such signs, too, also as %40
      }
    }
    if (colon >= 0
        && end > colon + 1
        && end > start + 2
        && text.at(colon + 1) != '*'
        && !isPattern(text, colon + 1, end)) {
      text.report(credentials, start, end, USER_AND_PASSWORD);
    }
  }

  /** Tells {@code USER:PASSWORD} and {@code DB_USER:DB_PASS}, which say what stands there. */
  private static boolean isPattern(ScanText text, int from, int end) {
    int word = PATTERNS.start(text, end);
    for (int i = from; i < end; i++) {
      if (!Ascii.isUpper(text.at(i)) && text.at(i) != '_') {
        return false;
      }
    }
    return word >= from;
  }

  /** Tells a slash in a password from the one behind a host and its port. */
  private static boolean isPassword(ScanText text, int colon, int slash, int at) {
    if (colon < 0 || at >= 0) {
      return false;
    }
    int i = colon + 1;
    while (i < slash && Ascii.isDigit(text.at(i))) {
      i++;
    }
    return i < slash;
  }

  private void query(ScanText text, int from, int limit) {
    int name = from;
    int value = -1;
    for (int i = from; i <= limit; i++) {
      int b = text.at(i);
      boolean end = !goesOn(text, i) || b == '#' || b == '\'' || b == ')';
      if (b == '=' && value < 0) {
        value = i + 1;
      } else if (end || b == '&' || b == ';') {
        if (value > 0 && i > value + 1) {
          parameter(text, name, value, i);
        }
        name = i + 1;
        value = -1;
      }
      if (end) {
        return;
      }
    }
  }

  private void parameter(ScanText text, int name, int value, int end) {
    int first = text.at(value);
    if (first == '{' || first == '$' || first == '<' || first == '%' || first == ':') {
      return;
    }
    if (value - name > 40) {
      return;
    }
    if (holds(SECRET, text, name, value - 1)) {
      if (end - value >= 8) {
        text.report(credentials, value, end, Confidence.LABELLED);
      }
      return;
    }
    boolean named = isName(text, value, end);
    if (holds(PERSONAL, text, name, value - 1) || (named && holds(NAMES, text, name, value - 1))) {
      // A name that a plus or %20 parts is longer than what reads words sees of it.
      text.report(personal, value, end, named ? Confidence.STRONG : Confidence.POSSIBLE);
    }
  }

  /** Tells {@code Ada+Lovelace} from an identifier. */
  private static boolean isName(ScanText text, int start, int end) {
    for (int i = start; i < end; i++) {
      int b = text.at(i);
      boolean blank = b == '%' && text.at(i + 1) == '2' && text.at(i + 2) == '0';
      if (blank) {
        i += 2;
      } else if (!Ascii.isLetter(b) && b < 0x80 && b != '+' && b != '.' && b != '-') {
        return false;
      }
    }
    return Ascii.isUpper(text.at(start)) && Ascii.isLower(text.at(start + 1));
  }

  private static boolean holds(String words, ScanText text, int from, int to) {
    int length = to - from;
    for (int i = 0; i + length < words.length() - 1; i = words.indexOf(' ', i + 1)) {
      if (words.charAt(i + length + 1) == ' ' && same(words, i + 1, text, from, length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(String words, int place, ScanText text, int from, int length) {
    for (int i = 0; i < length; i++) {
      int b = Ascii.lower(text.at(from + i));
      if (words.charAt(place + i) != (b == '-' ? '_' : b)) {
        return false;
      }
    }
    return length > 0;
  }
}
