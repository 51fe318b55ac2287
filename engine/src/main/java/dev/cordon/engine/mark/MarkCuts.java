package dev.cordon.engine.mark;

import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.TextCuts;
import java.nio.charset.StandardCharsets;

/**
 * Finds marks in the texts of answers, of whatever call under this key they are, and the line that
 * tells of them. Linear. Not thread-safe.
 */
public final class MarkCuts implements TextCuts {
  private static final byte[] NOTHING = {};
  private static final byte DIGIT = '#';

  /** At each place the longest one counts. */
  private static final byte[][] FORMS = {
    ascii(Marks.LINES + Marks.NOTICE),
    ascii(Marks.NOTICE),
    ascii(Marks.BEGIN + Marks.GAP),
    ascii(Marks.BEGIN),
    ascii(Marks.GAP + Marks.END),
    ascii(Marks.END)
  };

  private final MarkCode codes;

  /**
   * Makes a finder.
   *
   * @param key the key that tokens are made with
   */
  public MarkCuts(TokenKey key) {
    codes = new MarkCode(key);
  }

  private static byte[] ascii(String form) {
    return form.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public int find(byte[] text, int from, int to, boolean last, Edits parts) {
    int at = from;
    while (at < to) {
      int end = at;
      for (byte[] form : FORMS) {
        if (text[at] != form[0]) {
          continue;
        }
        int same = same(text, at, to, form);
        if (same == form.length && isOurs(text, at, form)) {
          end = at + same;
          break;
        }
        if (same == to - at && same < form.length && !last) {
          return at;
        }
      }
      if (end > at) {
        parts.add(at, end, NOTHING);
      }
      at = Math.max(end, at + 1);
    }
    return to;
  }

  /** Returns how many bytes of a text are as in a form. */
  private static int same(byte[] text, int at, int to, byte[] form) {
    int most = Math.min(to - at, form.length);
    int same = 0;
    while (same < most
        && (form[same] == DIGIT ? isDigit(text[at + same]) : text[at + same] == form[same])) {
      same++;
    }
    return same;
  }

  private static boolean isDigit(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z');
  }

  private boolean isOurs(byte[] text, int at, byte[] form) {
    for (int i = 0; i < form.length; i++) {
      if (form[i] == DIGIT) {
        if (!codes.isOurs(text, at + i)) {
          return false;
        }
        i += MarkCode.LENGTH - 1;
      }
    }
    return true;
  }
}
