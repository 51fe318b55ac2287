package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.RunDetector;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.ShapeDetector;
import dev.cordon.engine.detect.WordDetector;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The detectors of a scanner by their numbers, a row a kind. Those of a part of the built-in packs
 * are made together when one of them is woken. Thread-safe.
 */
final class Detectors {
  final AtomicReferenceArray<LiteralDetector> literals;
  final AtomicReferenceArray<ShapeDetector> shapes;
  final AtomicReferenceArray<RunDetector> runs;
  final AtomicReferenceArray<WordDetector> words;
  final AtomicReferenceArray<EndDetector> ends;
  private final @Nullable LateParts late;

  /**
   * Makes the rows.
   *
   * @param late makes the detectors that are missing, which have the first numbers; null if all are
   *     given
   * @param literals those behind them; the same for each other kind
   */
  Detectors(
      @Nullable LateParts late,
      List<LiteralDetector> literals,
      List<ShapeDetector> shapes,
      List<RunDetector> runs,
      List<WordDetector> words,
      List<EndDetector> ends) {
    this.late = late;
    this.literals = row(late, PartNumbers.LITERALS, literals);
    this.shapes = row(late, PartNumbers.SHAPES, shapes);
    this.runs = row(late, PartNumbers.RUNS, runs);
    this.words = row(late, PartNumbers.WORDS, words);
    this.ends = row(late, PartNumbers.ENDS, ends);
  }

  private static <D> AtomicReferenceArray<D> row(@Nullable LateParts late, int kind, List<D> more) {
    int first = late == null ? 0 : late.numbers().count(kind);
    AtomicReferenceArray<D> row = new AtomicReferenceArray<D>(first + more.size());
    for (int i = 0; i < more.size(); i++) {
      row.set(first + i, more.get(i));
    }
    return row;
  }

  LiteralDetector literal(int number) {
    LiteralDetector detector = literals.get(number);
    return detector == null ? made(literals, PartNumbers.LITERALS, number) : detector;
  }

  ShapeDetector shape(int number) {
    ShapeDetector detector = shapes.get(number);
    return detector == null ? made(shapes, PartNumbers.SHAPES, number) : detector;
  }

  RunDetector run(int number) {
    RunDetector detector = runs.get(number);
    return detector == null ? made(runs, PartNumbers.RUNS, number) : detector;
  }

  WordDetector word(int number) {
    WordDetector detector = words.get(number);
    return detector == null ? made(words, PartNumbers.WORDS, number) : detector;
  }

  EndDetector end(int number) {
    EndDetector detector = ends.get(number);
    return detector == null ? made(ends, PartNumbers.ENDS, number) : detector;
  }

  /** Returns the row of a scanner that has no other detectors. */
  static Detectors late(LateParts late) {
    return new Detectors(
        late,
        Collections.<LiteralDetector>emptyList(),
        Collections.<ShapeDetector>emptyList(),
        Collections.<RunDetector>emptyList(),
        Collections.<WordDetector>emptyList(),
        Collections.<EndDetector>emptyList());
  }

  /** Puts in a detector of a mark that another one is woken by, too. */
  void join(int number, int before, LiteralDetector detector) {
    literals.set(number, new Both(this, before, detector));
  }

  private <D> D made(AtomicReferenceArray<D> row, int kind, int number) {
    if (late != null) {
      late.make(kind, number, this);
    }
    D detector = row.get(number);
    if (detector == null) {
      throw new IllegalStateException("no detector " + number + " of kind " + kind);
    }
    return detector;
  }

  /** Two detectors at one mark. */
  private static final class Both implements LiteralDetector {
    private final Detectors detectors;
    private final int first;
    private final LiteralDetector second;

    Both(Detectors detectors, int first, LiteralDetector second) {
      this.detectors = detectors;
      this.first = first;
      this.second = second;
    }

    @Override
    public void found(ScanText text, int start, int end) {
      detectors.literal(first).found(text, start, end);
      second.found(text, start, end);
    }
  }
}
