package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.RunDetector;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.ShapeDetector;
import dev.cordon.engine.detect.WordDetector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what {@link DetectorPack}s register and turns it into the tables of one scanner. */
final class Registrations implements Registry {
  private final Map<String, DataType> types = new LinkedHashMap<String, DataType>();
  private final Keywords keywords = new Keywords();
  private final Map<List<String>, Context> sets = new HashMap<List<String>, Context>();
  private final ShapeIndex.Builder shapes = new ShapeIndex.Builder();
  private final List<LiteralDetector> literals = new ArrayList<LiteralDetector>();
  private final List<RunDetector> runs = new ArrayList<RunDetector>();
  private final List<WordDetector> words = new ArrayList<WordDetector>();
  private final List<EndDetector> ends = new ArrayList<EndDetector>();
  private final CommonWords common = new CommonWords();
  private final int[] marks = new int[128];
  private int contexts;
  private int slots;

  Registrations() {}

  @Override
  public DataType type(
      String id, DataClass dataClass, Severity severity, String token, String title) {
    if (types.containsKey(id)) {
      throw new IllegalStateException("data type declared twice: " + id);
    }
    return type(new DataType(id, dataClass, severity, token, title));
  }

  @Override
  public DataType type(DataType type) {
    DataType known = types.get(type.id());
    if (known != null) {
      return known;
    }
    types.put(type.id(), type);
    return type;
  }

  @Override
  public Context context(String... words) {
    List<String> all = Arrays.asList(words);
    Context known = sets.get(all);
    if (known != null) {
      return known;
    }
    Context context = new Context(contexts++);
    sets.put(all, context);
    for (String word : words) {
      keywords.addContext(word, context.number());
    }
    return context;
  }

  @Override
  public void shapes(ShapeDetector detector, String... patterns) {
    for (String pattern : patterns) {
      shapes.add(detector, pattern);
    }
  }

  @Override
  public void literals(LiteralDetector detector, String... texts) {
    literals(detector, false, texts);
  }

  @Override
  public void wholeLiterals(LiteralDetector detector, String... texts) {
    literals(detector, true, texts);
  }

  private void literals(LiteralDetector detector, boolean whole, String... texts) {
    int id = literals.size();
    literals.add(detector);
    for (String text : texts) {
      keywords.addLiteral(text, whole, id);
    }
  }

  @Override
  public void mark(LiteralDetector detector, char mark) {
    if (mark <= '9' || mark >= 0x7f || Ascii.isLetter(mark)) {
      throw new IllegalArgumentException("not looked for: " + mark);
    }
    int id = literals.size();
    int before = marks[mark];
    literals.add(before == 0 ? detector : new Both(literals.get(before - 1), detector));
    marks[mark] = id + 1;
  }

  @Override
  public void runs(RunDetector detector) {
    runs.add(detector);
  }

  @Override
  public void words(WordDetector detector) {
    words.add(detector);
  }

  @Override
  public void commonWords(String... words) {
    for (String word : words) {
      common.add(word);
    }
  }

  @Override
  public void ends(EndDetector detector) {
    ends.add(detector);
  }

  @Override
  public int slot() {
    return slots++;
  }

  List<DataType> types() {
    return new ArrayList<DataType>(types.values());
  }

  ScanTables build() {
    return new ScanTables(
        keywords.build(marks, !words.isEmpty()),
        shapes.build(),
        literals.toArray(new LiteralDetector[0]),
        runs.toArray(new RunDetector[0]),
        words.toArray(new WordDetector[0]),
        common,
        ends.toArray(new EndDetector[0]),
        types(),
        contexts,
        slots);
  }

  /** Two detectors at one mark. */
  private static final class Both implements LiteralDetector {
    private final LiteralDetector first;
    private final LiteralDetector second;

    Both(LiteralDetector first, LiteralDetector second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public void found(ScanText text, int start, int end) {
      first.found(text, start, end);
      second.found(text, start, end);
    }
  }
}
