package dev.cordon.engine.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Something that somebody should hear of at once: names and counts, never content. Immutable. */
public final class Alert extends BlindSpot {
  private final String kind;
  private final String text;
  private final Map<String, String> fields;
  private final long repeated;

  /**
   * Makes an alert.
   *
   * @param kind what happened, such as {@code spike}
   * @param text the same as a sentence, with the threshold
   * @param fields what it is about, such as {@code caller} and its name
   * @param repeated how often the same happened since it was told last
   */
  public Alert(String kind, String text, Map<String, String> fields, long repeated) {
    this.kind = kind;
    this.text = text;
    this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    this.repeated = repeated;
  }

  /** Returns what happened, such as {@code spike}. */
  public String kind() {
    return kind;
  }

  /** Returns what it is about. */
  public Map<String, String> fields() {
    return fields;
  }

  /** Returns how often the same happened since it was told last. */
  public long repeated() {
    return repeated;
  }

  @Override
  public String toString() {
    return text;
  }
}
