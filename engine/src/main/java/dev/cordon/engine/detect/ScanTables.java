package dev.cordon.engine.detect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The compiled, immutable tables of one scanner. */
final class ScanTables {
  final KeywordIndex index;
  final ShapeIndex shapes;
  final LiteralDetector[] literals;
  final RunDetector[] runs;
  final WordDetector[] words;
  final EndDetector[] ends;
  final int contexts;
  final int slots;
  private final Map<String, Integer> order = new HashMap<String, Integer>();

  ScanTables(
      KeywordIndex index,
      ShapeIndex shapes,
      LiteralDetector[] literals,
      RunDetector[] runs,
      WordDetector[] words,
      EndDetector[] ends,
      List<DataType> types,
      int contexts,
      int slots) {
    this.index = index;
    this.shapes = shapes;
    this.literals = literals;
    this.runs = runs;
    this.words = words;
    this.ends = ends;
    this.contexts = contexts;
    this.slots = slots;
    for (int i = 0; i < types.size(); i++) {
      order.put(types.get(i).id(), i);
    }
  }

  /** Returns the type's place in the order of declaration: the more specific first. */
  int order(DataType type) {
    Integer place = order.get(type.id());
    return place == null ? order.size() : place;
  }
}
