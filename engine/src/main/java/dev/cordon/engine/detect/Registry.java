package dev.cordon.engine.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes what {@link DetectorPack}s register and turns it into the tables of one scanner. Not
 * thread-safe; used while a scanner is made.
 */
public final class Registry {
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

  Registry() {}

  /**
   * Declares a type. The order of declaration breaks ties between overlapping findings of the same
   * confidence and length: declare the more specific type first.
   *
   * @param id the stable identifier
   * @param dataClass the class of data
   * @param severity the default severity
   * @param token the word that tokens begin with, {@code [A-Z][A-Z0-9]*}
   * @param title a short English name for reports
   * @return the type
   */
  public DataType type(
      String id, DataClass dataClass, Severity severity, String token, String title) {
    if (types.containsKey(id)) {
      throw new IllegalStateException("data type declared twice: " + id);
    }
    return type(new DataType(id, dataClass, severity, token, title));
  }

  /**
   * Declares a type that exists already, perhaps not for the first time.
   *
   * @param type the type
   * @return the type that was declared first under this identifier
   */
  public DataType type(DataType type) {
    DataType known = types.get(type.id());
    if (known != null) {
      return known;
    }
    types.put(type.id(), type);
    return type;
  }

  /**
   * Makes a set of context words. Case does not matter; a blank stands for one blank, {@code _},
   * {@code -}, {@code .} or {@code /}, or for nothing ({@code zipCode}, {@code zip_code}, {@code
   * zipcode}). A word is found as a whole word (with or without a plural {@code s}); {@code
   * passport*} also at the beginning of a word, {@code *nummer} also at the end of one of eight
   * letters and more.
   *
   * @param words the words; the same ones give the same set
   * @return the set, to ask {@link ScanText#near} about
   */
  public Context context(String... words) {
    List<String> all = Arrays.asList(words);
    Context known = sets.get(all);
    if (known != null) {
      return known;
    }
    Context context = new Context(contexts++);
    sets.put(all, context);
    for (String word : words) {
      keywords.addContext(word, context.id);
    }
    return context;
  }

  /**
   * Wakes a detector where a text has one of the shapes: {@code 9} stands for a digit, {@code A}
   * for a letter, {@code X} for either; {@code -}, {@code .} and {@code /} for themselves (with or
   * without blanks around), a blank for any one separator (blank, {@code - . /}). At least one
   * character must be a digit in the text. What stands right before and after is no letter, no
   * digit and nothing that glues ({@code -} or {@code .} with a letter or digit beyond, a currency
   * sign before, {@code @ _ %} behind).
   *
   * @param detector verifies the text
   * @param patterns the shapes, at most {@value ShapeIndex#MAX_CHARS} letters and digits and
   *     {@value ShapeIndex#MAX_CHUNKS} groups each
   */
  public void shapes(ShapeDetector detector, String... patterns) {
    for (String pattern : patterns) {
      shapes.add(detector, pattern);
    }
  }

  /**
   * Wakes a detector at each of the literals, such as {@code AKIA}, {@code sk-ant-}, {@code
   * -----BEGIN}. Case matters unless the literal begins with {@code (?i)}. What begins with a
   * letter or digit is found where no letter or digit stands before, unless it begins with {@code
   * *}.
   *
   * @param detector verifies the surroundings
   * @param texts the literals; each holds at least one ASCII letter or digit
   */
  public void literals(LiteralDetector detector, String... texts) {
    literals(detector, false, texts);
  }

  /**
   * Wakes a detector at each of the literals where no letter, digit or {@code _} stands behind.
   * Otherwise as {@link #literals(LiteralDetector, String...)}.
   */
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

  /**
   * Wakes a detector at each occurrence of a punctuation mark. For marks that are rare in text.
   *
   * @param detector verifies the surroundings
   * @param mark an ASCII punctuation mark that ASCII has behind the digits
   */
  public void mark(LiteralDetector detector, char mark) {
    if (mark <= '9' || mark >= 0x7f || Ascii.isLetter(mark)) {
      throw new IllegalArgumentException("not looked for: " + mark);
    }
    int id = literals.size();
    int before = marks[mark];
    literals.add(before == 0 ? detector : new Both(literals.get(before - 1), detector));
    marks[mark] = id + 1;
  }

  /** Wakes a detector at each chunk of a digit run. */
  public void runs(RunDetector detector) {
    runs.add(detector);
  }

  /** Wakes a detector at each word that begins with a capital letter. */
  public void words(WordDetector detector) {
    words.add(detector);
  }

  /**
   * Declares words that no detector given to {@link #words} says anything of, so that none is woken
   * where one stands before a blank or a comma.
   *
   * @param words up to seven small letters each
   */
  public void commonWords(String... words) {
    for (String word : words) {
      common.add(word);
    }
  }

  /** Wakes a detector at the end of each text. */
  public void ends(EndDetector detector) {
    ends.add(detector);
  }

  /**
   * Reserves a place in each session's memory.
   *
   * @return the slot, for {@link ScanText#memory(int)}
   */
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
