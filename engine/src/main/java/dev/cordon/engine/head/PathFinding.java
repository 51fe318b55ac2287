package dev.cordon.engine.head;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.redact.Reading;
import dev.cordon.engine.redact.Redactor;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.TextKind;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a URL's path and its parameters behind semicolons (RFC 3986, section 3.3). A path says
 * which resource is meant: with a token in it the call would be another one. Stateless.
 */
public final class PathFinding {
  /** The shortest address, {@code a@b.de}. */
  private static final int MAY_MATTER = 6;

  /** As HTTP/2 names it; no header that is looked into begins with a colon. */
  private static final String NAME = ":path";

  private PathFinding() {}

  /**
   * Finds what may not leave in a path.
   *
   * @param path the path, percent-encoded
   * @param redactor counts what it finds
   * @return the type that policy would redact or block, or null when there is none
   */
  public static @Nullable DataType in(String path, Redactor redactor) {
    if (redactor.isKnownClean(NAME, path)) {
      return null;
    }
    redactor.read(Reading.IDENTIFIER, true);
    boolean clean = true;
    Edits edits = new Edits();
    DataType found = null;
    int from = 0;
    for (int i = 0; i <= path.length() && found == null; i++) {
      if (i == path.length() || path.charAt(i) == '/' || path.charAt(i) == ';') {
        if (i - from >= MAY_MATTER) {
          byte[] text = Percent.decode(path, from, i, false);
          redactor.visit(text, 0, text.length, "", TextKind.METADATA, edits);
          found = redactor.lastUnwanted();
          clean &= redactor.foundNothing();
        }
        from = i + 1;
      }
    }
    redactor.read(Reading.PROSE, false);
    if (clean) {
      redactor.keepClean(NAME, path);
    }
    return found;
  }
}
