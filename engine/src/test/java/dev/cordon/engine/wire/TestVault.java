package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tokens for a fixed list of values, and the way back: small, plain and real, so that the wire
 * formats are tested without detectors.
 */
final class TestVault implements TextVisitor, Restorer {
  final Map<String, String> tokenOf = new LinkedHashMap<>();
  final List<String> seen = new ArrayList<>();

  TestVault(String... values) {
    for (String value : values) {
      String number = Integer.toString(tokenOf.size() + 32, 32).toUpperCase(java.util.Locale.ROOT);
      tokenOf.put(value, "EMAIL_7KQ2M" + number.charAt(number.length() - 1));
    }
  }

  @Override
  public void visit(byte[] text, int from, int to, String key, TextKind kind, Edits edits) {
    String all = new String(text, from, to - from, UTF_8);
    seen.add(key + "|" + kind + "|" + all);
    int at = from;
    while (at < to) {
      int step = 1;
      for (Map.Entry<String, String> entry : tokenOf.entrySet()) {
        byte[] value = entry.getKey().getBytes(UTF_8);
        if (matches(text, at, to, value) == value.length) {
          edits.add(at, at + value.length, entry.getValue().getBytes(UTF_8));
          step = value.length;
          break;
        }
      }
      at += step;
    }
  }

  @Override
  public boolean isEmpty() {
    return tokenOf.isEmpty();
  }

  @Override
  public int restore(byte[] text, int from, int to, boolean last, Edits edits) {
    int at = from;
    while (at < to) {
      int step = 1;
      for (Map.Entry<String, String> entry : tokenOf.entrySet()) {
        byte[] token = entry.getValue().getBytes(UTF_8);
        int common = matches(text, at, to, token);
        if (common == token.length) {
          edits.add(at, at + common, entry.getKey().getBytes(UTF_8));
          step = common;
          break;
        }
        if (at + common == to && !last) {
          return at;
        }
      }
      at += step;
    }
    return to;
  }

  private static int matches(byte[] text, int at, int to, byte[] word) {
    int i = 0;
    while (i < word.length && at + i < to && text[at + i] == word[i]) {
      i++;
    }
    return i;
  }
}
