package dev.cordon.engine.detect;

/** Shows each run of chunks to the detectors of shapes and of runs. */
final class RunVisitor {
  private final ScanTables tables;
  private final Run run;
  private final Shape shape;

  /** Everything before this has been part of a run. */
  private int done;

  private final boolean passes;

  /** How many chunks of the last text were shown. */
  private int visits;

  RunVisitor(ScanTables tables, ScanText text, boolean passes) {
    this.tables = tables;
    this.passes = passes;
    this.run = new Run(text);
    this.shape = new Shape(text);
  }

  void begin(int from) {
    done = from;
    visits = 0;
  }

  int visits() {
    return visits;
  }

  void rebase(int from, int limit) {
    done = Math.min(done - from, limit);
  }

  void visit(int digit) {
    if (digit < done) {
      return;
    }
    run.read(digit, done);
    ScanText text = run.text();
    int reports = text.reports();
    int quiet = run.start(0);
    int first = 0;
    while (true) {
      int ready = run.more ? run.size - ShapeIndex.MAX_CHUNKS : run.size;
      for (int chunk = first; chunk < ready; chunk++) {
        visitChunk(chunk);
      }
      if (!run.more) {
        break;
      }
      if (text.reports() != reports) {
        reports = text.reports();
        quiet = run.resume;
      }
      if (passes) {
        run.skip(quiet);
      }
      // One chunk more than needed is kept: what stands before a chunk can matter.
      run.shift(ShapeIndex.MAX_CHUNKS + 1);
      first = 1;
      run.fill();
    }
    done = run.resume;
    run.forget();
  }

  private void visitChunk(int first) {
    visits++;
    for (RunDetector detector : tables.runs) {
      detector.found(run, first);
    }
    ShapeIndex shapes = tables.shapes;
    int node = 0;
    int length = 0;
    long mask = 0;
    int glue = -1;
    for (int last = first; last < run.size; last++) {
      node = shapes.child(node, run.lengths[last]);
      if (node == 0) {
        return;
      }
      mask |= run.digits[last] << length;
      length += run.lengths[last];
      ShapeIndex.Entry[] entries = shapes.entries(node);
      if (entries.length > 0) {
        glue = glue < 0 ? (Glue.before(run, first) ? 1 : 0) : glue;
        if (glue == 1) {
          return;
        }
        if (mask != 0 && !Glue.behind(run, last)) {
          visitShapes(entries, first, last, length, mask);
        }
      }
    }
  }

  private void visitShapes(ShapeIndex.Entry[] entries, int first, int last, int length, long mask) {
    boolean set = false;
    for (ShapeIndex.Entry entry : entries) {
      if ((mask & (entry.digits | entry.letters)) == entry.digits
          && separated(entry.separators, first)) {
        if (!set) {
          shape.set(run, first, last, length);
          set = true;
        }
        entry.detector.found(shape);
      }
    }
  }

  /**
   * Tells whether the separators are those of the shape; those it leaves open must be all the same.
   */
  private boolean separated(byte[] wanted, int first) {
    int any = 0;
    for (int i = 0; i < wanted.length; i++) {
      int gap = run.gaps[first + 1 + i];
      if (wanted[i] == ' ') {
        if (gap == '(' || gap == ')' || gap == '_' || (any != 0 && any != gap)) {
          return false;
        }
        any = gap;
      } else if (gap != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
