import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.Scanners;
import java.nio.charset.StandardCharsets;

/**
 * What a JVM that has just started does up to a step: 0 nothing, 1 makes its first scanner, 2 scans
 * a text in which nothing is found, 3 one more in which much is.
 */
class ColdScan {
  private static final String CLEAN =
      "Please summarise the meeting notes below in three short bullets. The team agreed to move the"
          + " release to next week, because the tests on Windows are still slow. Nobody objected."
          + " Then we looked at the dashboard, and found that most requests come from mobile"
          + " clients. What should we measure first? ";

  private static final String FULL =
      "Ask Ada Lovelace (ada@example.com, +47 22 22 55 55), whose card is 4111 1111 1111 1111, for"
          + " the key AKIAQ3EGRDTUPLWK5ZN2.";

  /** Prints how many findings there were. */
  public static void main(String[] args) {
    int steps = Integer.parseInt(args[0]);
    byte[] clean = CLEAN.getBytes(StandardCharsets.UTF_8);
    byte[] full = FULL.getBytes(StandardCharsets.UTF_8);
    if (steps == 0) {
      System.out.println(0);
      return;
    }
    Scanner scanner = Scanners.standard();
    Findings findings = new Findings();
    if (steps > 1) {
      Scanner.Session session = scanner.newSession();
      session.scan(clean, 0, clean.length, "content", findings);
      if (steps > 2) {
        session.scan(full, 0, full.length, "content", findings);
      }
    }
    System.out.println(findings.size());
  }
}
