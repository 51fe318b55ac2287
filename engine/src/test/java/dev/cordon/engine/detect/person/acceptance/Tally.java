package dev.cordon.engine.detect.person.acceptance;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.Scanners;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts what a scan leaves of the marked spans and what it finds beside them. A span is found when
 * every letter and digit of it lies in a finding; a finding is needless when most of it lies in no
 * mark. Not thread-safe.
 */
public final class Tally {
  /** What the default policy acts upon. */
  private static final int CONFIDENCE = 50;

  private static final Scanner STANDARD = Scanners.standard();

  private final Scanner scanner;
  private final Map<String, int[]> byGroup = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private int found;
  private int left;
  private int needless;

  /** Scans with what is on by default. */
  public Tally() {
    this(STANDARD);
  }

  /** Scans with another scanner. */
  Tally(Scanner scanner) {
    this.scanner = scanner;
  }

  /**
   * Scans a text and counts.
   *
   * @param wanted the finding types that count, or an empty set for every type
   * @param group the row of the table; when empty each mark counts in the row of its type
   */
  public void add(MarkedText marked, Set<String> wanted, String group) {
    Findings findings = new Findings();
    scanner.newSession().scan(marked.text, 0, marked.text.length, "", findings);
    boolean[] covered = new boolean[marked.text.length];
    boolean[] meant = new boolean[marked.text.length];
    for (MarkedText.Mark mark : marked.marks) {
      Arrays.fill(meant, mark.start(), mark.end(), true);
    }
    for (int i = 0; i < findings.size(); i++) {
      if (findings.confidence(i) < CONFIDENCE) {
        continue;
      }
      String type = findings.type(i).id();
      int start = findings.start(i);
      int end = findings.end(i);
      if (wanted.isEmpty() || wanted.contains(type)) {
        Arrays.fill(covered, start, end, true);
      }
      if (2 * count(marked, meant, start, end) < count(marked, null, start, end)) {
        needless++;
        row(group.isEmpty() ? "needless" : group)[2]++;
        faults.add(
            "needless "
                + type
                + ": "
                + marked.slice(start, end)
                + "  |  "
                + marked.line(start, end));
      }
    }
    for (MarkedText.Mark mark : marked.marks) {
      if (mark.type().equals(MarkedText.MAY_BE_FOUND)) {
        continue;
      }
      int hidden = count(marked, covered, mark.start(), mark.end());
      boolean whole = hidden == count(marked, null, mark.start(), mark.end());
      int[] row = row(group.isEmpty() ? mark.type() : group);
      row[whole ? 0 : 1]++;
      row[3] += hidden == 0 ? 1 : 0;
      if (whole) {
        found++;
      } else {
        left++;
        faults.add(
            "left "
                + mark.type()
                + ": "
                + marked.slice(mark.start(), mark.end())
                + "  |  "
                + marked.line(mark.start(), mark.end()));
      }
    }
  }

  public int left() {
    return left;
  }

  public int needless() {
    return needless;
  }

  int left(String group) {
    return row(group)[1];
  }

  /** The marked spans of which no letter lies in a finding. */
  int untouched(String group) {
    return row(group)[3];
  }

  int needless(String group) {
    return row(group)[2];
  }

  Set<String> groups() {
    return byGroup.keySet();
  }

  /** Of what is marked, how much is found. */
  public double recall() {
    return found / (double) Math.max(1, found + left);
  }

  /** Of what is found, how much is marked. */
  public double precision() {
    return found / (double) Math.max(1, found + needless);
  }

  public double f1() {
    return 2 * precision() * recall() / (precision() + recall());
  }

  /** The table, then each fault with its line. */
  public String report(String title) {
    StringBuilder out = new StringBuilder(table(title));
    faults.forEach(fault -> out.append('\n').append(fault));
    return out.append('\n').toString();
  }

  /** The table alone, for texts of which nobody is to see what is left. */
  public String table(String title) {
    StringBuilder out = new StringBuilder(title);
    out.append(
        String.format(
            "%n%-52s found %d left %d needless %d precision %.3f recall %.3f F1 %.3f",
            "all", found, left, needless, precision(), recall(), f1()));
    byGroup.forEach(
        (group, n) ->
            out.append(
                String.format(
                    "%n%-52s found %d left %d needless %d untouched %d",
                    group, n[0], n[1], n[2], n[3])));
    return out.append('\n').toString();
  }

  private int[] row(String group) {
    return byGroup.computeIfAbsent(group, g -> new int[4]);
  }

  /** Counts the bytes of letters and digits in a span, those that {@code in} holds if given. */
  private static int count(MarkedText marked, boolean[] in, int start, int end) {
    int n = 0;
    for (int i = start; i < end; i++) {
      int c = marked.text[i];
      if ((c < 0 || Character.isLetterOrDigit(c)) && (in == null || in[i])) {
        n++;
      }
    }
    return n;
  }
}
