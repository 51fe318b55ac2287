package dev.cordon.engine.detect.person;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.Scanners;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many of the names in mails, tickets and notes are found, and how much else is. */
class BusinessProseTest {
  private static final Scanner SCANNER = Scanners.standard();

  private int found;
  private int missed;
  private int wrong;
  private final List<String> faults = new ArrayList<>();

  @Test
  void findsMostNamesAndLittleElse() throws IOException {
    for (String line : lines()) {
      score(line.replace("\\n", "\n"));
    }
    double precision = found / (double) (found + wrong);
    double recall = found / (double) (found + missed);
    double f1 = 2 * precision * recall / (precision + recall);
    String result =
        String.format("precision %.3f recall %.3f F1 %.3f", precision, recall, f1)
            + "\n"
            + String.join("\n", faults);
    System.out.println(result);
    assertTrue(f1 >= 0.93, result);
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = BusinessProseTest.class.getResourceAsStream("business-prose.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return all.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    }
  }

  private void score(String marked) {
    List<int[]> wanted = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int open = 0;
    for (char c : marked.toCharArray()) {
      if (c == '«') {
        open = length(plain);
      } else if (c == '»') {
        wanted.add(new int[] {open, length(plain)});
      } else {
        plain.append(c);
      }
    }
    byte[] text = plain.toString().getBytes(StandardCharsets.UTF_8);
    Findings findings = new Findings();
    SCANNER.newSession().scan(text, 0, text.length, "", findings);
    boolean[] hit = new boolean[wanted.size()];
    for (int i = 0; i < findings.size(); i++) {
      if (findings.type(i).id().equals("person_name") && findings.confidence(i) >= 50) {
        int match = match(wanted, findings.start(i), findings.end(i));
        if (match < 0) {
          wrong++;
          faults.add("wrong  " + slice(text, findings.start(i), findings.end(i)) + " | " + plain);
        } else {
          hit[match] = true;
        }
      }
    }
    for (int i = 0; i < hit.length; i++) {
      if (hit[i]) {
        found++;
      } else {
        missed++;
        faults.add("missed " + slice(text, wanted.get(i)[0], wanted.get(i)[1]) + " | " + plain);
      }
    }
  }

  /** A finding counts if it covers the name and nothing but it. */
  private static int match(List<int[]> wanted, int start, int end) {
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i)[0] == start && wanted.get(i)[1] == end) {
        return i;
      }
    }
    return -1;
  }

  private static int length(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static String slice(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }
}
