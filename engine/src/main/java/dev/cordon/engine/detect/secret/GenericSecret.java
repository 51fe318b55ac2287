package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.CharRun;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/**
 * What a label calls a key, a token or a secret and that looks made at random, whoever issued it.
 * Thread-safe.
 */
final class GenericSecret implements LiteralDetector {
  private static final int LONGEST = 1024;
  private static final int ASSIGNED = 80;
  private static final int TOLD = 72;

  /** Last words of labels of something that is about a secret, and none. */
  private static final String ABOUT =
      " id ids name names type count limit limits size length len url uri path file dir hash digest"
          + " fingerprint expiry expires ttl version prefix suffix format class index field column header"
          + " headers provider service issuer usage budget label pattern regex algorithm alg placeholder"
          + " arn ref reference store manager endpoint host domain at kind group policy rule role"
          + " title description message error status code state mode key_id keyid public integrity"
          + " checksum sha sha1 sha256 md5 etag commit revision rev alias bundle image css icon ";

  private final DataType type;
  private final Context label;
  private final int slot;

  private GenericSecret(DataType type, Context label, int slot) {
    this.type = type;
    this.label = label;
    this.slot = slot;
  }

  static GenericSecret register(Registry registry, int slot) {
    DataType type =
        SecretCatalogue.type(registry, "generic_key", Severity.HIGH, "Key, token or secret");
    Context label =
        registry.context(
            "*token",
            "*secret",
            "*apikey",
            "*key",
            "api key",
            "authorization",
            "credential*",
            "cookie",
            "session",
            "session id",
            "sessionid",
            "signature",
            "auth");
    GenericSecret detector = new GenericSecret(type, label, slot);
    registry.literals(
        detector,
        "(?i)*token",
        "(?i)*secret",
        "(?i)*apikey",
        "(?i)key",
        "(?i)authorization",
        "(?i)auth",
        "(?i)credential",
        "(?i)creds",
        "(?i)cookie",
        "(?i)session",
        "(?i)sessionid",
        "(?i)jsessionid",
        "(?i)phpsessid",
        "(?i)sid");
    return detector;
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (Ascii.isLower(text.at(end)) && !startsTail(text, end)) {
      return;
    }
    SecretSpan span = SecretSpan.of(text, slot);
    LabelledValue value = span.value;
    if (!value.read(text, start, end, 3) || !value.isPlain(text)) {
      return;
    }
    if (end - start == 3 && value.operator == 0) {
      return;
    }
    int word = value.wordStart;
    int wordEnd = value.wordEnd;
    verify(text, span, word, wordEnd, value.prose ? TOLD : ASSIGNED);
    if (value.next(text) && value.isPlain(text)) {
      verify(text, span, word, wordEnd, ASSIGNED);
    }
  }

  /** Looks at a text that is a value whole, under a JSON key. */
  void whole(ScanText text, SecretSpan span, int start) {
    if (text.keyHas(label) && !endsAbout(text.key()) && isSecret(text, span, start)) {
      text.report(type, span.start, span.end, ASSIGNED);
    }
  }

  /** Tells {@code tokens} and {@code secretkey} from {@code tokenizer}. */
  private static boolean startsTail(ScanText text, int at) {
    int b = text.at(at);
    return b == 's' ? !Ascii.isLetter(text.at(at + 1)) : b == 'k' || b == 'v';
  }

  /** Tells whether the label's last word says that the value is no secret. */
  private static boolean isAbout(ScanText text, int word, int end) {
    int from = end;
    while (from > word && Ascii.isAlnum(text.at(from - 1))) {
      from--;
      if (Ascii.isUpper(text.at(from)) && Ascii.isLower(text.at(from + 1))) {
        break;
      }
    }
    boolean session = end - from == 2 && Ascii.lower(text.at(from - 2)) == 'n';
    if (!session && holds(text, from, end)) {
      return true;
    }
    return isPublic(text, word);
  }

