package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.CharRun;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;

/** The private parts of JSON web keys (RFC 7517, 7518), also within escaped JSON. Thread-safe. */
final class JsonWebKey implements LiteralDetector {
  /** A member that only private keys have. */
  private static final int PRIVATE_PART = 97;

  private static final int REACH = 4096;

  /** The shortest private number; {@code "e":"AQAB"} is public. */
  private static final int LEAST = 16;

  private static final String PRIVATE = " d p q dp dq qi k ";

  private final DataType type;
  private final int slot;

  private JsonWebKey(DataType type, int slot) {
    this.type = type;
    this.slot = slot;
  }

  static void register(Registry registry, DataType type) {
    registry.literals(new JsonWebKey(type, registry.slot()), "kty");
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (text.at(end) != '"' && text.at(end) != '\\') {
      return;
    }
    int[] seen = text.numbers(slot, 2); // the view and how far its objects have been looked at
    int from = start;
    int bound = Math.max(start - REACH, seen[0] == text.view() ? seen[1] : text.from());
    if (bound > start) {
      return; // the object has been looked at
    }
    while (from > bound && text.at(from) != '{') {
      from--;
    }
    int i = from;
    while (i - start < REACH && text.at(i) >= 0 && text.at(i) != '}') {
      i = text.at(i) == '"' ? member(text, i) : i + 1;
    }
    seen[0] = text.view();
    seen[1] = i;
  }

  /** Reads a member's name and value if it is private; returns where to read on. */
  private int member(ScanText text, int quote) {
    int name = quote + 1;
    int end = name;
    while (end - name < 3 && text.at(end) >= 'a' && text.at(end) <= 'z') {
      end++;
    }
    int i = end;
    i += text.at(i) == '\\' ? 1 : 0;
    if (end == name || text.at(i) != '"' || !isPrivate(text, name, end)) {
      return quote + 1;
    }
    i = LabelSyntax.blanks(text, i + 1);
    if (text.at(i) != ':') {
      return quote + 1;
    }
    i = LabelSyntax.blanks(text, i + 1);
    i += text.at(i) == '\\' ? 1 : 0;
    if (text.at(i) != '"') {
      return quote + 1;
    }
    int last = text.runEnd(CharRun.BASE64URL, i + 1);
    if (last - i > LEAST) {
      text.report(type, i + 1, last, PRIVATE_PART);
    }
    return Math.max(last, quote + 1);
  }

  private static boolean isPrivate(ScanText text, int from, int to) {
    int length = to - from;
    for (int i = 0; i >= 0 && i + length + 1 < PRIVATE.length(); i = PRIVATE.indexOf(' ', i + 1)) {
      boolean same = PRIVATE.charAt(i + length + 1) == ' ';
      for (int k = 0; same && k < length; k++) {
        same = text.at(from + k) == PRIVATE.charAt(i + 1 + k);
      }
      if (same) {
        return true;
      }
    }
    return false;
  }
}
