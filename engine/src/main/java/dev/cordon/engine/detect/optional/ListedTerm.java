package dev.cordon.engine.detect.optional;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.Resources;
import dev.cordon.engine.detect.ScanText;
import java.util.ArrayList;
import java.util.List;

/** Names from a list, written as there and as whole words. Thread-safe. */
final class ListedTerm implements LiteralDetector {
  private final DataType type;

  private ListedTerm(DataType type) {
    this.type = type;
  }

  /**
   * Registers a list.
   *
   * @param file the resource: terms with a bar between, lines that begin with {@code #} aside
   */
  static void register(Registry registry, DataType type, String file) {
    String text = Resources.read(ListedTerm.class, file);
    List<String> terms = new ArrayList<String>(1024);
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      if (end > at && text.charAt(at) != '#') {
        add(terms, Resources.row(text, at, end));
      }
      at = end + 1;
    }
    registry.literals(new ListedTerm(type), terms.toArray(new String[0]));
  }

  private static void add(List<String> terms, String row) {
    int start = 0;
    for (int end = row.indexOf('|'); end >= 0; end = row.indexOf('|', start)) {
      terms.add(row.substring(start, end));
      start = end + 1;
    }
    terms.add(row.substring(start));
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int behind = text.at(end);
    boolean plural = behind == 's' && text.endsWord(end + 1);
    if ((plural || text.endsWord(end)) && !isCode(text, start, end)) {
      text.report(type, start, plural ? end + 1 : end, OptionalPack.PLAUSIBLE);
    }
  }

  /** Tells a part of a path, of a name in code or of a host name. */
  private static boolean isCode(ScanText text, int start, int end) {
    int before = text.at(start - 1);
    int behind = text.at(end);
    boolean joined = before == '_' || before == '/' || before == '.' || before == '@';
    return joined
        || behind == '_'
        || behind == '('
        || ((behind == '/' || behind == '.') && Ascii.isAlnum(text.at(end + 1)));
  }
}
