package dev.cordon.engine.detect.person;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.person.acceptance.MarkedText;
import dev.cordon.engine.detect.scan.PackScanners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Trains the weights: {@code ./mvnw -pl engine -am test -Dtest=ScorerTraining -Dcordon.train=true
 * -Dsurefire.failIfNoSpecifiedTests=false} writes {@code weights.txt}.
 */
class ScorerTraining {
  private static final Path WEIGHTS =
      Path.of("src/main/resources/dev/cordon/engine/detect/person/weights.txt");

  /** Addresses that stand in the licences: right, and still no training. */
  private static final Pattern PUBLISHED =
      Pattern.compile("Franklin St|Temple Place|Oracle Parkway|Second Street, Suite|Mass Ave");

  /** What is redacted needlessly costs more than what is left. */
  private static final double NEEDLESS = 2;

  /** What a natural text counts beside a made one. */
  private static final double NATURAL = 8;

  private final LogisticRegression addresses = new LogisticRegression();

  @Test
  @EnabledIfSystemProperty(named = "cordon.train", matches = "true")
  void writesTheWeights() throws IOException {
    AddressFeature[] features = AddressFeature.values();
    Scanner scanner =
        PackScanners.of(
            new PersonPack(new LinearScorer(0, new int[features.length]), new NameTagger(null)));
    AddressTexts.make(
        false, 1500, (locale, text) -> learn(scanner, MarkedText.of(text, "address"), 1));
    WrittenTexts.read(false, (file, text) -> learn(scanner, MarkedText.of(text, ""), NATURAL));
    harmless(scanner, "/usr/share/man", ".gz", 6, 4);
    harmless(scanner, "/usr/share/doc", "changelog.Debian.gz", 2, 3);
    harmless(scanner, "/usr/share/doc", "changelog.gz", 2, 3);
    harmless(scanner, "/usr/share/doc", "copyright", 4, 1);
    harmless(scanner, "/usr/share/common-licenses", "", 2, 3);
    StringBuilder out =
        new StringBuilder(
            "# Weights of the linear scorers, a feature a line. Written by ScorerTraining; not by"
                + " hand.\n");
    int[] weights =
        addresses.train(Arrays.stream(features).mapToInt(AddressFeature::sign).toArray());
    out.append("address bias ").append(weights[0]).append('\n');
    for (int i = 0; i < features.length; i++) {
      out.append("address ").append(features[i].name().toLowerCase(Locale.ROOT));
      out.append(' ').append(weights[i + 1]).append('\n');
    }
    Files.writeString(WEIGHTS, out.toString());
    assertTrue(weights[0] != 0);
  }

  /** All that is found in them is wrong; half of the files are never read here. */
  private void harmless(Scanner scanner, String root, String ending, int every, double weight) {
    HarmlessTexts.read(
        root, ending, 2 * every, 0, text -> learn(scanner, MarkedText.of(text, ""), weight));
  }

  private void learn(Scanner scanner, MarkedText marked, double weight) {
    Findings findings = new Findings();
    scanner.newSession().scan(marked.text, 0, marked.text.length, "", findings);
    for (int i = 0; i < findings.size(); i++) {
      if (findings.features(i) != 0 && findings.type(i).id().equals("postal_address")) {
        if (PUBLISHED.matcher(marked.line(findings.start(i), findings.end(i))).find()) {
          continue;
        }
        boolean right = isMarked(marked, findings.start(i), findings.end(i));
        addresses.add(findings.features(i), right, right ? weight : weight * NEEDLESS);
        if (weight != 1 && Boolean.getBoolean("cordon.train.print")) {
          System.out.println("HARM " + marked.line(findings.start(i), findings.end(i)));
        }
      }
    }
  }

  /** Tells whether at least half of a span is marked as an address, or as what may be one. */
  private static boolean isMarked(MarkedText marked, int start, int end) {
    for (MarkedText.Mark mark : marked.marks) {
      if (!mark.type().equals("address") && !mark.type().equals("any")) {
        continue;
      }
      int common = Math.min(end, mark.end()) - Math.max(start, mark.start());
      if (2 * common >= end - start) {
        return true;
      }
    }
    return false;
  }
}
