package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.RunDetector;
import dev.cordon.engine.detect.WordDetector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The compiled tables of one scanner, and scratch that its sessions share. Thread-safe. */
final class ScanTables {
  private static final int SPARE = 4;

  final KeywordIndex index;
  final ShapeIndex shapes;
  final LiteralDetector[] literals;
  final RunDetector[] runs;
  final WordDetector[] words;
  final CommonWords common;
  final EndDetector[] ends;
  final int contexts;
  final int slots;
  private final Map<String, Integer> order = new HashMap<String, Integer>();

  /** Finders that no session uses now: a session of one text would make one for that alone. */
  private final AtomicReferenceArray<AnchorFinder> finders =
      new AtomicReferenceArray<AnchorFinder>(SPARE);

  ScanTables(
      KeywordIndex index,
      ShapeIndex shapes,
      LiteralDetector[] literals,
      RunDetector[] runs,
      WordDetector[] words,
      CommonWords common,
      EndDetector[] ends,
      List<DataType> types,
      int contexts,
      int slots) {
    this.index = index;
    this.shapes = shapes;
    this.literals = literals;
    this.runs = runs;
    this.words = words;
    this.common = common;
    this.ends = ends;
    this.contexts = contexts;
    this.slots = slots;
    for (int i = 0; i < types.size(); i++) {
      order.put(types.get(i).id(), i);
    }
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
    Integer place = order.get(type.id());
    return place == null ? order.size() : place;
  }
}
