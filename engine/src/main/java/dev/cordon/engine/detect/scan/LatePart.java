package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.RunDetector;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.ShapeDetector;
import dev.cordon.engine.detect.WordDetector;
import dev.cordon.engine.detect.Words;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a part registers when its words and shapes are in the tables already: keeps the
 * detectors by the numbers that they were given there. Not thread-safe.
 */
final class LatePart implements Registry {
  private static final String OTHER = "the scanner's tables were made of other detectors: part ";

  private final LateParts parts;
  private final PartNumbers numbers;
  private final int part;
  private final Detectors into;
  private final @Nullable Registrations more;
  private final int[] next = new int[PartNumbers.KINDS];

  LatePart(LateParts parts, int part, Detectors into, @Nullable Registrations more) {
    this.parts = parts;
    this.numbers = parts.numbers();
    this.part = part;
    this.into = into;
    this.more = more;
    for (int kind = 0; kind < next.length; kind++) {
      next[kind] = numbers.first(part, kind);
    }
  }

  private int next(int kind) {
    if (!has(kind)) {
      throw new IllegalStateException(OTHER + part);
    }
    return next[kind]++;
  }

  private boolean has(int kind) {
    return next[kind] < numbers.first(part + 1, kind);
  }

  /**
   * Tells that the part has registered all.
   *
   * @throws IllegalStateException if it is less than the tables have
   */
  void end() {
    for (int kind = 0; kind < next.length; kind++) {
      if (has(kind)) {
        throw new IllegalStateException(OTHER + part);
      }
    }
  }

  @Override
  public DataType type(
      String id, DataClass dataClass, Severity severity, String token, String title) {
    return new DataType(id, dataClass, severity, token, title);
  }

  @Override
  public DataType type(DataType type) {
    return type;
  }

  @Override
  public Context context(String... words) {
    return parts.context(next(PartNumbers.CONTEXTS));
  }

  @Override
  public Context context(Words words) {
    return parts.context(next(PartNumbers.CONTEXTS));
  }

  @Override
  public void shapes(ShapeDetector detector, String... patterns) {
    into.shapes.set(next(PartNumbers.SHAPES), detector);
  }

  @Override
  public void shapes(ShapeDetector detector, Words patterns) {
    shapes(detector);
  }

  @Override
  public void literals(LiteralDetector detector, String... texts) {
    if (more != null && !has(PartNumbers.LITERALS)) {
      more.literals(detector, texts);
    } else {
      literal(detector);
    }
  }

  @Override
  public void literals(LiteralDetector detector, Words texts) {
    literal(detector);
  }

  @Override
  public void wholeLiterals(LiteralDetector detector, String... texts) {
    if (more != null && !has(PartNumbers.LITERALS)) {
      more.wholeLiterals(detector, texts);
    } else {
      literal(detector);
    }
  }

  @Override
  public void wholeLiterals(LiteralDetector detector, Words texts) {
    literal(detector);
  }

  private void literal(LiteralDetector detector) {
    into.literals.set(next(PartNumbers.LITERALS), detector);
  }

  @Override
  public void mark(LiteralDetector detector, char mark) {
    int number = next(PartNumbers.LITERALS);
    int before = numbers.joined(number);
    if (before == 0) {
      into.literals.set(number, detector);
    } else {
      into.join(number, before - 1, detector);
    }
  }

  @Override
  public void runs(RunDetector detector) {
    into.runs.set(next(PartNumbers.RUNS), detector);
  }

  @Override
  public void words(WordDetector detector) {
    into.words.set(next(PartNumbers.WORDS), detector);
  }

  @Override
  public void commonWords(Words words) {
    // they are in the tables
  }

  @Override
  public void ends(EndDetector detector) {
    into.ends.set(next(PartNumbers.ENDS), detector);
  }

  @Override
  public void ends(EndDetector detector, int longest, Context... words) {
    ends(detector);
  }

  @Override
  public int slot() {
    return numbers.slotOf(next(PartNumbers.SLOTS));
  }

  @Override
  public int slot(String name) {
    return slot();
  }
}
