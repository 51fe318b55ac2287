package dev.cordon.engine.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells text from binary data by the bytes, and in which character set it is. What a header claims
 * counts only as far as the bytes bear it out: clients say {@code application/octet-stream} of CSV
 * and {@code charset=utf-16} of ASCII. Stateless.
 */
final class TextCharset {
  /** So many control characters a short text may hold. */
  private static final int FEW = 1;

  /** So many control characters a text may hold, as one in this many; binary data holds more. */
  private static final int CHARACTERS_A_CONTROL = 64;

  /** Blanks alone are more in every script that has them. */
  private static final int CHARACTERS_AN_ASCII = 12;

  /** The share of ASCII from which bytes are taken for ASCII, whatever is claimed. */
  private static final double MOSTLY = 0.7;

  private static final byte[] ASCII_PROBE = {'a', 'Z', '0', '9', '@'};

  private static final Charset[] WIDE = {
    StandardCharsets.UTF_16LE,
    StandardCharsets.UTF_16BE,
    Charset.forName("UTF-32LE"),
    Charset.forName("UTF-32BE")
  };

  private TextCharset() {}

  /**
   * Finds the character set of a text.
   *
   * @param declared the character set that a header claims, or null
   * @return the set; UTF-8 also for a text whose set can't be told, since findings are ASCII in
   *     most sets; null when the bytes are no text
   * @throws MalformedBodyException when the bytes are ASCII that stands for something else
   */
  static @Nullable Charset of(byte[] bytes, int from, int to, @Nullable String declared)
      throws MalformedBodyException {
    boolean clean = TextBytes.isText(bytes, from, to);
    if (clean && isUtf8(bytes, from, to)) {
      return inAscii(declared);
    }
    if (hasByteOrderMark(bytes, from, to) || (!clean && !isMostlyAscii(bytes, from, to))) {
      Charset wide = wide(bytes, from, to);
      if (wide != null) {
        return wide;
      }
    }
    Charset claimed = BodyCharset.named(declared);
    boolean believed = claimed != null && isBelieved(bytes, from, to, claimed);
    if (!clean && !believed) {
      return hasFewControls(bytes, from, to) ? StandardCharsets.UTF_8 : null;
    }
    return claimed != null && believed ? claimed : StandardCharsets.UTF_8;
  }

  /** What is ASCII nearly all is no UTF-16, in which every other byte of ASCII is a zero. */
  private static boolean isMostlyAscii(byte[] bytes, int from, int to) {
    int printable = 0;
    for (int p = from; p < to; p++) {
      printable += bytes[p] >= ' ' && bytes[p] < 0x7F ? 1 : 0;
    }
    return printable >= (to - from) * MOSTLY && isUtf8(bytes, from, to);
  }

  private static boolean hasByteOrderMark(byte[] bytes, int from, int to) {
    return to - from > 1 && (bytes[from] & bytes[from + 1] & 0xFE) == 0xFE;
  }

  /** A claim that ASCII stands for something else is not believed of what is ASCII nearly all. */
  private static boolean isBelieved(byte[] bytes, int from, int to, Charset claimed) {
    CharBuffer text = decoded(bytes, from, to, claimed);
    if (text == null || !isText(text)) {
      return false;
    }
    boolean likeAscii = "aZ09@".equals(new String(ASCII_PROBE, claimed));
    int ascii = 0;
    for (int p = from; p < to; p++) {
      ascii += bytes[p] >= ' ' ? 1 : 0;
    }
    return likeAscii || ascii < (to - from) * MOSTLY;
  }

  /** Sets of seven bits, in which ASCII stands for other characters. */
  private static Charset inAscii(@Nullable String declared) throws MalformedBodyException {
    String name = declared == null ? "" : declared.toLowerCase(Locale.ROOT);
    if (name.contains("utf-7") || name.contains("utf7")) {
      throw new MalformedBodyException("character set is not known", -1);
    }
    Charset claimed = name.startsWith("iso-2022") ? BodyCharset.named(declared) : null;
    return claimed == null ? StandardCharsets.UTF_8 : claimed;
  }

  /** Tells whether bytes are well-formed UTF-8, whatever characters they stand for. */
  static boolean isUtf8(byte[] bytes, int from, int to) {
    return decoded(bytes, from, to, StandardCharsets.UTF_8) != null;
  }

  /** A file may begin with a zero or hold some; a picture holds many. */
  private static boolean hasFewControls(byte[] bytes, int begin, int end) {
    int from = begin;
    int to = end;
    while (from < to && bytes[from] == 0) {
      from++;
    }
    while (to > from && bytes[to - 1] == 0) {
      to--;
    }
    int most = Math.max(FEW, (to - from) / CHARACTERS_A_CONTROL);
    int controls = 0;
    for (int p = from; p < to && controls <= most; p++) {
      byte b = bytes[p];
      controls += b >= 0 && b < ' ' && (b < '\t' || b > '\r') && b != 0x1B ? 1 : 0;
    }
    return from < to && controls <= most && isUtf8(bytes, from, to);
  }

  private static @Nullable Charset wide(byte[] bytes, int from, int to) {
    Charset best = null;
    int most = 0;
    for (Charset charset : WIDE) {
      int score = score(bytes, from, to, charset);
      if (score > most) {
        most = score;
        best = charset;
      }
    }
    return best;
  }

  /**
   * Returns how many characters of a text are ASCII; 0 when it is no text, or there are too few.
   */
  private static int score(byte[] bytes, int from, int to, Charset charset) {
    int unit = charset.name().startsWith("UTF-32") ? 4 : 2;
    if (to - from < unit || (to - from) % unit != 0) {
      return 0;
    }
    CharBuffer text = decoded(bytes, from, to, charset);
    if (text == null || !isText(text)) {
      return 0;
    }
    int ascii = 0;
    for (int i = 0; i < text.length(); i++) {
      ascii += text.charAt(i) < 0x7F ? 1 : 0;
    }
    return ascii * CHARACTERS_AN_ASCII >= text.length() ? ascii : 0;
  }

  private static boolean isText(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int type = Character.getType(c);
      boolean control = c < ' ' && (c < '\t' || c > '\r') && c != 0x1B;
      if (control || type == Character.UNASSIGNED || type == Character.PRIVATE_USE) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable CharBuffer decoded(byte[] bytes, int from, int to, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, to - from));
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
