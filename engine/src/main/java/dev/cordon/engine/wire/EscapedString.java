package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSearch;
import dev.cordon.engine.wire.json.ByteSink;
import dev.cordon.engine.wire.json.JsonStrings;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The inside of one JSON string: decodes it for the {@link TextLayer} in it, and translates what
 * becomes of the decoded text back to the escaped bytes. Bytes outside of replacements keep their
 * very form.
 *
 * <p>Only escapes are remembered, as long as the text they belong to is held back: everywhere else
 * a decoded byte is a raw byte.
 */
final class EscapedString implements EditSink {
  private static final int FIRST = 8;
  private static final int[] NONE = {};

  private final TextEditor editor;
  private final EditSink out;
  private final Scratch scratch;
  private final int level;
  private final ByteSink decoded = new ByteSink();
  private final ByteSink escapedText = new ByteSink();
  private final ByteSink carry = new ByteSink();
  private @Nullable TextLayer text;

  // Escapes not yet answered for: where each stands in the decoded text, its decoded and raw
  // length.
  private int[] at = NONE;
  private int[] decodedLength = NONE;
  private int[] rawLength = NONE;
  private int first;
  private int count;
  private int fed;
  private int answered;

  EscapedString(TextEditor editor, EditSink out, Scratch scratch, int level) {
    this.editor = editor;
    this.out = out;
    this.scratch = scratch;
    this.level = level;
  }

  /** Begins a string. */
  void begin(Rule rule, String key) {
    first = 0;
    count = 0;
    fed = 0;
    answered = 0;
    carry.clear();
    layer().begin(rule, key);
  }

  private TextLayer layer() {
    TextLayer layer = text;
    if (layer == null) {
      layer = text = new TextLayer(editor, this, scratch, null, level);
    }
    return layer;
  }

  /**
   * Takes the next piece.
   *
   * @param last whether nothing follows
   */
  void feed(byte[] raw, int from, int to, boolean last) {
    feed(raw, from, to, last, true);
  }

  /**
   * Takes the next piece.
   *
   * @param last whether nothing follows
   * @param escaped false where it is known that the string holds no escape so far
   */
  void feed(byte[] raw, int from, int to, boolean last, boolean escaped) {
    if (!escaped) {
      pass(raw, from, to, last);
      return;
    }
    if (!carry.isEmpty()) {
      carry.put(raw, from, to);
      byte[] joined = carry.toByteArray();
      carry.clear();
      decode(joined, 0, joined.length, last);
      return;
    }
    decode(raw, from, to, last);
  }

  private void decode(byte[] raw, int from, int to, boolean last) {
    int backslash = ByteSearch.indexOf(raw, from, to, (byte) '\\');
    if (backslash == to) {
      pass(raw, from, to, last);
      return;
    }
    decoded.clear();
    int start = fed;
    int plain = from;
    int p = backslash;
    while (p < to) {
      int length = JsonStrings.escapeLength(raw, p, to);
      if (length < 0 && !last) {
        break;
      }
      decoded.put(raw, plain, p);
      // What is no escape can only be the end of a string that broke off: its bytes stay as they
      // are.
      length = length < 0 ? Math.min(6, to - p) : length;
      if (length == 1 || (length < 6 && length != 2)) {
        plain = p;
        break;
      }
      int before = decoded.size();
      JsonStrings.unescape(raw, p, length, decoded);
      remember(start + before, decoded.size() - before, length);
      plain = p + length;
      p = ByteSearch.indexOf(raw, plain, to, (byte) '\\');
    }
    decoded.put(raw, plain, Math.min(p, to));
    if (p < to && last) {
      decoded.put(raw, p, to);
    } else if (p < to) {
      carry.put(raw, p, to);
    }
    pass(decoded.array(), 0, decoded.size(), last);
  }

  private void pass(byte[] bytes, int from, int to, boolean last) {
    fed += to - from;
    layer().feed(bytes, from, to, last);
    if (answered == fed) {
      fed = 0;
      answered = 0;
      first = 0;
      count = 0;
    }
  }

  private void remember(int position, int decodedBytes, int rawBytes) {
    if (first + count == at.length) {
      if (first > 0) {
        System.arraycopy(at, first, at, 0, count);
        System.arraycopy(decodedLength, first, decodedLength, 0, count);
        System.arraycopy(rawLength, first, rawLength, 0, count);
        first = 0;
      } else {
        int room = Math.max(FIRST, count * 2);
        at = Arrays.copyOf(at, room);
        decodedLength = Arrays.copyOf(decodedLength, room);
        rawLength = Arrays.copyOf(rawLength, room);
      }
    }
    int slot = first + count++;
    at[slot] = position;
    decodedLength[slot] = decodedBytes;
    rawLength[slot] = rawBytes;
  }

  @Override
  public void keep(int length) {
    int raw = raw(length, false);
    if (raw > 0) {
      out.keep(raw);
    }
  }

  @Override
  public void replace(int length, byte[] replacement, int from, int to) {
    int raw = raw(length, true);
    escapedText.clear();
    JsonStrings.escape(replacement, from, to, escapedText);
    out.replace(raw, escapedText.array(), 0, escapedText.size());
  }

  /**
   * Returns how many raw bytes the next {@code length} decoded ones are. An escape is one: it
   * belongs to the stretch that its last byte is in, or to the first replacement that touches it.
   */
  private int raw(int length, boolean replaced) {
    int end = answered + length;
    int raw = length;
    while (count > 0 && at[first] < end) {
      int escapeEnd = at[first] + decodedLength[first];
      if (escapeEnd > end) {
        int inside = end - Math.max(answered, at[first]);
        raw -= inside;
        if (replaced) {
          raw += rawLength[first];
          rawLength[first] = 0;
        }
        break;
      }
      raw += rawLength[first] - (escapeEnd - Math.max(answered, at[first]));
      first++;
      count--;
    }
    answered = end;
    return raw;
  }
}
