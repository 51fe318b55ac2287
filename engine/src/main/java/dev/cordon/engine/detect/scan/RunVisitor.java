package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DigitRun;
import dev.cordon.engine.detect.Shape;
import org.jspecify.annotations.Nullable;

/** Shows each run of groups to the detectors of shapes and of runs. */
final class RunVisitor {
  /** A lone group of so many letters and digits is shown to no detector unless it has a shape. */
  private static final int FEW = 3;

  private final ScanTables tables;
  private final SessionText text;

  /** Made when the first digit is met. */
  private @Nullable RunReader run;

  private final FoundShape shape;

  /** Everything before this has been part of a run. */
  private int done;

  /** Finds what is passed over; null to look at all of a text. */
  private final @Nullable Repetition repetition;

  /** How many groups of the last text were shown. */
  private int visits;

  RunVisitor(ScanTables tables, SessionText text, boolean passes) {
    this.tables = tables;
    this.repetition = passes ? new Repetition() : null;
    this.text = text;
    this.shape = new FoundShape(text);
  }

  void begin(int from) {
    done = from;
    visits = 0;
    forgetRepetition();
  }

  int visits() {
    return visits;
  }

  private void forgetRepetition() {
    if (repetition != null) {
      repetition.begin();
    }
  }

  /** Returns how many bytes of the last text were compared to find repetitions' ends. */
  long compared() {
    return repetition == null ? 0 : repetition.compared();
  }

  void rebase(int from, int limit) {
    forgetRepetition();
    done = Math.min(done - from, limit);
  }

  void visit(int digit) {
    if (digit < done || isLone(digit)) {
      return;
    }
    RunReader run = run();
    run.read(digit, done);
    int reports = text.reports();
    int quiet = run.start(0);
    int first = 0;
    while (true) {
      int ready = run.more ? run.size() - Shape.MAX_GROUPS : run.size();
      for (int group = first; group < ready; group++) {
        visitGroup(run, group);
      }
      if (!run.more) {
        break;
      }
      if (text.reports() != reports) {
        reports = text.reports();
        quiet = run.resume;
      }
      if (repetition != null) {
        run.skip(repetition, quiet);
      }
      // One group more than needed is kept: what stands before a group can matter.
      run.shift(Shape.MAX_GROUPS + 1);
      first = 1;
      run.fill();
    }
    done = run.resume;
    run.forget();
  }

  private RunReader run() {
    RunReader made = run;
    if (made == null) {
      made = new RunReader(text);
      run = made;
    }
    return made;
  }

  /**
   * Tells whether a few letters and digits stand alone, as most numbers in code do, and have no
   * shape.
   */
  private boolean isLone(int digit) {
    byte[] bytes = text.bytes();
    int limit = text.to();
    int start = digit;
    while (start > done && digit - start <= FEW && Ascii.isAlnum(bytes[start - 1])) {
      start--;
    }
    int end = digit + 1;
    while (end < limit && end - start <= FEW && Ascii.isAlnum(bytes[end])) {
      end++;
    }
    int length = end - start;
    if (length > FEW || hasShape(tables.shapes.child(0, length))) {
      return false;
    }
    // Years have two digits, and degrees stand before a sign beyond ASCII.
    if ((length == 2 && start > text.from() && "([{=:".indexOf(bytes[start - 1]) < 0)
        || (end < limit && bytes[end] < 0)) {
      return false;
    }
    if (start > done + 1 && RunReader.isGap(bytes[start - 1])) {
      int before = bytes[start - 2];
      if (Ascii.isUpper(before) || RunReader.isGap(before)) {
        return false;
      }
    }
    return end == limit || !RunReader.isGap(bytes[end]) || !RunReader.goesOn(bytes, end, limit);
  }

  private void visitGroup(DigitRun run, int first) {
    visits++;
    for (int i = 0; i < tables.runs; i++) {
      tables.detectors.run(i).found(run, first);
    }
    ShapeIndex shapes = tables.shapes;
    int node = 0;
    int length = 0;
    long mask = 0;
    int joined = -1;
    for (int last = first; last < run.size(); last++) {
      node = shapes.child(node, run.length(last));
      if (node == 0) {
        return;
      }
      mask |= run.digits(last) << length;
      length += run.length(last);
      if (hasShape(node)) {
        joined = joined < 0 ? (NumberBoundary.before(run, first) ? 1 : 0) : joined;
        if (joined == 1) {
          return;
        }
        if (mask != 0 && !NumberBoundary.behind(run, last)) {
          visitShapes(run, node, first, last, length, mask);
        }
      }
    }
  }

  private boolean hasShape(int node) {
    return tables.shapes.first(node) < tables.shapes.end(node);
  }

  private void visitShapes(DigitRun run, int node, int first, int last, int length, long mask) {
    ShapeIndex shapes = tables.shapes;
    boolean set = false;
    for (int entry = shapes.first(node); entry < shapes.end(node); entry++) {
      if (shapes.fits(entry, mask) && separated(run, shapes, entry, first)) {
        if (!set) {
          shape.set(run, first, last, length);
          set = true;
        }
        tables.detectors.shape(shapes.detector(entry)).found(shape);
      }
    }
  }

  /**
   * Tells whether the separators are those of the shape; those it leaves open must be all the same.
   */
  private static boolean separated(DigitRun run, ShapeIndex shapes, int entry, int first) {
    int any = 0;
    for (int i = 0; i < shapes.gaps(entry); i++) {
      int wanted = shapes.gap(entry, i);
      int gap = run.gap(first + 1 + i);
      if (wanted == ' ') {
        if (gap == '(' || gap == ')' || gap == '_' || (any != 0 && any != gap)) {
          return false;
        }
        any = gap;
      } else if (gap != wanted) {
        return false;
      }
    }
    return true;
  }
}
