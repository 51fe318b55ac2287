package dev.cordon.engine.wire.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits JSON (RFC 8259) into tokens, strictly, in one pass and without recursion. The document may
 * come in pieces that end anywhere. Duplicate keys are no error. Not thread-safe; reusable.
 *
 * <p>{@link #next} returns one event at a time; the bytes of a string or scalar are those between
 * {@link #tokenStart} and {@link #tokenEnd} of the current piece. A token that goes on in the next
 * piece is announced with {@link #MORE}, and {@link #inString} tells whether it is a string.
 */
public final class JsonLexer {
  /** The piece is used up. */
  public static final int MORE = 0;

  /** An object began. */
  public static final int OPEN_OBJECT = 1;

  /** An array began. */
  public static final int OPEN_ARRAY = 2;

  /** An object or array ended. */
  public static final int CLOSE = 3;

  /** A key ended. */
  public static final int KEY = 4;

  /** A string value ended. */
  public static final int STRING = 5;

  /** A number, {@code true}, {@code false} or {@code null} ended. */
  public static final int SCALAR = 6;

  /** The byte at {@link #position} can't stand there; the lexer stays in this state. */
  public static final int ERROR = 7;

  private static final int VALUE = 0;
  private static final int FIRST_ELEMENT = 1;
  private static final int FIRST_KEY = 2;
  private static final int NEXT_KEY = 3;
  private static final int COLON = 4;
  private static final int AFTER_VALUE = 5;
  private static final int DONE = 6;
  private static final int IN_STRING = 7;
  private static final int LITERAL = 8;
  private static final int BROKEN = 9;
  // Number states; those that may end a number are even.
  private static final int MINUS = 11;
  private static final int ZERO = 12;
  private static final int POINT = 13;
  private static final int INTEGER = 14;
  private static final int EXPONENT = 15;
  private static final int FRACTION = 16;
  private static final int SIGN = 17;
  private static final int POWER = 18;

  /** A shorter stretch is looked through as fast as it is remembered. */
  private static final int LONG = 128;

  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final Utf8Check utf8 = new Utf8Check();
  private long[] arrays = new long[2];
  private int depth;
  private int state;
  private boolean key;
  private boolean escaped;
  private boolean brokeInString;
  private int escape;
  private byte[] literal = NULL;
  private int literalAt;
  private int position;
  private int tokenStart;

  /** The last long stretch of a string without a byte that matters; only in one piece. */
  private int plainFrom = -1;

  private int plainTo;
  private boolean many;
  private boolean strict;

  /** Makes a lexer for one document of valid UTF-8. */
  public JsonLexer() {
    reset(false, true);
  }

  /**
   * Begins anew.
   *
   * @param many whether further documents may follow the first, as in JSON lines: objects, arrays
   *     and strings, because numbers and words in a row are prose behind an object
   * @param strictUtf8 whether malformed UTF-8 inside a string is an error
   */
  public void reset(boolean many, boolean strictUtf8) {
    this.many = many;
    this.strict = strictUtf8;
    depth = 0;
    state = VALUE;
    brokeInString = false;
    key = false;
    escaped = false;
    escape = 0;
    utf8.reset();
  }

  /**
   * Begins a new piece.
   *
   * @param from the piece's first byte
   */
  public void piece(int from) {
    position = from;
    tokenStart = from;
    plainFrom = -1;
  }

  /**
   * Takes over what a lexer ahead of this one in the same piece learnt of a long string, which then
   * is not looked through twice.
   */
  public void follow(JsonLexer ahead) {
    plainFrom = ahead.plainFrom;
    plainTo = ahead.plainTo;
  }

  /** Returns the first unread byte; after {@link #ERROR}, the offending one. */
  public int position() {
    return position;
  }

  /** Returns the first byte of the token, or of its part in this piece; without quotation mark. */
  public int tokenStart() {
    return tokenStart;
  }

  /** Returns the byte after the token's last; without quotation mark. */
  public int tokenEnd() {
    return state == IN_STRING || isScalarOpen() ? position : tokenEnd;
  }

  private int tokenEnd;

  /** Tells whether the string or key that is being read holds an escape so far. */
  public boolean escaped() {
    return escaped;
  }

  /** Tells whether the piece ended inside a string or key. */
  public boolean inString() {
    return state == IN_STRING;
  }

  /** Tells, after {@link #ERROR}, whether it was found inside a string or key, the token. */
  public boolean brokeInString() {
    return brokeInString;
  }

  /** Tells whether the string that is being read is a key. */
  public boolean inKey() {
    return key;
  }

  /** Tells whether the piece ended inside a number or literal. */
  public boolean isScalarOpen() {
    return state == LITERAL || state >= MINUS;
  }

  /** Returns how many objects and arrays are open. */
  public int depth() {
    return depth;
  }

  /** Tells whether the innermost open container is an array. */
  public boolean inArray() {
    return depth > 0 && (arrays[(depth - 1) >> 6] & (1L << (depth - 1))) != 0;
  }

  /** Tells whether a whole document was read and nothing is open. */
  public boolean atEnd() {
    return state == DONE || (depth == 0 && mayEndNumber());
  }

  /** Tells whether nothing but white space was read since the last document. */
  public boolean isBlank() {
    return depth == 0 && (state == VALUE || state == DONE);
  }

  /** Ends a number that nothing follows; tells whether there was one. */
  public boolean finishScalar() {
    if (mayEndNumber()) {
      tokenEnd = position;
      endValue();
      return true;
    }
    return false;
  }

  private boolean mayEndNumber() {
    return state > MINUS && (state & 1) == 0;
  }

  /**
   * Reads on to the next event.
   *
   * @param bytes the piece's array
   * @param end the byte after the piece's last
   * @return the event
   */
  public int next(byte[] bytes, int end) {
    while (true) {
      if (state == IN_STRING) {
        return string(bytes, end);
      }
      if (state >= LITERAL) {
        return state == LITERAL ? literal(bytes, end) : number(bytes, end);
      }
      int p = position;
      byte b = 0;
      while (p < end && ((b = bytes[p]) == ' ' || b == '\n' || b == '\r' || b == '\t')) {
        p++;
      }
      position = p;
      if (p >= end) {
        return MORE;
      }
      int event = structure(b);
      if (event != MORE) {
        return event;
      }
    }
  }

  /** Handles one byte that is not white space outside of a token; MORE: go on. */
  private int structure(byte b) {
    switch (state) {
      case COLON:
        return b == ':' ? step(VALUE) : broken();
      case AFTER_VALUE:
        if (b == ',') {
          return step(inArray() ? VALUE : NEXT_KEY);
        }
        return b == (inArray() ? ']' : '}') ? close() : broken();
      case FIRST_KEY:
      case NEXT_KEY:
        if (b == '"') {
          return beginString(true);
        }
        return b == '}' && state == FIRST_KEY ? close() : broken();
      case DONE:
        return many && (b == '{' || b == '[' || b == '"') ? beginValue(b) : broken();
      case FIRST_ELEMENT:
        return b == ']' ? close() : beginValue(b);
      default:
        return beginValue(b);
    }
  }

  private int beginValue(byte b) {
    switch (b) {
      case '"':
        return beginString(false);
      case '{':
        return open(false);
      case '[':
        return open(true);
      case 't':
        return beginLiteral(TRUE);
      case 'f':
        return beginLiteral(FALSE);
      case 'n':
        return beginLiteral(NULL);
      case '-':
        return beginNumber(MINUS);
      case '0':
        return beginNumber(ZERO);
      default:
        return b >= '1' && b <= '9' ? beginNumber(INTEGER) : broken();
    }
  }

  private int step(int next) {
    position++;
    state = next;
    return MORE;
  }

  private int broken() {
    state = BROKEN;
    return ERROR;
  }

  private int open(boolean array) {
    int word = depth >> 6;
    if (word == arrays.length) {
      arrays = Arrays.copyOf(arrays, word * 2);
    }
    if (array) {
      arrays[word] |= 1L << depth;
    } else {
      arrays[word] &= ~(1L << depth);
    }
    depth++;
    position++;
    state = array ? FIRST_ELEMENT : FIRST_KEY;
    return array ? OPEN_ARRAY : OPEN_OBJECT;
  }

  private int close() {
    depth--;
    position++;
    endValue();
    return CLOSE;
  }

  private void endValue() {
    state = depth == 0 ? DONE : AFTER_VALUE;
  }

  private int beginString(boolean isKey) {
    key = isKey;
    escaped = false;
    tokenStart = position + 1;
    return step(IN_STRING);
  }

  private int beginLiteral(byte[] word) {
    literal = word;
    literalAt = 1;
    tokenStart = position;
    return step(LITERAL);
  }

  private int beginNumber(int first) {
    tokenStart = position;
    return step(first);
  }

  private int string(byte[] bytes, int end) {
    int p = position;
    while (p < end) {
      if (escape == 0 && !utf8.isOpen()) {
        p = endOfPlain(bytes, p, end);
        if (p == end) {
          break;
        }
      }
      byte b = bytes[p];
      if (escape != 0) {
        if (!escapeByte(b)) {
          return brokenStringAt(p);
        }
      } else if (b < 0 || utf8.isOpen()) {
        if (strict && !utf8.accept(b)) {
          return brokenStringAt(p);
        }
      } else if (b == '"') {
        tokenEnd = p;
        position = p + 1;
        if (key) {
          state = COLON;
          return KEY;
        }
        endValue();
        return STRING;
      } else if (b == '\\') {
        escape = 1;
        escaped = true;
      } else if (b < ' ') {
        return brokenStringAt(p);
      }
      p++;
    }
    position = p;
    return MORE;
  }

  private int endOfPlain(byte[] bytes, int from, int end) {
    if (from == plainFrom) {
      return plainTo;
    }
    int to = ByteSearch.endOfPlain(bytes, from, end);
    if (to - from >= LONG) {
      plainFrom = from;
      plainTo = to;
    }
    return to;
  }

  private int brokenStringAt(int p) {
    brokeInString = true;
    return brokenAt(p);
  }

  private int brokenAt(int p) {
    position = p;
    tokenEnd = p;
    return broken();
  }

  /** One byte after a backslash: 1 wants the letter, 2 to 5 want hexadecimal digits. */
  private boolean escapeByte(byte b) {
    if (escape == 1) {
      escape = b == 'u' ? 2 : 0;
      return b == 'u' || JsonStrings.simpleEscape(b) >= 0;
    }
    escape = escape == 5 ? 0 : escape + 1;
    return JsonStrings.hex(b) >= 0;
  }

  private int literal(byte[] bytes, int end) {
    int p = position;
    while (p < end && literalAt < literal.length) {
      if (bytes[p] != literal[literalAt]) {
        return brokenAt(p);
      }
      p++;
      literalAt++;
    }
    position = p;
    if (literalAt < literal.length) {
      return MORE;
    }
    tokenEnd = p;
    endValue();
    return SCALAR;
  }

  private int number(byte[] bytes, int end) {
    if (state == BROKEN) {
      return ERROR;
    }
    int p = position;
    while (p < end) {
      int next = afterNumberByte(bytes[p]);
      if (next < 0) {
        position = p;
        return finishScalar() ? SCALAR : broken();
      }
      state = next;
      p++;
    }
    position = p;
    return MORE;
  }

  private int afterNumberByte(byte b) {
    boolean digit = b >= '0' && b <= '9';
    switch (state) {
      case MINUS:
        return b == '0' ? ZERO : digit ? INTEGER : -1;
      case INTEGER:
        return digit ? INTEGER : afterInteger(b);
      case ZERO:
        return afterInteger(b);
      case POINT:
        return digit ? FRACTION : -1;
      case FRACTION:
        return digit ? FRACTION : b == 'e' || b == 'E' ? EXPONENT : -1;
      case EXPONENT:
        return digit ? POWER : b == '+' || b == '-' ? SIGN : -1;
      default:
        return digit ? POWER : -1;
    }
  }

  private static int afterInteger(byte b) {
    return b == '.' ? POINT : b == 'e' || b == 'E' ? EXPONENT : -1;
  }
}
