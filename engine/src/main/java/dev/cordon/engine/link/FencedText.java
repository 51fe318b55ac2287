package dev.cordon.engine.link;

import dev.cordon.engine.text.TextMemory;
import dev.cordon.engine.wire.json.ByteSearch;
import dev.cordon.engine.wire.json.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows a text into Markdown's fenced blocks whose first line names a language, and tells how a
 * value has to be written there: between which quotes it stands, or that it stands in none. What a
 * block without a name holds is not certain. Kept from one piece of a text to the next; not
 * thread-safe.
 *
 * <pre>
 * ```sh                    SHELL
 * mail -s 'for EMAIL_…'    between single quotes: ' becomes '\''
 * grep NAME_… list         in none: the value gets quotes where it needs them
 * </pre>
 */
final class FencedText {
  /** A language in which values are quoted. */
  enum Language {
    SHELL,
    CSV,
    SQL,
    JSON,
    HTML
  }

  private static final Map<String, Language> NAMES = new TreeMap<>();

  static {
    for (String name : new String[] {"sh", "bash", "shell", "zsh", "ksh"}) {
      NAMES.put(name, Language.SHELL);
    }
    for (String name : new String[] {"html", "xml", "svg"}) {
      NAMES.put(name, Language.HTML);
    }
    NAMES.put("csv", Language.CSV);
    NAMES.put("tsv", Language.CSV);
    NAMES.put("sql", Language.SQL);
    NAMES.put("json", Language.JSON);
  }

  /** A fence and the name behind it are no longer. */
  private static final int LONGEST_HEAD = 16;

  /** The line so far, as long as it may be a fence. */
  private final StringBuilder head = new StringBuilder();

  private boolean lineBegins = true;
  private boolean inBlock;
  private @Nullable Language language;

  /** The quote that is open; 0 for none. */
  private byte quote;

  private byte before;
  private boolean escaped;

  /** Whether the rest of the block is not certain: a document within, a comment. */
  private boolean uncertain;

  private final RawMarkup markup = new RawMarkup();

  /**
   * Returns what follows a text's blocks; null while it has none, and so costs nothing.
   *
   * @param from where the text goes on, behind what its memory holds
   */
  static @Nullable FencedText of(TextMemory memory, byte[] text, int from, int to) {
    FencedText known = (FencedText) memory.blocks();
    if (known == null && ByteSearch.indexOf(text, from, to, (byte) '`') < to) {
      known = new FencedText();
      for (int back = 8; back > 0; back--) {
        known.begin(memory.before(back));
      }
      memory.blocks(known);
    }
    return known;
  }

  private void begin(byte b) {
    if (b != 0) {
      pass(b);
    }
  }

  /** Returns one that knows the same and goes on by itself. */
  FencedText ahead() {
    FencedText other = new FencedText();
    other.copy(this);
    return other;
  }

  private void copy(FencedText other) {
    head.setLength(0);
    head.append(other.head);
    lineBegins = other.lineBegins;
    inBlock = other.inBlock;
    language = other.language;
    quote = other.quote;
    before = other.before;
    escaped = other.escaped;
    uncertain = other.uncertain;
    markup.copy(other.markup);
  }

  /** Reads on. */
  void pass(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      pass(text[i]);
    }
  }

  private void pass(byte b) {
    if (b == '\n') {
      line();
    } else if (lineBegins) {
      fence(b);
    }
    if (language != null) {
      inside(b);
    }
    before = b;
  }

  /** Reads what may be a fence: ticks, a language's name, and after a blank anything but ticks. */
  private void fence(byte b) {
    int length = head.length();
    boolean named = length > 0 && head.charAt(length - 1) == ' ';
    boolean blank = b == ' ' && (length == 0 || length >= 3);
    boolean may = b == '`' || (length >= 3 && b > ' ') || blank;
    if (named ? b == '`' : !may || (length == LONGEST_HEAD && !blank)) {
      lineBegins = !named && b == '\r';
      head.setLength(lineBegins ? length : 0);
    } else if (!named && (!blank || (length > 0 && head.charAt(length - 1) != '`'))) {
      head.append((char) b);
    }
  }

  /** Ends a line; a fence opens or closes a block. */
  private void line() {
    if (head.length() >= 3 && head.charAt(2) == '`') {
      String name = head.substring(3).trim().toLowerCase(Locale.ROOT);
      if (inBlock ? name.isEmpty() : name.indexOf('`') < 0) {
        inBlock = !inBlock;
        language = inBlock ? NAMES.get(name) : null;
        quote = 0;
        escaped = false;
        uncertain = false;
        markup.clear();
      }
    }
    head.setLength(0);
    lineBegins = true;
  }

  private void inside(byte b) {
    if (language == Language.HTML) {
      markup.pass(b);
      return;
    }
    if (escaped) {
      escaped = false;
      return;
    }
    boolean backslash = b == '\\' && (language == Language.JSON || language == Language.SHELL);
    if (backslash && quote != '\'') {
      escaped = true;
    } else if (quote != 0) {
      quote = b == quote ? 0 : quote;
    } else if (language == Language.SHELL) {
      shell(b);
    } else if (b == '"' ? opensDouble() : b == '\'' && language == Language.SQL) {
      quote = b;
    }
  }

  private boolean opensDouble() {
    return language == Language.JSON || (language == Language.CSV && isCellBegin());
  }

  private void shell(byte b) {
    boolean comment = b == '#' && (before == ' ' || before == '\n');
    if (comment || (b == '<' && before == '<')) {
      uncertain = true; // up to the block's end: a document's end is not looked for
    } else if (!uncertain && (b == '\'' || b == '"') && before != '$') {
      quote = b;
    } else if (before == '$' && (b == '\'' || b == '"')) {
      uncertain = true;
    }
  }

  private boolean isCellBegin() {
    return before == ',' || before == ';' || before == '\t' || before == '\n';
  }

  /**
   * Returns a value as it has to be written at a place.
   *
   * @param next what stands behind it; 0 for nothing, or nothing so far
   */
  byte[] form(byte[] value, byte next) {
    if (language == null || uncertain) {
      return value;
    }
    switch (language) {
      case SHELL:
        return shell(value);
      case CSV:
        return csv(value, next);
      case SQL:
        return quote == '\'' ? doubled(value, quote) : value;
      case JSON:
        return quote == '"' && !ValueForm.isJson(value) ? ValueForm.json(value, 1) : value;
      default:
        return markup.isOpen() ? value : ValueForm.html(value);
    }
  }

  private byte[] shell(byte[] value) {
    if (quote == '\'') {
      return quoted(value, '\'', "'\\''");
    }
    if (quote == '"') {
      return isEscaped(value) ? value : escaped(value);
    }
    for (byte b : value) {
      boolean plain = b < 0 || isAlphanumeric(b) || "@%+=:,./_-".indexOf(b) >= 0;
      if (!plain) {
        return wrapped(quoted(value, '\'', "'\\''"), '\'');
      }
    }
    return value;
  }

  private byte[] csv(byte[] value, byte next) {
    if (quote == '"') {
      return doubled(value, quote);
    }
    boolean cell = isCellBegin() && ",;\t\r\n\0".indexOf(next) >= 0;
    for (byte b : value) {
      if (cell && ",;\t\r\n\"".indexOf(b) >= 0) {
        return wrapped(doubled(value, (byte) '"'), '"');
      }
    }
    return value;
  }

  private static boolean isAlphanumeric(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  /** Doubles quotes, unless the value has them doubled already. */
  private static byte[] doubled(byte[] value, byte quote) {
    String both = "" + (char) quote + (char) quote;
    return quoted(value, (char) quote, both);
  }

  /** Writes quotes in another way, unless the value has them so already. */
  private static byte[] quoted(byte[] value, char quote, String by) {
    String text = new String(value, StandardCharsets.ISO_8859_1);
    boolean already = text.replace(by, "").indexOf(quote) < 0;
    return already ? value : text.replace("" + quote, by).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] wrapped(byte[] value, char quote) {
    ByteSink out = new ByteSink();
    out.put(quote);
    out.put(value);
    out.put(quote);
    return out.toByteArray();
  }

  private static byte[] escaped(byte[] value) {
    ByteSink out = new ByteSink();
    for (byte b : value) {
      if (isSpecial(b)) {
        out.put('\\');
      }
      out.put(b);
    }
    return out.toByteArray();
  }

  private static boolean isSpecial(byte b) {
    return b == '"' || b == '$' || b == '`' || b == '\\';
  }

  private static boolean isEscaped(byte[] value) {
    for (int i = 0; i < value.length; i++) {
      if (isSpecial(value[i])) {
        if (value[i] != '\\' || i + 1 == value.length || !isSpecial(value[i + 1])) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
