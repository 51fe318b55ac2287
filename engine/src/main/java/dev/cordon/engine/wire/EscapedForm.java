package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSink;
import java.nio.charset.StandardCharsets;

/**
 * A form or query: {@code name=value} fields joined by {@code &}, percent-encoded. A field with a
 * replacement is encoded anew, others keep their bytes.
 */
final class EscapedForm {
  private final TextEditor editor;
  private final EditSink out;
  private final Splices splices = new Splices();
  private final TextLayer text;
  private final ByteSink decoded = new ByteSink();
  private final ByteSink encoded = new ByteSink();

  EscapedForm(TextEditor editor, EditSink out, Scratch scratch) {
    this.editor = editor;
    this.out = out;
    this.text = new TextLayer(editor, splices, scratch, null, 0);
  }

  void feed(byte[] form, Rule root) {
    int from = 0;
    while (from < form.length) {
      int end = indexOf(form, '&', from, form.length);
      int equals = indexOf(form, '=', from, end);
      Rule rule = root.memberRule(form, from, equals);
      String key = new String(form, from, equals - from, StandardCharsets.UTF_8);
      part(form, from, equals, Rule.unknown(root.kind()), "");
      if (equals < end) {
        out.keep(1);
        part(form, equals + 1, end, rule, key);
      }
      if (end < form.length) {
        out.keep(1);
      }
      from = end + 1;
    }
  }

  private void part(byte[] form, int from, int to, Rule rule, String key) {
    decoded.clear();
    for (int p = from; p < to; p++) {
      if (form[p] == '%' && p + 2 < to && hex(form, p) >= 0) {
        decoded.put(hex(form, p));
        p += 2;
      } else {
        decoded.put(form[p] == '+' ? ' ' : form[p]);
      }
    }
    byte[] field = decoded.toByteArray();
    splices.begin(0);
    if (rule.never) {
      editor.aside(field, 0, field.length, false);
    } else {
      text.begin(rule, key);
      text.feed(field, 0, field.length, true);
    }
    byte[] rewritten = splices.apply(field);
    if (rewritten == field) {
      out.keep(to - from);
      return;
    }
    encoded.clear();
    encode(rewritten, 0, rewritten.length);
    out.replace(to - from, encoded.array(), 0, encoded.size());
  }

  private void encode(byte[] text, int from, int to) {
    for (int p = from; p < to; p++) {
      int b = text[p] & 0xFF;
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || b == '-'
              || b == '.'
              || b == '_'
              || b == '*';
      if (plain) {
        encoded.put(b);
      } else {
        encoded.put('%');
        encoded.put("0123456789ABCDEF".charAt(b >> 4));
        encoded.put("0123456789ABCDEF".charAt(b & 15));
      }
    }
  }

  private static int hex(byte[] form, int percent) {
    int high = Character.digit((char) form[percent + 1], 16);
    int low = Character.digit((char) form[percent + 2], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static int indexOf(byte[] bytes, char wanted, int from, int to) {
    int p = from;
    while (p < to && bytes[p] != wanted) {
      p++;
    }
    return p;
  }
}
