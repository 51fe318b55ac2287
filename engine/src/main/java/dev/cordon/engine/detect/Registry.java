package dev.cordon.engine.detect;

/**
 * Takes what {@link DetectorPack}s register. Not thread-safe; used while a scanner is made.
 *
 * <p>A detector declares how far around its anchor it looks ({@link Detector#reach}); each method
 * that takes a detector throws {@link IllegalArgumentException} if that is farther than a scanner
 * can promise.
 */
public interface Registry {
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
   * @throws IllegalStateException if a type of this identifier was declared before
   */
  DataType type(String id, DataClass dataClass, Severity severity, String token, String title);

  /**
   * Declares a type that exists already, perhaps not for the first time.
   *
   * @param type the type
   * @return the type that was declared first under this identifier
   */
  DataType type(DataType type);

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
  Context context(String... words);

  /** Makes a set of context words; as {@link #context(String...)}. */
  default Context context(Words words) {
    return context(words.all());
  }

  /**
   * Wakes a detector where a text has one of the shapes: {@code 9} stands for a digit, {@code A}
   * for a letter, {@code X} for either; {@code -}, {@code .} and {@code /} for themselves (with or
   * without blanks around), a blank for any one separator (blank, {@code - . /}). At least one
   * character must be a digit in the text. What stands right before and after is no letter, no
   * digit and nothing that joins it to something longer ({@code -} or {@code .} with a letter or
   * digit beyond, a currency sign before, {@code @ _ %} behind).
   *
   * @param detector verifies the text
   * @param patterns the shapes, at most {@value Shape#MAX_CHARS} letters and digits and {@value
   *     Shape#MAX_GROUPS} groups each
   * @throws IllegalArgumentException if one is no shape
   */
  void shapes(ShapeDetector detector, String... patterns);

  /** Wakes a detector at shapes; as {@link #shapes(ShapeDetector, String...)}. */
  default void shapes(ShapeDetector detector, Words patterns) {
    shapes(detector, patterns.all());
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
  void literals(LiteralDetector detector, String... texts);

  /** Wakes a detector at each of the literals; as {@link #literals(LiteralDetector, String...)}. */
  default void literals(LiteralDetector detector, Words texts) {
    literals(detector, texts.all());
  }

  /**
   * Wakes a detector at each of the literals where no letter, digit or {@code _} stands behind.
   * Otherwise as {@link #literals(LiteralDetector, String...)}.
   */
  void wholeLiterals(LiteralDetector detector, String... texts);

  /** Wakes a detector at whole literals; as {@link #wholeLiterals(LiteralDetector, String...)}. */
  default void wholeLiterals(LiteralDetector detector, Words texts) {
    wholeLiterals(detector, texts.all());
  }

  /**
   * Wakes a detector at each occurrence of a punctuation mark. For marks that are rare in text.
   *
   * @param detector verifies the surroundings
   * @param mark an ASCII punctuation mark that ASCII has behind the digits
   * @throws IllegalArgumentException if it is another character
   */
  void mark(LiteralDetector detector, char mark);

  /** Wakes a detector at each group of a run of digit groups. */
  void runs(RunDetector detector);

  /** Wakes a detector at each word that begins with a capital letter. */
  void words(WordDetector detector);

  /**
   * Declares words that no detector given to {@link #words} says anything of, so that none is woken
   * where one stands before a blank or a comma.
   *
   * @param words up to seven small letters each
   */
  void commonWords(Words words);

  /** Wakes a detector at the end of each text. */
  void ends(EndDetector detector);

  /**
   * Wakes a detector at the end of each text that holds one of some words, or whose key does.
   *
   * @param detector looks at the text
   * @param longest the most bytes that the text has
   * @param words the sets of these words
   */
  void ends(EndDetector detector, int longest, Context... words);

  /**
   * Reserves a place in each session's memory.
   *
   * @return the slot, for {@link ScanText#memory(int)}
   */
  int slot();

  /**
   * Returns a place in each session's memory that all share who ask for it by this name.
   *
   * @param name what is kept there
   * @return the slot, for {@link ScanText#memory(int)}
   */
  int slot(String name);
}
