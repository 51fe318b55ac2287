package dev.cordon.engine;

import dev.cordon.engine.policy.HeadRules;
import dev.cordon.engine.redact.Redactor;
import dev.cordon.engine.wire.TextKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Redacts the values of a query's parameters but for those that authenticate. Stateless. */
final class QueryRedaction {
  private static final String HEX = "0123456789ABCDEF";

  private QueryRedaction() {}

  /** Returns the query to send, or null when it stays as it is. */
  static @Nullable String of(@Nullable String query, HeadRules rules, Redactor redactor) {
    if (query == null || query.isEmpty() || !rules.redact()) {
      return null;
    }
    StringBuilder result = null;
    int copied = 0;
    Edits edits = new Edits();
    for (int at = 0; at < query.length(); ) {
      int end = query.indexOf('&', at);
      end = end < 0 ? query.length() : end;
      int equals = query.indexOf('=', at);
      int value = equals < 0 || equals > end ? at : equals + 1;
      String name = value == at ? "" : query.substring(at, value - 1);
      if (!HeadNames.isProtocolParameter(name)
          && !rules.skip().contains(name.toLowerCase(Locale.ROOT))) {
        byte[] text = decode(query, value, end);
        edits.clear();
        redactor.visit(text, 0, text.length, name, TextKind.METADATA, edits);
        if (!edits.isEmpty()) {
          result = result == null ? new StringBuilder(query.length() + 16) : result;
          result.append(query, copied, value);
          encode(Splice.apply(text, edits), result);
          copied = end;
        }
      }
      at = end + 1;
    }
    return result == null ? null : result.append(query, copied, query.length()).toString();
  }

  private static byte[] decode(String query, int from, int to) {
    byte[] raw = query.substring(from, to).getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < raw.length; i++) {
      byte b = raw[i];
      if (b == '+') {
        b = ' ';
      } else if (b == '%' && i + 2 < raw.length) {
        int high = Character.digit(raw[i + 1], 16);
        int low = Character.digit(raw[i + 2], 16);
        if (high >= 0 && low >= 0) {
          b = (byte) (high << 4 | low);
          i += 2;
        }
      }
      raw[length++] = b;
    }
    return Arrays.copyOf(raw, length);
  }

  private static void encode(byte[] text, StringBuilder into) {
    for (byte b : text) {
      boolean plain =
          (b >= '0' && b <= '9')
              || (b >= 'A' && b <= 'Z')
              || (b >= 'a' && b <= 'z')
              || b == '-'
              || b == '.'
              || b == '_'
              || b == '~';
      if (plain) {
        into.append((char) b);
      } else {
        into.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
      }
    }
  }
}
