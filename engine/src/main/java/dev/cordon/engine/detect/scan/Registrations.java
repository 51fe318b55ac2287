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
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.ShapeDetector;
import dev.cordon.engine.detect.WordDetector;
import dev.cordon.engine.detect.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what {@link DetectorPack}s register, and turns it into the tables of one scanner. Behind
 * tables that the build has made it takes what they lack. Not thread-safe.
 */
final class Registrations implements Registry {
  private final @Nullable ScannerTable base;
  private final Map<String, DataType> types = new LinkedHashMap<String, DataType>();
  private final Keywords keywords = new Keywords();
  private final Map<List<String>, Context> sets = new HashMap<List<String>, Context>();
  private final Map<String, Integer> named = new HashMap<String, Integer>();
  private final List<LiteralDetector> literals = new ArrayList<LiteralDetector>();
  private final List<ShapeDetector> shaped = new ArrayList<ShapeDetector>();
  private final List<RunDetector> runs = new ArrayList<RunDetector>();
  private final List<WordDetector> words = new ArrayList<WordDetector>();
  private final List<EndDetector> ends = new ArrayList<EndDetector>();
  private final PartNumbers numbers = new PartNumbers();
  private final CommonWords common;
  private final EndGuards guards;
  private final int[] marks;
  private ShapeIndex.@Nullable Builder shapes;
  private @Nullable DataTypes before;
  private int contexts;
  private int slots;

  /** Makes registrations without anything before them. */
  Registrations() {
    base = null;
    common = new CommonWords();
    guards = new EndGuards();
    marks = new int[128];
  }

  /** Makes registrations behind those that the build has made tables of. */
  Registrations(ScannerTable base) {
    this.base = base;
    common = base.common;
    guards = base.ends;
    marks = base.marks;
    contexts = base.contexts;
    slots = base.slots;
  }

  /** Notes that a part of a pack begins, or that the last one has ended. */
  void part() {
    numbers.begin();
  }

  /** Takes types that were declared before all that follow. */
  void behind(DataTypes known) {
    before = known;
  }

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
    DataType known = before == null ? types.get(type.id()) : before.get(type.id());
    if (known != null) {
      return known;
    }
    types.put(type.id(), type);
    return type;
  }

  /** Returns the types that were declared. */
  Collection<DataType> types() {
    return types.values();
  }

  @Override
  public Context context(String... words) {
    List<String> all = Arrays.asList(words);
    Context context = sets.get(all);
    if (context == null) {
      context = new Context(contexts++);
      sets.put(all, context);
      for (String word : words) {
        keywords.addContext(word, context.number());
      }
    }
    numbers.context(context.number());
    return context;
  }

  @Override
  public void shapes(ShapeDetector detector, String... patterns) {
    ShapeIndex.Builder builder = shapes;
    if (builder == null) {
      builder = base == null ? new ShapeIndex.Builder() : new ShapeIndex.Builder(base.shapes);
      shapes = builder;
    }
    int id = first(PartNumbers.SHAPES) + numbers.next(PartNumbers.SHAPES);
    shaped.add(detector);
    for (String pattern : patterns) {
      builder.add(id, pattern);
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
    int id = add(detector);
    for (String text : texts) {
      keywords.addLiteral(text, whole, id);
    }
  }

  private int add(LiteralDetector detector) {
    literals.add(detector);
    return first(PartNumbers.LITERALS) + numbers.next(PartNumbers.LITERALS);
  }

  /** Returns how many of a kind the tables before have. */
  private int first(int kind) {
    return base == null ? 0 : base.parts.count(kind);
  }

  @Override
  public void mark(LiteralDetector detector, char mark) {
    if (mark <= '9' || mark >= 0x7f || Ascii.isLetter(mark)) {
      throw new IllegalArgumentException("not looked for: " + mark);
    }
    int id = add(detector);
    if (marks[mark] != 0) {
      numbers.join(id, marks[mark]);
    }
    marks[mark] = id + 1;
  }

  @Override
  public void runs(RunDetector detector) {
    numbers.next(PartNumbers.RUNS);
    runs.add(detector);
  }

  @Override
  public void words(WordDetector detector) {
    numbers.next(PartNumbers.WORDS);
    words.add(detector);
  }

  @Override
  public void commonWords(Words words) {
    for (String word : words.all()) {
      common.add(word);
    }
  }

  @Override
  public void ends(EndDetector detector) {
    ends(detector, Integer.MAX_VALUE);
  }

  @Override
  public void ends(EndDetector detector, int longest, Context... words) {
    numbers.next(PartNumbers.ENDS);
    guards.add(longest, words);
    ends.add(detector);
  }

  @Override
  public int slot() {
    int slot = slots++;
    numbers.slot(slot);
    return slot;
  }

  @Override
  public int slot(String name) {
    Integer known = named.get(name);
    if (known == null) {
      known = slots++;
      named.put(name, known);
    }
    numbers.slot(known);
    return known;
  }

  /** Returns the tables to be written. */
  ScannerTable table() {
    KeywordStore store = new KeywordStore(keywords.toArray());
    return new ScannerTable(
        contexts,
        slots,
        marks,
        index(store),
        store,
        shapeIndex(),
        common,
        guards,
        numbers,
        DataTypes.rows(types.values()));
  }

  /**
   * Returns the tables of a scanner.
   *
   * @param late makes the detectors of the tables before; null if there are none
   * @param known all types
   */
  ScanTables build(@Nullable LateParts late, DataTypes known) {
    Keyword[] more = keywords.toArray();
    KeywordStore store =
        base == null
            ? new KeywordStore(more)
            : more.length == 0 ? base.keywords : new KeywordStore(base.keywords, more);
    Detectors detectors = new Detectors(late, literals, shaped, runs, words, ends);
    int first = first(PartNumbers.LITERALS);
    for (int i = 0; i < literals.size(); i++) {
      int joined = numbers.joined(first + i);
      if (joined != 0) {
        detectors.join(first + i, joined - 1, literals.get(i));
      }
    }
    KeywordIndex index = new KeywordIndex(index(store), store, marks);
    return new ScanTables(index, shapeIndex(), detectors, common, guards, known, contexts, slots);
  }

  private IndexTables index(KeywordStore store) {
    if (base != null) {
      int from = base.keywords.size();
      if (store.size() > from || !literals.isEmpty()) {
        KeywordIndexBuilder.mark(base.index.classes, marks);
        KeywordIndexBuilder.add(base.index, store, from);
      }
      return base.index;
    }
    IndexTables index = new IndexTables();
    KeywordIndexBuilder.classify(index.classes, !words.isEmpty());
    KeywordIndexBuilder.mark(index.classes, marks);
    KeywordIndexBuilder.add(index, store, 0);
    return index;
  }

  private ShapeIndex shapeIndex() {
    ShapeIndex.Builder builder = shapes;
    if (builder != null) {
      return builder.build();
    }
    return base == null ? new ShapeIndex.Builder().build() : base.shapes;
  }
}
