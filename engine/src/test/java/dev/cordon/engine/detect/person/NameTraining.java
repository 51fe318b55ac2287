package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.person.acceptance.MarkedText;
import dev.cordon.engine.detect.scan.PackScanners;
import java.util.Arrays;
import java.util.Locale;

/**
 * Trains the weights of names with the sentences of {@link NameTexts}, which need nothing but this
 * repository and Datafaker, so that anybody gets the same ones. While it learns, the marks decide
 * what is a name, not the weights.
 */
final class NameTraining {
  private static final int EACH = 40;

  /** What is redacted needlessly costs more than what is left. */
  private static final double NEEDLESS = 1.5;

  /** A sentence that is made once, against {@link #EACH}. */
  private static final double HARMLESS = 8;

  /** A document that somebody has written. */
  private static final double DOCUMENT = 10;

  private final LogisticRegression full = new LogisticRegression();
  private final LogisticRegression lone = new LogisticRegression();

  /** Answers as the marks do and counts. */
  private final class Teacher extends NameScorer {
    MarkedText marked = MarkedText.of("", "");
    double weight = 1;

    Teacher() {
      super(new LinearScorer(0, new int[64]), new LinearScorer(0, new int[64]));
    }

    @Override
    int confidence(ScanText text, int start, int end, long features) {
      boolean begins = false;
      boolean ends = false;
      for (MarkedText.Mark mark : marked.marks) {
        if (!mark.type().equals("name") && start < mark.end() && end > mark.start()) {
          return 1; // neither
        }
        begins |= start >= mark.start() && start < mark.end();
        ends |= end > mark.start() && end <= mark.end();
      }
      boolean right = begins && ends; // of two marks, when "and" joins them
      boolean isLone = (features & NameFeature.ALONE.bit()) != 0;
      (isLone ? lone : full).add(features, right, right ? weight : NEEDLESS * weight);
      return right ? 90 : 1;
    }
  }

  /** Returns the lines of {@code weights.txt} that are about names. */
  String weights() {
    Teacher teacher = new Teacher();
    Scanner scanner =
        PackScanners.of(
            new PersonPack(LinearScorer.load("address", AddressFeature.values()), teacher));
    NameTexts.make(
        NameTexts.TRAINING,
        EACH,
        (group, text) ->
            learn(
                scanner,
                teacher,
                MarkedText.of(text, "name"),
                group.endsWith("harmless") ? HARMLESS : 1));
    for (String document : MarkedText.TRAINED) {
      learn(scanner, teacher, MarkedText.document(document), DOCUMENT);
    }
    StringBuilder out = new StringBuilder();
    write(out, "name", full);
    write(out, "lone_name", lone);
    return out.toString();
  }

  private static void learn(Scanner scanner, Teacher teacher, MarkedText text, double weight) {
    teacher.marked = text;
    teacher.weight = weight;
    scanner.newSession().scan(text.text, 0, text.text.length, "", new Findings());
  }

  private static void write(StringBuilder out, String type, LogisticRegression regression) {
    NameFeature[] features = NameFeature.values();
    int[] weights = regression.train(Arrays.stream(features).mapToInt(NameFeature::sign).toArray());
    out.append(type).append(" bias ").append(weights[0]).append('\n');
    for (int i = 0; i < features.length; i++) {
      out.append(type).append(' ').append(features[i].name().toLowerCase(Locale.ROOT));
      out.append(' ').append(weights[i + 1]).append('\n');
    }
  }
}
