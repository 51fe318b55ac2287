package dev.cordon.engine.detect.person;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.person.acceptance.MarkedText;
import dev.cordon.engine.detect.scan.Scanners;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is found in texts of the Debian packages that are installed. Names, addresses and numbers of
 * authors, and addresses of machines, are mostly true there and not counted; the rest is nearly all
 * needless. What is installed differs from machine to machine, so the table is made on request:
 * {@code ./mvnw -pl engine -am test -Dtest=DebianTextsTest -Dcordon.debian=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class DebianTextsTest {
  private static final Set<String> TRUE =
      Set.of(
          "person_name",
          "email_address",
          "postal_address",
          "phone_number",
          "ip_address",
          "mac_address");

  private static final int PER = 50 * 1024;
  private static final int CONFIDENCE = 50;

  /** Lines that name authors, and the sections that do. */
  private static final Pattern AUTHORS =
      Pattern.compile(
          "(?i)copyright|author|maintain|written"
              + " by|thank|credit|contribut|patch|report|@|©|\\(c\\)|\\bby\\b|from|see also|^ --"
              + " |\\[|signed|translat|\\bteam\\b|license");

  private final Scanner scanner = Scanners.standard();
  private final Map<String, Integer> types = new TreeMap<>();
  private long bytes;
  private int found;

  @EnabledIfSystemProperty(named = "cordon.debian", matches = "true")
  @ParameterizedTest
  @CsvSource({
    "manual pages, /usr/share/man, .gz, 12",
    "change logs, /usr/share/doc, changelog.gz, 4",
    "change logs of packages, /usr/share/doc, changelog.Debian.gz, 4",
    "licences, /usr/share/doc, copyright, 4",
    "documentation, /usr/share/doc, .txt, 3",
    "configuration, /etc, .conf, 1",
    "services, /usr/lib/systemd, .service, 1",
    "sources, /usr/lib/python3, .py, 8",
  })
  void littleIsFoundThatIsNoData(String kind, String root, String ending, int every) {
    HarmlessTexts.read(root, ending, every, 0, this::count);
    double rate = (double) found * PER / Math.max(bytes, PER);
    String row = String.format("%-24s %6d KB %5.2f per 50 KB %s", kind, bytes / 1024, rate, types);
    System.out.println(row);
    assertTrue(rate <= 1, row);
  }

  /** Names on lines that speak of no author: most are needless. */
  @EnabledIfSystemProperty(named = "cordon.debian", matches = "true")
  @ParameterizedTest
  @CsvSource({
    "manual pages, /usr/share/man, .gz, 12",
    "documentation, /usr/share/doc, .txt, 3",
    "services, /usr/lib/systemd, .service, 1",
    "sources, /usr/lib/python3, .py, 8",
  })
  void fewNamesAreFoundWhereNoAuthorIsNamed(String kind, String root, String ending, int every) {
    HarmlessTexts.read(root, ending, every, 0, this::countNames);
    double rate = (double) found * PER / Math.max(bytes, PER);
    String row = String.format("%-24s %6d KB %5.2f names per 50 KB", kind, bytes / 1024, rate);
    System.out.println(row);
    assertTrue(rate <= 2, row);
  }

  @Test
  void atLeastTheOnesOfThisTestAreCounted() {
    count("db-04.internal is down; db-05.internal is up");
    assertTrue(found == 2 && bytes > 0, types.toString());
  }

  private void countNames(String text) {
    MarkedText plain = MarkedText.of(text.replace('⟦', '[').replace('⟧', ']'), "");
    Findings findings = new Findings();
    scanner.newSession().scan(plain.text, 0, plain.text.length, "", findings);
    bytes += plain.text.length;
    for (int i = 0; i < findings.size(); i++) {
      if (findings.confidence(i) >= CONFIDENCE && findings.type(i).id().equals("person_name")) {
        String line = plain.line(findings.start(i), findings.end(i));
        if (!AUTHORS.matcher(line).find()) {
          found++;
          if (Boolean.getBoolean("cordon.debian.print")) {
            System.out.println("NAME " + line);
          }
        }
      }
    }
  }

  private void count(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    Findings findings = new Findings();
    scanner.newSession().scan(utf8, 0, utf8.length, "", findings);
    bytes += utf8.length;
    for (int i = 0; i < findings.size(); i++) {
      if (findings.confidence(i) >= CONFIDENCE && !TRUE.contains(findings.type(i).id())) {
        types.merge(findings.type(i).id(), 1, Integer::sum);
        found++;
      }
    }
  }
}
