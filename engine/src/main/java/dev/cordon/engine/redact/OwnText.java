package dev.cordon.engine.redact;

import dev.cordon.engine.wire.json.ByteSearch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an application wrote into its request itself and looks like something of ours: it must come
 * back as it is, so it must not be issued. Immutable once it is made.
 */
final class OwnText {
  static final OwnText NONE = new OwnText();

  private final Set<Integer> heads = new HashSet<>(0);
  private final Set<String> surrogates = new HashSet<>(0);

  private OwnText() {}

  boolean hasHead(int head) {
    return heads.contains(head);
  }

  boolean hasSurrogate(byte[] surrogate) {
    return !surrogates.isEmpty() && surrogates.contains(key(surrogate));
  }

  /** Returns a surrogate in the form in which two that a text could confuse are equal. */
  static String key(byte[] surrogate) {
    return new String(bare(surrogate), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  /** Returns a surrogate's letters and digits, by which it is known in any form. */
  static byte[] bare(byte[] surrogate) {
    byte[] bare = new byte[surrogate.length];
    int length = 0;
    for (byte b : surrogate) {
      if (Text.isAlphanumeric(b)) {
        bare[length++] = b;
      }
    }
    return Arrays.copyOf(bare, length);
  }

  /**
   * Looks for what a table issued in the request as it was before.
   *
   * @return this and what was found; null when nothing was
   */
  @Nullable OwnText with(TokenTable table, byte[] body) {
    OwnText found = new OwnText();
    if (table.size() > table.surrogates().size()) {
      found.findHeads(table, body);
    }
    if (!table.surrogates().isEmpty()) {
      found.findSurrogates(table, body);
    }
    if (found.heads.isEmpty() && found.surrogates.isEmpty()) {
      return null;
    }
    found.heads.addAll(heads);
    found.surrogates.addAll(surrogates);
    return found;
  }

  private void findHeads(TokenTable table, byte[] body) {
    int to = body.length - TokenTable.SHORT;
    for (int i = mark(body, 0, to); i < to; i = mark(body, i + 1, to)) {
      int code = body[i + 1] == ' ' ? i + 2 : i + 1;
      int head = TokenTable.head(body, code, body.length);
      if (head >= 0 && table.hasHead(head)) {
        heads.add(head);
      }
    }
  }

  private static int mark(byte[] body, int from, int to) {
    return ByteSearch.indexOf(body, from, to, (byte) '_');
  }

  private void findSurrogates(TokenTable table, byte[] body) {
    SurrogateMatcher matcher = new SurrogateMatcher(table.surrogates());
    for (int i = 0; i < body.length; i++) {
      Issued issued = matcher.longest(body, i, body.length);
      if (issued != null) {
        surrogates.add(key(issued.replacement));
      }
    }
  }

  /** Tells whether a text holds another one, without regard to case. */
  static boolean contains(byte[] text, byte[] part) {
    for (int i = 0; i + part.length <= text.length; i++) {
      if (Text.lower(text[i]) == Text.lower(part[0])
          && Text.matches(text, i, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }
}
