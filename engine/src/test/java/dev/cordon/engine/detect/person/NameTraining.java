package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.person.acceptance.MarkedText;
import dev.cordon.engine.detect.scan.PackScanners;

/**
 * Trains the weights of names with the texts and sentences of this repository and Datafaker, so
 * that anybody gets the same ones. While it learns, the marks decide what is a name, not the
 * weights.
 */
final class NameTraining {
  /** How often a template is filled. */
  private static final int EACH = 12;

  /** What a made sentence counts, against a text that somebody has written. */
  private static final double MADE = 0.7;

  /** How often other names are put into a text, and what such a text counts. */
  private static final int SWAPS = 2;

  private static final double SWAPPED = 0.4;

  private final SmallWords words = new SmallWords();
  private final ChainRegression regression = new ChainRegression();

  /** Answers as the marks do, and keeps each run with its features. */
  private final class Teacher extends NameTagger {
    MarkedText marked = MarkedText.of("", "");
    double weight = 1;

    Teacher() {
      super(new NameWeights(new NameWeights.Writer().bytes()));
    }

    @Override
    boolean isSmall(int hash) {
      return words.holds(hash);
    }

    @Override
    int tags(ScanText text, Scratch scratch) {
      NameRun run = scratch.run;
      run.readBeside(text);
      mark(run, 0, run.count + 2 * NameRun.BESIDE);
      int tags = 0;
      boolean doubtful = false;
      for (int i = 0; i < run.count; i++) {
        int start = run.starts[NameRun.BESIDE + i];
        int end = run.ends[NameRun.BESIDE + i];
        for (MarkedText.Mark mark : marked.marks) {
          if (start < mark.end() && end > mark.start()) {
            boolean inside = start >= mark.start() && end <= mark.end();
            tags |= mark.type().equals("name") && inside ? 1 << i : 0;
            doubtful |= mark.type().equals("any") || mark.type().equals("address");
            doubtful |= mark.type().equals("name") && !inside;
          }
        }
      }
      if (!doubtful) {
        regression.add(run, tags, weight);
      }
      return tags;
    }

    @Override
    int margin(Scratch scratch, int without) {
      return 80;
    }

    @Override
    long why(Scratch scratch, int from, int to) {
      return 1;
    }
  }

  /** Returns the table of weights. */
  byte[] weights() {
    Teacher teacher = new Teacher();
    Scanner scanner =
        PackScanners.of(
            new PersonPack(LinearScorer.load("address", AddressFeature.values()), teacher));
    SwappedNames swapped = new SwappedNames();
    WrittenTexts.read(
        false,
        (file, line) -> {
          words.add(MarkedText.of(line, ""));
          swapped.add(line);
        });
    WrittenTexts.read(
        false,
        (file, line) -> {
          words.leave(MarkedText.of(line, ""));
          learn(scanner, teacher, MarkedText.of(line, ""), 1);
          for (int i = 0; i < SWAPS; i++) {
            String other = swapped.swap(line);
            if (!other.equals(line)) {
              learn(scanner, teacher, MarkedText.of(other, ""), SWAPPED);
            }
          }
        });
    words.leave(MarkedText.of("", ""));
    NameTexts.make(
        NameTexts.TRAINING,
        EACH,
        (group, text) ->
            learn(
                scanner,
                teacher,
                MarkedText.of(text, "name"),
                group.endsWith("harmless") ? 6 * MADE : 2 * MADE));
    for (String document : MarkedText.TRAINED) {
      learn(scanner, teacher, MarkedText.document(document), 1);
    }
    NameWeights.Writer writer = new NameWeights.Writer();
    regression.train(writer);
    words.write(writer);
    return writer.bytes();
  }

  private static void learn(Scanner scanner, Teacher teacher, MarkedText text, double weight) {
    teacher.marked = text;
    teacher.weight = weight;
    scanner.newSession().scan(text.text, 0, text.text.length, "", new Findings());
  }
}