  private static boolean holds(ScanText text, int from, int end) {
    int length = end - from;
    for (int i = 0; i >= 0 && i + length < ABOUT.length() - 1; i = ABOUT.indexOf(' ', i + 1)) {
      if (ABOUT.charAt(i + length + 1) == ' ') {
        int k = 0;
        while (k < length && Ascii.lower(text.at(from + k)) == ABOUT.charAt(i + 1 + k)) {
          k++;
        }
        if (k == length) {
          return length > 0;
        }
      }
    }
    return false;
  }

  /** Tells whether the label speaks of a public key. */
  private static boolean isPublic(ScanText text, int word) {
    for (int i = word - 8; i <= word; i++) {
      if (Ascii.lower(text.at(i)) == 'p'
          && Ascii.lower(text.at(i + 1)) == 'u'
          && Ascii.lower(text.at(i + 2)) == 'b') {
        return true;
      }
    }
    return false;
  }

  private static boolean endsAbout(String key) {
    int from = key.length();
    while (from > 0 && Ascii.isLower(key.charAt(from - 1))) {
      from--;
    }
    if (from > 0 && from < key.length() && Ascii.isUpper(key.charAt(from - 1))) {
      from--;
    }
    String last = " " + key.substring(from).toLowerCase(java.util.Locale.ROOT) + " ";
    return last.length() > 2 && ABOUT.contains(last);
  }

  /**
   * Looks at a value first: few look like a secret, while to tell what a label is about is dear.
   */
  private void verify(ScanText text, SecretSpan span, int word, int wordEnd, int confidence) {
    LabelledValue value = span.value;
    if (value.scheme
        && value.operator != 0
        && isToken(text, span, value.start)
        && !isAbout(text, value, word, wordEnd)) {
      text.report(type, span.start, span.end, ASSIGNED);
    }
    if (isSecret(text, span, value.start)
        && (value.quote != 0 || !isMember(text, value.start))
        && !isAbout(text, value, word, wordEnd)) {
      text.report(type, span.start, span.end, confidence);
    }
  }

  private static boolean isAbout(ScanText text, LabelledValue value, int word, int wordEnd) {
    return isAbout(text, word, wordEnd)
        || (value.wordStart != word && isAbout(text, value.wordStart, value.wordEnd));
  }

  /** Tells whether a token, however short, stands behind {@code Bearer} or the like. */
  private static boolean isToken(ScanText text, SecretSpan span, int start) {
    int i = start;
    while (i - start < LONGEST && isTokenByte(text.at(i))) {
      i++;
    }
    span.start = start;
    span.random = start;
    span.end = i;
    return i - start >= 8 && span.isMixed(text) && span.isRandom(text) && !span.isPlaceholder(text);
  }

  /** Tells whether a short value without quotes is code such as {@code base64.b64encode}. */
  private static boolean isMember(ScanText text, int start) {
    int i = start;
    boolean member = false;
    while (i - start < 40 && isTokenByte(text.at(i))) {
      member |= text.at(i) == '.' && Ascii.isLetter(text.at(i + 1));
      i++;
    }
    return (member && i - start < 40) || text.at(i) == '(' || text.at(i) == '[';
  }

  private static boolean isSecret(ScanText text, SecretSpan span, int start) {
    int limit = Math.min(start + LONGEST, text.runEnd(CharRun.TOKEN, start));
    int i = start;
    while (i < limit && !isAssignment(text, i)) {
      i++;
    }
    while (i > start && text.at(i - 1) == '.') {
      i--;
    }
    span.start = start;
    span.random = start;
    span.end = i;
    return i - start >= 10 && span.endsValue(text) && span.looksMade(text);
  }

  /** Tells whether an equals sign stands between two words rather than at the end of base64. */
  private static boolean isAssignment(ScanText text, int i) {
    return text.at(i) == '=' && Ascii.isWord(text.at(i + 1));
  }

  private static boolean isTokenByte(int b) {
    return Ascii.isWord(b) || b == '-' || b == '.' || b == '+' || b == '/' || b == '=' || b == '~';
  }
}
