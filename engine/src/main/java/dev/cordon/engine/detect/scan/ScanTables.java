package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.DataType;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The compiled tables of one scanner, and scratch that its sessions share. Thread-safe. */
final class ScanTables {
  private static final int SPARE = 4;

  final KeywordIndex index;
  final ShapeIndex shapes;
  final Detectors detectors;
  final CommonWords common;
  final EndGuards ends;
  final DataTypes types;
  final int contexts;
  final int slots;

  /** How many detectors there are of runs and of words. */
  final int runs;

  final int words;

  /** Finders that no session uses now: a session of one text would make one for that alone. */
  private final AtomicReferenceArray<AnchorFinder> finders =
      new AtomicReferenceArray<AnchorFinder>(SPARE);

  ScanTables(
      KeywordIndex index,
      ShapeIndex shapes,
      Detectors detectors,
      CommonWords common,
      EndGuards ends,
      DataTypes types,
      int contexts,
      int slots) {
    this.index = index;
    this.shapes = shapes;
    this.detectors = detectors;
    this.common = common;
    this.ends = ends;
    this.types = types;
    this.contexts = contexts;
    this.slots = slots;
    this.runs = detectors.runs.length();
    this.words = detectors.words.length();
  }

  /** Returns a finder that nobody else uses; to be given back. */
  AnchorFinder takeFinder() {
    AnchorFinder spare = finders.getAndSet(slot(), null);
    return spare == null ? new AnchorFinder(index) : spare;
  }

  void giveBack(AnchorFinder finder) {
    finder.forget();
    finders.lazySet(slot(), finder);
  }

  private static int slot() {
    return (int) Thread.currentThread().getId() & (SPARE - 1);
  }

  /** Returns the type's place in the order of declaration: the more specific first. */
  int order(DataType type) {
    return types.order(type);
  }
}
