package dev.cordon.engine.policy;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.custom.ExactValues;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A data type that the user defined and how it is found. Immutable. */
public final class CustomType {
  private final DataType type;
  private final @Nullable String regex;
  private final List<String> keywords;
  private final List<String> keys;
  private final List<ExactValues> values;
  private final List<String> context;
  private final int confidence;

  CustomType(
      DataType type,
      @Nullable String regex,
      List<String> keywords,
      List<String> keys,
      List<ExactValues> values,
      List<String> context,
      int confidence) {
    this.type = type;
    this.regex = regex;
    this.keywords = Collections.unmodifiableList(keywords);
    this.keys = Collections.unmodifiableList(keys);
    this.values = Collections.unmodifiableList(values);
    this.context = Collections.unmodifiableList(context);
    this.confidence = confidence;
  }

  /** Returns the type; its identifier is what policy calls it by. */
  public DataType type() {
    return type;
  }

  /** Returns the pattern, valid RE2 syntax, or null when there is none. */
  public @Nullable String regex() {
    return regex;
  }

  /** Returns words that are findings themselves, without regard to case. */
  public List<String> keywords() {
    return keywords;
  }

  /** Returns JSON keys whose whole value is a finding, without regard to case. */
  public List<String> keys() {
    return keys;
  }

  /** Returns lists of values that are findings wherever they stand. */
  public List<ExactValues> values() {
    return values;
  }

  /** Returns words of which one must stand near a match of the pattern; empty when none must. */
  public List<String> context() {
    return context;
  }

  /** Returns how sure a match is, 1 to 100. */
  public int confidence() {
    return confidence;
  }
}
