package dev.cordon.engine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.detect.scan.ScannerConfig;
import dev.cordon.engine.detect.scan.Scanners;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of cases of one type, one case a line: {@code My number is «123», not 124}. What stands
 * between «» is to be found, all else is not; a line without «» is a near miss. {@code key|text}
 * with a key of letters and {@code _} before the first bar stands under that JSON key. {@code \n}
 * and {@code \t} stand for themselves as control characters. Lines that begin with {@code #} and
 * empty ones are passed over. Findings of other types don't matter.
 */
public final class DetectorCases {
  /** The confidence that counts as found: the default of policies. */
  public static final int DEFAULT = 50;

  private static final Scanner SCANNER = Scanners.standard();

  /** Made for the first type that is off by default. */
  private static final class WithOptional {
    static final Scanner SCANNER = scanner();

    private static Scanner scanner() {
      ScannerConfig.Builder config = ScannerConfig.builder();
      Scanners.optional().forEach(config::enable);
      return Scanners.create(config.build());
    }
  }

  private DetectorCases() {}

  public static void check(String type, String table) {
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (String line : table.split("\n")) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      expected.add(line);
      found.add(marked(type, line));
    }
    assertEquals(String.join("\n", expected), String.join("\n", found));
  }

  private static String marked(String type, String line) {
    int bar = line.indexOf('|');
    boolean keyed = bar > 0 && line.substring(0, bar).matches("[A-Za-z_]+");
    String key = keyed ? line.substring(0, bar) : "";
    String raw = (keyed ? line.substring(bar + 1) : line).replace("«", "").replace("»", "");
    byte[] text = raw.replace("\\n", "\n").replace("\\t", "\t").getBytes(StandardCharsets.UTF_8);
    Findings findings = new Findings();
    Scanner scanner = Scanners.optional().contains(type) ? WithOptional.SCANNER : SCANNER;
    scanner.newSession().scan(text, 0, text.length, key, findings);
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int i = 0; i < findings.size(); i++) {
      if (findings.type(i).id().equals(type) && findings.confidence(i) >= DEFAULT) {
        out.append(slice(text, at, findings.start(i))).append('«');
        out.append(slice(text, findings.start(i), findings.end(i))).append('»');
        at = findings.end(i);
      }
    }
    out.append(slice(text, at, text.length));
    String result = out.toString().replace("\n", "\\n").replace("\t", "\\t");
    return keyed ? key + "|" + result : result;
  }

  private static String slice(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }
}
