package dev.cordon.engine.detect.custom;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.Registry;
import java.util.ArrayList;
import java.util.List;

/**
 * The user's own types. Not thread-safe while it is filled; not to be changed after it was used.
 */
public final class CustomPack implements DetectorPack {
  private final List<DetectorPack> parts = new ArrayList<DetectorPack>();

  /** Makes an empty pack. */
  public CustomPack() {}

  /**
   * Adds a type that a pattern finds.
   *
   * @param type the type
   * @param pattern RE2 syntax; matched in time linear in the text
   * @param context words of which one must stand near a match; empty when none must
   * @param confidence 1 to 100
   * @throws IllegalArgumentException if the pattern is no valid RE2 pattern or matches the empty
   *     text; the message says why
   */
  public CustomPack pattern(DataType type, String pattern, List<String> context, int confidence) {
    parts.add(new PatternPart(type, pattern, context, confidence));
    return this;
  }

  /**
   * Adds a type that words find: whole words, without regard to case.
   *
   * @param type the type
   * @param words the words or phrases
   * @param confidence 1 to 100
   */
  public CustomPack words(DataType type, List<String> words, int confidence) {
    parts.add(new WordPart(type, words, confidence));
    return this;
  }

  /**
   * Adds a type whose values stand under JSON keys: a text under such a key is a finding as a
   * whole.
   *
   * @param type the type
   * @param keys the keys, without regard to case and to {@code _}, {@code -} and {@code .}
   * @param confidence 1 to 100
   */
  public CustomPack keys(DataType type, List<String> keys, int confidence) {
    parts.add(new KeyPart(type, keys, confidence));
    return this;
  }

  /**
   * Adds a type whose values are listed.
   *
   * @param type the type
   * @param values the list
   * @param confidence 1 to 100
   */
  public CustomPack values(DataType type, ExactValues values, int confidence) {
    parts.add(new ValuePart(type, values, confidence));
    return this;
  }

  @Override
  public void register(Registry registry) {
    for (DetectorPack part : parts) {
      part.register(registry);
    }
  }
}
